import * as t from 'io-ts';
import { type Integration, path, type Secret } from '@iam/core';
import { ACME_CALLS, ACME_PROFILE, acme, acmeFake, acmeParams } from '../__fixtures__/acme';
import { PREREQUISITE } from '../checks/prerequisite';
import { checkIntegration, describeIntegration } from './describe-integration';
import type { Conformance } from '../kit/fake-kit';
import { restFake } from '../fake/rest-fake';
import { serveVendor } from '../server/vendor-server';
import { verifyInstance } from './verify-instance';

const conformance: Conformance = {
  integration: acme,
  fake: acmeFake,
  params: acmeParams,
  profile: ACME_PROFILE,
  extraCommands: ACME_CALLS,
};

const withClient = (broken: Partial<ReturnType<Integration['client']>>): Conformance => ({
  ...conformance,
  integration: { ...acme, client: (context) => ({ ...acme.client(context), ...broken }) },
});

/** The application says "ACTIVE", and the client believes in true and false. */
const textForBoolean: Conformance = {
  ...conformance,
  fake: () =>
    restFake({
      basePath: '/api/v1',
      auth: { authorization: `Bearer ${acmeParams('').apiKey}` },
      users: {
        active: { field: 'active', yes: 'ACTIVE', no: 'SUSPENDED' },
        fields: [...acme.attributes],
        unique: ['login', 'email'],
      },
      groups: {},
    }),
};

const redOf = async (given: Conformance): Promise<ReadonlyMap<string, string>> => {
  const red = new Map<string, string>();
  for await (const { name, ok, message = '' } of checkIntegration(given)) {
    if (!ok) {
      red.set(name, message);
    }
  }
  return red;
};

describe('when not even one person can be created and read back', () => {
  it('one check says why', async () => {
    const told = [...(await redOf(textForBoolean))].filter(([, message]) => !message.startsWith('Not run'));
    expect(told).toEqual([
      [PREREQUISITE.name, expect.stringContaining('Field active must be "ACTIVE" or "SUSPENDED"')],
    ]);
  });

  it('and every other one that needs people is red, as not run because of it', async () => {
    const sound: string[] = [];
    for await (const { name } of checkIntegration(conformance)) {
      sound.push(name);
    }
    const red = await redOf(textForBoolean);
    const after = sound.slice(sound.indexOf(PREREQUISITE.name) + 1);
    expect(after.length).toBeGreaterThan(80);
    expect(after.filter((name) => red.get(name) !== `Not run: "${PREREQUISITE.name}" failed.`)).toEqual([]);
  });

  it('runs the checks that need no user all the same', async () => {
    expect(
      [...(await redOf(textForBoolean)).keys()].filter((name) => name.startsWith('test-module')),
    ).toEqual([]);
  });

  it('a test runner that was asked for one check only is told the same', async () => {
    const tests = new Map<string, () => Promise<void>>();
    describeIntegration({ ...textForBoolean, test: { it: (name, run) => tests.set(name, run) } });
    const one = 'hostile: identifiers with special characters find the one user they were given to';
    await expect(tests.get(one)?.()).rejects.toThrow('Not run');
    await expect(tests.get(PREREQUISITE.name)?.()).rejects.toThrow('must be "ACTIVE"');
  });

  it('no message of the kit drags a stack behind it', async () => {
    const tests = new Map<string, () => Promise<void>>();
    describeIntegration({ ...textForBoolean, test: { it: (name, run) => tests.set(name, run) } });
    const thrown = await Promise.all(
      [...tests.values()].map((run) =>
        run().then(
          () => [],
          (error: unknown) => [error as Error],
        ),
      ),
    );
    const stacks = thrown.flat().map(({ stack = '' }) => stack);
    expect(stacks.length).toBeGreaterThan(80);
    expect(stacks.filter((stack) => /\n\s+at /.test(stack))).toEqual([]);
  });

  it('a running server is not written to again', async () => {
    const { integration, fake, params } = textForBoolean;
    const vendor = fake(() => new Date());
    const server = await serveVendor(vendor);
    try {
      const messages: string[] = [];
      const options = { integration, name: 'one', params: params(server.url), write: true };
      for await (const { ok, message = '' } of verifyInstance(options)) {
        messages.push(...(ok ? [] : [message]));
      }
      expect(messages.filter((message) => !message.startsWith('Not run'))).toHaveLength(1);
      expect(messages.length).toBeGreaterThan(30);
      expect(server.exchanges().filter(({ request }) => request.method === 'POST')).toHaveLength(1);
    } finally {
      await server.close();
    }
  });
});

it('wrong credentials are looked for where they are written, not in the function that used them', async () => {
  const red = await redOf({ ...conformance, params: (url) => ({ url, apiKey: 'other' }) });
  const [first = ''] = red.values();
  expect(first).toContain('connection in the definition and auth in the fake');
});

describe('what to change when one person cannot be created and read back', () => {
  it.each<[mistake: string, given: Conformance, advice: string]>([
    [
      'the fake refuses what is sent',
      textForBoolean,
      'compare what createUser sends with what the fake takes',
    ],
    [
      'a reply has another shape',
      {
        ...conformance,
        integration: {
          ...acme,
          client: (context) => ({
            ...acme.client(context),
            getUser: async () => {
              await context.http.get(path`users`, { reply: t.type({ people: t.array(t.unknown) }) });
              return undefined;
            },
          }),
        },
      },
      'compare the codec with a recorded reply',
    ],
    [
      'the credentials are others',
      { ...conformance, params: (url) => ({ url, apiKey: 'other' }) },
      'connection in the definition and auth in the fake must be the same',
    ],
    [
      'the address is another',
      {
        ...conformance,
        integration: {
          ...acme,
          connection: ({ url, apiKey }) => ({ baseUrl: `${String(url)}/v9`, bearer: apiKey as Secret }),
        },
      },
      'the base URL in connection',
    ],
    [
      'createUser fails by itself',
      withClient({ createUser: () => Promise.reject(new TypeError('x is not a function')) }),
      'createUser',
    ],
    [
      'no user is found afterwards',
      withClient({ getUser: async () => undefined }),
      'getUser: the user was created just now and must be found',
    ],
    [
      'who was let in is taken for locked out',
      withClient({
        createUser: async (data) => ({ id: '1001', username: 'x', email: 'x', active: false, details: data }),
      }),
      '`active` must be true for whoever may sign in',
    ],
  ])('%s', async (_mistake, given, advice) => {
    const message = (await redOf(given)).get(PREREQUISITE.name);
    expect(message).toContain(`What to change: `);
    expect(message).toContain(advice);
  });
});
