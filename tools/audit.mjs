// Asks the package registries about known vulnerabilities. A registry that knows nothing of vulnerabilities answers "none found" to
// anybody, so it is asked first whether it knows any: silence is no clean bill.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const help = `tools/audit [--level low|moderate|high|critical]

Known vulnerabilities of the NuGet packages, those they bring along too, and of the npm packages that the page ships.
What only builds and tests needs is shown, and does not fail.

Exit: 0  all were checked, and nothing at or over the level (moderate) was found
      1  something was found
      2  something could not be checked: no data, no answer, or packages that were never restored`;

const levels = ['low', 'moderate', 'high', 'critical'];
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const run = promisify(execFile);

/** What a command printed, whatever its exit code: these tell by it what their output says better. */
const printed = async (command, args, cwd) => {
  try {
    return (await run(command, args, { cwd, maxBuffer: 2 ** 26, timeout: 300_000 })).stdout;
  } catch (error) {
    if (error.stdout) return error.stdout;
    throw new Error(`${command} did not run: ${error.code ?? error.message}`);
  }
};

const reason = (error) => error.cause?.code ?? error.message;

const knowsVulnerabilities = async (source) => {
  const answer = await fetch(source, { signal: AbortSignal.timeout(30_000) });
  if (!answer.ok) throw new Error(`${source} answered ${answer.status}`);
  return (await answer.json()).resources.some((resource) => String(resource['@type']).startsWith('VulnerabilityInfo/'));
};

const nuget = async () => {
  const report = JSON.parse(await printed('dotnet', ['list', 'Serverless.sln', 'package', '--vulnerable', '--include-transitive', '--format', 'json'], root));
  const trouble = (report.problems ?? []).find((problem) => problem.level === 'error');
  if (trouble) return { unchecked: trouble.text };
  if (!report.sources?.length) return { unchecked: 'there is no package source' };
  for (const source of report.sources) {
    if (!/^https?:/.test(source) || !(await knowsVulnerabilities(source))) return { unchecked: `${source} has no vulnerability data` };
  }
  const found = report.projects.flatMap((project) => (project.frameworks ?? []).flatMap((framework) =>
    [...(framework.topLevelPackages ?? []), ...(framework.transitivePackages ?? [])].flatMap((item) => item.vulnerabilities.map((vulnerability) =>
      ({ level: vulnerability.severity.toLowerCase(), text: `${item.id} ${item.resolvedVersion}: ${vulnerability.advisoryurl}` })))));
  return { found: [...new Map(found.map((one) => [one.text, one])).values()] };
};

const npm = (args) => async () => {
  const report = JSON.parse(await printed('npm', ['audit', '--json', '--package-lock-only', ...args], `${root}/dashboard`));
  if (!report.vulnerabilities) return { unchecked: report.message ?? report.error?.summary ?? 'npm gave no report' };
  const found = Object.values(report.vulnerabilities).map((item) => ({
    level: item.severity === 'info' ? 'low' : item.severity,
    text: `${item.name} ${item.range}: ${item.via.map((via) => via.url ?? via).join(' ')}`,
  }));
  return { found };
};

const checks = [
  { name: 'NuGet', check: nuget, fails: true },
  { name: 'npm, shipped', check: npm(['--omit=dev']), fails: true },
  { name: 'npm, build and tests', check: npm([]), fails: false },
];

const main = async (args) => {
  if (args.includes('--help')) return console.log(help), 0;
  const level = args[0] === '--level' ? levels.indexOf(args[1]) : levels.indexOf('moderate');
  if (level < 0 || args.length > (args[0] === '--level' ? 2 : 0)) return console.error(help), 2;
  let exit = 0;
  for (const { name, check, fails } of checks) {
    const { unchecked, found = [] } = await check().catch((error) => ({ unchecked: reason(error) }));
    if (unchecked) {
      console.log(`${name}: NOT CHECKED: ${unchecked}`);
      if (fails && exit === 0) exit = 2;
      continue;
    }
    const counted = found.filter((one) => levels.indexOf(one.level) >= level);
    console.log(`${name}: ${found.length === 0 ? 'nothing known' : `${found.length} found, ${counted.length} of them ${levels[level]} or worse`}`);
    for (const one of found) console.log(`  ${one.level}  ${one.text}`);
    if (fails && counted.length > 0) exit = 1;
  }
  return exit;
};

process.exitCode = await main(process.argv.slice(2));
