import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '@iam/sandbox';
import type { Io, Sink } from '../../terminal/io';
import { EXIT, type ExitCode } from '../../terminal/usage-error';
import type { LifecycleCall } from '../lifecycle/lifecycle-call';
import { runLifecycle } from '../lifecycle/run-lifecycle';
import { wrapText } from '../../terminal/wrap-text';
import { indented, narrower } from './demo-summary';
import { withShortName } from './short-name';
import { FIRST_FEED, lifecycleFor, SECOND_FEED, wrongAccounts } from './lifecycle-script';

/**
 * The lifecycle in a minute: a small HR file, a plan, its application; a changed file, a plan, its application; and the undoing of that.
 * Everything is in a folder of its own, the database too, and is gone afterwards. Returns what did not end as it should.
 */
export const tellLifecycle = async (isSummary: boolean, io: Io): Promise<readonly string[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'iam-demo-'));
  // The database of root runs as another user, who has to reach its own folder in this one.
  await chmod(folder, 0o711);
  const sandbox = await startSandbox();
  const inFolder: Io = {
    ...io,
    cwd: folder,
    // One story in one place.
    stderr: { ...io.stdout, isTTY: false },
    env: { ...io.env, IAM_DATA_DIR: join(folder, 'data'), IAM_DATABASE_URL: '' },
  };
  try {
    await writeFile(
      join(folder, 'iam.config.json'),
      JSON.stringify({
        instances: sandbox.config.instances.map(withShortName),
        lifecycle: lifecycleFor(AWS, OKTA),
      }),
      { mode: 0o600 },
    );
    return await tell(folder, sandbox, isSummary, inFolder);
  } finally {
    await sandbox.close();
    await runQuietly({ name: 'db', verb: 'stop' }, inFolder).catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  }
};

const tell = async (
  folder: string,
  sandbox: Sandbox,
  isSummary: boolean,
  io: Io,
): Promise<readonly string[]> => {
  const surprises: string[] = [];
  const say = (title: string): void => io.stdout.write(`\n${title}\n`);
  const step = async (words: string, call: LifecycleCall, expected: ExitCode, shown = /./): Promise<void> => {
    io.stdout.write(`${isSummary ? '  ' : ''}$ iam ${words}\n`);
    const screen = isSummary ? summarized(io, shown) : io;
    const code = await runLifecycle(call, { config: undefined, format: 'text' }, screen);
    if (code !== expected) {
      surprises.push(`iam ${words} ended with ${code} instead of ${expected}.`);
    }
  };
  const planAndApply = async (file: string): Promise<void> => {
    await step(`plan --out ${file}`, { name: 'plan', out: file }, EXIT.changes);
    await step(`apply ${file}`, { name: 'apply', plan: file }, EXIT.ok);
  };
  const compare = (when: string, people: typeof FIRST_FEED): void => {
    surprises.push(...wrongAccounts(sandbox.vendors.aws.users(), people).map((text) => `${when}: ${text}`));
  };

  say('The lifecycle: an HR file, a plan to read first, and accounts that follow it');
  await writeFile(join(folder, 'hr.csv'), FIRST_FEED.csv);
  await planAndApply('first.jsonl');
  compare('After the first plan', FIRST_FEED);
  say('A day later the file has changed: Ann is promoted, Ben has left, Eve begins');
  await writeFile(join(folder, 'hr.csv'), SECOND_FEED.csv);
  // What it comes to is shown by the next step, with the people.
  await step('plan --out second.jsonl', { name: 'plan', out: 'second.jsonl' }, EXIT.changes, / rows /);
  await step(`show second.jsonl --app ${AWS}`, SHOW, EXIT.ok);
  await step('apply second.jsonl', { name: 'apply', plan: 'second.jsonl' }, EXIT.ok);
  compare('After the second plan', SECOND_FEED);
  say('That file was a mistake: its run is undone, by a plan as well');
  await step('undo 2 --out undo.jsonl', { name: 'undo', run: '2', out: 'undo.jsonl' }, EXIT.changes);
  await step('apply undo.jsonl', { name: 'apply', plan: 'undo.jsonl' }, EXIT.ok);
  compare('After the undo', { ...FIRST_FEED, shut: ['eve@example.com'] });
  return surprises;
};

const AWS = 'AWS';
const OKTA = 'Okta';

/** Advice of what to do next, which the next step is; and names and times of plans, which no step needs. */
const LEFT_OUT = /^(?:Next: |Making a database|Nothing is undone yet|plan |undo of run |guards )/;

/** A terminal for the output of a command: below the command, without what is left out, and no wider than it is. */
const summarized = (io: Io, shown: RegExp): Io => {
  const { stdout } = narrower(io);
  const sink: Sink = {
    ...stdout,
    // Without progress, which is written over.
    isTTY: false,
    write: (text) => {
      const lines = text
        .split('\n')
        .filter((line) => line === '' || (shown.test(line) && !LEFT_OUT.test(line)))
        .map((line) => wrapText(line, stdout.columns, '', '   '));
      stdout.write(indented(lines.join('\n')));
    },
  };
  return { ...io, stdout: sink, stderr: sink };
};

const SHOW: LifecycleCall = { name: 'show', plan: 'second.jsonl', app: [AWS] };

const runQuietly = (call: LifecycleCall, io: Io): Promise<ExitCode> =>
  runLifecycle(
    call,
    { config: undefined, format: 'text' },
    { ...io, stdout: { ...io.stdout, write: () => undefined } },
  );
