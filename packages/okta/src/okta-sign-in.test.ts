import { generateKeyPairSync } from 'node:crypto';
import { createInstance, type Clock } from '@iam/core';
import { createOktaVendor, type OktaOptions } from '@iam/sandbox';
import { interceptVendor } from '@iam/sandbox/msw';
import { JANE, person, setUp as start, URL } from './__fixtures__/set-up';
import { okta } from './okta';

// Who asks, and how often.

let close: (() => void) | undefined;
afterEach(() => close?.());

const setUp = (options: OktaOptions = {}, params: object = {}) => {
  const running = start(options, params);
  close = running.close;
  return running;
};

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const PEM = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const SCOPES = [
  'okta.users.manage',
  'okta.groups.manage',
  'okta.apps.read',
  'okta.logs.read',
  'okta.schemas.read',
];
const client = (scopes: readonly string[] = SCOPES) => ({
  clientId: '0oaclient',
  publicKey: publicKey.export({ format: 'jwk' }),
  scopes,
});
const CREDENTIALS = { apiToken: undefined, clientId: '0oaclient', privateKey: PEM };

describe('a service application', () => {
  it('gets a token once, shows it nowhere, and is tested without users/me', async () => {
    const { instance, run, requests } = setUp(
      { clients: [client()], users: [person('00ujane')] },
      CREDENTIALS,
    );
    const tested = await instance.run('test-module', {});
    const found = await run('iam-get-user', JANE);
    expect([tested.status, found.vendor.id]).toEqual(['done', '00ujane']);
    expect(requests().map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /oauth2/v1/token',
      'GET /api/v1/users',
      'GET /api/v1/users/00ujane@example.com',
    ]);
    const token = requests()[1]?.headers['authorization']?.replace('Bearer ', '') ?? 'none';
    expect(JSON.stringify([tested, found])).not.toContain(token);
  });

  it('is told which scopes were asked for when one is not granted', async () => {
    const { instance } = setUp({ clients: [client(['okta.users.manage'])] }, CREDENTIALS);
    const { failure } = await instance.run('test-module', {});
    expect(failure?.message).toMatch(/consent_required|not allowed/);
  });

  it('asks for the scopes of the instance', async () => {
    const { instance } = setUp(
      { clients: [client(['okta.users.manage'])] },
      { ...CREDENTIALS, scopes: 'okta.users.manage' },
    );
    expect((await instance.run('test-module', {})).status).toBe('done');
  });
});

it.each([
  [{}, /apiToken/],
  [{ apiToken: 't', clientId: 'c', privateKey: PEM }, /apiToken/],
  [{ clientId: 'c' }, /privateKey/],
  [{ privateKey: PEM }, /clientId/],
])('%#: credentials that do not fit together are refused with their names', async (params, message) => {
  const make = () => createInstance(okta, { url: URL, ...params }, { name: 'a', env: {} });
  expect(make).toThrow(message);
});

it('an API token is tested with one read, and a wrong one is told', async () => {
  const { instance, calls } = setUp({ users: [] });
  expect((await instance.run('test-module', {})).status).toBe('done');
  expect(calls()).toEqual(['GET /users']);
  close?.();
  const wrong = setUp({}, { apiToken: 'wrong' });
  const { failure } = await wrong.instance.run('test-module', {});
  expect(failure).toMatchObject({ kind: 'unauthorized', status: 401 });
  expect(failure?.message).toContain('Invalid token provided (E0000011)');
});

it('waits until the limit is renewed, by Okta’s clock, before it would be refused', async () => {
  const slept: number[] = [];
  let now = 0;
  const clock: Clock = {
    now: () => now,
    date: () => new Date('2030-01-01T00:00:00Z'),
    random: () => 0.5,
    sleep: async (ms) => {
      slept.push(ms);
      now += ms;
    },
  };
  const vendor = createOktaVendor({
    apiToken: 't0ken-of-okta',
    now: () => new Date(Date.UTC(2026, 0, 5, 8) + now),
    requestsPerMinute: { users: 2 },
    users: [person('00ujane')],
  });
  const intercepted = interceptVendor(vendor, URL);
  close = intercepted.close;
  const instance = createInstance(
    okta,
    { url: URL, apiToken: 't0ken-of-okta' },
    { name: 'a', env: {}, clock },
  );
  for (let at = 0; at < 3; at += 1) {
    expect((await instance.run('iam-get-user', { 'user-profile': JANE })).status).toBe('done');
  }
  expect(intercepted.exchanges().map(({ reply }) => reply?.status)).toEqual([200, 200, 200]);
  expect(slept.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(59_000);
});
