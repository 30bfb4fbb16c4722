// Checks that commit messages are conventional commits. Merges are left out.
// Usage: node scripts/check-commits.mjs [base]; without a base every commit since the convention was introduced.
import { root } from './pack-packages.mjs';
import { mustRun, run } from './run-command.mjs';

const introduced = () =>
  mustRun('git', ['log', '--diff-filter=A', '--format=%H', '--', 'commitlint.config.mjs'], root)
    .trim()
    .split('\n')
    .at(-1);

const [base = introduced()] = process.argv.slice(2);
if (!base) {
  console.error('The commit that introduced the convention is not in this history: is it a shallow clone?');
  process.exit(1);
}
const { status, stdout, stderr } = run(
  process.execPath,
  ['node_modules/@commitlint/cli/cli.js', '--from', base, '--to', 'HEAD'],
  root,
);
process.stdout.write(stdout);
process.stderr.write(stderr);
const checked = mustRun('git', ['rev-list', '--no-merges', '--count', `${base}..HEAD`], root).trim();
if (status === 0) {
  console.log(`${checked} commit messages since ${base.slice(0, 12)} are conventional.`);
}
process.exitCode = status ?? 1;
