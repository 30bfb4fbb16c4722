// Makes a fresh checkout ready: checks Node and installs the dependencies with the pnpm version that package.json names.
// Needs nothing but Node and npm. A second call with nothing changed only compares a hash.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stampFile = join(root, 'node_modules', '.iam-setup');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

checkNode(manifest.engines.node.replace('>=', ''));

const wanted = hashOfManifests();
if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== wanted) {
  install(manifest.packageManager);
  useCommitHook();
  writeFileSync(stampFile, wanted);
}

function checkNode(minimum) {
  const have = process.versions.node.split('.').map(Number);
  const want = minimum.split('.').map(Number);
  const at = want.findIndex((part, index) => part !== have[index]);
  if (at >= 0 && have[at] < want[at]) {
    fail(
      `Node ${minimum} or newer is needed, this is ${process.versions.node}. Get one from https://nodejs.org`,
    );
  }
}

function hashOfManifests() {
  const members = ['packages', 'tools'].flatMap((folder) =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder)).map((name) => `${folder}/${name}/package.json`)
      : [],
  );
  const files = [
    'package.json',
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    'examples/package.json',
    ...members.sort(),
  ];
  const hash = createHash('sha256').update(`${process.version} ${process.platform} ${process.arch}`);
  for (const file of files.filter((name) => existsSync(join(root, name)))) {
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

function install(packageManager) {
  process.stderr.write(`Installing dependencies with ${packageManager} (only when they change)\n`);
  const env = { ...process.env, CI: 'true' };
  // npx sets these for its child processes; a nested npx would read them as its own arguments.
  delete env.npm_config_call;
  delete env.npm_config_package;
  const args = ['--yes', packageManager, 'install', '--frozen-lockfile', '--prefer-offline'];
  // On Windows npx is a .cmd file, which only a shell can start.
  const done = spawnSync('npx', args, {
    cwd: root,
    env,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (done.error) {
    fail(`npx could not be started: ${done.error.message}`);
  }
  if (done.status !== 0) {
    fail('The dependencies could not be installed; the reason is above.', done.status ?? 1);
  }
}

/** Points git at the repository's hook for commit messages, unless hooks are already set up or this is CI. */
function useCommitHook() {
  if (process.env.CI || !existsSync(join(root, '.git'))) {
    return;
  }
  const set = spawnSync('git', ['config', '--get', 'core.hooksPath'], { cwd: root, encoding: 'utf8' });
  if (set.status === 1) {
    spawnSync('git', ['config', 'core.hooksPath', '.githooks'], { cwd: root });
  }
}

function fail(message, code = 1) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}
