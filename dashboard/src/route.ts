import { Cell } from './cell';

/** The address after #: a static site needs no rule for it. */
export type Route = { view: 'home' } | { view: 'new' } | { view: 'history' } | { view: 'session'; id: string };

export const href = (route: Route): string => `#/${route.view === 'home' ? '' : route.view === 'session' ? `sessions/${route.id}` : route.view}`;

export function parse(hash: string): Route {
  const path = hash.replace(/^#\/?/, '');
  const session = /^sessions\/([A-Za-z0-9-]+)$/.exec(path);
  if (session?.[1]) return { view: 'session', id: session[1] };
  return path === 'new' || path === 'history' ? { view: path } : { view: 'home' };
}

export const route = new Cell<Route>(parse(location.hash));

window.addEventListener('hashchange', () => route.set(parse(location.hash)));

/** After a sign-in: to the view from which it began, and nothing of the provider's answer stays in the address. */
export function comeBack(hash: string | null): void {
  history.replaceState(null, '', `${location.pathname}${hash ?? ''}`);
  route.set(parse(hash ?? ''));
}

export function go(to: Route, replace = false): void {
  if (replace) history.replaceState(null, '', href(to));
  else history.pushState(null, '', href(to));
  route.set(to);
}
