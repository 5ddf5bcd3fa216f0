import type { RosterEntry } from '../api/types';
import { fold } from './names';

/** Who has every word of the search in their name or address. */
export function found(students: RosterEntry[], search: string): RosterEntry[] {
  const words = fold(search).split(' ').filter(Boolean);
  return words.length === 0 ? students : students.filter((s) => words.every((word) => fold(`${s.name} ${s.email ?? ''}`).includes(word)));
}
