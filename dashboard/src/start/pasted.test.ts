import { expect, test } from 'vitest';
import { isRosterFile, readPasted } from './pasted';

const entry = (id: string, name: string, email: string | null = null) => ({ id, name, email, zoom_user_id: null });
const roster = [entry('1', 'Alice Anderson', 'alice@example.edu'), entry('2', 'José  Núñez', 'jose@example.edu'), entry('3', 'Kim Lee'), entry('4', 'Kim Lee')];
const read = (text: string) => readPasted(text, roster);
const known = (text: string) => read(text).known.map((s) => s.id);

test.each([
  'Alice Anderson, alice@example.edu',
  'alice@example.edu;Alice Anderson',
  'Alice Anderson\tALICE@example.edu',
  '"Anderson, Alice" <alice@example.edu>',
  '17,Anderson,Alice,alice@example.edu',
  'alice@example.edu',
  'alice  ANDERSON',
])('finds who is in the roster: %s', (line) => expect(known(line)).toEqual(['1']));

test('accents and spaces make nobody else', () => expect(known('Jose Nunez')).toEqual(['2']));

test('an address decides, whatever the name', () => expect(known('Kim Lee, alice@example.edu')).toEqual(['1']));

test('of two with one name the address is asked for', () => expect(read('\nKim Lee')).toMatchObject({ known: [], added: [], twice: [2] }));

test('who is not in the roster is added, under an id that the next list leads to again', () => {
  expect(read('Grace Hopper, Grace@Example.edu\nAda Lovelace\nan.na@example.edu').added).toEqual([
    { id: 'grace@example.edu', name: 'Grace Hopper', email: 'grace@example.edu' },
    { id: 'ada-lovelace', name: 'Ada Lovelace', email: null },
    { id: 'an.na@example.edu', name: 'An Na', email: 'an.na@example.edu' },
  ]);
});

test('a header and blank lines are nobody, and nobody is there twice', () => {
  expect(read('Name, E-mail\r\n\r\nAlice Anderson\r\nalice@example.edu\r\n')).toMatchObject({ known: [roster[0]], added: [], unclear: [] });
});

test('what is neither a name nor an address is said by its line', () => expect(read('Alice Anderson\n12345\n???').unclear).toEqual([2, 3]));

test.each(['role,id,name,email,zoom_user_id\nstudent,1,A', '\uFEFF"role","id","name"'])('a roster file is left to the API: %s', (text) => expect(isRosterFile(text)).toBe(true));

test('other files are lists', () => expect(isRosterFile('name,email\nA,b@c.de')).toBe(false));
