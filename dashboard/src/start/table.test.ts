import { expect, test } from 'vitest';
import { isTable } from './table';

test.each([
  'role,id,name,email,zoom_user_id\nstudent,1,A',
  '\uFEFF"role","id","name"',
  'Last name,First name,ID number,Email address\nEvans,Ethan,1005,ethan@example.edu',
  'Student,ID,SIS User ID,SIS Login ID,Section,Essay 1\n    Points Possible,,,,,10',
  'Vorname;Nachname;E-Mail-Adresse\nJörg;Müller;',
  'Surname\tFirst name\nLi\tMing',
  'Name,E-mail\n"Evans, Ethan",ethan@example.edu\nAnn,',
])('a file of a gradebook or a spreadsheet is left to the API: %s', (text) => expect(isTable(text)).toBe(true));

test.each([
  '',
  'Alice Anderson, alice@example.edu',
  'Name, E-mail\nAlice Anderson\nalice@example.edu',
  'Name\nAlice',
  'Evans, Ethan\nAnderson, Alice',
])('this is a list: %s', (text) => expect(isTable(text)).toBe(false));
