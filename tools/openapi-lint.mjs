// Lints docs/openapi.json with Redocly's engine under docs/redocly.yaml. Warnings count like errors. Needs tools/npm-install dashboard.
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const { lint, loadConfig } = await import(createRequire(resolve(root, 'dashboard/package.json')).resolve('@redocly/openapi-core'));

const config = await loadConfig({ configPath: resolve(root, 'docs/redocly.yaml') });
const problems = await lint({ ref: resolve(root, 'docs/openapi.json'), config });
console.log(`${problems.length} problems`);
for (const { severity, ruleId, message, location } of problems) console.log(`${severity} ${ruleId} ${location[0]?.pointer ?? ''}: ${message}`);
process.exit(problems.length > 0 ? 1 : 0);
