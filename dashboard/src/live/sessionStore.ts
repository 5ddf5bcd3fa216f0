import type { Api } from '../api/api';
import { Problem } from '../api/problem';
import type { Snapshot } from '../api/types';
import { Cell } from '../cell';
import type { ServerClock } from './clock';
import { Refresher, type Look } from './refresher';
import { share } from './share';

export interface SessionState {
  snapshot: Snapshot | null;
  /** Why the last look failed; null when it did not. */
  problem: Problem | null;
}

/** The snapshot of one session, kept up to date. The server's snapshot is the truth; nothing is worked out from hints. */
export class SessionStore {
  readonly state = new Cell<SessionState>({ snapshot: null, problem: null });
  readonly refresher = new Refresher(() => this.look());

  // Requests are numbered as they start: an answer counts only if none that started later was taken.
  private started = 0;
  private taken = 0;

  constructor(
    private readonly api: Pick<Api, 'session'>,
    private readonly clock: ServerClock,
    readonly sessionId: string,
  ) {}

  /** Sends a change that is answered with the snapshot after it. */
  async change(send: () => Promise<Snapshot>): Promise<void> {
    const number = ++this.started;
    const snapshot = await send();
    this.take(number, snapshot);

    // What was asked before this moment may have been answered without the change.
    this.taken = this.started;
    this.refresher.hint();
  }

  private async look(): Promise<Look | { retryIn: number | null }> {
    const number = ++this.started;
    try {
      const seen = await this.api.session(this.sessionId, this.state.get().snapshot?.version);
      if (seen) this.take(number, seen);
      else if (number > this.taken) this.show(this.state.get().snapshot);
      return this.next();
    } catch (error) {
      const problem = Problem.from(error);
      this.state.set({ ...this.state.get(), problem });
      if (problem.status === 404) return { open: false, settlesIn: null };
      return { retryIn: problem.body.retry_after ? problem.body.retry_after * 1000 : null };
    }
  }

  private take(number: number, snapshot: Snapshot): void {
    if (number <= this.taken) return;
    this.taken = number;
    this.show(snapshot);
  }

  private show(snapshot: Snapshot | null): void {
    const before = this.state.get();
    const shared = snapshot && share<Snapshot>(before.snapshot as Snapshot, snapshot);
    if (shared !== before.snapshot || before.problem) this.state.set({ snapshot: shared, problem: null });
  }

  private next(): Look {
    const { snapshot } = this.state.get();
    const settles = snapshot?.settles_at;
    return {
      open: snapshot === null || snapshot.status === 'active' || snapshot.status === 'scheduled',
      settlesIn: settles ? Date.parse(settles) - this.clock.now() : null,
    };
  }
}
