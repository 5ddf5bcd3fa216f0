import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, watchFile, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { farewell } from './farewell.mjs';
import { origins, parts as describe, tablesConnection, workerPidFile } from './parts.mjs';
import { seed } from './roster.mjs';
import { Failure, dataFolder, makeDataFolder, readPorts, readSecrets, runFile } from './settings.mjs';

const usage = `Usage: ./run [--demo] [--sign-in] [--only azurite,zoom,functions]

  --demo    also plays a class through the simulator, shows it and stops
  --sign-in also starts a provider at which professors sign in to the page, without passwords
  --only    starts some parts only; the function app waits for the others

Ports: API_PORT, ZOOM_PORT, AZURITE_BLOB_PORT, AZURITE_QUEUE_PORT, AZURITE_TABLE_PORT, ISSUER_PORT.`;

const configuration = 'Release';
const patience = 60_000;
const running = new Map();
const up = new Set();
let stopping = false;
let owned = false;

function readArguments(words) {
  const wanted = { demo: false, signIn: false, only: ['azurite', 'zoom', 'functions'] };
  while (words.length > 0) {
    const word = words.shift();
    if (word === '--help' || word === '-h') {
      console.log(usage);
      process.exit(0);
    } else if (word === '--demo') wanted.demo = true;
    else if (word === '--sign-in') wanted.signIn = true;
    else if (word === '--only' && words.length > 0) wanted.only = words.shift().split(',');
    else throw new Failure(`${word} is not understood: see ./run --help`);
  }
  const unknown = wanted.only.find((name) => !['azurite', 'zoom', 'functions'].includes(name));
  if (unknown !== undefined) throw new Failure(`there is no part "${unknown}": azurite, zoom and functions are the parts`);
  if (wanted.demo && wanted.only.length < 3) throw new Failure('--demo needs all parts, so it does not go with --only');
  if (wanted.signIn && !wanted.only.includes('functions')) throw new Failure('--sign-in needs the function app');
  if (wanted.signIn) wanted.only.push('issuer');
  return wanted;
}

const isTaken = (port) => new Promise((resolve) => {
  const socket = connect({ host: '127.0.0.1', port: port.value });
  socket.once('connect', () => { socket.destroy(); resolve(true); });
  socket.once('error', () => resolve(false));
});

// One at a time: two builds of one tree would trip over each other's files.
function build(only) {
  const commands = [];
  if (only.includes('azurite')) commands.push('tools/npm-install dashboard');
  if (only.includes('zoom')) commands.push(`dotnet build ZoomSimulator -c ${configuration} --nologo -v quiet -clp:NoSummary`);
  if (only.includes('functions')) commands.push('tools/dashboard-build', `dotnet build Functions -c ${configuration} --nologo -v quiet -clp:NoSummary`, `dotnet build Functions.Host -c ${configuration} --nologo -v quiet -clp:NoSummary`);
  for (const command of commands) {
    const built = spawnSync('flock', [`${dataFolder}/build.lock`, ...command.split(' ')], { stdio: ['ignore', 'inherit', 'inherit'] });
    if (built.error) throw new Failure(`flock is missing (package util-linux): ${built.error.message}`);
    if (built.status !== 0) throw new Failure(`this failed: ${command}`);
  }
}

// Each part has a process group of its own, so that Ctrl-C reaches this process alone, which then stops them in order.
function start(name, part) {
  if (stopping) return;
  if (name === 'functions') rmSync(workerPidFile, { force: true });
  const logFile = `${dataFolder}/logs/${name}.log`;
  const log = openSync(logFile, 'w', 0o600);
  const [program, ...words] = part.command;
  const child = spawn(program, words, { env: { ...process.env, ...part.environment }, stdio: ['ignore', log, log], detached: true });
  closeSync(log);
  running.set(name, child);
  child.once('exit', (code, signal) => {
    running.delete(name);
    if (stopping) return;
    const log = readFileSync(logFile, 'utf8');
    stop(1, farewell({ name, code, signal, isUp: up.has(name), log, logFile }));
  });
}

async function waitFor(name, part) {
  const giveUp = Date.now() + patience;
  while (Date.now() < giveUp && !stopping) {
    if (await part.ready().catch(() => false)) {
      up.add(name);
      return;
    }
    await new Promise((resolve) => { setTimeout(resolve, 150); });
  }
  if (!stopping) throw new Failure(`${name} did not answer within ${patience / 1000} s; see ${dataFolder}/logs/${name}.log`);
}

