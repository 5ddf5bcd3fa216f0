// Puts the people of the demonstration on the roster of a function app that ./run has not started.
import { existsSync, readFileSync } from 'node:fs';
import { people, seed } from './roster.mjs';
import { Failure, dataFolder, readPorts } from './settings.mjs';

const usage = `Usage: tools/seed [http://127.0.0.1:7071]

Adds ${people.professors.length} professor and ${people.students.length} students where they are missing, as ./run does when the function app is one of its parts.
The operator key is the setting OperatorKey of the environment, else of local.settings.json, else the one that ./run has made.`;

const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});

function operatorKey() {
  const key = process.env.OperatorKey || read('local.settings.json').Values?.OperatorKey || read(`${dataFolder}/secrets.json`).operatorKey;
  if (!key) throw new Failure('there is no operator key: set OperatorKey to the one of the function app');
  return key;
}

try {
  const [word, ...more] = process.argv.slice(2);
  if (word === '--help' || word === '-h') console.log(usage);
  else {
    if (more.length > 0 || (word && !/^https?:\/\/[^/]+\/?$/.test(word))) throw new Failure(`this is not understood: ${process.argv.slice(2).join(' ')}\n${usage}`);
    const api = word?.replace(/\/$/, '') ?? `http://127.0.0.1:${readPorts().api.value}`;
    const misfit = await seed(api, operatorKey()).catch((error) => {
      throw new Failure(/: 401 /.test(error.message) ? `${api} does not accept this operator key: set OperatorKey to its own` : `${api}: ${error.cause?.code ?? error.message}`);
    });
    if (misfit) throw new Failure(misfit);
    console.log(`The roster of ${api} has the people of the demonstration.`);
  }
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.error(`seed: ${error.message}`);
  process.exitCode = 1;
}
