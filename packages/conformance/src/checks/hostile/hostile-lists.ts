import { allPages, type Attributes, isIAMError, type UserClient } from '@iam/core';
import { isDictionary } from '@iam/core/internal';
import { claim, claimSame, shown } from '../../claims/expectations';
import { givenUser } from '../../claims/given';
import type { Ability } from '../../kit/ability';
import { onFake, type Check, type FakeKit } from '../../kit/check';
import type { FakeVendor, VendorReply } from '../../fake/fake-vendor';
import type { Mishap } from '../../server/fault';
import { serveVendor } from '../../server/vendor-server';
import { LISTINGS, type GivenList, type Listing } from './listings';

/** Requests that a list of three records may take before it has to have failed. */
const MAX_REQUESTS = 60;

const LIES: readonly (readonly [name: string, lie: (total: number) => number])[] = [
  ['too small', () => 1],
  ['too large', (total) => total + 1000],
];

/** Lists that lead elsewhere, have no end, or do not say how long they are. */
export const hostileListChecks: readonly Check[] = [
  onFake('hostile: no link of a reply is followed to another host', async (kit) => {
    const { profile } = await givenUser(kit);
    const { displayName } = await givenGroup(kit);
    const lists = await givenLists(kit);
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
      for (const list of lists) {
        await idsOf(kit, list);
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
  ...LISTINGS.flatMap((listing) => [
    onFake(
      `hostile: a list of ${listing.what} whose pages repeat is an error, never endless and never a part`,
      async (kit) => {
        const list = await listing.given(kit);
        if (list === undefined) {
          return;
        }
        kit.server.forget();
        await kit.withClient((client) => list.read(client));
        const [first] = kit.server.exchanges();
        if (first?.reply === undefined) {
          return;
        }
        const { reply, request } = first;
        const pages = [linkingTo(reply, request.path), reply];
        await claimWholeOrFailed(kit, listing, list, (honest, count) => pages[count % 2] ?? honest);
      },
      listing.needs,
    ),
    ...LIES.map(([name, lie]) =>
      onFake(
        `hostile: a list of ${listing.what} whose total is ${name} is whole or an error`,
        async (kit) => {
          const list = await listing.given(kit);
          if (list !== undefined) {
            await claimWholeOrFailed(kit, listing, list, (reply) => withTotals(reply, lie));
          }
        },
        listing.needs,
      ),
    ),
  ]),
];

/** Reads the list while every reply is another one than the vendor gives; `count` is its number, from 1. */
const claimWholeOrFailed = async (
  kit: FakeKit,
  { what, by }: Listing,
  list: GivenList,
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
  const found = await idsOf(kit, list);
  claim(
    asked <= MAX_REQUESTS,
    `A list of ${list.ids.length} ${what} took more than ${MAX_REQUESTS} requests.`,
    `${by}: read one page per call, or read all of them with allPages, which sees that a list has no end.`,
  );
  if (found !== undefined) {
    claimSame(
      found,
      [...list.ids].sort(),
      `The list of ${what}`,
      `${by}: take the next page from what the reply names or from the records that came, never from a total; give the total back as \`total\`.`,
    );
  }
};

/** The ids of the whole list; undefined when it failed. */
const idsOf = (kit: FakeKit, list: GivenList): Promise<readonly string[] | undefined> =>
  kit.withClient(async (client) => {
    try {
      const ids = await allPages('records', {
        read: (page) => list.read(client, page),
        keyOf: (id) => id,
      });
      return [...ids].sort();
    } catch (thrown) {
      if (isIAMError(thrown)) {
        return undefined;
      }
      throw thrown;
    }
  });

/** Every list that the integration has. */
const givenLists = async (kit: FakeKit): Promise<readonly GivenList[]> => {
  const { listUsers, groups, groupsOfUser } = await clientOf(kit);
  const has: Partial<Record<Ability, boolean>> = {
    listUsers: listUsers !== undefined,
    listGroups: groups?.listGroups !== undefined,
    groups: groups !== undefined,
    groupsOfUser: groupsOfUser !== undefined,
  };
  const lists: GivenList[] = [];
  for (const { given } of LISTINGS.filter((listing) => has[listing.needs] === true)) {
    const list = await given(kit);
    lists.push(...(list === undefined ? [] : [list]));
  }
  return lists;
};

const clientOf = (kit: FakeKit): Promise<UserClient> => kit.withClient(async (client) => client);

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
