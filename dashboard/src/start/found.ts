import type { RosterEntry } from '../api/types';

/** Lower case, without accents and with single spaces, so that Jose finds José. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();

/** Who has every word of the search in their name or address. */
export function found(students: RosterEntry[], search: string): RosterEntry[] {
  const words = fold(search).split(' ').filter(Boolean);
  return words.length === 0 ? students : students.filter((s) => words.every((word) => fold(`${s.name} ${s.email ?? ''}`).includes(word)));
}
