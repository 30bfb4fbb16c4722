// The largest resident set of `iam list` for five times the people: of one application, whose list is written page by page, and of
// three, whose accounts are joined.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { round } from './measure.mjs';

const IAM = fileURLToPath(new URL('../../../packages/cli/bin/iam.js', import.meta.url));
/** Prints the largest resident set of the process in kilobytes when it ends, behind what it wrote to standard error. */
const REPORT = `data:text/javascript,process.on('exit',()=>process.stderr.write('\\nmaxRSS '+process.resourceUsage().maxRSS))`;
const APPLICATIONS = ['Okta IAM_instance_1', 'ServiceNow IAM_instance_1', 'Atlassian IAM_instance_1'];
const [FEW, MANY] = [20_000, 100_000];

export const listMemory = async () => {
  const few = await residentSets(FEW);
  const many = await residentSets(MANY);
  return ['one application', 'three applications, joined'].map((what, at) => ({
    what: `list of ${what}: largest resident set, 20,000 / 100,000`,
    value: `${round(few[at], 0)} / ${round(many[at], 0)} MB, ratio ${round(many[at] / few[at])}`,
    goal: '<= 1.25',
    met: many[at] / few[at] <= 1.25,
  }));
};

const residentSets = async (people) => {
  const folder = mkdtempSync(join(tmpdir(), 'iam-bench-'));
  const config = join(folder, 'iam.json');
  const sandbox = spawn(process.execPath, [IAM, 'sandbox', '--people', `${people}`, '--write', config], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    await once(sandbox.stderr, 'data');
    return [APPLICATIONS.slice(0, 1), APPLICATIONS].map((names) => residentSet(config, names));
  } finally {
    sandbox.kill('SIGINT');
    await once(sandbox, 'exit');
    rmSync(folder, { recursive: true, force: true });
  }
};

const residentSet = (config, names) => {
  const words = ['list', '-c', config, '--output', 'json', ...names.flatMap((name) => ['--app', name])];
  const { status, stderr } = spawnSync(process.execPath, ['--import', REPORT, IAM, ...words], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const [, kilobytes] = /maxRSS (\d+)$/.exec(stderr) ?? [];
  if (status !== 0 || kilobytes === undefined) {
    throw new Error(stderr);
  }
  return Number(kilobytes) / 1024;
};
