import { createHash, generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLifecycleFolder, type LifecycleFolder, type Run } from '../../__fixtures__/lifecycle-folder';
import { iamAtTerminal } from '../../__fixtures__/pseudo-terminal';
import { FIRST_FEED, lifecycleFor, SECOND_FEED, wrongAccounts } from '../demo/lifecycle-script';

const LIFECYCLE = lifecycleFor('AWS-ILM_instance_1', 'Okta IAM_instance_1');

const PEM = {
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
} as const;

let here: LifecycleFolder;
let folder: string;

beforeAll(async () => {
  here = await openLifecycleFolder();
  ({ folder } = here);
});

afterAll(() => here.close());

const configure = (lifecycle: unknown): void => here.configure(lifecycle);
const run = (...words: readonly string[]): Promise<Run> => here.run(...words);
const runUntil = (said: string, ...words: readonly string[]): Promise<Run> => here.runUntil(said, ...words);

const awsUsers = () => here.sandbox.vendors.aws.users();

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
    expect(await run('apply', 'second.jsonl', '--person', 'nobody@example.com')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('second.jsonl has nothing to do for "nobody@example.com"'),
    });
    expect(await run('apply', 'second.jsonl', '--person', 'Ben@example.com')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('The others wait: iam apply second.jsonl does them.'),
    });
    const { code, text } = await iamAtTerminal(['apply', 'second.jsonl'], {
      columns: 80,
      cwd: folder,
      env: { IAM_DATA_DIR: join(folder, 'data') },
    });
    expect(code).toBe(0);
    // Progress is written over where it stands, and its escape sequences are none that a person reads.
    expect(text).toContain('\r\u001b[Krun 2  ');
    expect(text).not.toContain('\\u001b');
    expect(text.split('\r\u001b[K').at(-1)).toMatch(/^run 2 {2}over\n/);
    expect(text.split('run 2  over')[0]).not.toContain('\n');
    expect(wrongAccounts(awsUsers(), SECOND_FEED)).toEqual([]);
    expect(await run('runs', 'retry', '1')).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('Run 1 is of an older plan than run 2'),
    });
    const runs = await run('runs');
    expect(runs.stdout.split('\n').filter((line) => /^ +\d/.test(line))).toHaveLength(2);
  });

  it('reports on a run with a fresh look at its leavers, and plans its undo', async () => {
    const report = await run('report', '2', '--attest', '--out', 'audit');
    expect(report).toMatchObject({ code: 0, stdout: expect.stringContaining('with personal data') });
    expect(statSync(join(folder, 'audit.json')).mode & 0o777).toBe(0o600);
    // The sandbox has more instances than the lifecycle looks after: a leaver may well have an account there.
    const notCovered =
      'Not covered by this configuration: Atlassian IAM_instance_1, Hello IAM World_instance_1,';
    expect(report.stdout).toContain(notCovered);
    expect(readFileSync(join(folder, 'audit.md'), 'utf8')).toContain(notCovered);
    expect(readFileSync(join(folder, 'audit.md'), 'utf8')).not.toContain('all closed');
    expect(JSON.parse(readFileSync(join(folder, 'audit.json'), 'utf8'))).toMatchObject({
      attestation: {
        isClosed: true,
        notCovered: expect.arrayContaining(['Slack IAM_instance_1']) as unknown,
      },
    });
    // What sha256sum says.
    const hash = createHash('sha256')
      .update(readFileSync(join(folder, 'audit.json')))
      .digest('hex');
    expect(report.stdout).toContain(`sha256 ${hash} is that of the file audit.json,\n`);
    expect(await run('report', '2', '--out', 'audit')).toMatchObject({ code: 0 });
    expect(await run('report', '2', '--out', 'iam.config')).toMatchObject({ code: 2 });
    const before = JSON.stringify(awsUsers());
    expect(await run('undo', '2', '--person', 'E0000000')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Run 2 had nothing to do for "E0000000"'),
    });
    expect(await run('undo', '2', '--person', 'ANN@example.com', '--out', 'one.jsonl')).toMatchObject({
      code: 3,
    });
    const onlyOne = await run('show', 'one.jsonl', '--app', 'AWS-ILM_instance_1');
    expect(onlyOne.stdout.match(/E\d+ \S+@example\.com/g)).toEqual(['E0011 ann@example.com']);
    const planned = await run('undo', '2', '--out', 'undo.jsonl');
    expect(planned).toMatchObject({ code: 3, stdout: expect.stringContaining('undo of run 2') });
    expect(JSON.stringify(awsUsers())).toBe(before);
    expect(await run('undo', '2', '--out', 'undo.jsonl')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is a plan that is there already, and none is ever replaced'),
    });
    const shown = await run('show', 'undo.jsonl');
    expect(shown.stdout).toContain('title: Lead → Engineer');
    expect(await run('apply', 'undo.jsonl')).toMatchObject({ code: 0 });
    // Leavers are in again, so nothing is closed any more.
    expect(await run('report', '2', '--attest')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('not all access is closed'),
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
    [['plan', '--feed', '../nowhere.csv'], '--feed ../nowhere.csv: there is no such file. No plan was made.'],
    [
      ['show', 'second.jsonl', '--app', 'Okta'],
      'second.jsonl has no such application; did you mean "Okta IAM_instance_1"?',
    ],
    [['show', 'second.jsonl', '--app', 'x'], 'It has AWS-ILM_instance_1, Okta IAM_instance_1.'],
    [
      ['show', 'second.jsonl', '--person', 'E0021'],
      'second.jsonl has nothing about "E0021"; did you mean "E00',
    ],
    [
      ['apply', 'second.jsonl', '--app', 'Okta'],
      'the lifecycle has no such application; did you mean "Okta IAM_instance_1"?',
    ],
    [['apply', 'nowhere.jsonl'], 'nowhere.jsonl cannot be read: there is no such file.'],
    [['show', 'hr.csv'], 'hr.csv is not a plan'],
    [['runs', 'show', '77'], 'There is no run 77 in this database'],
    [['undo', '77'], 'There is no run 77 in this database'],
    [['report', 'x'], '"x" is no number of a run'],
    [['runs', 'cancel', 'x'], '"x" is no number of a run'],
    [['link', 'E0011', '--app', 'Nowhere', '--account', '1'], 'the lifecycle has no such application'],
    [
      ['link', 'E9999', '--app', 'AWS-ILM_instance_1', '--account', '1'],
      'Neither the feed nor the database knows "E9999"',
    ],
    [
      ['approve', 'second.jsonl', '--person', 'E0012'],
      'Run 2 of this plan is over: an approval changes nothing any more.',
    ],
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

  it('approves with --yes where one person is enough, and not for another person', async () => {
    writeFileSync(join(folder, 'hr.csv'), SECOND_FEED.csv.replace('Lead', 'Fellow'));
    configure({ ...LIFECYCLE, approval: 'one-person' });
    const planned = await run('plan', '--out', 'fellow.jsonl');
    expect(planned).toMatchObject({
      code: 3,
      stdout: expect.stringContaining('iam approve fellow.jsonl, then'),
    });
    const { publicKey } = generateKeyPairSync('ed25519', PEM);
    configure({ ...LIFECYCLE, approval: 'two-people', approvers: { joe: publicKey } });
    expect(await run('plan', '--out', 'two.jsonl')).toMatchObject({ code: 3 });
    expect(await run('apply', 'two.jsonl', '--yes')).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('which --yes cannot stand for'),
    });
    configure({ ...LIFECYCLE, approval: 'one-person' });
    expect(await run('apply', 'fellow.jsonl')).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('The plan wants an approval'),
    });
    expect(JSON.stringify(awsUsers())).not.toContain('Fellow');
    expect(await run('apply', 'fellow.jsonl', '--yes')).toMatchObject({ code: 0 });
    expect(JSON.stringify(awsUsers())).toContain('Fellow');
    expect(readFileSync(join(folder, 'fellow.jsonl'), 'utf8')).toMatch(
      /"type":"approval".*"people":\[\],"allow":\{\}/,
    );
    configure(LIFECYCLE);
  });

  it('has its section checked with the rest of the configuration', async () => {
    const right = await run('config', 'check');
    configure({ ...LIFECYCLE, applications: [{ instance: 'Nope', who: 'deprtment == 1' }] });
    const wrong = await run('config', 'check');
    configure(LIFECYCLE);

    expect([right.code, right.stderr]).toEqual([0, 'lifecycle: ok\n']);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toMatch(/^lifecycle:\n {2}/);
    expect(wrong.stderr).toContain('"Nope"');
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
