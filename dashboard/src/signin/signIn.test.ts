import { ErrorResponse } from 'oidc-client-ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Credentials } from '../api/credentials';
import { Http } from '../api/http';
import { parse } from '../config';
import { ServerClock } from '../live/clock';
import { troubleOf } from './oidc';
import { pageAddress, returned } from './returned';
import { SignIn, type Oidc } from './signIn';

let kept: Map<string, string>;
let credentials: Credentials;
let provider: { [name in keyof Oidc]: ReturnType<typeof vi.fn> };
let signIn: SignIn;
let loads: number;

beforeEach(() => {
  kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  });
  credentials = new Credentials();
  provider = {
    begin: vi.fn(() => Promise.resolve()),
    ask: vi.fn(() => Promise.resolve('asked')),
    finish: vi.fn(() => Promise.resolve({ token: 'finished', view: '#/history' })),
    tell: vi.fn(() => Promise.resolve()),
    renew: vi.fn(() => Promise.resolve('renewed')),
    leave: vi.fn(() => Promise.resolve()),
    troubleOf: vi.fn(troubleOf),
  };
  loads = 0;
  signIn = new SignIn(credentials, () => (loads++, Promise.resolve(provider as unknown as Oidc)));
});

afterEach(() => vi.unstubAllGlobals());

const token = () => {
  const credential = credentials.current.get();
  return credential?.kind === 'token' ? credential.token : null;
};

test('nothing of the provider is loaded before somebody signs in', () => expect(loads).toBe(0));

test('with nothing on the page the tab itself goes, and stays busy until it is gone', async () => {
  await signIn.start('#/new');
  expect([provider.begin.mock.calls, signIn.state.get()]).toEqual([[['#/new']], { busy: true, trouble: null }]);
  await signIn.start('#/new');
  expect(provider.begin).toHaveBeenCalledTimes(1);
});

test('back at the page, the token counts and the view is the one it began in', async () => {
  expect(await signIn.finish('https://x/?code=1&state=2')).toBe('#/history');
  expect([token(), signIn.state.get(), new Credentials().current.get()]).toEqual(['finished', { busy: false, trouble: null }, { kind: 'token', token: 'finished' }]);
});

test('with something on the page a window is opened, and after a closed one the tab goes', async () => {
  credentials.give({ kind: 'token', token: 'old' });
  credentials.refused(credentials.current.get());
  provider.ask.mockRejectedValueOnce(new Error('Popup closed by user'));
  await signIn.start('#/new');
  expect([provider.begin.mock.calls.length, signIn.state.get().trouble]).toEqual([0, 'closed']);
  await signIn.start('#/new');
  expect(provider.begin).toHaveBeenCalledTimes(1);
});

test('the window gives a token to the page as it is', async () => {
  credentials.give({ kind: 'token', token: 'old' });
  credentials.refused(credentials.current.get());
  await signIn.start('#/new');
  expect([token(), credentials.wrong.get()]).toEqual(['asked', false]);
});

test.each([
  ['declined', new ErrorResponse({ error: 'access_denied' })],
  ['away', new ErrorResponse({ error: 'temporarily_unavailable' })],
  ['refused', new ErrorResponse({ error: 'invalid_client' })],
  ['stale', new Error('No matching state found in storage')],
  ['stale', new Error('State does not match')],
  ['closed', new Error('Popup closed by user')],
  ['blocked', new Error('Attempted to navigate on a disposed window')],
  ['away', new TypeError('Failed to fetch')],
  ['away', new Error('Service Unavailable (503)')],
  ['refused', new Error('id_token is invalid')],
])('what goes wrong is told in words of its own: %s', async (trouble, error) => {
  provider.finish.mockRejectedValue(error);
  expect(await signIn.finish('https://x/?code=1&state=2')).toBeNull();
  expect([signIn.state.get(), token()]).toEqual([{ busy: false, trouble }, null]);
});

test('a provider that could not be loaded is tried again', async () => {
  let fails = true;
  signIn = new SignIn(credentials, () => (fails ? Promise.reject(new TypeError('x')) : Promise.resolve(provider as unknown as Oidc)));
  await signIn.start('');
  expect(signIn.state.get().trouble).toBe('away');
  fails = false;
  await signIn.start('');
  expect(provider.begin).toHaveBeenCalledTimes(1);
});

