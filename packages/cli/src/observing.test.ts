import fs, { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox } from '@iam/sandbox';
import type { Sandbox } from '@iam/sandbox';
import { folderWith, iam } from './__fixtures__/terminal';

const JANE = 'user-profile={"email":"jane@example.com","givenname":"Jane","surname":"Doe"}';
const AWS = ['--using', 'AWS-ILM_instance_1'];

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => {
  jest.restoreAllMocks();
  return sandbox.close();
});

const folder = (): string => folderWith({ 'iam.config.json': sandbox.config });
const linesOf = (file: string): unknown[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown);

describe('--audit', () => {
  it('adds a line for every command that wrote, and none for the others', async () => {
    const cwd = folder();
    const audited = ['--audit', 'audit.jsonl', ...AWS];
    const given = { cwd, env: { IAM_ACTOR: 'hr-sync' } };
    await iam(['run', 'iam-create-user', JANE, ...audited], given);
    await iam(['run', 'iam-get-user', JANE, ...audited], given);
    await iam(['run', 'iam-disable-user', JANE, ...audited], given);
    await iam(['run', 'iam-disable-user', JANE, ...audited], given);

    expect(linesOf(join(cwd, 'audit.jsonl'))).toMatchObject([
      {
        actor: 'hr-sync',
        instance: 'AWS-ILM_instance_1',
        command: 'iam-create-user',
        who: 'jane@example.com',
        before: null,
      },
      {
        command: 'iam-disable-user',
        before: { active: true },
        changes: [{ active: false }],
        after: { active: false },
      },
    ]);
  });

  it('makes a file that only its owner can read', async () => {
    const cwd = folder();
    await iam(['run', 'iam-get-user', JANE, '--audit', 'audit.jsonl', ...AWS], { cwd });

    expect(statSync(join(cwd, 'audit.jsonl')).mode & 0o777).toBe(
      process.platform === 'win32' ? 0o666 : 0o600,
    );
  });

  it('sends nothing when the file cannot be opened', async () => {
    const run = await iam(['run', 'iam-create-user', JANE, '--audit', 'no/such/folder', ...AWS], {
      cwd: folder(),
    });

    expect(run.code).toBe(2);
    expect(run.stderr).toContain('cannot be opened (ENOENT); nothing was sent');
    expect(JSON.stringify(sandbox.vendors.aws.users())).not.toContain('jane@example.com');
  });

  it('says loudly when a line is lost, because the change has been made', async () => {
    const cwd = folder();
    jest.spyOn(fs, 'writeSync').mockImplementation(() => {
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    });
    const run = await iam(['run', 'iam-create-user', JANE, '--audit', 'audit.jsonl', ...AWS], { cwd });

    expect(run.code).toBe(1);
    expect(run.stderr).toContain(
      `The audit record of this command could not be kept: Error: ${join(cwd, 'audit.jsonl')} cannot be written (ENOSPC)`,
    );
    expect(JSON.stringify(sandbox.vendors.aws.users())).toContain('jane@example.com');
  });
});

describe('--debug', () => {
  it('shows every request with its status and time, and nothing secret', async () => {
    const run = await iam(['run', 'iam-create-user', JANE, '--debug', ...AWS], { cwd: folder() });
    const lines = run.stderr.trimEnd().split('\n');

    expect(lines.slice(0, 2)).toEqual([
      expect.stringMatching(
        /^\[AWS-ILM_instance_1\] iam-create-user: GET \/Users\?filter=\S+ 200 in \d+ ms \(request id .+\)$/,
      ),
      expect.stringMatching(
        /^\[AWS-ILM_instance_1\] iam-create-user: POST \/Users 201 in \d+ ms \(request id .+\)$/,
      ),
    ]);
    expect(lines.slice(2)).toEqual(['1 created']);
  });

  it('shows what failed, on one line', async () => {
    const cwd = folder();
    const file = join(cwd, 'iam.config.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('sandbox-aws-token', 'another-token'), {
      mode: 0o600,
    });
    const run = await iam(['run', 'iam-get-user', JANE, '--debug', ...AWS], { cwd });

    expect(run.stderr.split('\n')[0]).toMatch(/ 401 in \d+ ms \(.*unauthorized: /);
  });
});

describe('secrets that others can read', () => {
  // Windows has no such modes, and so no warning.
  const hasModes = process.platform !== 'win32';

  it('in the configuration are warned of', async () => {
    const cwd = folder();
    const file = join(cwd, 'iam.config.json');
    chmodSync(file, 0o644);
    const run = await iam(['run', 'iam-get-user', JANE, ...AWS], { cwd });

    const warning = `[AWS-ILM_instance_1] warning: other users of this machine can read authenticationToken in ${file}: chmod 600 it\n`;
    expect(run.stderr.includes(warning)).toBe(hasModes);
  });

  it('in a file the configuration names are warned of, and those in variables are not', async () => {
    const [aws] = sandbox.config.instances;
    const reach = { url: aws?.params['url'], tenantId: aws?.params['tenantId'] };
    const instances = [
      { name: 'file', integration: 'aws-ilm', params: { ...reach, authenticationToken: 'file:token' } },
      { name: 'variable', integration: 'aws-ilm', params: { ...reach, authenticationToken: 'env:TOKEN' } },
    ];
    const cwd = folderWith({ 'iam.config.json': { instances }, token: 'sandbox-aws-token' });
    chmodSync(join(cwd, 'token'), 0o640);
    const run = await iam(['test'], { cwd, env: { TOKEN: 'sandbox-aws-token' } });

    const warning = `[file] warning: other users of this machine can read authenticationToken in ${join(cwd, 'token')}: chmod 600 it\n`;
    expect(run.stderr).toBe(`${hasModes ? warning : ''}2 ok\n`);
  });
});
