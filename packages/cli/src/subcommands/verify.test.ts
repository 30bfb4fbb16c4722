import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createAtlassianVendor,
  createAwsVendor,
  createHelloVendor,
  startServer,
  type RunningServer,
} from '@iam/sandbox';
import { folderWith, iam } from '../__fixtures__/terminal';

const INSTANCES = [
  {
    name: 'AWS-ILM_instance_1',
    integration: 'aws-ilm',
    vendor: () => createAwsVendor(),
    // The vendor's quota would only make the test wait.
    params: { tenantId: 'sandbox-tenant', authenticationToken: 'sandbox-aws-token', rateLimit: 10_000 },
  },
  {
    name: 'Atlassian IAM_instance_1',
    integration: 'atlassian',
    vendor: () => createAtlassianVendor(),
    params: { directoryId: 'sandbox-directory', accessToken: 'sandbox-atlassian-token' },
  },
  {
    name: 'Hello IAM World_instance_1',
    integration: 'hello-iam-world',
    vendor: () => createHelloVendor(),
    params: { username: 'sandbox-user', password: 'sandbox-password' },
  },
];

describe.each(INSTANCES)('iam verify "$name"', ({ name, integration, vendor, params }) => {
  let running: RunningServer;
  let local: ReturnType<typeof vendor>;
  let cwd: string;

  beforeEach(async () => {
    local = vendor();
    running = await startServer(local);
    cwd = folderWith({
      'iam.config.json': {
        instances: [
          { name, integration, params: { ...params, url: running.url } },
          { name: 'locked out', integration, params: { ...params, url: `${running.url}/nowhere` } },
        ],
      },
    });
  });
  afterEach(() => running.close());

  it('runs the read-only checks and writes nothing', async () => {
    const { code, stdout, stderr } = await iam(['verify', name], { cwd });
    expect(stderr).toMatch(/^\d\d passed, 0 failed; nothing was written/);
    expect([code, stdout.includes('✗'), local.users(), local.groups()]).toEqual([0, false, [], []]);
  });

  it('leaves out the checks of a file, with their reasons, as long as they do not pass', async () => {
    const check = 'get-mapping-fields: names the user fields of the application';
    const file = join(cwd, 'except.json');
    writeFileSync(file, JSON.stringify({ [check]: 'The API has no catalogue.' }));
    const passing = await iam(['verify', name, '--except', 'except.json'], { cwd });
    expect([passing.code, passing.stdout]).toEqual([1, expect.stringContaining('but it passes')]);
    const handle = local.handle;
    const lost = jest.spyOn(local, 'handle');
    lost.mockImplementation((request) =>
      /schema|Schemas/i.test(request.path) ? { status: 500 } : handle(request),
    );
    const failing = await iam(['verify', name, '--except', 'except.json'], { cwd });
    expect(failing).toMatchObject({ stdout: expect.stringContaining('skipped: The API has no catalogue.') });
    expect(failing.stderr).toMatch(/^\d\d passed, 0 failed, 1 skipped; nothing was written/);
    expect(failing.code).toBe(0);
  });

  it.each<[string, string | undefined, string]>([
    ['an unknown name', '{"no such check": "x"}', 'is the name of no check'],
    ['an empty reason', '{"get: a profile that names nobody fails and costs nothing": ""}', 'has no reason'],
    ['a reason that is no text', '{"x": 1}', 'must be a JSON object'],
    ['no JSON', '{', 'is not JSON'],
    ['no file', undefined, 'cannot be read'],
  ])('refuses exceptions with %s', async (_what, text, message) => {
    if (text !== undefined) {
      writeFileSync(join(cwd, 'except.json'), text);
    }
    const result = await iam(['verify', name, '--except', 'except.json'], { cwd });
    expect(result).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(message) });
  });

  it('runs all checks with --write and removes the users it created', async () => {
    const { code, stdout, stderr } = await iam(['verify', name, '--write', '--output', 'json'], { cwd });
    const results = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { ok: boolean });
    expect(results.filter(({ ok }) => !ok)).toEqual([]);
    expect(results.length).toBeGreaterThan(40);
    expect(stderr.trim()).toBe(`${results.length} passed, 0 failed`);
    expect([code, local.users(), local.groups()]).toEqual([0, [], []]);
  });

  it('stops at the first check when the connection test fails', async () => {
    const { code, stdout, stderr } = await iam(['verify', 'locked out', '--write'], { cwd });
    expect([code, stdout.split('✗').length]).toEqual([1, 2]);
    expect(stderr).toMatch(/^0 passed, 1 failed/);
  });
});

it('uses secrets from the environment, although they are removed from it', async () => {
  const running = await startServer(createHelloVendor());
  const params = { url: running.url, username: 'sandbox-user', password: 'env:HELLO' };
  const cwd = folderWith({
    'iam.config.json': { instances: [{ name: 'a', integration: 'hello-iam-world', params }] },
  });
  const env: Record<string, string> = { HELLO: 'sandbox-password' };
  const forget = (names: readonly string[]) => names.forEach((name) => delete env[name]);
  const { code, stderr } = await iam(['verify', 'a'], { cwd, env, forget });
  await running.close();

  expect(stderr).toMatch(/^\d\d passed, 0 failed/);
  expect([code, env]).toEqual([0, {}]);
});

it('names the mistake when there is no such instance', async () => {
  const cwd = folderWith({
    'iam.config.json': { instances: [{ name: 'a', integration: 'aws-ilm', params: {} }] },
  });
  const unknown = await iam(['verify', 'b'], { cwd });
  const unusable = await iam(['verify', 'a'], { cwd });
  expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('There is no instance "b"')]);
  expect([unusable.code, unusable.stderr]).toEqual([
    2,
    expect.stringContaining('instances[0].params.url: is missing'),
  ]);
});
