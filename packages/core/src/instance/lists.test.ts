import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { acme } from '../__fixtures__/acme';
import { createFakeClock } from '../http/fake-clock';
import { path } from '../http/path/path';
import { CHANNELS } from '../observe/channels';
import { createInstance } from './instance';
import { JANE, failing, setUpVendor } from '../commands/__fixtures__/in-memory-vendor';
import type { UserClient } from '../contract/user-client';
import type { IAMGroupAppData, IAMUserAppData } from '../profile/app-data';

const user = (id: string): IAMUserAppData => ({
  id,
  username: id,
  email: null,
  active: true,
  details: { id },
});
const group = (id: string): IAMGroupAppData => ({ id, displayName: id, details: { id } });

const all = async <A>(list: AsyncIterable<A>): Promise<readonly A[]> => {
  const found: A[] = [];
  for await (const one of list) {
    found.push(one);
  }
  return found;
};

const paged =
  <A, K extends string>(key: K, pages: readonly (readonly A[])[], total?: number) =>
  async (page = '0') => {
    const next = Number(page) + 1;
    return {
      [key]: pages[Number(page)] ?? [],
      ...(next < pages.length ? { next: String(next) } : {}),
      ...(total === undefined ? {} : { total }),
    } as { readonly [name in K]: readonly A[] };
  };

const setUp = (total?: number) =>
  setUpVendor({
    users: [JANE],
    groups: [{ id: 'g1', displayName: 'Staff', members: ['1', '2'] }],
    client: (client: UserClient): UserClient => ({
      ...client,
      listUsers: paged(
        'users',
        [
          [user('1'), user('2')],
          [user('2'), user('3')],
        ],
        total,
      ),
      groupsOfUser: (known, page) => paged('groups', [[group(`of-${known.id}`)], [group('b')]], total)(page),
      ...(client.groups === undefined
        ? {}
        : { groups: { ...client.groups, listGroups: paged('groups', [[group('a')], [group('b')]], total) } }),
    }),
  });

it('reads every list to its end, each record once', async () => {
  const { instance } = setUp();
  expect(instance.lists).toEqual(['users', 'groups', 'members', 'groupsOf']);
  expect((await all(instance.users())).map(({ id }) => id)).toEqual(['1', '2', '3']);
  expect((await all(instance.groups())).map(({ id }) => id)).toEqual(['a', 'b']);
  expect(await all(instance.members('g1'))).toEqual([{ value: '1' }, { value: '2' }]);
  expect((await all(instance.groupsOf(user('9')))).map(({ id }) => id)).toEqual(['of-9', 'b']);
  expect((await all(instance.groupsOf('42'))).map(({ id }) => id)).toEqual(['of-42', 'b']);
});

it.each([
  ['users', setUp(4).instance.users()],
  ['groups', setUp(4).instance.groups()],
  ['groups', setUp(4).instance.groupsOf(user('9'))],
])('yields nothing of %s when the vendor announces more than it sends', async (what, list) => {
  const seen: unknown[] = [];
  await expect(
    (async () => {
      for await (const one of list) {
        seen.push(one);
      }
    })(),
  ).rejects.toMatchObject({
    failure: { kind: 'malformed-reply', message: expect.stringContaining(`4 ${what}`) },
  });
  expect(seen).toEqual([]);
});

it('can be read twice', async () => {
  const list = setUp().instance.users();
  expect(await all(list)).toEqual(await all(list));
});

it.each([
  ['members of a group that does not exist', () => setUp().instance.members('none'), 'not-found'],
  ['groups of a user who does not exist', () => setUp().instance.groupsOf('none'), 'not-found'],
  ['users where there is no such list', () => setUpVendor().instance.users(), 'unsupported'],
  ['groups where there is no such list', () => setUpVendor().instance.groups(), 'unsupported'],
  ['groups of a user where there is no such list', () => setUpVendor().instance.groupsOf('1'), 'unsupported'],
])('fails for the %s', async (_, list, kind) => {
  await expect(all<unknown>(list())).rejects.toMatchObject({ name: 'IAMError', failure: { kind } });
});

it('fails for the members where the vendor does not tell them', async () => {
  const acme = setUpVendor({
    client: ({ groups, ...client }) => ({
      ...client,
      ...(groups === undefined ? {} : { groups: { ...groups, getGroup: async (id) => group(id) } }),
    }),
  });
  await expect(all(acme.instance.members('g1'))).rejects.toMatchObject({ failure: { kind: 'unsupported' } });
});

it('does not take the group or the user of another id', async () => {
  const acme = setUpVendor({
    client: ({ groups, ...client }) => ({
      ...client,
      getUser: async () => user('7'),
      groupsOfUser: async () => ({ groups: [] }),
      ...(groups === undefined ? {} : { groups: { ...groups, getGroup: async () => group('g7') } }),
    }),
  });
  await expect(all(acme.instance.members('g1'))).rejects.toMatchObject({
    failure: { kind: 'malformed-reply' },
  });
  await expect(all(acme.instance.groupsOf('1'))).rejects.toMatchObject({
    failure: { kind: 'malformed-reply' },
  });
});

