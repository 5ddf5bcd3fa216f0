const place = 'idempotency';

interface Kept {
  key: string;
  body: string;
}

/**
 * The key under which a request is sent: the same one as long as the same is wanted, also after a reload, so that two clicks, or a try
 * after a lost answer, make one session. Another request gets another key.
 */
export function keyFor(request: unknown): string {
  const body = JSON.stringify(request);
  const kept = JSON.parse(sessionStorage.getItem(place) ?? 'null') as Kept | null;
  if (kept?.body === body) return kept.key;
  const key = crypto.randomUUID();
  sessionStorage.setItem(place, JSON.stringify({ key, body } satisfies Kept));
  return key;
}

/** What comes next is a new session, even if it looks the same. */
export const forgetKey = (): void => sessionStorage.removeItem(place);
