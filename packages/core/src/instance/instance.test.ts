import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { JANE, setUpVendor } from '../commands/__fixtures__/in-memory-vendor';
import type { GroupResult, UserResult } from '../commands/result';
import { field } from '../config/field';
import { defineIntegration } from '../contract/integration';
import { toFailure } from '../errors/iam-error';
import { path } from '../http/path/path';
import type { Transport, WireReply, WireRequest } from '../http/transport/wire';
import { checkParams, createInstance, type InstanceOptions } from './instance';
import { defineMapper } from '../profile/mapper/define-mapper';
import { createFakeClock } from '../http/fake-clock';

const TOKEN = 't0ken-of-acme';

const user = (body: unknown) => {
  const details = body as Record<string, string>;
  return {
    id: details['id'] ?? '',
    username: details['login'] ?? null,
    email: null,
    active: details['active'] === 'yes',
    details,
  };
};

/** A vendor over the wire, as small as can be. */
const acme = defineIntegration({
  brand: 'Acme',
  config: { url: field.url('Base URL'), token: field.secret('API key') },
  connection: ({ url, token }) => ({ baseUrl: url, bearer: token }),
  lookupBy: ['id', 'login'],
  mappers: {
    incoming: defineMapper({ name: 'Acme (Incoming)', direction: 'incoming', fields: { Username: 'login' } }),
    outgoing: defineMapper({ name: 'Acme (Outgoing)', direction: 'outgoing', fields: { login: 'username' } }),
  },
  attributes: ['login'],
  errorMessage: (body) =>
    typeof body === 'object' && body !== null && 'oops' in body ? String(body.oops) : undefined,
  rateLimit: 2,
  client: ({ http }) => ({
    testConnection: async () => void (await http.get(path`ping`)),
    getUser: async ({ value }) => {
      const found = await http.find(path`people/${value}`);
      return found === undefined ? undefined : user(found);
    },
    createUser: async (data) => user(await http.post(path`people`, { body: data })),
    updateUser: async ({ id }, changes) => user(await http.patch(path`people/${id}`, { body: changes })),
    enableUser: async ({ id }) => user(await http.post(path`people/${id}/on`)),
    disableUser: async ({ id }) => user(await http.post(path`people/${id}/off`)),
    getAppFields: async () => ({ login: 'Login' }),
  }),
});

const PARAMS = { url: 'https://acme.example/', token: TOKEN };

type Answer = Partial<WireReply> & { readonly json?: unknown };

const setUp = (
  params: object = {},
  options: Partial<InstanceOptions> = {},
  ...answers: readonly Answer[]
) => {
  const sent: WireRequest[] = [];
  const transport: Transport = async (request) => {
    sent.push(request);
    const { json, ...reply } = answers[Math.min(sent.length, answers.length) - 1] ?? {};
    const body = json === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(json));
    return { status: 200, headers: [], body, ...reply };
  };
  const clock = createFakeClock();
  const instance = createInstance(
    acme,
    { ...PARAMS, ...params },
    { name: 'acme_1', env: {}, clock, transport, ...options },
  );
  return { instance, sent, clock };
};

const JD = { id: '7', login: 'jd', active: 'yes' };

