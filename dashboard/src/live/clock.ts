const believed = 1500;

/** The server's time: this computer's clock may be minutes off, and "for 3 minutes" must not be. */
export class ServerClock {
  private skew = 0;

  /** The server said what time it is, somewhere between two moments of ours. It tells whole seconds, so a small difference is none. */
  observe(server: number, sentAt: number, receivedAt: number): void {
    const measured = server + 500 - (sentAt + receivedAt) / 2;
    if (Number.isFinite(measured) && Math.abs(measured - this.skew) > believed) this.skew = measured;
  }

  now(): number {
    return Date.now() + this.skew;
  }
}

/** When a token was made, in milliseconds: the one fresh time of the server that a page of another origin can read. */
export function issuedAt(token: string): number | null {
  try {
    const body = token.split('.')[1]?.replace(/-/g, '+').replace(/_/g, '/') ?? '';
    const claims = JSON.parse(atob(body)) as { iat?: number; nbf?: number };
    const seconds = claims.iat ?? claims.nbf;
    return typeof seconds === 'number' ? seconds * 1000 : null;
  } catch {
    return null;
  }
}
