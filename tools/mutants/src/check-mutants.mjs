// Mutates the code of an area, runs the tests on each mutant, and reports the survivors.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { changedFiles } from './changed-files.mjs';
import { createCompiler } from './compiles.mjs';
import { ENOUGH, reportOf, verdictOn } from './verdict.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const readJson = (name) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));
const areas = readJson('areas.json');

const HELP = `npm run check:mutants -- [area…] [options]

areas: ${Object.keys(areas).join(', ')}; all of them when none is named

  --sample <percent>   only so many of the mutants, the same ones every time
  --seed <text>        another sample of that size, which is also the same every time
  --only <text>        only files whose path has this text
  --tests <a,b>        only test files whose path has one of these: quicker, but others may notice what they do not
  --changed[=<ref>]    only files that differ from main, or from another branch
  --fresh              forget what an earlier run found (else only what changed since is tried again)
  --jobs <number>      how many at once (${availableParallelism()})
`;

const { values, positionals } = parseArgs({
  args: process.argv.slice(2).map((arg) => (arg === '--changed' ? '--changed=main' : arg)),
  allowPositionals: true,
  options: {
    sample: { type: 'string', default: '100' },
    seed: { type: 'string', default: '' },
    only: { type: 'string', default: '' },
    tests: { type: 'string', default: '' },
    changed: { type: 'string' },
    fresh: { type: 'boolean', default: false },
    jobs: { type: 'string', default: String(availableParallelism()) },
    help: { type: 'boolean', default: false },
  },
});
const unknown = positionals.filter((name) => !Object.hasOwn(areas, name));
const share = Number.parseFloat(values.sample) / 100;
const { seed } = values;
const jobs = Number(values.jobs);
if (
  values.help ||
  unknown.length > 0 ||
  !(share > 0 && share <= 1) ||
  !(Number.isInteger(jobs) && jobs > 0)
) {
  process.stdout.write(HELP);
  process.exit(values.help ? 0 : 2);
}
const isWhole = share === 1 && values.only === '' && values.tests === '' && values.changed === undefined;
const changed = values.changed === undefined ? undefined : changedFiles(root, values.changed);

const compiles = createCompiler(root);
const reports = [];
let enough = true;
for (const name of positionals.length === 0 ? Object.keys(areas) : positionals) {
  const area = areas[name];
  const mutate = filesOf(area).filter(
    (file) => file.includes(values.only) && (changed === undefined || changed.includes(file)),
  );
  if (mutate.length === 0) {
    reports.push(`${name}: nothing to change`);
    continue;
  }
  const lines = Object.fromEntries(
    mutate.map((file) => [file, readFileSync(join(root, file), 'utf8').split('\n')]),
  );
  const mutants = await mutantsOf(name, area, mutate);
  const equivalents = readJson('equivalents.json').filter((one) => one.area === name);
  const verdict = verdictOn(mutants, {
    equivalents,
    lines,
    share,
    seed,
    compiles,
  });
  const report = reportOf(name, verdict, isWhole).join('\n');
  writeFileSync(join(root, 'reports/mutants', `${name}.txt`), `${report}\n`);
  reports.push(report);
  enough &&= verdict.share >= ENOUGH && !(isWhole && verdict.stale.length > 0);
}
process.stdout.write(`\n${reports.join('\n')}\n`);
process.exitCode = enough ? 0 : 1;

/** All code in the folders of an area. */
function filesOf({ mutate }) {
  return execFileSync(
    'git',
    [
      'ls-files',
      '--cached',
      '--others',
      '--exclude-standard',
      ...new Set(mutate.map((start) => `${start}*`)),
    ],
    {
      cwd: root,
      encoding: 'utf8',
    },
  )
    .split('\n')
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes('__fixtures__'));
}

async function mutantsOf(name, { tests }, mutate) {
  const folder = join(root, 'reports/mutants');
  mkdirSync(folder, { recursive: true });
  const plugin = (file) => join(root, 'tools/mutants/src', file);
  const stryker = new Stryker({
    configFile: plugin('../stryker.json'),
    mutate,
    plugins: [plugin('test-runner.mjs'), plugin('sentences.mjs'), plugin('as-they-come.mjs')],
    mutants: {
      log: join(folder, `${name}.log`),
      share,
      seed,
      tests,
      testsWith: values.tests.split(','),
      configs: [...new Set(tests.map((start) => start.split('/').slice(0, 2).join('/')))].map(
        (one) => `${one}/jest.config.js`,
      ),
    },
    concurrency: jobs,
    // Writes survivors as they are found, so that an interrupted run loses none.
    reporters: ['progress-append-only', 'as-they-come'],
    // A sample says nothing of the others, and a part of the files nothing of the rest.
    incremental: isWhole,
    incrementalFile: join(folder, `${name}.json`),
    force: values.fresh,
    tempDirName: join(folder, `tmp-${name}`),
  });
  return (await stryker.runMutationTest()).map(({ location, fileName, ...mutant }) => ({
    ...mutant,
    fileName: relative(root, fileName),
    location: {
      start: fromZero(location.start),
      end: fromZero(location.end),
    },
  }));
}

// Reports count lines and columns from one.
function fromZero({ line, column }) {
  return { line: line - 1, column: column - 1 };
}
