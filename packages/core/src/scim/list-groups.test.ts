import { allPages } from '../contract/all-pages';
import type { GroupPage } from '../contract/group-page';
import { standardDialect, type ScimDialect, type ScimGroupDialect } from './dialect';
import { scimClient } from './scim-client';
import { scimHttp, type Reply } from './__fixtures__/scim-http';

const JANE = { id: 'u "1"', username: 'jane', email: null, active: true, details: {} };
const STAFF = { id: 'g1', displayName: 'Staff' };
const ADMINS = { id: 'g2', displayName: 'Admins', members: [{ value: 'u1' }] };

const clientOf = (
  answer: (target: string) => Reply,
  groups: Partial<ScimGroupDialect> = {},
  more: Partial<ScimDialect> = {},
) => {
  const { http, asked } = scimHttp(({ target }) => answer(target));
  const dialect = { ...standardDialect, ...more, groups: { ...standardDialect.groups, ...groups } };
  return { client: scimClient(http, dialect), asked };
};

const every = (read: ((page?: string) => Promise<GroupPage>) | undefined) =>
  allPages('groups', {
    read: async (page) => {
      const { groups, next, total } = (await read?.(page)) ?? { groups: [] };
      return { records: groups, next, total };
    },
    keyOf: ({ id }) => id,
  });

const list = (Resources: readonly object[], totalResults = Resources.length): Reply => [
  200,
  { totalResults, Resources },
];

describe('the groups of a SCIM vendor', () => {
  it('come page by page, and one that is listed without members does not count as empty', async () => {
    const { client, asked } = clientOf(
      (target) => list([/startIndex=2/.test(target) ? ADMINS : STAFF], 2),
      {},
      { pageSize: 1 },
    );
    const groups = await every(client.groups?.listGroups);
    expect(groups).toEqual([
      { id: 'g1', displayName: 'Staff', details: STAFF },
      { id: 'g2', displayName: 'Admins', members: [{ value: 'u1' }], details: ADMINS },
    ]);
    expect(asked.length).toBeLessThanOrEqual(3);
  });

  it('tell the next page and the total as far as the vendor does', async () => {
    const pageOf = async (reply: object) =>
      clientOf(() => [200, { Resources: [], ...reply }]).client.groups?.listGroups?.();
    expect(await pageOf({})).toStrictEqual({ groups: [] });
    expect(await pageOf({ totalResults: 0 })).toStrictEqual({ groups: [], total: 0 });
    expect(await pageOf({ totalResults: 2, Resources: [STAFF] })).toMatchObject({ next: '2', total: 2 });
  });

  it('are not cut', async () => {
    const { client } = clientOf((target) => list(/startIndex=1&/.test(target) ? [STAFF] : [], 2));
    await expect(every(client.groups?.listGroups)).rejects.toMatchObject({
      failure: { kind: 'malformed-reply' },
    });
  });
});

describe('the groups of one user', () => {
  it('are searched for by the member, whose id cannot end the filter', async () => {
    const { client, asked } = clientOf(() => list([STAFF]));
    const groups = await every((page) => client.groupsOfUser?.(JANE, page) ?? Promise.reject(new Error()));
    expect(groups.map(({ id }) => id)).toEqual(['g1']);
    const { searchParams } = new URL(asked[0]?.target ?? '', 'https://x.example');
    expect(searchParams.get('filter')).toBe('members.value eq "u \\"1\\""');
  });

  it('are read from the user where the dialect says so', async () => {
    const { client, asked } = clientOf(
      () => [200, { id: JANE.id, groups: [{ value: 'g1', display: 'Staff' }, { value: 'g2' }] }],
      { groupsOfUser: 'user-attribute' },
    );
    expect(await client.groupsOfUser?.(JANE)).toEqual({
      groups: [
        { id: 'g1', displayName: 'Staff', details: { id: 'g1', displayName: 'Staff' } },
        { id: 'g2', displayName: null, details: { id: 'g2' } },
      ],
    });
    expect(asked).toMatchObject([{ method: 'GET', target: `/Users/${JANE.id}` }]);
  });

  it('are searched for page by page', async () => {
    const { client, asked } = clientOf(
      (target) => list([/startIndex=2/.test(target) ? ADMINS : STAFF], 2),
      {},
      { pageSize: 1 },
    );
    const groups = await every((page) => client.groupsOfUser?.(JANE, page) ?? Promise.reject(new Error()));
    expect(groups.map(({ id }) => id)).toEqual(['g1', 'g2']);
    expect(asked.every(({ target }) => target.includes('filter=members.value eq'))).toBe(true);
  });

  it.each([
    ['is not there', {}, 'unsupported'],
    ['is null', { groups: null }, 'unsupported'],
    ['has an unreadable entry', { groups: [{ value: 'g1' }, {}] }, 'malformed-reply'],
    ['is no list', { groups: 'Staff' }, 'malformed-reply'],
  ])('are not guessed at when the attribute %s', async (_, shown, kind) => {
    const { client } = clientOf(() => [200, { id: JANE.id, ...shown }], { groupsOfUser: 'user-attribute' });
    await expect(client.groupsOfUser?.(JANE)).rejects.toMatchObject({ failure: { kind } });
    await expect(client.groupsOfUser?.(JANE)).rejects.toMatchObject({
      failure: kind === 'unsupported' ? { next: 'Read the members of the groups in question instead.' } : {},
    });
  });

  it('are none when the attribute is empty', async () => {
    const { client } = clientOf(() => [200, { id: JANE.id, groups: [] }], { groupsOfUser: 'user-attribute' });
    expect(await client.groupsOfUser?.(JANE)).toEqual({ groups: [] });
  });

  it('cannot be read where the dialect names no way, or has no groups', () => {
    const { http } = scimHttp(() => [200, {}]);
    const { groupsOfUser: _way, ...groups } = standardDialect.groups;
    const { groups: _groups, ...without } = standardDialect;
    expect(scimClient(http, { ...standardDialect, groups }).groupsOfUser).toBeUndefined();
    expect(scimClient(http, without).groupsOfUser).toBeUndefined();
  });
});
