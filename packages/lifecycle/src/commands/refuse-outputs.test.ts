import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type { CommandContext } from './command-context';
import { commands } from './commands';
import { runCommand, type Command } from './run-command';

const FILES = {
  'iam.config.json': '{"instances":[]}\n',
  'hr.csv': 'employeeid,email\n1,jane@example.com\n',
  'plan.jsonl': '{"type":"plan","format":"iam-plan/1"}\n',
  'old.jsonl': '{"type":"plan","format":"iam-plan/0"}\n',
  'people.jsonl': '{"type":"person"}\n',
  'backup.gz': gzipSync('{"format":"iam-backup/1"}\n'),
} as const;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iam-outputs-'));
  Object.entries(FILES).forEach(([name, text]) => writeFileSync(join(folder, name), text));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Whatever goes beyond the refusal ends with this. */
const BEYOND = 'it went on';

const run = async (command: Command) => {
  const said: string[] = [];
  const beyond = (): never => {
    throw new Error(BEYOND);
  };
  const context: CommandContext = {
    section: { feed: { from: 'hr.csv' }, applications: [{ instance: 'AWS', who: 'true' }] },
    file: join(folder, 'iam.config.json'),
    folder,
    instances: ['AWS'],
    open: beyond,
    // The database is opened from here.
    get env(): never {
      return beyond();
    },
    cwd: folder,
    stdin: () => Readable.from([]),
    out: (text) => void said.push(text),
    err: (text) => void said.push(text),
    isTerminal: false,
    columns: 80,
    format: 'text',
    user: 'op',
    core: '0.0.0',
    signal: new AbortController().signal,
    abort: new AbortController().signal,
  };
  const code = await runCommand(command, context);
  return { code, said: said.join('') };
};

const untouched = () =>
  Object.entries(FILES).every(([name, text]) => readFileSync(join(folder, name)).equals(Buffer.from(text)));

const TAKEN = 'none is ever replaced';
const OTHER = 'is there already and is not';

describe('a command that writes a file', () => {
  it.each<[string, Command, string]>([
    ['plan over the configuration', commands.plan({ out: 'iam.config.json' }), 'is the configuration in use'],
    ['plan over the feed', commands.plan({ out: './hr.csv' }), 'is the feed'],
    ['plan over the named feed', commands.plan({ out: 'people.jsonl', feed: 'people.jsonl' }), 'is the feed'],
    ['plan over another file', commands.plan({ out: 'people.jsonl' }), OTHER],
    ['plan over a plan', commands.plan({ out: 'plan.jsonl' }), TAKEN],
    ['plan over a plan of another version', commands.plan({ out: 'old.jsonl' }), TAKEN],
    ['undo over the feed', commands.undo({ run: '3', out: 'hr.csv' }), 'is the feed'],
    ['undo over a plan', commands.undo({ run: '3', out: 'plan.jsonl' }), TAKEN],
    [
      'report over the configuration',
      commands.report({ run: '3', out: 'iam.config' }),
      'is the configuration in use',
    ],
    [
      'a copy over the configuration',
      commands.show({ plan: 'plan.jsonl', redact: 'iam.config.json' }),
      'is the configuration in use',
    ],
    [
      'a copy over its plan',
      commands.show({ plan: 'plan.jsonl', redact: 'plan.jsonl' }),
      'is the plan that is shown',
    ],
    ['a copy over a plan with values', commands.show({ plan: 'plan.jsonl', redact: 'old.jsonl' }), OTHER],
    ['a backup over another file', commands.backup('hr.csv'), OTHER],
  ])('refuses it before anything else: %s', async (_case, command, why) => {
    const { code, said } = await run(command);

    expect([code, said]).toEqual([2, expect.stringContaining(why)]);
    expect(said).toContain('nothing was done.');
    expect(untouched()).toBe(true);
  });

  it('refuses the configuration by the name of a link to it', async () => {
    symlinkSync('iam.config.json', join(folder, 'p.jsonl'));

    expect((await run(commands.plan({ out: 'p.jsonl' }))).said).toContain('is the configuration in use');
  });

  it.each<[string, Command]>([
    ['a new plan', commands.plan({ out: 'new.jsonl' })],
    ['a new report', commands.report({ run: '3', out: 'new' })],
    ['a backup over a backup', commands.backup('backup.gz')],
  ])('goes on with %s', async (_case, command) => {
    expect((await run(command)).said).toContain(BEYOND);
  });
});
