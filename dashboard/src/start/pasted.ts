import type { RosterEntry } from '../api/types';
import { grouped } from '../grouped';
import { fold } from './found';

/** What a pasted list comes to. Lines are counted from 1. */
export interface Pasted {
  known: RosterEntry[];
  added: { id: string; name: string; email: string | null }[];
  unclear: number[];
  twice: number[];
}

const address = /[^\s<>,;"']+@[^\s<>,;"']+\.[^\s<>,;"']+/;
const header = /^(name|student|first name|e-?mail)\b.*[,;\t]/i;

/** Whether it is a roster as the API itself imports it, with ids and roles. */
export const isRosterFile = (text: string): boolean => /^\uFEFF?"?role"?,"?id"?,/i.test(text.trimStart());

/** Reads "name, address" in any order, "name <address>", or one of the two; commas, semicolons and tabs separate. */
export function readPasted(text: string, roster: RosterEntry[]): Pasted {
  const byEmail = new Map(roster.flatMap((s) => (s.email ? [[s.email.toLowerCase(), s]] : [])));
  const byName = grouped(roster, (s) => fold(s.name));
  const result: Pasted = { known: [], added: [], unclear: [], twice: [] };
  const taken = new Set<string>();

  text.split(/\r?\n/).forEach((line, i) => {
    if (line.trim() === '' || (i === 0 && header.test(line) && !address.test(line))) return;
    const email = address.exec(line)?.[0].toLowerCase() ?? null;
    const name = nameIn(line);
    const same = byName.get(fold(name ?? '')) ?? [];
    const known = email ? byEmail.get(email) : same.length === 1 ? same[0] : undefined;
    if (known) add(known.id, () => result.known.push(known));
    else if (!email && same.length > 1) result.twice.push(i + 1);
    else if (email) add(email, () => result.added.push({ id: idFor(email), name: name ?? nameOf(email), email }));
    else if (name) add(fold(name), () => result.added.push({ id: idFor(fold(name)), name, email: null }));
    else result.unclear.push(i + 1);
  });
  return result;

  function add(identity: string, act: () => void) {
    if (!taken.has(identity)) act();
    taken.add(identity);
  }
}

function nameIn(line: string): string | null {
  const rest = line.replace(address, '').replace(/[<>"]/g, '');
  const words = rest.split(/[,;\t]/).map((part) => part.trim()).filter((part) => part !== '' && !/^\d+$/.test(part));
  return words.some((word) => /\p{L}/u.test(word)) ? words.join(' ').replace(/\s+/g, ' ') : null;
}

// alice.anderson@… is likely Alice Anderson.
const nameOf = (email: string): string =>
  email.split('@')[0]!.split(/[._-]+/).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');

const idFor = (text: string): string => text.replace(/[^A-Za-z0-9._@-]+/g, '-').slice(0, 64);
