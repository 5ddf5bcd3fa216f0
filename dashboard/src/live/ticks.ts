import { useSyncExternalStore } from 'react';
import { useApp } from '../app';
import { Cell } from '../cell';
import type { ServerClock } from './clock';

const second = 1_000;

/** The server's time, once a second, while something shows it. */
export class Ticks {
  private readonly now: Cell<number>;
  private watchers = 0;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly clock: ServerClock) {
    this.now = new Cell(clock.now());
  }

  readonly get = (): number => this.now.get();

  readonly subscribe = (listener: () => void): (() => void) => {
    const leave = this.now.subscribe(listener);
    if (this.watchers++ === 0) this.begin();
    return () => {
      leave();
      if (--this.watchers === 0) clearInterval(this.timer);
    };
  };

  private begin(): void {
    this.now.set(this.clock.now());
    this.timer = setInterval(() => this.now.set(this.clock.now()), second);
  }
}

/** A text made from the server's time; whoever shows it is drawn again only when the text changes. */
export function useTimeText(make: (now: number) => string): string {
  const { ticks } = useApp();
  return useSyncExternalStore(ticks.subscribe, () => make(ticks.get()));
}
