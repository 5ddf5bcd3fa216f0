// A stack of its own beside ./run: other ports, and data that is thrown away.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { origins, parts as describe, tablesConnection } from '../parts.mjs';
import { seed } from '../roster.mjs';
import { Failure, dataFolder, makeDataFolder, readPorts, readSecrets } from '../settings.mjs';

const configuration = 'Release';
const folder = `${dataFolder}/soak`;
const ownPorts = { API_PORT: 17071, ZOOM_PORT: 17090, AZURITE_BLOB_PORT: 20000, AZURITE_QUEUE_PORT: 20001, AZURITE_TABLE_PORT: 20002 };

export async function startStack() {
  for (const [name, value] of Object.entries(ownPorts)) process.env[name] ??= `${value}`;
  makeDataFolder();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const command of ['tools/npm-install dashboard', ...['ZoomSimulator', 'Functions', 'Functions.Host'].map((p) => `dotnet build ${p} -c ${configuration} --nologo -v quiet -clp:NoSummary`)]) {
    if (spawnSync('flock', [`${dataFolder}/build.lock`, ...command.split(' ')], { stdio: ['ignore', 'inherit', 'inherit'] }).status !== 0) throw new Failure(`this failed: ${command}`);
  }

  const [ports, secrets, children] = [readPorts(), readSecrets(), {}];
  const parts = describe(ports, secrets, configuration);
  parts.functions.environment.Sessions__OperatorCreatesPerMinute = '0';
  delete parts.functions.environment.FunctionsHost__Dashboard; // Nobody looks at the page.
  const stop = () => Object.values(children).forEach((child) => { child.kill('SIGCONT'); child.kill('SIGKILL'); });
  try {
    for (const name of ['azurite', 'zoom', 'functions']) {
      children[name] = start(name, parts[name]);
      await ready(name, parts[name], children[name]);
    }
    await seed(origins(ports).api, secrets.operatorKey);
  } catch (error) {
    stop();
    throw error;
  }
  return { ...origins(ports), secrets, children, stop, connection: tablesConnection(ports) };
}

function start(name, part) {
  const log = openSync(`${folder}/${name}.log`, 'w', 0o600);
  const [program, ...words] = part.command.map((word) => word.replace('.data/', `${folder}/`));
  const environment = Object.fromEntries(Object.entries(part.environment).map(([key, value]) => [key, value.replace('.data/', `${folder}/`)]));
  if (name === 'azurite') words.splice(words.indexOf('--location'), 2, '--inMemoryPersistence');
  const child = spawn(program, words, { env: { ...process.env, ...environment }, stdio: ['ignore', log, log] });
  closeSync(log);
  return child;
}

async function ready(name, part, child) {
  for (const giveUp = Date.now() + 60_000; Date.now() < giveUp && child.exitCode === null;) {
    if (await part.ready().catch(() => false)) return;
    await new Promise((resolve) => { setTimeout(resolve, 150); });
  }
  throw new Failure(`${name} did not start; the end of ${folder}/${name}.log:\n${readFileSync(`${folder}/${name}.log`, 'utf8').slice(-2000)}`);
}

/** Megabytes of memory that a process and those it has started hold: the host's worker is one. */
export const residentMegabytes = (pid) => [pid, ...childrenOf(pid)].reduce((sum, id) => sum + residentOf(id), 0);

const residentOf = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

const childrenOf = (pid) => readdirSync(`/proc/${pid}/task`).flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number));
