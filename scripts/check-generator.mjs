// Makes a package from every template, as a vendor's author does, and puts it to its own build, type check, lint and tests:
// outside this repository with the packed packages from a registry, and inside a copy of the repository with the nx generator.
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installInto } from './install-from-registry.mjs';
import { startRegistry } from './local-registry.mjs';
import { packedPackages, readManifest, root } from './pack-packages.mjs';
import { mustRun, run } from './run-command.mjs';

const work = mkdtempSync(join(tmpdir(), 'iam-generator-'));
let failures = 0;
let reported = performance.now();

try {
  await outside(join(work, 'outside'));
  inside(join(work, 'inside'));
} finally {
  rmSync(work, { recursive: true, force: true });
}
process.exitCode = failures === 0 ? 0 : 1;

async function outside(folder) {
  mkdirSync(folder, { recursive: true });
  const packages = packedPackages(join(work, 'tarballs'));
  const registry = await startRegistry(packages);
  try {
    const { version } = packages.find(({ name }) => name === '@iam/cli');
    const user = join(folder, 'user');
    mkdirSync(user);
    writeFileSync(
      join(user, 'package.json'),
      JSON.stringify({ private: true, dependencies: { '@iam/cli': version } }),
    );
    await installInto(user, registry);
    let installed;
    for (const template of ['HelloIAMWorld', 'SCIM']) {
      const place = `outside ${template}`;
      const name = `Made From ${template}`;
      const iam = join(user, 'node_modules', '.bin', 'iam');
      report(`${place} init`, run(iam, ['init', '-n', name, '-t', template, '-o', folder], user));
      const made = join(folder, template === 'SCIM' ? 'made-from-scim' : 'made-from-hello-iam-world');
      if (installed === undefined) {
        await installInto(made, registry);
        installed = made;
      } else {
        // The same tools in the same versions: copying them is faster than asking the registry again.
        cpSync(join(installed, 'node_modules'), join(made, 'node_modules'), {
          recursive: true,
          verbatimSymlinks: true,
        });
      }
      for (const script of ['build', 'typecheck', 'lint', 'test']) {
        report(`${place} ${script}`, run('npm', ['run', script], made));
      }
      report(`${place} README`, run(join(made, 'node_modules', '.bin', 'iam'), ['docs', '--check'], made));
      report(`${place} pack`, run('npm', ['pack', '--dry-run'], made));
    }
  } finally {
    await registry.close();
  }
}

function inside(folder) {
  // Copies only tracked and addable files, so that existing builds do not help.
  const files = mustRun('git', ['ls-files', '-co', '--exclude-standard', '-z'], root).split('\0');
  for (const file of files.filter((name) => name !== '' && existsSync(join(root, name)))) {
    cpSync(join(root, file), join(folder, file));
  }
  const nx = (...args) => run('node', [join('node_modules', 'nx', 'dist', 'bin', 'nx.js'), ...args], folder);
  const git = (...args) =>
    mustRun('git', ['-c', 'user.name=check', '-c', 'user.email=check@example.com', ...args], folder);
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'before');
  const { packageManager } = readManifest(folder);
  mustRun('npx', ['--yes', packageManager, 'install', '--frozen-lockfile', '--prefer-offline'], folder);
  report('inside HelloIAMWorld generate', nx('g', '@iam/tools:vendor', 'made-from-hello-iam-world'));
  report('inside SCIM generate', nx('g', '@iam/tools:vendor', 'made-from-scim', '--template', 'SCIM'));
  const touched = git('status', '--porcelain', '--untracked-files=all')
    .split('\n')
    .map((line) => line.slice(3))
    .filter((file) => file !== '' && !file.startsWith('packages/made-from-') && file !== 'pnpm-lock.yaml');
  report('inside touches nothing else', { status: touched.length === 0 ? 0 : 1, stdout: touched.join('\n') });
  const made = ['-p', 'made-from-hello-iam-world,made-from-scim'];
  report(
    'inside build test lint typecheck',
    nx('run-many', '-t', 'build', 'test', 'lint', 'typecheck', ...made),
  );
  report(
    'inside format',
    run(
      'node',
      [
        'node_modules/prettier/bin/prettier.cjs',
        '--check',
        'packages/made-from-hello-iam-world',
        'packages/made-from-scim',
      ],
      folder,
    ),
  );
  // Not what says the same of the repository without the new packages: the regular expressions of the templates are among those of the
  // packages that they are made from, and the guides do not change.
  const tests = (project, ...named) => nx('run', `${project}:test`, ...named);
  report('inside structure', tests('structure', '--testPathIgnorePatterns=regular-expressions'));
  report(
    'inside documentation',
    tests('documentation', '--testPathPatterns=readmes', '--testPathPatterns=config-schema'),
  );
}

function report(step, done) {
  const ok = done.status === 0;
  const seconds = Math.round((performance.now() - reported) / 1000);
  reported = performance.now();
  console.log(`${step.padEnd(34)} ${ok ? 'ok' : 'FAILED'} (${seconds} s)`);
  if (ok) {
    return;
  }
  failures += 1;
  console.log(`${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}`);
}
