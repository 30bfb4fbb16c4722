import { allPages, type Attributes, isIAMError, type IAMUserAppData, type UserClient } from '@iam/core';
import { isDictionary } from '@iam/core/internal';
import { claim, claimSame, shown } from '../../claims/expectations';
import { givenUser } from '../../claims/given';
import { onFake, type Check, type FakeKit } from '../../kit/check';
import type { FakeVendor, VendorReply } from '../../fake/fake-vendor';
import type { Mishap } from '../../server/fault';
import { serveVendor } from '../../server/vendor-server';

/** Requests that a list of three users may take before it has to have failed. */
const MAX_REQUESTS = 60;

const READ_WHOLE =
  'listUsers: take the next page from what the reply names or from the records that came, never from a total; give the total back as `total`.';

const LIES: readonly (readonly [name: string, lie: (total: number) => number])[] = [
  ['too small', () => 1],
  ['too large', (total) => total + 1000],
];

/** Lists that lead elsewhere, have no end, or do not say how long they are. */
export const hostileListChecks: readonly Check[] = [
  onFake('hostile: no link of a reply is followed to another host', async (kit) => {
    const { profile } = await givenUser(kit);
    const { displayName } = await givenGroup(kit);
    const other = await serveVendor(GREEDY);
    try {
      kit.server.fail({ on: 'reads', times: Infinity, mishap: linkedTo(kit.server.url, other.url) });
      await kit.user('iam-get-user', profile);
      await kit.user('iam-get-user', kit.newPerson());
      if (displayName !== undefined) {
        await kit.group('iam-get-group', { displayName });
      }
      for (const { name } of kit.integration.commands) {
        await kit.run(name, kit.extraCalls[name] ?? {});
      }
      const { listUsers } = await clientOf(kit);
      if (listUsers !== undefined) {
        await listed(kit);
      }
      const [stray] = other.exchanges();
      claim(
        stray === undefined,
        `A request went to another host${stray?.request.headers['authorization'] === undefined ? '' : ', with the credentials'}: ${stray?.request.method} ${shown(stray?.request.path)}.`,
        'the client: follow links with http.page, which refuses another host, and send nothing by any other way than `http`.',
      );
    } finally {
      await other.close();
    }
  }),
  onFake(
    'hostile: a list whose pages repeat is an error, never endless and never a part',
    async (kit) => {
      const ids = await givenUsers(kit);
      kit.server.forget();
      await kit.withClient(async ({ listUsers }) => listUsers?.());
      const [first] = kit.server.exchanges();
      if (first?.reply === undefined) {
        return;
      }
      const { reply, request } = first;
      const pages = [linkingTo(reply, request.path), reply];
      await claimWholeOrFailed(kit, ids, 'whose pages repeat', (honest, count) => pages[count % 2] ?? honest);
    },
    'listUsers',
  ),
  ...LIES.map(([name, lie]) =>
    onFake(
      `hostile: a list whose total is ${name} is whole or an error`,
      async (kit) => {
        const ids = await givenUsers(kit);
        await claimWholeOrFailed(kit, ids, `whose total is ${name}`, (reply) => withTotals(reply, lie));
      },
      'listUsers',
    ),
  ),
];

/** Lists all users while every reply is another one than the vendor gives; `count` is its number, from 1. */
const claimWholeOrFailed = async (
  kit: FakeKit,
  ids: readonly string[],
  which: string,
  alter: (reply: VendorReply, count: number) => VendorReply,
): Promise<void> => {
  let asked = 0;
  kit.server.fail({
    on: 'reads',
    times: Infinity,
    mishap: {
      kind: 'altered',
      alter: (reply) => {
        asked += 1;
        // The refusal stops a client that has no end of its own.
        return asked > MAX_REQUESTS ? { status: 400 } : alter(reply, asked);
      },
    },
  });
  const found = await listed(kit);
  claim(
    asked <= MAX_REQUESTS,
    `A list of ${ids.length} users ${which} was asked for more than ${MAX_REQUESTS} pages.`,
    'listUsers: read one page per call, or read all of them with allPages, which sees that a list has no end.',
  );
  if (found !== undefined) {
    claimSame(found, [...ids].sort(), `What a list ${which} came to`, READ_WHOLE);
  }
};

/** The ids of all users as they are listed; undefined when the list failed. */
const listed = async (kit: FakeKit): Promise<readonly string[] | undefined> =>
  kit.withClient(async ({ listUsers }) => {
    try {
      const users: readonly IAMUserAppData[] = await allPages('users', {
        read: async (page) => {
          const { users: records, next, total } = (await listUsers?.(page)) ?? { users: [] };
          return { records, next, total };
        },
        keyOf: ({ id }) => id,
      });
      return users.map(({ id }) => id).sort();
    } catch (thrown) {
      if (isIAMError(thrown)) {
        return undefined;
      }
      throw thrown;
    }
  });

const clientOf = (kit: FakeKit): Promise<UserClient> => kit.withClient(async (client) => client);

const givenUsers = async (kit: FakeKit): Promise<readonly string[]> => {
  const ids: string[] = [];
  for (let count = 0; count < 3; count += 1) {
    ids.push((await givenUser(kit)).id);
  }
  return ids;
};

const givenGroup = async (kit: FakeKit): Promise<{ readonly displayName?: string }> => {
  const { groups } = await clientOf(kit);
  if (groups === undefined) {
    return {};
  }
  const displayName = kit.newGroupName();
  await kit.group('iam-create-group', { displayName });
  return { displayName };
};

/** Another host: it answers whatever is asked. */
const GREEDY: FakeVendor = {
  name: 'another host',
  handle: () => ({ status: 200, body: [] }),
  reset: () => undefined,
  users: () => [],
  groups: () => [],
};

/** Replies whose addresses, in the body and in links, are those of another host; a list that has no link gets one. */
const linkedTo = (here: string, there: string): Mishap => ({
  kind: 'altered',
  alter: ({ headers = {}, body, ...reply }) => ({
    ...reply,
    headers: { ...withoutLink(headers), Link: `<${there}/users?page=2>; rel="next"` },
    ...(body === undefined
      ? {}
      : { body: JSON.parse(JSON.stringify(body).replaceAll(here, there)) as unknown }),
  }),
});

/** The reply with its link to a next page, if it has one, leading to another. */
const linkingTo = ({ headers = {}, ...reply }: VendorReply, address: string): VendorReply => ({
  ...reply,
  headers: Object.keys(headers).some(isLink)
    ? { ...withoutLink(headers), Link: `<${address}>; rel="next"` }
    : headers,
});

const withoutLink = (headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !isLink(name)));

const isLink = (name: string): boolean => name.toLowerCase() === 'link';

/** The reply with another number for every total, of a header or at the top of the body. */
const withTotals = (
  { headers = {}, body, ...reply }: VendorReply,
  lie: (total: number) => number,
): VendorReply => ({
  ...reply,
  headers: Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      TOTAL.test(name) && /^\d+$/.test(value) ? String(lie(Number(value))) : value,
    ]),
  ),
  ...(body === undefined ? {} : { body: isDictionary(body) ? withTotalsOf(body, lie) : body }),
});

const withTotalsOf = (body: Attributes, lie: (total: number) => number): Attributes =>
  Object.fromEntries(
    Object.entries(body).map(([key, value]) => [
      key,
      TOTAL.test(key) && typeof value === 'number' ? lie(value) : value,
    ]),
  );

const TOTAL = /total|count/i;
