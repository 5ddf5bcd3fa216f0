// A provider to sign in at while developing: OpenID Connect by code and PKCE for the one page of this machine, and nobody is asked for a
// password. `./run --sign-in` starts it on 127.0.0.1, and stops it.
import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { signIn } from './parts.mjs';
import { people } from './roster.mjs';

const [port, page] = [Number(process.env.ISSUER_PORT), process.env.ISSUER_PAGE];
const issuer = `http://127.0.0.1:${port}`;
const { client, audience, scope } = signIn;
const minutes = 10;

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const kid = randomBytes(8).toString('hex');
const secret = () => randomBytes(24).toString('base64url');
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (claims) => {
  const now = Math.floor(Date.now() / 1000);
  const text = `${part({ alg: 'RS256', typ: 'JWT', kid })}.${part({ iss: issuer, iat: now, nbf: now, exp: now + minutes * 60, ...claims })}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`;
};

const [codes, renewals] = [new Map(), new Map()];
const known = [...people.professors, { id: 'stranger', name: 'Somebody who is not on the roster', email: 'stranger@example.edu' }];

const json = (status, body) => ({ status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const away = (address) => ({ status: 302, headers: { location: `${address}` }, body: '' });
const refusal = (error) => json(400, { error });

function give(email) {
  const refresh = secret();
  renewals.set(refresh, email);
  const sub = createHash('sha256').update(email).digest('hex').slice(0, 16);
  return json(200, {
    access_token: token({ sub, aud: audience, email, email_verified: true }),
    id_token: token({ sub, aud: client }),
    refresh_token: refresh,
    token_type: 'Bearer',
    expires_in: minutes * 60,
    scope,
  });
}

function authorize(asked) {
  if (asked.get('client_id') !== client || asked.get('redirect_uri') !== page || asked.get('code_challenge_method') !== 'S256') return refusal('invalid_request');
  const back = new URL(page);
  back.searchParams.set('state', asked.get('state') ?? '');
  if (asked.get('as') === 'nobody') return back.searchParams.set('error', 'access_denied'), away(back);
  const person = known.find(({ id }) => id === asked.get('as'));
  if (!person) {
    const choice = (id, name) => `<li><a href="?${new URLSearchParams({ ...Object.fromEntries(asked), as: id }).toString().replace(/&/g, '&amp;')}">${name}</a></li>`;
    const list = [...known.map(({ id, name }) => choice(id, name)), choice('nobody', 'Do not sign in')].join('');
    return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: `<!doctype html><html lang="en"><title>Sign in</title><h1>Sign in as …</h1><ul>${list}</ul>` };
  }
  const code = secret();
  codes.set(code, { challenge: asked.get('code_challenge'), email: person.email });
  back.searchParams.set('code', code);
  return away(back);
}

function exchange(form) {
  if (form.get('client_id') !== client) return refusal('invalid_client');
  const [kind, given] = form.get('grant_type') === 'refresh_token' ? [renewals, form.get('refresh_token')] : [codes, form.get('code')];
  const grant = kind.get(given);
  kind.delete(given);
  if (!grant) return refusal('invalid_grant');
  if (kind === renewals) return give(grant);
  const challenge = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
  return challenge === grant.challenge && form.get('redirect_uri') === page ? give(grant.email) : refusal('invalid_grant');
}

const answers = {
  'GET /.well-known/openid-configuration': () => json(200, {
    issuer, jwks_uri: `${issuer}/keys`, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, end_session_endpoint: `${issuer}/end_session`,
    response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'], code_challenge_methods_supported: ['S256'],
  }),
  'GET /keys': () => json(200, { keys: [{ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' }] }),
  'GET /authorize': authorize,
  'POST /token': exchange,
  'GET /end_session': (asked) => (asked.get('post_logout_redirect_uri') === page ? away(page) : refusal('invalid_request')),
};

createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, issuer);
  let body = '';
  for await (const chunk of request) if ((body += chunk).length > 10_000) return request.destroy();
  const answer = answers[`${request.method} ${pathname}`]?.(request.method === 'POST' ? new URLSearchParams(body) : searchParams) ?? json(404, {});
  response.writeHead(answer.status, { 'access-control-allow-origin': new URL(page).origin, 'cache-control': 'no-store', ...answer.headers }).end(answer.body);
}).listen(port, '127.0.0.1');
