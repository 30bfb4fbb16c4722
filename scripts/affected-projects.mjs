// Prints `projects=[…]`: the packages that changed since a commit, or depend on one that did, as a workflow's matrix reads them.
// Tools read all packages and have a job of their own.
// Usage: node scripts/affected-projects.mjs <commit or branch>
import { root } from './pack-packages.mjs';
import { mustRun, run } from './run-command.mjs';

const [base = 'main'] = process.argv.slice(2);
// Treats everything as affected when the base is unknown: a new branch has none, and a rewritten history has lost it.
const isKnown = run('git', ['cat-file', '-e', `${base}^{commit}`], root).status === 0;
const scope = isKnown ? ['--affected', `--base=${base}`] : [];
const projects = mustRun(
  'node',
  ['node_modules/nx/dist/bin/nx.js', 'show', 'projects', '--exclude=tag:type:tool', ...scope, '--json'],
  root,
);
process.stdout.write(`projects=${JSON.stringify(JSON.parse(projects))}\n`);
