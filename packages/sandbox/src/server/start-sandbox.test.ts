import { startSandbox, type Sandbox } from './start-sandbox';
import { startServer } from './start-server';

let sandbox: Sandbox | undefined;

afterEach(async () => {
  await sandbox?.close();
  sandbox = undefined;
});

const paramsOf = (integration: string): Readonly<Record<string, string>> =>
  sandbox?.config.instances.find((instance) => instance.integration === integration)?.params ?? {};

describe('the whole sandbox', () => {
  it('gives a configuration with an instance for every vendor', async () => {
    sandbox = await startSandbox();
    expect(
      sandbox.config.instances.map(({ name, integration, params }) => [
        name,
        integration,
        Object.keys(params),
      ]),
    ).toEqual([
      ['AWS-ILM_instance_1', 'aws-ilm', ['url', 'tenantId', 'authenticationToken']],
      ['Atlassian IAM_instance_1', 'atlassian', ['url', 'accessToken', 'directoryId']],
      ['Hello IAM World_instance_1', 'hello-iam-world', ['url', 'username', 'password']],
      ['Okta IAM_instance_1', 'okta', ['url', 'apiToken']],
      ['ServiceNow IAM_instance_1', 'service-now', ['url', 'username', 'password']],
      ['Slack IAM_instance_1', 'slack', ['url', 'accessToken']],
    ]);
    expect(JSON.parse(JSON.stringify(sandbox.config))).toEqual(sandbox.config);
  });

  it('accepts the credentials of that configuration', async () => {
    sandbox = await startSandbox();
    const aws = paramsOf('aws-ilm');
    const atlassian = paramsOf('atlassian');
    const hello = paramsOf('hello-iam-world');
    const bearer = (token: string | undefined) => ({ headers: { authorization: `Bearer ${token}` } });
    const basic = Buffer.from(`${hello['username']}:${hello['password']}`).toString('base64');
    const replies = await Promise.all([
      fetch(`${aws['url']}/${aws['tenantId']}/scim/v2/Users`, bearer(aws['authenticationToken'])),
      fetch(
        `${atlassian['url']}/scim/directory/${atlassian['directoryId']}/Users`,
        bearer(atlassian['accessToken']),
      ),
      fetch(`${hello['url']}/api/now/test`, { headers: { authorization: `Basic ${basic}` } }),
    ]);
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('has Slack with locks and limits', async () => {
    let time = 0;
    sandbox = await startSandbox({
      slack: {
        now: () => new Date(time),
        users: [{ id: 'U1', userName: 'a', emails: [{ value: 'a@x' }] }],
      },
    });
    const title = (text: string) =>
      fetch(`${sandbox?.urls.slack}/scim/v1/Users/U1`, {
        method: 'PATCH',
        headers: { authorization: 'Bearer sandbox-slack-token', 'content-type': 'application/json' },
        body: JSON.stringify({ title: text }),
      });
    const statuses = (await Promise.all([title('a'), title('b')])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 429]);
    time = 20;
    expect((await title('c')).status).toBe(200);
  });

  it('limits AWS to 20 requests a second unless switched off', async () => {
    const clock = { now: () => new Date(0) };
    const statusesOf = async (): Promise<readonly number[]> => {
      const { url, tenantId, authenticationToken } = paramsOf('aws-ilm');
      const statuses: number[] = [];
      for (let n = 0; n < 21; n += 1) {
        const headers = { authorization: `Bearer ${authenticationToken}` };
        statuses.push((await fetch(`${url}/${tenantId}/scim/v2/Users`, { headers })).status);
      }
      return statuses;
    };
    sandbox = await startSandbox({ aws: clock });
    expect((await statusesOf()).at(-1)).toBe(429);
    await sandbox.close();
    sandbox = await startSandbox({ aws: { ...clock, requestsPerSecond: false } });
    expect((await statusesOf()).at(-1)).toBe(200);
  });

  it('leaves nothing running when a port is taken', async () => {
    sandbox = await startSandbox();
    const taken = Number(new URL(paramsOf('hello-iam-world')['url'] ?? '').port);
    const free = await startServer(sandbox.vendors.hello);
    const port = Number(new URL(free.url).port);
    await free.close();
    await expect(startSandbox({ ports: { aws: port, hello: taken } })).rejects.toThrow('EADDRINUSE');
    const again = await startServer(sandbox.vendors.hello, { port });
    await again.close();
  });

  it('runs ServiceNow with the user of its documented examples', async () => {
    sandbox = await startSandbox();
    const basic = Buffer.from('sandbox-admin:sandbox-password').toString('base64');
    const headers = { authorization: `Basic ${basic}`, accept: 'application/json' };
    const reply = await fetch(`${sandbox.urls.serviceNow}/api/now/table/sys_user?sysparm_fields=name`, {
      headers,
    });
    expect(await reply.json()).toEqual({ result: [{ name: 'Test Demisto' }] });
  });

  it('runs Okta with its examples and its limits', async () => {
    sandbox = await startSandbox();
    const headers = { authorization: 'SSWS sandbox-okta-token' };
    const reply = await fetch(`${sandbox.urls.okta}/api/v1/apps?q=Workday`, { headers });
    expect(reply.headers.get('x-rate-limit-remaining')).toBe('599');
    const apps = (await reply.json()) as readonly { label: string }[];
    expect(apps.map(({ label }) => label)).toEqual(['Workday', 'Workday - Preview', 'Workday - Production']);
  });

  it('shows the vendors behind the ports', async () => {
    sandbox = await startSandbox({ hello: { users: [{ user_name: 'jane' }] } });
    expect(sandbox.vendors.hello.users()).toHaveLength(1);
    expect([sandbox.vendors.aws.name, sandbox.vendors.atlassian.name]).toEqual(['aws', 'atlassian']);
  });

  it('gives people an account everywhere, beside the users it has anyway', async () => {
    sandbox = await startSandbox({ people: 30, hello: { users: [{ user_id: '1', user_name: 'x' }] } });
    const counts = Object.fromEntries(
      Object.entries(sandbox.vendors).map(([name, vendor]) => [name, vendor.users().length]),
    );
    expect(counts).toEqual({ aws: 30, atlassian: 30, hello: 31, okta: 31, serviceNow: 31, slack: 30 });
    expect(sandbox.vendors.hello.users()[0]).toMatchObject({ user_id: '1' });
    sandbox.vendors.aws.reset();
    expect(sandbox.vendors.aws.users()).toHaveLength(30);
  });

  it('records what each vendor was asked, when it is told to', async () => {
    sandbox = await startSandbox({ record: true, traffic: { hello: { limit: { requestsPerSecond: 0 } } } });
    const { urls, requests } = sandbox;
    await (await fetch(`${urls.hello}/api/now/users`)).text();
    await (await fetch(`${urls.okta}/api/v1/users/1`)).text();
    await sandbox.close();
    expect(requests('hello')).toEqual([
      expect.objectContaining({ path: '/api/now/users', status: undefined, sent: 429 }),
    ]);
    expect(requests('okta')).toEqual([expect.objectContaining({ user: '1', status: 401 })]);
    expect(requests('aws')).toEqual([]);
  });

  it('records nothing unless it is told to', async () => {
    sandbox = await startSandbox();
    await (await fetch(`${sandbox.urls.hello}/api/now/users`)).text();
    await sandbox.close();
    expect(sandbox.requests('hello')).toEqual([]);
  });
});
