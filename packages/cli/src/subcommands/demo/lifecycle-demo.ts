import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '@iam/sandbox';
import type { Io, Sink } from '../../terminal/io';
import { EXIT, type ExitCode } from '../../terminal/usage-error';
import type { LifecycleCall } from '../lifecycle/lifecycle-call';
import { runLifecycle } from '../lifecycle/run-lifecycle';
import { FIRST_FEED, LIFECYCLE, SECOND_FEED, wrongAccounts } from './lifecycle-script';

/**
 * The lifecycle in a minute: a small HR file, a plan, its application; a changed file, a plan, its application; and the undoing of that.
 * Everything is in a folder of its own, the database too, and is gone afterwards. Returns what did not end as it should.
 */
export const tellLifecycle = async (io: Io): Promise<readonly string[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'iam-demo-'));
  // The database of root runs as another user, who has to reach its own folder in this one.
  await chmod(folder, 0o711);
  const sandbox = await startSandbox();
  const inFolder: Io = {
    ...io,
    cwd: folder,
    // One story in one place, without the advice of what to do next, which the next step is.
    stdout: withoutAdvice(io.stdout),
    stderr: withoutAdvice(io.stdout),
    env: { ...io.env, IAM_DATA_DIR: join(folder, 'data'), IAM_DATABASE_URL: '' },
  };
  try {
    await writeFile(
      join(folder, 'iam.config.json'),
      JSON.stringify({ ...sandbox.config, lifecycle: LIFECYCLE }),
      { mode: 0o600 },
    );
    return await tell(folder, sandbox, inFolder);
  } finally {
    await sandbox.close();
    await runQuietly({ name: 'db', verb: 'stop' }, inFolder).catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  }
};

const tell = async (folder: string, sandbox: Sandbox, io: Io): Promise<readonly string[]> => {
  const surprises: string[] = [];
  const say = (text: string): void => io.stdout.write(`${text}\n`);
  const step = async (words: string, call: LifecycleCall, expected: ExitCode): Promise<void> => {
    say(`$ iam ${words}`);
    const code = await runLifecycle(call, { config: undefined, format: 'text' }, io);
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

  say('The lifecycle: an HR file, a plan that is read first, and accounts that follow it.');
  await writeFile(join(folder, 'hr.csv'), FIRST_FEED.csv);
  await planAndApply('first.jsonl');
  compare('After the first plan', FIRST_FEED);
  say('A day later: Ann is promoted, Ben has left, Eve begins.');
  await writeFile(join(folder, 'hr.csv'), SECOND_FEED.csv);
  await step('plan --out second.jsonl', { name: 'plan', out: 'second.jsonl' }, EXIT.changes);
  await step('show second.jsonl --app AWS-ILM_instance_1', SHOW, EXIT.ok);
  await step('apply second.jsonl', { name: 'apply', plan: 'second.jsonl' }, EXIT.ok);
  compare('After the second plan', SECOND_FEED);
  say('That file was a mistake: its run is undone, by a plan as well.');
  await step('undo 2 --out undo.jsonl', { name: 'undo', run: '2', out: 'undo.jsonl' }, EXIT.changes);
  await step('apply undo.jsonl', { name: 'apply', plan: 'undo.jsonl' }, EXIT.ok);
  compare('After the undo', { ...FIRST_FEED, shut: ['eve@example.com'] });
  return surprises;
};

const ADVICE = /^(?:Next: |Making a database|Nothing is undone yet)/;

const withoutAdvice = (sink: Sink): Sink => ({
  ...sink,
  write: (text) => {
    const lines = text.split('\n').filter((line) => !ADVICE.test(line));
    sink.write(lines.join('\n'));
  },
});

const SHOW: LifecycleCall = { name: 'show', plan: 'second.jsonl', app: ['AWS-ILM_instance_1'] };

const runQuietly = (call: LifecycleCall, io: Io): Promise<ExitCode> =>
  runLifecycle(
    call,
    { config: undefined, format: 'text' },
    { ...io, stdout: { ...io.stdout, write: () => undefined } },
  );