describe('making an instance', () => {
  it('names every mistake of the parameters at once, without their values', () => {
    const params = { url: 'hunter2', token: ' hunter2', timeot: 'hunter2' };
    const make = () => createInstance(acme, params, { name: 'acme_1', env: {} });
    let thrown: unknown;
    try {
      make();
    } catch (error) {
      thrown = error;
    }

    expect(toFailure(thrown)).toMatchObject({
      kind: 'invalid-config',
      message: expect.stringMatching(/^acme_1: params\.url: /) as string,
    });
    expect(toFailure(thrown).problems).toHaveLength(3);
    expect(inspect(thrown, { depth: 9 }).split('\n    at ')[0]).not.toContain('hunter2');
    expect(checkParams(acme, params, { name: 'acme_1', env: {} })).toEqual(toFailure(thrown).problems);
    expect(checkParams(acme, PARAMS, { name: 'acme_1', env: {} })).toEqual([]);
  });

  it('names problems of a mapper together with those of other parameters', () => {
    const readFile = () => '{}';
    const params = { url: 'hunter2', token: 'x', mapperOut: 'out.json', mapperIn: 'text: ' };

    expect(checkParams(acme, params, { name: 'acme_1', env: {}, readFile })).toEqual([
      expect.stringMatching(/^params\.url: /),
      expect.stringMatching(/^params\.mapperIn: /),
      ...Array<unknown>(2).fill(expect.stringMatching(/^params\.mapperOut: out\.json: /)),
    ]);
  });

  it('takes a token with its scheme in front for a mistake, wherever it comes from', () => {
    const env = { TOKEN: 'bearer hunter2' };
    const readFile = () => 'BEARER hunter2\n';

    for (const token of ['Bearer hunter2', 'env:TOKEN', 'file:token', 'text:Bearer hunter2']) {
      expect(checkParams(acme, { ...PARAMS, token }, { name: 'acme_1', env, readFile })).toEqual([
        expect.stringMatching(/^params\.token: begins with "bearer"; give the credential alone/i),
      ]);
    }
  });

  it('says why a file of the configuration is not read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'iam-instance-'));
    writeFileSync(join(folder, 'latin'), Buffer.from([0x61, 0xe4]));
    const problems = checkParams(
      acme,
      { ...PARAMS, token: 'file:latin', mapperIn: 'latin', mapperOut: '/dev/zero' },
      { name: 'acme_1', env: {}, baseDir: folder },
    );
    rmSync(folder, { recursive: true });

    expect(problems).toEqual([
      expect.stringMatching(/^params\.token: file latin is not UTF-8: line 1, column 2 \(byte 2\)/),
      expect.stringMatching(
        /^params\.mapperIn: "latin" is neither .*\(it is not UTF-8: line 1, column 2 \(byte 2\)\)/,
      ),
      expect.stringMatching(
        /^params\.mapperOut: "\/dev\/zero" is neither .*\(it is a device; only regular files/,
      ),
    ]);
  });

  it('warns that Node.js prints credentials', () => {
    const warnings: string[] = [];
    const before = process.env['NODE_DEBUG'];
    process.env['NODE_DEBUG'] = 'timer,http';
    try {
      setUp({}, { onWarning: (message) => warnings.push(message) });
    } finally {
      if (before === undefined) {
        delete process.env['NODE_DEBUG'];
      } else {
        process.env['NODE_DEBUG'] = before;
      }
    }

    expect(warnings).toEqual([
      '[acme_1] Node.js prints the credentials of every request, because the environment has NODE_DEBUG=http: unset it.',
    ]);
  });

  it('reads references from the given sources', async () => {
    const { instance, sent } = setUp({ token: 'env:ACME' }, { env: { ACME: 'from-env' } }, { json: JD });
    const readFile = (name: string) => `from ${name}`;
    const other = setUp({ token: 'file:secret.txt' }, { readFile }, { json: JD });
    await instance.run('test-module');
    await other.instance.run('test-module');

    expect(sent[0]?.headers['Authorization']).toBe('Bearer from-env');
    expect(other.sent[0]?.headers['Authorization']).toBe('Bearer from secret.txt');
  });

  it('refuses a mapper it cannot use', () => {
    expect(
      checkParams(
        acme,
        { ...PARAMS, mapperOut: 'gone.json' },
        {
          name: 'a',
          env: {},
          readFile: () => {
            throw new Error();
          },
        },
      ),
    ).toEqual([expect.stringMatching(/^params\.mapperOut: "gone\.json" is neither/)]);
  });

  it.each<[string, object, RegExp | undefined]>([
    ['certificates are not checked', { insecure: true }, /^\[acme_1\] Certificates are not checked/],
    [
      'credentials cross the network in clear',
      { url: 'http://acme.example' },
      /^\[acme_1\] The URL is not https/,
    ],
    ['nothing, on this machine', { url: 'http://127.0.0.1:8080' }, undefined],
    ['nothing otherwise', {}, undefined],
  ])('warns that %s', (_, params, warning) => {
    const warnings: string[] = [];
    setUp(params, { onWarning: (message) => warnings.push(message) });

    expect(warnings).toEqual(warning === undefined ? [] : [expect.stringMatching(warning)]);
  });

  it('offers the commands that the vendor implements', () => {
    expect(setUp().instance.commands).toEqual([
      'iam-get-user',
      'iam-create-user',
      'iam-update-user',
      'iam-enable-user',
      'iam-disable-user',
      'get-mapping-fields',
      'test-module',
    ]);
    expect(setUpVendor().instance.commands).toContain('iam-delete-group');
  });
});

