/** Marks the way back of a sign-in that goes on in a window of its own. */
export const popupMark = 'window';

/**
 * The one address that the provider sends people back to: the page's own folder, wherever that is, without a file's name, a query, or
 * what comes after #.
 */
export function pageAddress(address: string): string {
  const url = new URL(address);
  return url.origin + url.pathname.replace(/[^/]*$/, '');
}

/** Whether the provider sent somebody back with this address: to a window opened for it, to this tab, or not at all. */
export function returned(search: string): 'window' | 'tab' | null {
  const given = new URLSearchParams(search);
  const state = given.get('state');
  if (state === null || (!given.has('code') && !given.has('error'))) return null;
  return state.endsWith(`;${popupMark}`) ? 'window' : 'tab';
}
