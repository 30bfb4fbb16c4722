// Packs every public package as it would be published and checks the tarball with publint and are-the-types-wrong.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { packageManager } = readManifest(root);
const out = mkdtempSync(join(tmpdir(), 'iam-pack-'));
let failures = 0;

try {
  for (const name of readdirSync(join(root, 'packages')).sort()) {
    const folder = join(root, 'packages', name);
    if (existsSync(join(folder, 'package.json')) && !readManifest(folder).private) check(name, folder);
  }
} finally {
  rmSync(out, { recursive: true, force: true });
}
process.exitCode = failures === 0 ? 0 : 1;

function check(name, folder) {
  const target = join(out, name);
  // pnpm's pack, not npm's: only it turns `workspace:` ranges into versions.
  const packed = run('npx', ['--yes', packageManager, 'pack', '--pack-destination', target], folder);
  report(name, 'pack', packed);
  if (packed.status !== 0) return;
  const tarball = join(
    target,
    readdirSync(target).find((file) => file.endsWith('.tgz')),
  );
  report(name, 'publint', bin('publint', ['run', tarball, '--strict']));
  const manifest = readManifest(folder);
  // A package that is only a command has no types to be wrong.
  if (manifest.exports['.'])
    report(
      name,
      'types',
      bin('attw', [tarball, '--profile', 'node16', '--exclude-entrypoints', './package.json']),
    );
}

function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

function bin(name, args) {
  return run(join(root, 'node_modules', '.bin', name), args, root);
}

function run(command, args, cwd) {
  const env = { ...process.env, CI: 'true' };
  // npx sets these for what it runs; an npx inside an npx would take them for its own arguments.
  delete env.npm_config_call;
  delete env.npm_config_package;
  return spawnSync(command, args, { cwd, env, encoding: 'utf8', shell: process.platform === 'win32' });
}

function report(name, step, done) {
  const ok = done.status === 0;
  console.log(`${name.padEnd(18)} ${step.padEnd(8)} ${ok ? 'ok' : 'FAILED'}`);
  if (ok) return;
  failures += 1;
  console.log(`${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}`);
}
