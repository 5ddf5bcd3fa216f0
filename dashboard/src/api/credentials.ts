import { Cell } from '../cell';

/**
 * Who is calling: whoever has the operator key, or a professor who signed in. Kept for this tab only, and never put into an address.
 * A token is renewed in place: it stays the same caller.
 */
export type Credential = { kind: 'key'; key: string } | { kind: 'token'; token: string };

const place = 'credential';

export class Credentials {
  /** Null: somebody has to be asked. */
  readonly current: Cell<Credential | null>;
  /** Whether the last credential was turned away. */
  readonly wrong = new Cell(false);
  /** Whether there has been one since the page was opened. */
  readonly known: Cell<boolean>;
  /** What the caller who was turned away came with. */
  last: Credential['kind'] | null;
  /** Gives another token for the one that is not taken any more, or null. */
  renew: (() => Promise<string | null>) | null = null;
  private renewal: Promise<string | null> | null = null;

  constructor() {
    const kept = sessionStorage.getItem(place);
    this.current = new Cell(kept ? (JSON.parse(kept) as Credential) : null);
    this.known = new Cell(kept !== null);
    this.last = this.current.get()?.kind ?? null;
  }

  headers(): Record<string, string> {
    const credential = this.current.get();
    if (!credential) return {};
    return credential.kind === 'key' ? { 'x-api-key': credential.key } : { authorization: `Bearer ${credential.token}` };
  }

  give(credential: Credential): void {
    sessionStorage.setItem(place, JSON.stringify(credential));
    this.last = credential.kind;
    this.wrong.set(false);
    this.known.set(true);
    this.current.set(credential);
  }

  /** Nobody is there any more, because they said so. */
  forget(): void {
    this.last = null;
    sessionStorage.removeItem(place);
    this.wrong.set(false);
    this.known.set(false);
    this.current.set(null);
  }

  /** A late refusal of an earlier credential says nothing about the one given since. */
  refused(credential: Credential | null): void {
    if (credential !== this.current.get()) return;
    this.wrong.set(credential !== null);
    sessionStorage.removeItem(place);
    this.current.set(null);
  }

  /** Whether the same caller now has another token than the one that was turned away, so that it is worth asking again. */
  async renewed(credential: Credential | null, turnedAway: string | undefined): Promise<boolean> {
    const isStill = () => credential?.kind === 'token' && credential === this.current.get();
    if (credential?.kind !== 'token' || !isStill()) return false;
    if (this.headers().authorization !== turnedAway) return true;
    this.renewal ??= (this.renew?.() ?? Promise.resolve(null)).finally(() => (this.renewal = null));
    const token = await this.renewal;
    if (token === null || !isStill()) return false;
    credential.token = token;
    sessionStorage.setItem(place, JSON.stringify(credential));
    return true;
  }
}
