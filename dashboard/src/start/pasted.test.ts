import { expect, test } from 'vitest';
import { readPasted } from './pasted';

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

test('who is not in the roster is added, without an id', () => {
  expect(read('Grace Hopper, Grace@Example.edu\nAda Lovelace\nan.na@example.edu\u200B\n李雷\n韩梅梅\nИван Петров').added).toEqual([
    { name: 'Grace Hopper', email: 'grace@example.edu' },
    { name: 'Ada Lovelace', email: null },
    { name: 'An Na', email: 'an.na@example.edu' },
    { name: '李雷', email: null },
    { name: '韩梅梅', email: null },
    { name: 'Иван Петров', email: null },
  ]);
});

test.each([
  '"Evans, Ethan"',
  'Evans, Ethan',
  '"Evans, Ethan", ethan@example.edu',
  '7,Evans,Ethan,ethan@example.edu',
  'Ethan;Evans',
  'Ethan\tEvans',
])('a name in a list of last names first: %s', (line) => expect(read(line).added.map((s) => s.name)).toEqual(['Ethan Evans']));

test('the last name first finds who is in the roster', () => expect(known('"Anderson, Alice"')).toEqual(['1']));

test('a header is nobody, and says where the name is', () => {
  const typed = 'Last name,First name,ID number,Institution,Email address\nEvans,Ethan,1005,Example University,ethan@example.edu\nLi,Ming';
  expect(read(typed).added).toEqual([
    { name: 'Ethan Evans', email: 'ethan@example.edu' },
    { name: 'Ming Li', email: null },
  ]);
});

test('a header and blank lines are nobody, and nobody is there twice', () => {
  expect(read('Name, E-mail\r\n\r\nAlice Anderson\r\nalice@example.edu\r\n')).toMatchObject({ known: [roster[0]], added: [], unclear: [] });
});

test('what is neither a name nor an address is said by its line', () => expect(read('Alice Anderson\n12345\n???').unclear).toEqual([2, 3]));
