// Publishes one package by its tag: node scripts/release-package.mjs aws-ilm@0.2.0 [--dry-run] [--first]
// `--first` is for a package that npm does not know yet, run by hand after `npm login`: a trusted publisher can be set only for a
// package that exists, and provenance comes only from a workflow. A version that is published already is left as it is.
// Everything that could be wrong is found before anything is published.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packPackages, readManifest, root } from './pack-packages.mjs';
import { mustRun, run } from './run-command.mjs';

const [tag = '', ...options] = process.argv.slice(2);
const isDryRun = options.includes('--dry-run');
const isFirst = options.includes('--first');
const unknown = options.find((option) => option !== '--dry-run' && option !== '--first');
if (unknown !== undefined) {
  fail(`${JSON.stringify(unknown)} is not an option`);
}
const [, project, version] = /^([a-z0-9-]+)@(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)$/.exec(tag) ?? [];
const folder = join(root, 'packages', project ?? '');
if (project === undefined || !existsSync(join(folder, 'package.json'))) {
  fail(`${JSON.stringify(tag)} names no package and version; write for example aws-ilm@0.2.0`);
}
const manifest = readManifest(folder);
if (manifest.private) {
  fail(`${manifest.name} is private`);
}
if (manifest.version !== version) {
  fail(`${manifest.name} has version ${manifest.version}, the tag says ${version}`);
}

if (
  !isDryRun &&
  run('npm', ['view', tag.replace(project, manifest.name), 'version'], root).stdout.trim() === version
) {
  console.log(`${manifest.name}@${version} is published already.`);
  process.exit(0);
}

const nx = (...args) => mustRun('node', ['node_modules/nx/dist/bin/nx.js', ...args], root);
nx('run-many', '-t', 'build', 'test', 'lint', 'typecheck', '-p', project);
// Packing needs the builds of all packages.
nx('run-many', '-t', 'build');
// Provenance names the repository that built the package, and npm compares: it is the one this runs in.
const { GITHUB_SERVER_URL, GITHUB_REPOSITORY } = process.env;
if (GITHUB_REPOSITORY !== undefined) {
  const url = `git+${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}.git`;
  const repository = { type: 'git', url, directory: `packages/${project}` };
  writeFileSync(
    join(folder, 'package.json'),
    `${JSON.stringify({ ...manifest, repository }, undefined, 2)}\n`,
  );
}
const out = mkdtempSync(join(tmpdir(), 'iam-release-'));
try {
  const packed = packPackages(out).find(({ name }) => name === manifest.name);
  // A pre-release is published under its own tag, so that only explicit installs get it.
  const channel = version.includes('-') ? 'next' : 'latest';
  const publish = ['publish', packed.tarball, '--access', 'public', '--tag', channel];
  console.log(
    mustRun('npm', [...publish, ...(isDryRun ? ['--dry-run'] : isFirst ? [] : ['--provenance'])], root),
  );
} finally {
  rmSync(out, { recursive: true, force: true });
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
