/** What a look at the server gave, as far as the next look depends on it. */
export interface Look {
  /** Whether the session still goes on. */
  open: boolean;
  /** Milliseconds until the server expects to know more, by its own clock; null when nothing is pending. */
  settlesIn: number | null;
}

const leastGap = 500;
const whileLive = 20_000;
const whileNotLive = 5_000;
const afterFailure = 5_000;

// A leave settles within 5 seconds, so that a clock which is wrong by minutes can't make it a long wait or a busy one.
const [soonest, latest] = [500, 5_500];

/**
 * Decides when to look at the server: on a hint, at most twice a second; when something settles; when the page is shown again; and
 * every 20 seconds while the session goes on, every 5 while no hints would come. Never while the page is hidden, and one look at a time.
 */
export class Refresher {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wanted = true;
  private live = false;
  private shown = true;
  private looking = false;
  private stopped = false;
  private startedAt = -Infinity;
  private endedAt = 0;
  private last: Look = { open: true, settlesIn: null };
  private retryIn: number | null = null;

  /** @param look Resolves to milliseconds to wait after a failure, or to what was seen. */
  constructor(private readonly look: () => Promise<Look | { retryIn: number | null }>) {}

  start(): void {
    this.stopped = false;
    this.schedule();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  hint(): void {
    this.wanted = true;
    this.schedule();
  }

  /** Somebody does not want to wait. */
  retry(): void {
    this.retryIn = null;
    this.hint();
  }

  setLive(live: boolean): void {
    if (live && !this.live) this.wanted = true;
    this.live = live;
    this.schedule();
  }

  /** Shown, and to somebody who may see it. */
  setShown(shown: boolean): void {
    if (shown && !this.shown) [this.wanted, this.retryIn] = [true, null];
    this.shown = shown;
    this.schedule();
  }

  private due(): number | null {
    if (this.retryIn !== null) return this.endedAt + this.retryIn;
    if (this.wanted) return this.startedAt + leastGap;
    const { open, settlesIn } = this.last;
    const times = [
      open ? this.endedAt + (this.live ? whileLive : whileNotLive) : null,
      settlesIn === null ? null : this.endedAt + Math.min(Math.max(settlesIn, soonest), latest),
    ].filter((time) => time !== null);
    return times.length > 0 ? Math.min(...times) : null;
  }

  private schedule(): void {
    clearTimeout(this.timer);
    const due = this.due();
    if (this.stopped || this.looking || !this.shown || due === null) return;
    this.timer = setTimeout(() => void this.run(), Math.max(0, due - Date.now()));
  }

  private async run(): Promise<void> {
    this.looking = true;
    this.wanted = false;
    this.startedAt = Date.now();
    const seen = await this.look();
    this.looking = false;
    this.endedAt = Date.now();
    if ('retryIn' in seen) this.retryIn = seen.retryIn ?? afterFailure;
    else [this.last, this.retryIn] = [seen, null];
    this.schedule();
  }
}
