import { Problem } from '../api/problem';
import { Cell } from '../cell';

/** How something is: the detail says why it is not well, for people. */
export interface Light {
  state: 'unknown' | 'well' | 'unwell';
  detail: string;
}

/** Looks at something again and again, rarely while it is well, and never while nobody is there. */
export class Watch {
  readonly light = new Cell<Light>({ state: 'unknown', detail: '' });
  private timer: ReturnType<typeof setTimeout> | undefined;
  private awake = false;
  private turn = 0;

  constructor(
    private readonly look: () => Promise<Light>,
    private readonly explain: (problem: Problem) => Light,
    private readonly pause: { well: number; unwell: number },
  ) {}

  setAwake(awake: boolean): void {
    if (awake === this.awake) return;
    this.awake = awake;
    if (awake) void this.check();
    else clearTimeout(this.timer);
  }

  async check(): Promise<void> {
    clearTimeout(this.timer);
    if (!this.awake) return;
    const turn = ++this.turn;
    const light = await this.look().catch((error: unknown) => this.explain(Problem.from(error)));
    if (turn !== this.turn) return;
    this.light.set(light);
    if (this.awake) this.timer = setTimeout(() => void this.check(), light.state === 'well' ? this.pause.well : this.pause.unwell);
  }
}
