import { Problem } from '../api/problem';
import type { Summary } from '../api/types';
import { Cell } from '../cell';

export type ChannelState = 'connecting' | 'live' | 'reconnecting' | 'off';

export type Message =
  | { name: 'SessionChanged'; session_id: string }
  | { name: 'SessionCreated' | 'SessionEnded'; session_id: string; session: Summary };

export interface Connection {
  stop(): void;
}

/** Negotiates and connects, anew each time: the tokens are short-lived. */
export type Connect = (professorId: string, onMessage: (message: Message) => void, onClosed: () => void) => Promise<Connection>;

const waits = [0, 1_000, 2_000, 5_000, 10_000];
const stable = 5_000;

/** The live channel of one professor: keeps connecting until it is told to stop. */
export class Channel {
  readonly state = new Cell<ChannelState>('off');
  private readonly listeners = new Set<(message: Message) => void>();
  private professorId: string | null = null;
  private attempt = 0;
  private liveSince = 0;
  private connection: Connection | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  // Which of the connections begun so far counts: what an earlier one still says is not heard.
  private turn = 0;

  constructor(private readonly connect: Connect) {}

  listen(professorId: string): void {
    if (professorId === this.professorId && this.state.get() !== 'off') return;
    this.stop();
    this.professorId = professorId;
    this.attempt = 0;
    this.state.set('connecting');
    void this.open();
  }

  stop(): void {
    this.turn++;
    clearTimeout(this.timer);
    this.connection?.stop();
    this.connection = null;
    this.state.set('off');
  }

  /** A good moment to try at once: the network is back, or the page is shown again. */
  wake(): void {
    if (this.state.get() !== 'reconnecting') return;
    clearTimeout(this.timer);
    void this.open();
  }

  onMessage(listener: (message: Message) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  private async open(): Promise<void> {
    const turn = ++this.turn;
    const current = () => turn === this.turn;
    try {
      const connection = await this.connect(
        this.professorId!,
        (message) => current() && this.listeners.forEach((listener) => listener(message)),
        () => current() && this.lost(),
      );
      if (!current()) return connection.stop();
      this.connection = connection;
      this.liveSince = Date.now();
      this.state.set('live');
    } catch (error) {
      if (current()) this.lost(isHopeless(error));
    }
  }

  private lost(forGood = false): void {
    this.connection = null;
    if (this.state.get() === 'live' && Date.now() - this.liveSince > stable) this.attempt = 0;
    if (forGood) return this.stop();
    this.state.set('reconnecting');
    const wait = waits[Math.min(this.attempt++, waits.length - 1)]!;
    this.timer = setTimeout(() => void this.open(), wait * (0.8 + 0.4 * Math.random()));
  }
}

// Without a credential, or for nobody, it will not work however often it is tried.
const isHopeless = (error: unknown): boolean => error instanceof Problem && [401, 403, 404].includes(error.status);
