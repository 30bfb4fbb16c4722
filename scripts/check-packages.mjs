// Packs every public package as it would be published and checks the tarball with publint and are-the-types-wrong.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packedPackages, root } from './pack-packages.mjs';
import { run } from './run-command.mjs';

const out = mkdtempSync(join(tmpdir(), 'iam-pack-'));
let failures = 0;

try {
  for (const { shortName, exports, tarball } of packedPackages(out)) {
    report(shortName, 'files', filesOf(tarball));
    report(shortName, 'publint', bin('publint', ['run', tarball, '--strict']));
    // A command-only package exports no types.
    if (exports['.']) {
      const types = ['--profile', 'node16', '--exclude-entrypoints', './package.json'];
      report(shortName, 'types', bin('attw', [tarball, ...types]));
    }
  }
} finally {
  rmSync(out, { recursive: true, force: true });
}
process.exitCode = failures === 0 ? 0 : 1;

/** README and licence are inside, tests and fixtures are not: except in templates, of which they are a part. */
function filesOf(tarball) {
  const listed = run('tar', ['-tzf', tarball], root);
  const files = listed.stdout.split('\n').filter((file) => !file.startsWith('package/dist/templates/'));
  const missing = ['README.md', 'LICENSE'].filter((file) => !files.includes(`package/${file}`));
  const extra = files.filter((file) => /\.test\.|__fixtures__|tsbuildinfo|\.env$/.test(file));
  const said = [
    ...missing.map((file) => `${file} is missing`),
    ...extra.map((file) => `${file} does not belong there`),
  ];
  return {
    status: listed.status === 0 && said.length === 0 ? 0 : 1,
    stdout: said.join('\n'),
    stderr: listed.stderr,
  };
}

function bin(name, args) {
  return run(join(root, 'node_modules', '.bin', name), args, root);
}

function report(name, step, done) {
  const ok = done.status === 0;
  console.log(`${name.padEnd(18)} ${step.padEnd(8)} ${ok ? 'ok' : 'FAILED'}`);
  if (ok) {
    return;
  }
  failures += 1;
  console.log(`${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}`);
}