it('rejects with the failure of the vendor', async () => {
  const acme = setUp();
  acme.next('getGroup', failing('forbidden', 403));
  await expect(all(acme.instance.members('g1'))).rejects.toMatchObject({
    failure: { kind: 'forbidden', status: 403 },
  });
});

it('makes a defect of a client a failure', async () => {
  const acme = setUpVendor({
    client: (client) => ({ ...client, listUsers: async () => ({}) as { readonly users: readonly [] } }),
  });
  await expect(all(acme.instance.users())).rejects.toMatchObject({ failure: { kind: 'defect' } });
});

describe('a list as it is read', () => {
  /** Pages of a list, with what was requested and handed on in the order in which it happened. */
  const followed = (pages: readonly (readonly IAMUserAppData[])[], total?: number) => {
    const log: string[] = [];
    const read = paged('users', pages, total);
    const { instance } = setUpVendor({
      client: (client: UserClient): UserClient => ({
        ...client,
        listUsers: (page) => {
          log.push(`page ${page ?? 'first'}`);
          return read(page);
        },
      }),
    });
    return { log, instance };
  };
  const PAGES = [[user('1'), user('2')], [user('2'), user('3')], [user('4')]];

  it('hands on the records of a page before the next one is requested, each record once', async () => {
    const { log, instance } = followed(PAGES, 4);
    for await (const { id } of instance.users({ asRead: true })) {
      log.push(id);
    }
    expect(log).toEqual(['page first', '1', '2', 'page 1', '3', 'page 2', '4']);
  });

  it.each([[[]], [[[user('1')]]]])('has those of a list of one page at most: %j', async (pages) => {
    const { instance } = followed(pages);
    expect(await all(instance.users({ asRead: true }))).toEqual(pages.flat());
  });

  it('ends with an error when it turns out not to be whole, after what was read', async () => {
    const { log, instance } = followed(PAGES, 9);
    const reading = async () => {
      for await (const { id } of instance.users({ asRead: true })) {
        log.push(id);
      }
    };
    await expect(reading()).rejects.toMatchObject({
      failure: { kind: 'malformed-reply', message: expect.stringContaining('announces 9 users and sent 4') },
    });
    expect(log.at(-1)).toBe('4');
  });

  it('does not begin anew when it changed meanwhile, because records are handed on already', async () => {
    const { log, instance } = followed([[user('1')], [user('2')]], 3);
    await expect(all(instance.users({ asRead: true }))).rejects.toThrow('not whole');
    expect(log).toEqual(['page first', 'page 1']);
  });

  it('is requested no further when the caller leaves it, and its run has an end all the same', async () => {
    const { log, instance } = followed(PAGES);
    const ended: unknown[] = [];
    const hear = (event: unknown): void => void ended.push(event);
    subscribe(CHANNELS.commandEnd, hear);
    try {
      for await (const { id } of instance.users({ asRead: true, run: 'list-1' })) {
        log.push(id);
        break;
      }
    } finally {
      unsubscribe(CHANNELS.commandEnd, hear);
    }
    expect(log).toEqual(['page first', '1']);
    expect(ended).toMatchObject([{ run: 'list-1', command: 'users', status: 'done' }]);
  });

  it.each(['users', 'groups', 'groupsOf'] as const)('is for %s too', async (name) => {
    const { instance } = setUp();
    const read = (options: object) =>
      name === 'groupsOf' ? instance.groupsOf(user('9'), options) : instance[name](options);
    const ids = async (options: object) =>
      (await all<{ readonly id: string }>(read(options))).map(({ id }) => id);
    expect(await ids({ asRead: true })).toEqual(await ids({}));
  });
});

it('a list takes the limiter and the retries of its call, as a command does', async () => {
  const acquire = jest.fn(async () => undefined);
  const sent: string[] = [];
  const instance = createInstance(
    {
      ...acme,
      client: ({ http }) => ({
        ...acme.client({ http, config: {} }),
        listUsers: async () => ({ users: (await http.get(path`people`)) as never }),
      }),
    },
    { url: 'https://acme.example', token: 'hush-hush' },
    {
      name: 'acme_1',
      env: {},
      clock: createFakeClock(),
      limiter: { acquire, observe: () => undefined },
      transport: async ({ method }) => {
        sent.push(method);
        return { status: 503, headers: [], body: Buffer.from('') };
      },
    },
  );
  await expect(all(instance.users({ retries: 'none' }))).rejects.toMatchObject({
    failure: { kind: 'vendor-error', retryable: true },
  });
  expect([sent.length, acquire.mock.calls.length]).toEqual([1, 1]);
});