test('signing out forgets here first, and at the provider if it answers', async () => {
  credentials.give({ kind: 'token', token: 't' });
  provider.leave.mockRejectedValue(new TypeError('away'));
  await signIn.leave();
  expect([credentials.current.get(), credentials.known.get(), kept.has('credential')]).toEqual([null, false, false]);
  expect(provider.leave).toHaveBeenCalledTimes(1);
});

test('a key is given up without any provider', async () => {
  credentials.give({ kind: 'key', key: 'k' });
  await signIn.leave();
  expect([credentials.current.get(), loads]).toEqual([null, 0]);
});

const answers = (...statuses: number[]) => {
  const seen: (string | undefined)[] = [];
  vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
    seen.push((init.headers as Record<string, string>).authorization);
    return Promise.resolve(new Response('{}', { status: statuses[Math.min(seen.length, statuses.length) - 1]! }));
  });
  return seen;
};

const call = () => new Http('https://api.example.edu/api', credentials, new ServerClock()).json('x').then(() => 200, (problem: { status: number }) => problem.status);

test('an expired token is renewed once for all who ask, and the same caller stays', async () => {
  credentials.give({ kind: 'token', token: 'old' });
  const before = credentials.current.get();
  const seen = answers(401, 401, 200);
  expect(await Promise.all([call(), call()])).toEqual([200, 200]);
  expect(seen).toEqual(['Bearer old', 'Bearer old', 'Bearer renewed', 'Bearer renewed']);
  expect([provider.renew.mock.calls.length, credentials.current.get() === before, token()]).toEqual([1, true, 'renewed']);
  expect(new Credentials().current.get()).toEqual({ kind: 'token', token: 'renewed' });
});

test.each([
  ['there is nothing to renew with', null],
  ['the provider does not answer', new TypeError('away')],
])('a token that is turned away is asked for again when %s', async (_, trouble) => {
  credentials.give({ kind: 'token', token: 'old' });
  if (trouble) provider.renew.mockRejectedValue(trouble);
  else provider.renew.mockResolvedValue(null);
  answers(401);
  expect(await call()).toBe(401);
  expect([credentials.current.get(), credentials.known.get(), credentials.last]).toEqual([null, true, 'token']);
});

test('a renewed token that is turned away too is no reason to go on', async () => {
  credentials.give({ kind: 'token', token: 'old' });
  const seen = answers(401);
  expect(await call()).toBe(401);
  expect([seen.length, credentials.current.get()]).toEqual([2, null]);
});

test('a key is never renewed, nor a request repeated as somebody else', async () => {
  credentials.give({ kind: 'key', key: 'k' });
  answers(401);
  expect(await call()).toBe(401);
  expect(provider.renew).not.toHaveBeenCalled();
});

test.each([
  ['https://x.edu/', 'https://x.edu/'],
  ['https://x.edu/classes/index.html?code=1#/new', 'https://x.edu/classes/'],
  ['https://x.edu/classes/#/sessions/1/2', 'https://x.edu/classes/'],
])('the address to come back to is the page’s folder: %s', (address, folder) => expect(pageAddress(address)).toBe(folder));

test.each([
  ['?code=1&state=2', 'tab'],
  ['?error=access_denied&state=2', 'tab'],
  ['?code=1&state=2;window', 'window'],
  ['?code=1', null],
  ['?state=2', null],
  ['', null],
])('tells whether the provider sent somebody back: %s', (search, where) => expect(returned(search)).toBe(where));

test('config.json names the provider, or none', () => {
  expect(parse({ sign_in: { authority: 'https://id.example.edu/', client_id: 'c', scope: 'openid' } }).signIn).toEqual({ authority: 'https://id.example.edu', clientId: 'c', scope: 'openid' });
  expect([parse({}).signIn, parse({ sign_in: { authority: 'https://id.example.edu' } }).signIn, parse({ sign_in: 'x' }).signIn]).toEqual([null, null, null]);
});
