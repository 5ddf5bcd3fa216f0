// Ports from the environment, and development secrets: random for each clone, kept in .data, never in git.
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Something the user can mend; shown without a stack trace. */
export class Failure extends Error {}

export const dataFolder = '.data';
export const runFile = `${dataFolder}/run.json`;

const port = (name, standard) => {
  const text = process.env[name] ?? `${standard}`;
  const value = Number(text);
  return /^\d+$/.test(text) && value >= 1 && value <= 65535 ? { name, value } : { name, wrong: text };
};

export function readPorts() {
  const ports = {
    api: port('API_PORT', 7071),
    zoom: port('ZOOM_PORT', 7090),
    blob: port('AZURITE_BLOB_PORT', 10000),
    queue: port('AZURITE_QUEUE_PORT', 10001),
    table: port('AZURITE_TABLE_PORT', 10002),
    issuer: port('ISSUER_PORT', 7092),
  };
  const wrong = Object.values(ports).filter(({ wrong }) => wrong !== undefined);
  if (wrong.length > 0) throw new Failure(wrong.map(({ name, wrong: text }) => `${name} must be a port from 1 to 65535, not "${text}"`).join('\n'));
  return ports;
}

export function makeDataFolder() {
  mkdirSync(`${dataFolder}/logs`, { recursive: true });
  chmodSync(dataFolder, 0o700);
}

export function readSecrets() {
  const file = `${dataFolder}/secrets.json`;
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const random = (bytes = 24) => randomBytes(bytes).toString('base64url');
  const secrets = {
    operatorKey: random(),
    simToken: random(),
    accountId: random(12),
    clientId: random(12),
    clientSecret: random(),
    webhookSecret: random(),
    signalRKey: randomBytes(32).toString('base64'),
  };
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}
