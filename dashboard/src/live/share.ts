/** The next value, with every part that did not change taken from the previous one, so that what shows it is left alone. */
export function share<T>(previous: T, next: T): T {
  if (Object.is(previous, next) || !isObject(previous) || !isObject(next)) return next;
  if (Array.isArray(previous) !== Array.isArray(next)) return next;
  const [before, after] = [previous as Record<string, unknown>, next as Record<string, unknown>];
  const keys = Object.keys(after);
  let same = keys.length === Object.keys(before).length;
  const shared: Record<string, unknown> = Array.isArray(next) ? ([] as never) : {};
  for (const key of keys) {
    shared[key] = share(before[key], after[key]);
    same &&= Object.is(shared[key], before[key]);
  }
  return same ? previous : (shared as T);
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
