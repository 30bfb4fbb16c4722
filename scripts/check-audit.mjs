// Asks the registry for known vulnerabilities of everything in the lockfile. Exits 1 when there is one, and when the registry
// does not answer. `--unless-unreachable`: reports a missing answer and exits 0, for networks without access to it; a
// vulnerability that is found fails there too. Other arguments go to the audit (`--prod`, `--registry=…`).
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run-command.mjs';

// npm retired the endpoints that pnpm 10 asks (its own audit ends in 410); the first pnpm that asks the present one is 11, which
// does not start on Node 20. This one runs on its own and is used for nothing else.
const PNPM = 'pnpm@12.21.0';
const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const words = process.argv.slice(2);
const isOptional = words.includes('--unless-unreachable');
const rest = words.filter((word) => word !== '--unless-unreachable');
const asked = run('npx', ['--yes', PNPM, 'audit', '--json', ...rest], root);
const report = reportIn(asked.stdout ?? '');

if (report === undefined) {
  console.error(`The audit could not be made:\n${(asked.stdout ?? '') + (asked.stderr ?? '')}`.trim());
  if (isOptional) {
    console.error('Not audited: nothing is known about weaknesses of the dependencies.');
  }
  process.exit(isOptional ? 0 : 1);
}
const found = Object.values(report.advisories);
for (const { severity, module_name: name, vulnerable_versions: range, title, url, findings } of found) {
  const versions = [...new Set(findings.map(({ version }) => version))].join(', ');
  console.error(`${severity}: ${name} ${versions} (${range}): ${title} ${url}`);
}
console.log(
  `${found.length} known weaknesses in ${report.metadata.totalDependencies} packages of the lockfile.`,
);
process.exit(found.length === 0 ? 0 : 1);

function reportIn(text) {
  try {
    const value = JSON.parse(text);
    return value.advisories === undefined ? undefined : value;
  } catch {
    return undefined;
  }
}
