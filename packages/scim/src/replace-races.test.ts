import { createInstance, type UserResult } from '@iam/core';
import { createScimVendor, type ScimOptions } from '@iam/sandbox';
import { scim } from './scim';

const TOKEN = 'scim-race-token';
const JANE = { userName: 'jane', title: 'Clerk', nickName: 'J', active: true };

type Command = readonly [name: 'iam-update-user' | 'iam-disable-user', change: Record<string, unknown>];
const RETITLE: Command = ['iam-update-user', { title: 'Boss' }];
const RENAME: Command = ['iam-update-user', { nickname: 'Janie' }];
const DISABLE: Command = ['iam-disable-user', {}];

interface Waiting {
  readonly who: number;
  readonly what: string;
  readonly go: () => void;
}

/** Two commands on one user; `choices` picks whose request the vendor handles next when both have one. */
const race = async (
  versions: NonNullable<ScimOptions['versions']>,
  commands: readonly [Command, Command],
  choices: readonly number[],
) => {
  const vendor = createScimVendor({ token: TOKEN, patch: false, versions, users: [JANE] });
  const waiting: Waiting[] = [];
  const order: string[] = [];
  const alternatives: number[] = [];
  let busy = 0;
  let allWait = (): void => {};
  const rests = (): void => {
    busy -= 1;
    if (busy === 0) {
      allWait();
    }
  };
  const runs = commands.map(async ([name, change], who) => {
    busy += 1;
    const instance = createInstance(
      scim,
      { url: 'https://scim.example/scim/v2', token: TOKEN, update: 'put' },
      {
        name: String(who),
        env: {},
        transport: ({ method, url, headers, body }) =>
          new Promise((resolve) => {
            const { pathname, search } = new URL(url);
            const go = (): void => {
              const reply = vendor.handle({
                method,
                path: pathname,
                query: search.slice(1),
                headers: Object.fromEntries(
                  Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value]),
                ),
                body: body === undefined ? undefined : JSON.parse(body),
                text: body ?? '',
              });
              const text = reply.body === undefined ? '' : JSON.stringify(reply.body);
              resolve({
                status: reply.status,
                headers: Object.entries(reply.headers ?? {}),
                body: Buffer.from(text),
              });
            };
            waiting.push({ who, what: `${who} ${method}`, go });
            rests();
          }),
      },
    );
    const result = (await instance.run(name, {
      'user-profile': { username: 'jane', ...change },
    })) as UserResult;
    rests();
    return result;
  });
  for (;;) {
    if (busy > 0) {
      await new Promise<void>((resolve) => (allWait = resolve));
    }
    waiting.sort((one, other) => one.who - other.who);
    if (waiting.length === 0) {
      break;
    }
    const [next] = waiting.splice(choices[alternatives.length] ?? 0, 1);
    alternatives.push(waiting.length + 1);
    busy += 1;
    order.push(next?.what ?? '');
    next?.go();
  }
  const [first, second] = await Promise.all(runs);
  return { results: [first, second] as const, user: vendor.users()[0] ?? {}, order, alternatives };
};

type Race = Awaited<ReturnType<typeof race>>;

/** Every order in which the vendor can handle the requests of both. */
const allRaces = async (...[versions, commands]: [ScimOptions['versions'] & string, [Command, Command]]) => {
  const races: Race[] = [];
  for (let choices: number[] | undefined = []; choices !== undefined;) {
    const ended: Race = await race(versions, commands, choices);
    races.push(ended);
    const taken = ended.alternatives.map((_, at) => choices?.[at] ?? 0);
    const last = taken.findLastIndex((choice, at) => choice + 1 < (ended.alternatives[at] ?? 0));
    choices = last < 0 ? undefined : [...taken.slice(0, last), (taken[last] ?? 0) + 1];
  }
  return races;
};

const isDone = (result: UserResult | undefined): boolean => result?.status === 'done';

describe.each(['honoured', 'required'] as const)(
  'a server of whole records with versions that are %s',
  (versions) => {
    it('runs a disable and an update concurrently without either undoing the other', async () => {
      const races = await allRaces(versions, [RETITLE, DISABLE]);

      expect(races.length).toBeGreaterThan(5);
      for (const { results, user, order } of races) {
        // The update re-enables a user who was disabled before it began, as its result says.
        const letsIn = order.indexOf('1 PUT') < order.indexOf('0 GET');
        const ended = [results.map(isDone), user['title'], user['active'], results[0]?.reEnabled];
        expect([order, ...ended]).toEqual([order, [true, true], 'Boss', letsIn, letsIn]);
      }
    });

    it('runs two updates concurrently without losing a change', async () => {
      for (const { results, user, order } of await allRaces(versions, [RETITLE, RENAME])) {
        expect([order, results.map(isDone), user['title'], user['nickName']]).toEqual([
          order,
          [true, true],
          'Boss',
          'Janie',
        ]);
      }
    });
  },
);

describe('a server of whole records without versions', () => {
  it('fails a disable that an update undoes, unless it had ended before the update wrote', async () => {
    const races = await allRaces('none', [RETITLE, DISABLE]);
    const leftIn = races.filter(({ user }) => user['active'] !== false);

    expect(leftIn.length).toBeGreaterThan(0);
    for (const { results, order } of leftIn) {
      const ended = order.lastIndexOf('1 GET') < order.indexOf('0 PUT');
      expect([order, isDone(results[1])]).toEqual([order, ended]);
    }
  });

  it('fails an update that is overtaken by a disable and says why', async () => {
    const races = await allRaces('none', [RETITLE, DISABLE]);
    const overtaken = races.filter(
      ({ order }) =>
        order.indexOf('0 PUT') < order.indexOf('1 PUT') &&
        order.indexOf('1 PUT') < order.lastIndexOf('0 GET'),
    );

    expect(overtaken.length).toBeGreaterThan(0);
    for (const { results, user } of overtaken) {
      expect(user['active']).toBe(false);
      expect(results[0]).toMatchObject({
        status: 'failed',
        failure: { kind: 'not-applied', effect: 'unknown', message: expect.stringContaining('active') },
      });
    }
  });
});
