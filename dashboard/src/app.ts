import { createContext, useContext } from 'react';
import { Api } from './api/api';
import { Credentials } from './api/credentials';
import { Http } from './api/http';
import { Simulator } from './api/simulator';
import { Cell } from './cell';
import type { Config } from './config';
import { Channel } from './live/channel';
import { ServerClock } from './live/clock';
import { connectBySignalR } from './live/signalr';
import { Ticks } from './live/ticks';
import { backendWatch, zoomWatch } from './live/watches';
import { SignIn } from './signin/signIn';

const professorPlace = 'professor';

/** What all views share. */
export class App {
  readonly credentials = new Credentials();
  readonly clock = new ServerClock();
  readonly api: Api;
  /** Only in a local stack. */
  readonly simulator: Simulator | null;
  readonly channel: Channel;
  readonly backend;
  readonly zoom;
  readonly ticks = new Ticks(this.clock);
  readonly shown = new Cell(!document.hidden);
  /** Of a professor who signed in it is found out who they are. */
  readonly professorId = new Cell(this.credentials.current.get()?.kind === 'token' ? null : localStorage.getItem(professorPlace));
  /** Only where there is a provider to sign in with. */
  readonly signIn: SignIn | null;

  constructor(readonly config: Config) {
    const provider = config.signIn;
    this.signIn = provider && new SignIn(this.credentials, async () => (await import('./signin/oidc')).createOidc(provider));
    this.api = new Api(new Http(`${config.api}/api`, this.credentials, this.clock));
    this.simulator = config.simulator ? new Simulator(new Http('simulator', this.credentials, this.clock)) : null;
    this.channel = new Channel(connectBySignalR(this.api, this.clock));
    this.backend = backendWatch(this.api);
    this.zoom = zoomWatch(this.api, this.professorId);
    this.credentials.known.subscribe(() => this.credentials.known.get() || this.forget());
    document.addEventListener('visibilitychange', () => this.shown.set(!document.hidden));
    window.addEventListener('online', () => this.channel.wake());
    for (const cell of [this.shown, this.credentials.current, this.professorId]) cell.subscribe(() => this.follow());
    this.follow();
  }

  choose(professorId: string): void {
    localStorage.setItem(professorPlace, professorId);
    this.professorId.set(professorId);
  }

  /** Whether it is worth asking the server: somebody looks at the page, and may. */
  readonly isAwake = (): boolean => this.shown.get() && this.credentials.current.get() !== null;

  // Somebody signed out: what they typed and chose is not for whoever comes next. What the provider's part keeps, it forgets itself.
  private forget(): void {
    for (const name of Object.keys(sessionStorage)) if (!name.startsWith('oidc.')) sessionStorage.removeItem(name);
    localStorage.removeItem(professorPlace);
    this.professorId.set(null);
  }

  // Hints go on while the page is hidden, so that it is up to date when shown; asking stops.
  private follow(): void {
    this.backend.setAwake(this.isAwake());
    this.zoom.setAwake(this.isAwake() && this.professorId.get() !== null);
    const professorId = this.professorId.get();
    if (professorId && this.credentials.current.get()) this.channel.listen(professorId);
    else this.channel.stop();
    if (this.shown.get()) this.channel.wake();
  }
}

export const AppContext = createContext<App | null>(null);

export const useApp = (): App => useContext(AppContext)!;