describe('running a command', () => {
  it('reports the requests in the result and to the listener', async () => {
    const onRequest = jest.fn();
    const { instance } = setUp({}, { onRequest }, { status: 503 }, { json: JD });
    const result = await instance.run('iam-get-user', { 'user-profile': { id: '7' } });

    expect(result).toMatchObject({
      kind: 'user',
      status: 'done',
      brand: 'Acme',
      instanceName: 'acme_1',
      requests: 2,
      who: '7',
    });
    expect(onRequest.mock.calls).toMatchObject([
      [
        {
          instanceName: 'acme_1',
          command: 'iam-get-user',
          method: 'GET',
          path: '/people/7',
          attempt: 1,
          status: 503,
        },
      ],
      [{ attempt: 2, status: 200 }],
    ]);
    expect(inspect(onRequest.mock.calls, { depth: 9 })).not.toContain(TOKEN);
  });

  it('keeps the vendor’s rate, for all commands of the instance together', async () => {
    const { instance, clock } = setUp({}, {}, { json: JD });
    await instance.run('test-module');
    await instance.run('test-module');
    await instance.run('test-module');

    expect(clock.slept()).toEqual([1020]);
  });

  it('keeps the configured rate instead where there is one', async () => {
    const { instance, clock } = setUp({ rateLimit: 100 }, {}, { json: JD });
    await Promise.all([1, 2, 3].map(() => instance.run('test-module')));

    expect(clock.slept()).toEqual([]);
  });

  it('asks the limiter that it is given, in the place of its own', async () => {
    const acquire = jest.fn(async () => undefined);
    const observe = jest.fn();
    const { instance, clock } = setUp({}, { limiter: { acquire, observe } }, { json: JD });
    await Promise.all([1, 2, 3].map(() => instance.run('test-module')));

    expect(clock.slept()).toEqual([]);
    expect(acquire).toHaveBeenCalledTimes(3);
    expect(observe).toHaveBeenCalledTimes(3);
  });

  it('gives a request the configured time', async () => {
    const { instance, sent } = setUp({ timeout: 5 }, {}, { json: JD });
    await instance.run('test-module');

    expect(sent[0]?.timeoutMs).toBe(5000);
  });

  it('shows the headers of the last reply where there was no body, without cookies', async () => {
    const { instance } = setUp(
      {},
      {},
      { json: JD },
      {
        headers: [
          ['Date', 'today'],
          ['x-amzn-RequestId', 'r1'],
          ['Set-Cookie', 'session=hunter2'],
        ],
        json: { ...JD, active: 'no' },
      },
    );
    const { vendor } = (await instance.run('iam-disable-user', {
      'user-profile': { id: '7' },
    })) as UserResult;

    // This reply has a body, so that the body is shown; the group commands and deletions show headers.
    expect(vendor.details).toEqual({ ...JD, active: 'no' });
    expect(JSON.stringify(vendor)).not.toContain('hunter2');
  });

  it('never shows the token, whatever the vendor echoes', async () => {
    const { instance } = setUp({}, {}, { status: 400, json: { oops: `bad token ${TOKEN}` } });
    const result = await instance.run('iam-get-user', { 'user-profile': { id: '7' } });

    expect(result.failure?.message).toBe('bad token [secret]');
    expect(inspect(result, { depth: 9 })).not.toContain(TOKEN);
  });

  it('stops when the caller says so', async () => {
    const { instance, sent } = setUp({}, {}, { json: JD });
    const result = await instance.run(
      'iam-get-user',
      { 'user-profile': { id: '7' } },
      { signal: AbortSignal.abort() },
    );

    expect(result).toMatchObject({ status: 'failed', failure: { kind: 'interrupted' }, requests: 0 });
    expect(sent).toEqual([]);
  });

  it('lists the application’s fields', async () => {
    expect(await setUp().instance.run('get-mapping-fields')).toMatchObject({
      kind: 'fields',
      status: 'done',
      fields: { login: 'Login' },
    });
  });

  it('outlives a listener that throws', async () => {
    const onRequest = () => {
      throw new Error('the disk is full');
    };
    const { instance } = setUp({}, { onRequest }, { json: JD });

    expect((await instance.run('iam-get-user', { 'user-profile': { id: '7' } })).status).toBe('done');
  });
});

