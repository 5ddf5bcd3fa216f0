import type { Credentials } from '../api/credentials';
import { Cell } from '../cell';

/** Where professors sign in, as config.json says. */
export interface SignInConfig {
  /** The issuer's address, without a slash at the end. */
  authority: string;
  clientId: string;
  /** With openid, what lets call the API, and offline_access where sign-ins are to be renewed. */
  scope: string;
}

/**
 * Why a sign-in came to nothing: they or the provider said no, it was not begun here, the provider does not answer, it does not take this
 * page, the window was closed, or the browser opened none.
 */
export type SignInTrouble = 'declined' | 'stale' | 'away' | 'refused' | 'closed' | 'blocked';

/** What the page needs of OpenID Connect. Loaded when it is needed. */
export interface Oidc {
  /** Leaves the page; resolves before it is gone. */
  begin(view: string): Promise<void>;
  /** Asks in a window of its own, and gives the token. */
  ask(): Promise<string>;
  finish(address: string): Promise<{ token: string; view: string }>;
  /** In the window: tells the page that opened it, and closes. */
  tell(address: string): Promise<void>;
  /** Null when there is nothing to renew with. */
  renew(): Promise<string | null>;
  /** Forgets who signed in, and has the provider forget it where it can be asked to. */
  leave(): Promise<void>;
  troubleOf(error: unknown): SignInTrouble;
}

export interface SignInState {
  busy: boolean;
  trouble: SignInTrouble | null;
}

const idle: SignInState = { busy: false, trouble: null };

/** A professor's sign-in. */
export class SignIn {
  readonly state = new Cell<SignInState>(idle);
  private loaded: Promise<Oidc> | null = null;

  constructor(
    private readonly credentials: Credentials,
    private readonly load: () => Promise<Oidc>,
  ) {
    credentials.renew = () => this.renew();
  }

  /** Loads what is needed next, so that a window may open at a click. */
  prepare(): void {
    void this.oidc().catch(() => {});
  }

  /**
   * With nothing on the page to lose, the tab itself goes to the provider and comes back. Otherwise a window does, so that what was typed
   * stays where it is; where none opens, or it is closed unseen, the tab goes after all.
   */
  async start(view: string): Promise<void> {
    if (this.state.get().busy) return;
    const before = this.state.get().trouble;
    const inWindow = this.credentials.known.get() && before !== 'closed' && before !== 'blocked';
    await this.attempt(async (oidc) => {
      if (!inWindow) return oidc.begin(view).then(() => true);
      this.credentials.give({ kind: 'token', token: await oidc.ask() });
      return false;
    });
  }

  /** After the provider sent the tab back; gives the view from which it went there, or null when it came to nothing. */
  async finish(address: string): Promise<string | null> {
    let view: string | null = null;
    await this.attempt(async (oidc) => {
      const done = await oidc.finish(address);
      view = done.view;
      this.credentials.give({ kind: 'token', token: done.token });
      return false;
    });
    return view;
  }

  async tell(address: string): Promise<void> {
    await (await this.oidc()).tell(address);
  }

  /** Signs out here, and at the provider where it can be asked to. */
  async leave(): Promise<void> {
    const wasProfessor = this.credentials.current.get()?.kind === 'token';
    this.credentials.forget();
    this.state.set(idle);
    // Here it is over in any case.
    if (wasProfessor) await this.oidc().then((oidc) => oidc.leave()).catch(() => {});
  }

  private async renew(): Promise<string | null> {
    try {
      return await (await this.oidc()).renew();
    } catch {
      return null;
    }
  }

  // An attempt that goes on elsewhere stays busy until the page is gone.
  private async attempt(act: (oidc: Oidc) => Promise<boolean>): Promise<void> {
    this.state.set({ busy: true, trouble: null });
    let oidc: Oidc | null = null;
    try {
      oidc = await this.oidc();
      this.state.set({ busy: await act(oidc), trouble: null });
    } catch (error) {
      this.state.set({ busy: false, trouble: oidc?.troubleOf(error) ?? 'away' });
    }
  }

  private oidc(): Promise<Oidc> {
    this.loaded ??= this.load().catch((error: unknown) => {
      this.loaded = null;
      throw error;
    });
    return this.loaded;
  }
}
