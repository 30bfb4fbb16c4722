import fs, { symlinkSync, chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditEnded, AuditRecord } from '@iam/core';
import { startSandbox, type Sandbox } from '@iam/sandbox';
import { folderWith, iam, pretendedProcess } from '../__fixtures__/terminal';
import { runWords } from './run';

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
  it('appends a line before every write and one for the end of every command, whatever came of it', async () => {
    const cwd = folder();
    const audited = ['--audit', 'audit.jsonl', ...AWS];
    const given = { cwd, env: { IAM_ACTOR: 'hr-sync' } };
    await iam(['run', 'iam-create-user', JANE, ...audited], given);
    await iam(['run', 'iam-get-user', JANE, ...audited], given);
    await iam(['run', 'iam-disable-user', JANE, ...audited], given);
    await iam(['run', 'iam-disable-user', JANE, ...audited], given);

    const lines = linesOf(join(cwd, 'audit.jsonl'));
    const created = {
      actor: 'hr-sync',
      instance: 'AWS-ILM_instance_1',
      command: 'iam-create-user',
      who: 'jane@example.com',
      before: null,
    };
    const disabled = {
      command: 'iam-disable-user',
      before: { active: true },
      changes: [{ active: false }],
    };
    expect(lines).toMatchObject([
      { stage: 'begun', ...created },
      { stage: 'ended', ...created, outcome: 'created' },
      { stage: 'ended', command: 'iam-get-user', outcome: 'found', changes: [], after: null },
      { stage: 'begun', ...disabled },
      { stage: 'ended', ...disabled, outcome: 'disabled', after: { active: false } },
      { stage: 'ended', command: 'iam-disable-user', outcome: 'already', changes: [], after: null },
    ]);
    const runs = lines.map((line) => (line as AuditRecord).run);
    expect(runs[0]).toBe(runs[1]);
    expect(runs[3]).toBe(runs[4]);
    expect(new Set(runs).size).toBe(4);
  });

  it('names every application that was asked, one that cannot be opened too', async () => {
    const { instances } = sandbox.config as unknown as { instances: { name: string; params: object }[] };
    const broken = instances.map((one) =>
      one.name.startsWith('Atlassian') ? { ...one, params: { ...one.params, url: 'nowhere' } } : one,
    );
    const cwd = folderWith({ 'iam.config.json': { instances: broken } });
    const run = await iam(['run', 'iam-disable-user', JANE, '--audit', 'audit.jsonl'], { cwd });

    expect(run.code).toBe(1);
    const ended = linesOf(join(cwd, 'audit.jsonl')) as AuditEnded[];
    expect(ended.map(({ instance }) => instance).sort()).toEqual(instances.map(({ name }) => name).sort());
    expect(ended.map(({ outcome, who }) => [outcome, who])).toEqual(
      expect.arrayContaining([
        ['not-found', 'jane@example.com'],
        ['not-attempted', 'jane@example.com'],
      ]),
    );
    expect(ended.find(({ outcome }) => outcome === 'not-attempted')?.result.failure?.kind).toBe(
      'invalid-config',
    );
  });

  it('records a group’s state before it is changed or deleted, for one more request', async () => {
    const cwd = folder();
    const audited = ['--audit', 'audit.jsonl', '--yes', '--output', 'json', ...AWS];
    await iam(['run', 'iam-create-user', JANE, ...AWS], { cwd });
    await iam(['run', 'iam-create-group', 'scim={"displayName":"Staff"}', ...AWS], { cwd });
    const [group] = sandbox.vendors.aws.groups();
    const [user] = sandbox.vendors.aws.users();
    const scim = `scim=${JSON.stringify({ id: group?.id })}`;
    await iam(['run', 'iam-update-group', scim, `memberIdsToAdd=${String(user?.id)}`, ...audited], { cwd });
    await iam(['run', 'iam-delete-group', scim, ...audited], { cwd });

    const before = { id: group?.id, displayName: 'Staff' };
    const lines = linesOf(join(cwd, 'audit.jsonl'));
    expect(lines).toMatchObject([
      { stage: 'begun', command: 'iam-update-group', before, changes: [{ add: [user?.id] }] },
      { stage: 'ended', command: 'iam-update-group', before, after: null },
      { stage: 'begun', command: 'iam-delete-group', before, changes: [{ deleted: true }] },
      { stage: 'ended', command: 'iam-delete-group', before, after: null },
    ]);
    // AWS always replies with an empty list of members.
    expect(lines[0]).not.toHaveProperty('before.members');
  });

  it('creates a file that only its owner can read', async () => {
    const cwd = folder();
    await iam(['run', 'iam-get-user', JANE, '--audit', 'audit.jsonl', ...AWS], { cwd });

    expect(statSync(join(cwd, 'audit.jsonl')).mode & 0o777).toBe(
      process.platform === 'win32' ? 0o666 : 0o600,
    );
  });

  it('never writes into the configuration, by whatever name', async () => {
    const cwd = folder();
    symlinkSync('iam.config.json', join(cwd, 'link'));
    const before = readFileSync(join(cwd, 'iam.config.json'), 'utf8');
    for (const file of ['iam.config.json', './link']) {
      const run = await iam(['run', 'iam-create-user', JANE, '--audit', file, ...AWS], { cwd });
      expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('is the configuration')]);
    }
    expect(readFileSync(join(cwd, 'iam.config.json'), 'utf8')).toBe(before);
  });

  it('adds lines to an audit file only', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'package.json'), '{"name":"mine"}\n');
    const run = await iam(['run', 'iam-create-user', JANE, '--audit', 'package.json', ...AWS], { cwd });

    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('is not an audit file')]);
    expect(readFileSync(join(cwd, 'package.json'), 'utf8')).toBe('{"name":"mine"}\n');
    expect(JSON.stringify(sandbox.vendors.aws.users())).not.toContain('jane@example.com');
  });

  it.each(['--strict', '--debug'])(
    'does not take %s for its file: that would switch it off',
    async (next) => {
      const run = await iam(['run', 'iam-disable-user', JANE, '--audit', next], { cwd: folder() });

      expect(run.code).toBe(2);
      expect(run.stderr).toContain('It lacks its value');
    },
  );

  it('sends nothing when the file cannot be opened', async () => {
    const run = await iam(['run', 'iam-create-user', JANE, '--audit', 'no/such/folder', ...AWS], {
      cwd: folder(),
    });

    expect(run.code).toBe(2);
    expect(run.stderr).toContain('cannot be opened (ENOENT); nothing was sent');
    expect(JSON.stringify(sandbox.vendors.aws.users())).not.toContain('jane@example.com');
  });

  const diskFullAfter = (lines: number): void => {
    const { writeSync } = fs;
    let written = 0;
    jest.spyOn(fs, 'writeSync').mockImplementation((...given: unknown[]): number => {
      written += 1;
      if (written > lines) {
        throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      }
      return Reflect.apply(writeSync, fs, given) as number;
    });
  };

  it('sends no write that cannot be recorded', async () => {
    const cwd = folder();
    diskFullAfter(0);
    const run = await iam(['run', 'iam-create-user', JANE, '--audit', 'audit.jsonl', ...AWS], { cwd });

    expect(run.code).toBe(1);
    expect(run.stderr).toContain(
      `not-recorded: "The change could not be recorded for the audit, so it was not sent: ${join(cwd, 'audit.jsonl')} cannot be written (ENOSPC)"`,
    );
    expect(JSON.stringify(sandbox.vendors.aws.users())).not.toContain('jane@example.com');
  });

  it('fails when the end cannot be recorded, because the change has been made', async () => {
    const cwd = folder();
    diskFullAfter(1);
    const run = await iam(['run', 'iam-create-user', JANE, '--audit', 'audit.jsonl', ...AWS], { cwd });

    expect(run.code).toBe(1);
    expect(run.stderr).toContain(
      `The audit record of this command could not be kept: ${join(cwd, 'audit.jsonl')} cannot be written (ENOSPC)`,
    );
    expect(JSON.stringify(sandbox.vendors.aws.users())).toContain('jane@example.com');
    expect(linesOf(join(cwd, 'audit.jsonl'))).toMatchObject([{ stage: 'begun', who: 'jane@example.com' }]);
  });
});

