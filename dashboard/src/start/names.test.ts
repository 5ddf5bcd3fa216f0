import { expect, test } from 'vitest';
import { fold, fromSorted } from './names';

// The same as the API's own test has it.
test.each([
  ["O'Brien", 'O’Brien', 'Oʼbrien', 'O`BRIEN', 'O´Brien'],
  ['Anne-Marie', 'Anne\u2011Marie', 'anne–marie', 'Anne — Marie', 'ANNE MARIE'],
  ['Łukasz', 'Lukasz'],
  ['Strauß', 'STRAUSS', 'STRAUẞ'],
  ['Χρήστος', 'ΧΡΗΣΤΟΣ'],
  ['Işıl', 'ISIL', 'İSİL'],
  ['Æsa Þórðardóttir', 'AESA THORDARDOTTIR'],
  ['Đặng', 'Dang'],
  ['Семён', 'СЕМЕН'],
  ['أحمد', 'احمد', 'أَحْمَد'],
  ['علی\u200Cرضا', 'علیرضا'],
  ['Bob Brown', 'Bob\u200B  Brown', '\uFEFFBOB BROWN\u2060'],
])('%s is one name, however it is written', (name, ...others) => {
  for (const other of others) expect(fold(other)).toBe(fold(name));
});

test.each([
  ["O'Brien", 'OBrien'],
  ['Андрей', 'Андреи'],
  ['Наїм', 'Наім'],
  ['राजू', 'राज'],
  ['สมศรี', 'สมศร'],
  ['かな', 'がな'],
  ['李雷', '李蕾'],
  ['Müller', 'Mueller'],
])('%s is not %s', (one, other) => expect(fold(one)).not.toBe(fold(other)));

test.each([
  ['Evans, Ethan', 'Ethan Evans'],
  ['King, Jr.', 'King, Jr.'],
  ['Ethan Evans', 'Ethan Evans'],
  ['a, b, c', 'a, b, c'],
])('%s is %s', (sorted, name) => expect(fromSorted(sorted)).toBe(name));
