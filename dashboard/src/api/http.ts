import type { ServerClock } from '../live/clock';
import type { Credentials } from './credentials';
import { Problem, type ProblemBody } from './problem';

export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  /** Sent as JSON, or as it is when it is text. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Milliseconds. */
  patience?: number;
}

const usualPatience = 15_000;

/**
 * Sends requests with the caller's key or token, and once more when a token could be renewed: what is turned away was not done. Everything
 * needed of an answer is in its body: across origins most headers can't be read.
 */
export class Http {
  /** @param base What all paths begin with, without a slash at the end. */
  constructor(
    private readonly base: string,
    private readonly credentials: Credentials,
    private readonly clock: ServerClock,
  ) {}

  /** The answer, or null for 304. Throws a Problem. */
  async send(path: string, call: Call = {}): Promise<Response | null> {
    const [as, shown] = [this.credentials.current.get(), this.credentials.headers().authorization];
    let sentAt = Date.now();
    let answer = await this.fetch(path, call);
    if (answer.status === 401 && (await this.credentials.renewed(as, shown))) {
      sentAt = Date.now();
      answer = await this.fetch(path, call);
    }
    const date = answer.headers.get('date');
    if (date) this.clock.observe(Date.parse(date), sentAt, Date.now());
    if (answer.ok) return answer;
    if (answer.status === 304) return null;
    const problem = Problem.of(answer.status, await bodyOf(answer));
    if (problem.status === 401) this.credentials.refused(as);
    throw problem;
  }

  /** The body of the answer, or null for 304. Throws a Problem. */
  async json<T>(path: string, call: Call = {}): Promise<T> {
    const answer = await this.send(path, call);
    try {
      return (answer ? await answer.json() : null) as T;
    } catch (error) {
      throw error instanceof SyntaxError ? new Problem('unknown') : Problem.from(error);
    }
  }

  private async fetch(path: string, call: Call): Promise<Response> {
    const { method = 'GET', body, headers = {}, patience = usualPatience } = call;
    const isText = typeof body === 'string';
    try {
      return await fetch(`${this.base}/${path}`, {
        method,
        headers: {
          ...this.credentials.headers(),
          ...(body !== undefined && !isText ? { 'content-type': 'application/json' } : {}),
          ...headers,
        },
        ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
        cache: 'no-store',
        signal: AbortSignal.timeout(patience),
      });
    } catch (error) {
      throw Problem.from(error);
    }
  }
}

const bodyOf = async (answer: Response): Promise<ProblemBody> => {
  try {
    return (await answer.json()) as ProblemBody;
  } catch {
    return {};
  }
};