it('shows the results before the command ends, when an audit record was lost too', async () => {
  const { io, written } = pretendedProcess({ cwd: folder() });
  jest.spyOn(fs, 'fsyncSync').mockImplementation(() => {
    throw Object.assign(new Error('broken'), { code: 'EIO' });
  });
  const options = {
    config: undefined,
    output: 'table',
    strict: false,
    verbose: false,
    yes: false,
    debug: false,
  } as const;
  const words = ['iam-create-user', JANE];
  const code = await runWords(words, { ...options, using: ['AWS-ILM_instance_1'], audit: 'audit.jsonl' }, io);

  expect(written.stdout).toContain('Create User Results (AWS-ILM)');
  expect(code).toBe(1);
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

describe('files that others can read or change', () => {
  // Windows has no such modes, and so no warning.
  const onlyWithModes = (...lines: readonly string[]): string =>
    process.platform === 'win32' ? '' : lines.map((line) => `${line}\n`).join('');
  const config = (secrets: Readonly<Record<string, string>>) => ({
    instances: Object.entries(secrets).map(([name, authenticationToken]) => ({
      name,
      integration: 'aws-ilm',
      params: { url: 'https://scim.example.com', tenantId: 't', authenticationToken },
    })),
  });
  const warningsOf = async (cwd: string): Promise<string> =>
    (await iam(['instances'], { cwd, env: { TOKEN: 'secret' } })).stderr;

  it('the configuration is reported once, with the secrets in it', async () => {
    const cwd = folderWith({
      'iam.config.json': config({ one: 'secret', two: 'text:secret', three: 'env:TOKEN' }),
    });
    const file = join(cwd, 'iam.config.json');
    chmodSync(file, 0o644);

    expect(await warningsOf(cwd)).toBe(
      onlyWithModes(
        `warning: other users of this machine can read ${file} (authenticationToken of one, authenticationToken of two): chmod 600 it`,
      ),
    );
  });

  it('a configuration without secrets may be read, but not changed: it says where they are sent', async () => {
    const cwd = folderWith({ 'iam.config.json': config({ one: 'env:TOKEN' }) });
    const file = join(cwd, 'iam.config.json');
    chmodSync(file, 0o644);
    const readable = await warningsOf(cwd);
    chmodSync(file, 0o664);

    expect(readable).toBe('');
    expect(await warningsOf(cwd)).toBe(
      onlyWithModes(
        `warning: other users of this machine can change ${file}, which says where secrets are sent: chmod 600 it`,
      ),
    );
  });

  it('a file that an address or a mapper comes from may be read, but not changed', async () => {
    const mapper = {
      type: 'mapping-outgoing',
      name: 'm',
      mapping: { 'User Profile': { internalMapping: {} } },
    };
    const params = {
      url: 'file:url',
      tenantId: 't',
      authenticationToken: 'env:TOKEN',
      mapperOut: 'map.json',
    };
    const cwd = folderWith({
      'iam.config.json': { instances: [{ name: 'one', integration: 'aws-ilm', params }] },
      url: 'https://scim.example.com',
      'map.json': mapper,
    });
    const files = ['url', 'map.json'].map((name) => join(cwd, name));
    files.forEach((file) => chmodSync(file, 0o644));
    const readable = await warningsOf(cwd);
    files.forEach((file) => chmodSync(file, 0o646));

    expect(readable).toBe('');
    expect(await warningsOf(cwd)).toBe(
      onlyWithModes(
        `warning: other users of this machine can change ${join(cwd, 'url')} (url of one): chmod 600 it`,
        `warning: other users of this machine can change ${join(cwd, 'map.json')} (mapperOut of one): chmod 600 it`,
      ),
    );
  });

  it('a file with a secret is reported once for all instances that use it', async () => {
    const cwd = folderWith({
      'iam.config.json': config({ one: 'file:token', two: 'file:./token', three: 'file:own' }),
      token: 'secret',
      own: 'secret',
    });
    chmodSync(join(cwd, 'token'), 0o620);

    expect(await warningsOf(cwd)).toBe(
      onlyWithModes(
        `warning: other users of this machine can change ${join(cwd, 'token')} (authenticationToken of one, authenticationToken of two): chmod 600 it`,
      ),
    );
  });
});
