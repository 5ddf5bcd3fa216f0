import { fold, fromSorted } from './names';

/** Where a table with a header has what tells who somebody is; -1 for nowhere. */
export interface Table {
  separator: string;
  name: number;
  first: number;
  last: number;
  email: number;
  /** Other columns that the API knows, such as role or section. */
  more: boolean;
}

const names = {
  name: ['name', 'full name', 'student', 'student name', 'display name'],
  first: ['first name', 'firstname', 'given name', 'vorname', 'prenom', 'nombre'],
  last: ['last name', 'lastname', 'surname', 'family name', 'nachname', 'nom', 'nom de famille', 'apellido(s)', 'apellidos'],
  email: ['email', 'e mail', 'mail', 'email address', 'e mail address', 'e mail adresse', 'adresse de courriel', 'direccion de correo'],
  more: ['role', 'id', 'id number', 'section', 'sis user id', 'sis login id', 'zoom user id'],
};

/** Cells of a line, without their quotes. */
export const cellsOf = (line: string, separator: string): string[] => {
  const cells: string[] = [''];
  let quoted = false;
  for (const c of line) {
    if (c === '"') quoted = !quoted;
    else if (c === separator && !quoted) cells.push('');
    else cells[cells.length - 1] += c;
  }
  return cells.map((cell) => cell.trim());
};

/** What the first line says, when it is a header of two columns or more with a name among them; else null. */
export function tableOf(line: string): Table | null {
  const separator = [',', ';', '\t'].map((s) => [s, cellsOf(line, s).length] as const).reduce((a, b) => (b[1] > a[1] ? b : a))[0];
  const cells = cellsOf(line, separator).map((cell) => fold(cell.replaceAll('_', ' ')));
  const at = (field: keyof typeof names) => cells.findIndex((cell) => names[field].includes(cell));
  const table = { separator, name: at('name'), first: at('first'), last: at('last'), email: at('email'), more: at('more') >= 0 };
  const known = cells.filter((cell) => Object.values(names).some((list) => list.includes(cell))).length;
  return known >= 2 && (table.name >= 0 || table.first >= 0 || table.last >= 0) ? table : null;
}

/** A file that a gradebook or a spreadsheet wrote, or one with roles: the API reads those, and says first what it would do. */
export function isTable(text: string): boolean {
  const [first = '', ...rows] = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const table = tableOf(first);
  return table !== null && (table.more || table.first >= 0 || table.last >= 0 || rows.every((row) => row.includes(table.separator)));
}

/** The name in a row, or null. */
export function nameAt(table: Table, cells: string[]): string | null {
  const [first, last, name] = [cells[table.first], cells[table.last], cells[table.name]];
  const parts = table.first < 0 && table.last < 0 ? [fromSorted(name ?? '')] : [first, last ?? name];
  return parts.filter(Boolean).join(' ') || null;
}
