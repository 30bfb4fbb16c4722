import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '@iam/sandbox';
import { FIRST_FEED, lifecycleFor, SECOND_FEED, wrongAccounts } from '../demo/lifecycle-script';

const LIFECYCLE = lifecycleFor('AWS-ILM_instance_1', 'Okta IAM_instance_1');

let sandbox: Sandbox;
let folder: string;

beforeAll(async () => {
  sandbox = await startSandbox();
  folder = mkdtempSync(join(tmpdir(), 'iam-cli-'));
  writeFileSync(join(folder, 'hr.csv'), FIRST_FEED.csv);
  // The server of root runs as another user, who has to reach its folder.
  chmodSync(folder, 0o711);
  configure(LIFECYCLE);
});

afterAll(async () => {
  await run('db', 'stop');
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

const configure = (lifecycle: unknown): void =>
  writeFileSync(
    join(folder, 'iam.config.json'),
    JSON.stringify({ ...sandbox.config, ...(lifecycle === undefined ? {} : { lifecycle }) }),
    { mode: 0o600 },
  );

interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The built command in a process of its own, as users run it; the applications answer from this one. */
const run = (...words: readonly string[]): Promise<Run> => runUntil(undefined, ...words);

/** Asks the process to end, as service managers do, when its standard error has this in it. */
const runUntil = (said: string | undefined, ...words: readonly string[]): Promise<Run> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(__dirname, '../../../bin/iam.js'), ...words], {
      cwd: folder,
      env: { IAM_DATA_DIR: join(folder, 'data'), PATH: process.env['PATH'] ?? '' },
    });
    const written = { stdout: '', stderr: '' };
    child.stdout.on('data', (part: Buffer) => (written.stdout += part.toString()));
    child.stderr.on('data', (part: Buffer) => {
      const before = written.stderr;
      written.stderr += part.toString();
      if (said !== undefined && !before.includes(said) && written.stderr.includes(said)) {
        child.kill('SIGTERM');
      }
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...written }));
  });

const awsUsers = () => sandbox.vendors.aws.users();

