/** The body of a refusal: RFC 9457, with this API's own members. */
export interface ProblemBody {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  errors?: Record<string, string[]>;
  retry_after?: number;
  reset_at?: string;
  zoom_message?: string;
  trace_id?: string;
}

/** A refusal or failure of the API, or of the way to it. */
export class Problem extends Error {
  /** @param kind The name after urn:problem:, or "network", "timeout", "unknown". */
  constructor(
    readonly kind: string,
    readonly status = 0,
    readonly body: ProblemBody = {},
  ) {
    super(body.detail ?? kind);
  }

  static of(status: number, body: ProblemBody): Problem {
    return new Problem(body.type?.replace('urn:problem:', '') ?? 'unknown', status, body);
  }

  /** What a caught value is: only bugs are no problems. */
  static from(error: unknown): Problem {
    if (error instanceof Problem) return error;
    if (error instanceof DOMException && error.name === 'TimeoutError') return new Problem('timeout');
    if (error instanceof TypeError || error instanceof DOMException) return new Problem('network');
    throw error;
  }

  /** What is wrong with a field, or with one of its items. */
  field(name: string): string | undefined {
    const found = Object.entries(this.body.errors ?? {}).find(([key]) => key === name || key.startsWith(`${name}[`));
    return found?.[1][0];
  }
}
