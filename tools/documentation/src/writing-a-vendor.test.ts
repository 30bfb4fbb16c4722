import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fencedBlocks } from './fenced-blocks';
import { guideText } from './guide';
import { IAM } from './repository';

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

/** Files that still have a field of the example in them: the guide must say that they are to be replaced. */
const leftOfTheTemplate = (folder: string): readonly string[] =>
  [
    ...readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' }).map((name) =>
      join('src', name),
    ),
    'command_examples',
  ]
    .filter((name) => statSync(join(folder, name)).isFile())
    .filter((name) =>
      /user_name|first_name|cost_center|group/i.test(readFileSync(join(folder, name), 'utf8')),
    );

it('docs/writing-a-vendor.md can be followed to the letter', () => {
  rmSync(WORK, { recursive: true, force: true });
  mkdirSync(WORK, { recursive: true });
  let cwd = WORK;
  let ran = 0;
  for (const { language, file, insteadIn, text, line } of fencedBlocks(guideText())) {
    if (insteadIn !== undefined) {
      // What other applications need is tried in writing-a-vendor-variations.test.ts.
      continue;
    }
    if (file !== undefined) {
      mkdirSync(dirname(join(cwd, file)), { recursive: true });
      writeFileSync(join(cwd, file), text);
      ran += 1;
      continue;
    }
    if (language === 'ts') {
      // A fragment for another kind of application; the packages that use it are tested.
      continue;
    }
    expect([line, language]).toEqual([line, 'sh']);
    for (const written of text.trim().split('\n')) {
      const folder = /^cd (\S+)$/.exec(written)?.[1];
      const command = inPlaceOf(written);
      if (folder !== undefined) {
        cwd = join(cwd, folder);
      } else if (command !== undefined) {
        // Jest and npx tell what runs below them that they are there; the commands must not know.
        const {
          NODE_ENV: _test,
          JEST_WORKER_ID: _worker,
          npm_config_call: _call,
          npm_config_package: _package,
          ...env
        } = process.env;
        const done = spawnSync(command, { cwd, env, shell: true, encoding: 'utf8', maxBuffer: 2 ** 26 });
        expect(`${written}: ${done.status}\n${done.status === 0 ? '' : done.stdout + done.stderr}`).toBe(
          `${written}: 0\n`,
        );
      }
      ran += 1;
    }
  }
  expect(ran).toBeGreaterThan(15);
  expect(leftOfTheTemplate(cwd)).toEqual([]);
}, 300_000);