const complain = (message) => message.split('\n').map((line) => `run: ${line}`);

async function stop(code, lines = []) {
  if (stopping) return;
  stopping = true;
  for (const line of lines) console.error(line);
  const gone = [...running.values()].map((child) => new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 8000).unref();
  }));
  await Promise.all(gone);
  if (owned) rmSync(runFile, { force: true });
  process.exit(code);
}

// The app itself: a worker of the host, which starts another one when it ends.
function workerPid() {
  try {
    return Number(readFileSync(workerPidFile, 'utf8')) || null;
  } catch {
    return null;
  }
}

function writeRunFile(ports, secrets) {
  const { api, zoom, tables } = origins(ports);
  const pid = (name) => running.get(name)?.pid ?? null;
  const content = {
    api,
    key: secrets.operatorKey,
    dashboard: api,
    zoom,
    sim_token: secrets.simToken,
    zoom_account_id: secrets.accountId,
    zoom_client_id: secrets.clientId,
    zoom_client_secret: secrets.clientSecret,
    webhook_secret: secrets.webhookSecret,
    tables,
    tables_connection_string: tablesConnection(ports),
    pids: { host: pid('functions'), functions: workerPid(), zoom: pid('zoom'), azurite: pid('azurite') },
  };
  rmSync(runFile, { force: true });
  writeFileSync(runFile, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  owned = true;
}

async function main() {
  const wanted = readArguments(process.argv.slice(2));
  const ports = readPorts();
  makeDataFolder();
  const secrets = readSecrets();
  const parts = describe(ports, secrets, configuration, wanted.signIn);
  const mine = Object.entries(parts).filter(([name]) => wanted.only.includes(name));
  const taken = [];
  for (const [name, part] of mine) {
    for (const port of part.ports) {
      if (await isTaken(port)) taken.push(`port ${port.value} is taken, which ${name} needs: stop what uses it, or set ${port.name}`);
    }
  }
  if (taken.length > 0) throw new Failure(taken.join('\n'));

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => { if (!stopping) console.log(`Stopping (${signal}) …`); stop(0); });
  console.log('Building …');
  build(wanted.only);
  for (const [name, part] of mine.filter(([, p]) => !p.needs)) start(name, part);
  await Promise.all(mine.filter(([, p]) => !p.needs).map(([name, part]) => waitFor(name, part)));
  if (wanted.only.includes('functions')) {
    await Promise.all(parts.functions.needs.map((name) => waitFor(name, parts[name])));
    start('functions', parts.functions);
    await waitFor('functions', parts.functions);
    if (stopping) return;
    const misfit = await seed(origins(ports).api, secrets.operatorKey);
    if (misfit) console.error(`run: ${misfit}`);
    writeRunFile(ports, secrets);
    watchFile(workerPidFile, { interval: 500, persistent: false }, () => { if (!stopping) writeRunFile(ports, secrets); });
  }
  if (stopping) return;

  const { api, zoom } = origins(ports);
  const lines = {
    issuer: `Sign-in       ${origins(ports).issuer}`,
    azurite: `Tables        ${origins(ports).tables}`,
    zoom: `Zoom          ${zoom} (simulated)`,
    functions: `Dashboard     ${api}\nAPI           ${api}/api\nOperator key  ${secrets.operatorKey}`,
  };
  for (const [name] of mine) console.log(lines[name]);
  if (!wanted.only.includes('functions')) console.log('The roster may be empty: once the function app is up, tools/seed fills it.');
  if (!wanted.demo) {
    console.log(`Everything is up. ${wanted.only.includes('functions') ? `Details in ${runFile}. ` : ''}Ctrl-C stops it.`);
    return;
  }
  const demo = spawn('dotnet', [`ZoomSimulator/bin/${configuration}/net10.0/ZoomSimulator.dll`, 'demo', '--run', runFile], { stdio: ['ignore', 'inherit', 'inherit'] });
  running.set('demo', demo);
  demo.once('exit', (code) => { running.delete('demo'); stop(code ?? 1); });
}

main().catch((error) => {
  stop(1, complain(error instanceof Failure ? error.message : error.stack));
});
