import { Cell } from '../cell';

/**
 * Who is calling. Today that is whoever has the operator's key, kept for this tab only and never put into an address. A professor's
 * sign-in will be a second kind: a bearer token.
 */
export interface Credential {
  kind: 'key';
  key: string;
}

const place = 'credential';

export class Credentials {
  /** Null: somebody has to be asked. */
  readonly current: Cell<Credential | null>;
  /** Whether the last credential was turned away. */
  readonly wrong = new Cell(false);
  /** Whether there has been one since the page was opened. */
  readonly known: Cell<boolean>;

  constructor() {
    const kept = sessionStorage.getItem(place);
    this.current = new Cell(kept ? (JSON.parse(kept) as Credential) : null);
    this.known = new Cell(kept !== null);
  }

  headers(): Record<string, string> {
    const credential = this.current.get();
    return credential ? { 'x-api-key': credential.key } : {};
  }

  give(credential: Credential): void {
    sessionStorage.setItem(place, JSON.stringify(credential));
    this.wrong.set(false);
    this.known.set(true);
    this.current.set(credential);
  }

  /** A late refusal of an earlier credential says nothing about the one given since. */
  refused(credential: Credential | null): void {
    if (credential !== this.current.get()) return;
    this.wrong.set(credential !== null);
    sessionStorage.removeItem(place);
    this.current.set(null);
  }
}
