import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ServerClock } from '../live/clock';
import { Credentials } from './credentials';
import { Http } from './http';
import type { Problem } from './problem';

let sent: { url: string; init: RequestInit }[];
let answer: () => Promise<Response>;
let credentials: Credentials;
let http: Http;

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  });
  sent = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => (sent.push({ url, init }), answer()));
  credentials = new Credentials();
  credentials.give({ kind: 'key', key: 'k' });
  http = new Http('https://api.example.edu/api', credentials, new ServerClock());
});

afterEach(() => vi.unstubAllGlobals());

const reply = (status: number, body: unknown) => () => Promise.resolve(new Response(status === 304 ? null : JSON.stringify(body), { status }));
const failure = (path = 'x') => http.json(path).then(() => null, (problem: Problem) => problem);

test('sends the key in a header, never in the address', async () => {
  answer = reply(200, { a: 1 });
  expect(await http.json('things?x=1', { method: 'POST', body: { b: 2 } })).toEqual({ a: 1 });
  expect(sent[0]!.url).toBe('https://api.example.edu/api/things?x=1');
  expect(sent[0]!.init.headers).toEqual({ 'x-api-key': 'k', 'content-type': 'application/json' });
  expect(sent[0]!.init.body).toBe('{"b":2}');
});

test('nothing new is null', async () => {
  answer = reply(304, null);
  expect(await http.json('x')).toBeNull();
});

test('a refusal tells its kind, when to try again, and which field is wrong', async () => {
  answer = reply(400, { type: 'urn:problem:validation', retry_after: 7, errors: { 'student_ids[3]': ['No such student.'] } });
  const problem = (await failure())!;
  expect([problem.kind, problem.status, problem.body.retry_after]).toEqual(['validation', 400, 7]);
  expect([problem.field('student_ids'), problem.field('topic')]).toEqual(['No such student.', undefined]);
});

test.each([
  ['network', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['timeout', () => Promise.reject(new DOMException('', 'TimeoutError'))],
  ['unknown', () => Promise.resolve(new Response('<html>', { status: 502 }))],
  ['unknown', () => Promise.resolve(new Response('<html>', { status: 200 }))],
])('what goes wrong on the way is a problem too: %s', async (kind, happens) => {
  answer = happens;
  expect((await failure())?.kind).toBe(kind);
});

test('a key that is turned away is forgotten, and asked for again', async () => {
  answer = reply(401, { type: 'urn:problem:unauthorized' });
  await failure();
  expect([credentials.current.get(), credentials.wrong.get(), new Credentials().current.get()]).toEqual([null, true, null]);
});

test('a late refusal of an earlier key leaves the new one alone', async () => {
  let refuse = () => {};
  answer = () => new Promise((resolve) => (refuse = () => resolve(new Response('{}', { status: 401 }))));
  const late = failure();
  credentials.give({ kind: 'key', key: 'new' });
  refuse();
  await late;
  expect(credentials.current.get()).toEqual({ kind: 'key', key: 'new' });
});

test('a key survives a reload of its tab', () => {
  expect(new Credentials().current.get()).toEqual({ kind: 'key', key: 'k' });
});
