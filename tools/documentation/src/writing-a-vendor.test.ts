import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fencedBlocks } from './fenced-blocks';
import { IAM, ROOT } from './repository';

/** Below this package, whose dependencies are those of a vendor: what is made here finds them without an installation. */
const WORK = join(__dirname, '..', 'reports', 'writing-a-vendor');

/** What is done in another way than the page says, because the packages on it are the ones of this repository. */
const inPlaceOf = (command: string): string | undefined => {
  const iam = `"${process.execPath}" "${IAM}"`;
  if (command === 'npm install') {
    return undefined;
  }
  // Inside the repository a new package would land in `packages/`.
  return command.replace(/ init .*$/, '$& --output .').replace(/npx (@iam\/cli|iam)(?= )/, iam);
};

it('docs/writing-a-vendor.md can be followed to the letter', () => {
  rmSync(WORK, { recursive: true, force: true });
  mkdirSync(WORK, { recursive: true });
  let cwd = WORK;
  let ran = 0;
  for (const { language, file, text, line } of fencedBlocks(
    readFileSync(join(ROOT, 'docs', 'writing-a-vendor.md'), 'utf8'),
  )) {
    if (file !== undefined) {
      mkdirSync(dirname(join(cwd, file)), { recursive: true });
      writeFileSync(join(cwd, file), text);
      ran += 1;
      continue;
    }
    expect([line, language]).toEqual([line, 'sh']);
    for (const written of text.trim().split('\n')) {
      const folder = /^cd (\S+)$/.exec(written)?.[1];
      const command = inPlaceOf(written);
      if (folder !== undefined) {
        cwd = join(cwd, folder);
      } else if (command !== undefined) {
        // Jest tells what runs below it that it is a test; the commands must not know.
        const { NODE_ENV: _test, JEST_WORKER_ID: _worker, ...env } = process.env;
        const done = spawnSync(command, { cwd, env, shell: true, encoding: 'utf8', maxBuffer: 2 ** 26 });
        expect(`${written}: ${done.status}\n${done.status === 0 ? '' : done.stdout + done.stderr}`).toBe(
          `${written}: 0\n`,
        );
      }
      ran += 1;
    }
  }
  expect(ran).toBeGreaterThan(15);
}, 300_000);