describe('the lifecycle on the command line', () => {
  it('plans and applies, and has nothing to do afterwards', async () => {
    const planned = await run('plan', '--out', 'first.jsonl');
    expect(planned).toMatchObject({ code: 3 });
    expect(planned.stdout).toContain('hr.csv  4 rows');
    expect(awsUsers()).toEqual([]);
    const applied = await run('apply', 'first.jsonl');
    expect(applied).toMatchObject({ code: 0 });
    expect(wrongAccounts(awsUsers(), FIRST_FEED)).toEqual([]);
    expect(await run('plan')).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing to do') });
    const again = await run('apply', 'first.jsonl');
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('nothing was sent') });
  });

  it('shows a changed feed before it is applied, and keeps a plan from being edited', async () => {
    writeFileSync(join(folder, 'hr.csv'), SECOND_FEED.csv);
    expect(await run('plan', '--out', 'second.jsonl')).toMatchObject({ code: 3 });
    const shown = await run('show', 'second.jsonl', '--app', 'AWS-ILM_instance_1');
    expect(shown.stdout).toContain('title: Engineer → Lead');
    expect(shown.stdout).toContain('leaver (terminationdate=2026-01-31)');
    expect(wrongAccounts(awsUsers(), FIRST_FEED)).toEqual([]);
    expect(await run('apply', 'second.jsonl', '--person', 'E0012')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('The others wait: iam apply second.jsonl does them.'),
    });
    expect(await run('apply', 'second.jsonl')).toMatchObject({ code: 0 });
    expect(wrongAccounts(awsUsers(), SECOND_FEED)).toEqual([]);
    const runs = await run('runs');
    expect(runs.stdout.split('\n').filter((line) => /^ +\d/.test(line))).toHaveLength(2);
  });

  it('reports on a run with a fresh look at its leavers, and plans its undo', async () => {
    const report = await run('report', '2', '--attest', '--out', 'audit');
    expect(report).toMatchObject({ code: 0, stdout: expect.stringContaining('with personal data') });
    expect(statSync(join(folder, 'audit.json')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, 'audit.md'), 'utf8')).toContain('all closed');
    const before = JSON.stringify(awsUsers());
    const planned = await run('undo', '2', '--out', 'undo.jsonl');
    expect(planned).toMatchObject({ code: 3, stdout: expect.stringContaining('undo of run 2') });
    expect(JSON.stringify(awsUsers())).toBe(before);
    const shown = await run('show', 'undo.jsonl');
    expect(shown.stdout).toContain('title: Lead → Engineer');
    expect(await run('apply', 'undo.jsonl')).toMatchObject({ code: 0 });
    // Leavers are in again, so nothing is closed any more.
    expect(await run('report', '2', '--attest')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Not all access is closed'),
    });
  });

  it('explains one person by the rules', async () => {
    const { code, stdout } = await run('plan', '--explain', 'ann@example.com');
    expect(code).toBe(0);
    expect(stdout).toContain('department == "Engineering"');
    expect(readdirSync(folder).filter((name) => name.startsWith('plan-'))).toHaveLength(1);
  });

  it.each([
    [['plan', '--today', 'tomorrow'], '--today tomorrow: a day as 2026-11-30'],
    [['plan', '--feed', 'nowhere.csv'], 'nowhere.csv'],
    [['apply', 'nowhere.jsonl'], 'nowhere.jsonl cannot be read: there is no such file.'],
    [['show', 'hr.csv'], 'hr.csv is not a plan'],
    [['runs', 'show', '77'], 'There is no run 77 in this database'],
    [['undo', '77'], 'There is no run 77 in this database'],
    [['report', 'x'], '"x" is no number of a run'],
    [['runs', 'cancel', 'x'], '"x" is no number of a run'],
    [['link', 'E0011', '--app', 'Nowhere', '--account', '1'], 'the lifecycle has no such application'],
    [['approve', 'second.jsonl', '--person', 'E0012'], 'Nothing of "E0012" is held'],
  ])('says what is wrong with %j', async (words, said) => {
    const { code, stdout, stderr } = await run(...words);
    expect(code).not.toBe(0);
    expect(stdout + stderr).toContain(said);
    expect(stdout + stderr).not.toContain('    at ');
  });

  it('works by itself at its times, and ends when it is told to', async () => {
    writeFileSync(join(folder, 'hr.csv'), SECOND_FEED.csv.replace('Lead', 'Principal Engineer'));
    const schedule = { plan: { every: '1h' }, apply: 'unattended', folder: 'plans' };
    configure({ ...LIFECYCLE, user: 'iam-prod', schedule });
    const once = await run('worker', '--once');
    expect(once).toMatchObject({ code: 0, stdout: '' });
    expect(once.stderr).toContain('Works as iam-prod');
    expect(once.stderr).toMatch(/^20\d\d-\S+Z Run 4 is over: 6 done\.$/m);
    expect(readdirSync(join(folder, 'plans'))).toHaveLength(1);
    expect(JSON.stringify(awsUsers())).toContain('Principal Engineer');
    const ended = await runUntil('"event":"started"', 'worker', '--output', 'json');
    expect(ended.code).toBe(0);
    expect(ended.stderr).toContain('"event":"ended"');
    configure({ ...LIFECYCLE, notify: { url: 'https://chat.example.com', bearer: 'env:NO_TOKEN' } });
    expect(await run('worker')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('lifecycle.notify.bearer: environment variable NO_TOKEN is not set.'),
    });
    configure(LIFECYCLE);
  });

  it('lists every mistake of the section, and asks for one where there is none', async () => {
    configure({ ...LIFECYCLE, applications: [{ instance: 'Nope', who: 'deprtment == 1' }] });
    const wrong = await run('plan');
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('lifecycle.applications[0].instance');
    expect(wrong.stderr).toContain('lifecycle.applications[0].who');
    configure(undefined);
    expect(await run('plan')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('has no section "lifecycle"'),
    });
    configure(LIFECYCLE);
  });
});