describe('a command never rejects', () => {
  const cyclic: Record<string, unknown> = { email: 'jane@example.com' };
  cyclic['self'] = cyclic;
  const deep = JSON.parse(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`) as object;

  it.each<[string, string, object | undefined, string]>([
    ['a command that does not exist', 'iam-delete-user', {}, 'is not a command'],
    ['a command named like what every object has', 'constructor', {}, 'is not a command'],
    ['no arguments', 'iam-get-user', undefined, 'user-profile: is missing'],
    ['arguments that are none', 'iam-get-user', null as never, 'user-profile: is missing'],
    ['a profile that contains itself', 'iam-create-user', { 'user-profile': cyclic }, 'contains itself'],
    [
      'a profile that is absurdly deep',
      'iam-create-user',
      { 'user-profile': deep },
      'nests more than 100 levels deep',
    ],
    ['a group that contains itself', 'iam-create-group', { scim: cyclic }, 'contains itself'],
    [
      'a profile with a function',
      'iam-update-user',
      { 'user-profile': { id: '1', f: () => 1 } },
      'f must be text',
    ],
    ['a broken profile', 'iam-disable-user', { 'user-profile': '{"email"' }, 'is not valid JSON'],
  ])('for %s', async (_, command, args, message) => {
    const { instance, sent } = setUp();
    const result = await instance.runByName(command, args as never);

    expect(result).toMatchObject({
      status: 'failed',
      command,
      failure: { kind: 'invalid-input', message: expect.stringContaining(message) as string },
    });
    expect(sent).toEqual([]);
    // The result can be printed, whatever the call was.
    expect(typeof JSON.stringify(result)).toBe('string');
  });

  it.each(['iam-delete-user', 'constructor', '__proto__'])(
    'and a command %p has no subject',
    async (command) => {
      expect(await setUp().instance.runByName(command, { 'user-profile': { email: 'x' } })).toMatchObject({
        kind: 'test',
        who: '',
      });
    },
  );

  it('and the failed result has the documented shape, with the address that was given', async () => {
    const { instance } = setUp();
    const failed = (await instance.runByName('iam-create-user', {
      'user-profile': { email: 'jane@example.com' },
      'allow-enable': 'flase',
    })) as UserResult;
    const group = (await instance.runByName('iam-update-group', {
      scim: { id: 'g1' },
      memberIdsToAdd: [{}],
    })) as GroupResult;

    expect(failed.vendor).toMatchObject({
      action: 'create',
      success: false,
      email: 'jane@example.com',
      errorCode: null,
      details: null,
    });
    expect(group).toMatchObject({
      contextKey: 'UpdateGroup',
      group: { success: false, id: 'g1', errorCode: null },
    });
  });

  it('when the vendor package has a defect', async () => {
    const acme = setUpVendor({
      users: [JANE],
      client: (client) => ({ ...client, getUser: () => (undefined as never as { x: never }).x }),
    });
    const result = await acme.run('iam-get-user', { id: '42' });

    expect(result).toMatchObject({
      status: 'failed',
      failure: { kind: 'defect', message: expect.stringContaining('TypeError') as string },
    });
    expect(JSON.stringify(result)).not.toContain('instance.test.ts');
  });

  it('when a record of the vendor has keys such as __proto__', async () => {
    const record = JSON.parse(
      '{"id": "7", "login": "jd", "active": "yes", "__proto__": {"admin": true}}',
    ) as object;
    const { instance } = setUp({}, {}, { body: Buffer.from(JSON.stringify(record)) });
    const { vendor } = (await instance.run('iam-get-user', { 'user-profile': { id: '7' } })) as UserResult;

    expect(JSON.stringify(vendor.details)).toBe(JSON.stringify(record));
  });
});

it('a profile with keys such as __proto__ comes through a whole command unharmed', async () => {
  const profile = JSON.parse(
    '{"email": "jane@example.com", "__proto__": {"title": "Boss"}, "constructor": "x"}',
  ) as object;
  const { run, calls } = setUpVendor();
  const result = await run('iam-create-user', profile as never);

  expect(calls.at(-1)).toBe(
    'createUser {"userName":"jane@example.com","email":"jane@example.com","active":true}',
  );
  expect(JSON.stringify(result.userProfile)).toBe(JSON.stringify(profile));
  expect(result.warnings).toHaveLength(2);
  expect(({} as { title?: string }).title).toBeUndefined();
});

it('types a result by the name of its command', async () => {
  const { instance } = setUpVendor();
  const user = await instance.run('iam-get-user', { 'user-profile': { username: 'jane' } });
  const group = await instance.run('iam-get-group', { scim: { displayName: 'Staff' } });
  // These lines are the test: they would not compile otherwise.
  expect([user.vendor.action, group.contextKey]).toEqual(['get', 'GetGroup']);
});

describe('the audit of an instance', () => {
  it('gives every run of a command an id of its own', async () => {
    const runs: string[] = [];
    const { run } = setUpVendor({ instance: { onAudit: (record) => void runs.push(record.run) } });
    await run('iam-create-user', { username: 'jane' });
    await run('iam-create-user', { username: 'john' });
    expect([runs.length, new Set(runs).size]).toEqual([4, 2]);
  });

  it('stops a write that it cannot keep, and never lets a run reject', async () => {
    const { run, users } = setUpVendor({
      // A client with a lossless JSON parser may hand on what no JSON can hold.
      users: [{ ...JANE, serial: 10n }],
      instance: { onAudit: (record) => void JSON.stringify(record) },
    });
    expect(await run('iam-disable-user', { username: JANE['userName'] })).toMatchObject({
      status: 'failed',
      failure: { kind: 'not-recorded', effect: 'none' },
    });
    expect(users.get('42')).toMatchObject({ active: true });
  });
});

it('a record that no JSON can hold is a failed result, not a rejection', async () => {
  const { run } = setUpVendor({ users: [{ ...JANE, serial: 10n }] });
  expect(await run('iam-get-user', { username: JANE['userName'] })).toMatchObject({
    status: 'failed',
    failure: { kind: 'defect' },
  });
});
