import type { RosterEntry } from '../api/types';
import { grouped } from '../grouped';
import { fold, fromSorted, shown } from './names';
import { cellsOf, nameAt, tableOf } from './table';

/** What a pasted list comes to. Lines are counted from 1. */
export interface Pasted {
  known: RosterEntry[];
  added: { name: string; email: string | null }[];
  unclear: number[];
  twice: number[];
}

const address = /[^\s<>,;"']+@[^\s<>,;"']+\.[^\s<>,;"']+/;
const header = /^(name|student|first name|e-?mail)\b.*[,;\t]/i;

/** Reads "name, address" in any order, "name <address>", or one of the two; commas, semicolons and tabs separate. */
export function readPasted(text: string, roster: RosterEntry[]): Pasted {
  const byEmail = new Map(roster.flatMap((s) => (s.email ? [[bare(s.email), s]] : [])));
  const byName = grouped(roster, (s) => fold(s.name));
  const result: Pasted = { known: [], added: [], unclear: [], twice: [] };
  const taken = new Set<string>();
  const lines = text.split(/\r?\n/);
  const table = tableOf(lines[0] ?? '');

  lines.forEach((line, i) => {
    if (line.trim() === '' || (i === 0 && (table || header.test(line)) && !address.test(line))) return;
    const found = address.exec(line)?.[0];
    const email = found ? bare(found) : null;
    const cells = table ? cellsOf(line, table.separator) : [];
    const name = table && cells.length > 1 ? nameAt(table, cells) : nameIn(line);
    const same = byName.get(fold(name ?? '')) ?? [];
    const known = email ? byEmail.get(email) : same.length === 1 ? same[0] : undefined;
    if (known) add(known.id, () => result.known.push(known));
    else if (!email && same.length > 1) result.twice.push(i + 1);
    else if (email) add(email, () => result.added.push({ name: name ?? nameOf(email), email }));
    else if (name) add(fold(name), () => result.added.push({ name, email: null }));
    else result.unclear.push(i + 1);
  });
  return result;

  function add(identity: string, act: () => void) {
    if (!taken.has(identity)) act();
    taken.add(identity);
  }
}

const bare = (email: string): string => shown(email).toLowerCase();

// Two names with a comma between them begin with the last one, as in gradebooks.
function nameIn(line: string): string | null {
  const rest = line.replace(address, '').replace(/[<>]/g, '');
  const parts = rest.match(/"[^"]*"|[^,;\t"]+/g) ?? [];
  const cells = parts.map((part) => part.replaceAll('"', '').trim()).filter((cell) => cell !== '' && !/^\d+$/.test(cell));
  if (!cells.some((cell) => /\p{L}/u.test(cell))) return null;
  const name = cells.length === 2 && rest.includes(',') ? fromSorted(cells.join(', ')) : cells.map(fromSorted).join(' ');
  return name.replace(/\s+/g, ' ');
}

// alice.anderson@… is likely Alice Anderson.
const nameOf = (email: string): string =>
  email.split('@')[0]!.split(/[._-]+/).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
