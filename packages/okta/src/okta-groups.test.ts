import { createOktaVendor, type OktaOptions } from '@iam/sandbox';
import { interceptedInstance } from '@iam/sandbox/msw';
import { person, setUp as start, URL as ORG } from './__fixtures__/set-up';
import { okta } from './okta';

let close: (() => void) | undefined;
afterEach(() => close?.());

const setUp = (options: OktaOptions = {}, params: object = {}) => {
  const running = start(options, params);
  close = running.close;
  return running;
};

const people = (count: number) => Array.from({ length: count }, (_, index) => person(`00u${index}`));

describe('a group by its name', () => {
  const groups = [
    { id: '00gengineering', profile: { name: 'Engineering' }, members: ['00u0'] },
    { id: '00gengine', profile: { name: 'Engine' } },
  ];

  it('is the one of exactly that name, never one that begins so', async () => {
    const { runGroup } = setUp({ users: people(1), groups });
    expect((await runGroup('iam-get-group', { displayName: 'Eng' })).group).toMatchObject({
      success: false,
      errorCode: 404,
      errorMessage: 'Group Not Found',
    });
    expect((await runGroup('iam-get-group', { displayName: 'Engine' })).group).toMatchObject({
      success: true,
      id: '00gengine',
    });
  });

  it('is found behind more groups that begin so than one reply has', async () => {
    const many = Array.from({ length: 301 }, (_, index) => ({ profile: { name: `Engineering ${index}` } }));
    const { runGroup } = setUp({ groups: [...many, { id: '00gengine', profile: { name: 'Engine' } }] });
    expect((await runGroup('iam-get-group', { displayName: 'Engine' })).group).toMatchObject({
      success: true,
      id: '00gengine',
    });
  });

  it('is found where the org cuts the list shorter than was asked for', async () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ profile: { name: `Engineering ${index}` } }));
    const vendor = createOktaVendor({
      apiToken: 't0ken-of-okta',
      publicUrl: ORG,
      groups: [...many, { id: '00gengine', profile: { name: 'Engine' } }],
    });
    const { runGroup, close: end } = interceptedInstance(
      okta,
      { url: ORG, apiToken: 't0ken-of-okta' },
      {
        ...vendor,
        handle: (request) =>
          vendor.handle({ ...request, query: request.query.replace('limit=300', 'limit=10') }),
      },
      '/api/v1',
    );
    close = end;
    expect((await runGroup('iam-get-group', { displayName: 'Engine' })).group).toMatchObject({
      success: true,
      id: '00gengine',
    });
  });

  it('is an error when several have it', async () => {
    const { runGroup } = setUp({
      groups: [
        { id: '00g1', profile: { name: 'Sales' } },
        { id: '00g2', type: 'APP_GROUP', profile: { name: 'Sales' } },
      ],
    });
    expect((await runGroup('iam-get-group', { displayName: 'Sales' })).failure).toMatchObject({
      kind: 'ambiguous',
      message: expect.stringMatching(/00g1.*00g2/) as string,
    });
  });

  it('that was created a moment ago is found', async () => {
    const { runGroup } = setUp({ searchLagMs: 60_000 });
    await runGroup('iam-create-group', { displayName: 'Sales' });
    expect((await runGroup('iam-get-group', { displayName: 'Sales' })).group).toMatchObject({
      success: true,
    });
  });

  it('stands below GetGroup', async () => {
    const { runGroup } = setUp({ groups });
    expect((await runGroup('iam-get-group', { id: '00gengine' })).contextKey).toBe('GetGroup');
  });
});

describe('the members of a group', () => {
  it('are whole: 450 members are 450', async () => {
    const users = people(450);
    const { runGroup, calls } = setUp({
      users,
      groups: [{ id: '00g1', profile: { name: 'All' }, members: users.map(({ id = '' }) => id) }],
    });
    const { group } = await runGroup('iam-get-group', { id: '00g1' }, { includeMembers: true });
    expect(group.members).toHaveLength(450);
    expect(group.members?.[0]).toEqual({ value: '00u0', display: '00u0@example.com' });
    expect(calls().filter((call) => call.endsWith('/users'))).toHaveLength(3);
  });

  it('or the command fails', async () => {
    const users = people(450);
    const { runGroup, fail } = setUp({
      users,
      groups: [{ id: '00g1', profile: { name: 'All' }, members: users.map(({ id = '' }) => id) }],
    });
    fail({ on: 'reads', after: 2, times: Infinity, mishap: { kind: 'instead', reply: { status: 404 } } });
    expect((await runGroup('iam-get-group', { id: '00g1' }, { includeMembers: true })).status).toBe('failed');
  });

  it('are those who are deactivated as well', async () => {
    const { runGroup } = setUp({
      users: [person('00u0', { status: 'DEPROVISIONED' })],
      groups: [{ id: '00g1', profile: { name: 'All' }, members: ['00u0'] }],
    });
    const { group } = await runGroup('iam-get-group', { id: '00g1' }, { includeMembers: true });
    expect(group.members).toMatchObject([{ value: '00u0' }]);
  });

  it('are written one by one, and no body is sent', async () => {
    const { runGroup, vendor, requests } = setUp({
      users: people(3),
      groups: [{ id: '00g1', profile: { name: 'All' }, members: ['00u0'] }],
    });
    const { group } = await runGroup(
      'iam-update-group',
      { id: '00g1' },
      { memberIdsToAdd: ['00u1', '00u2'], memberIdsToDelete: ['00u0'] },
    );
    expect(group.success).toBe(true);
    const writes = requests().filter(({ method }) => method !== 'GET');
    expect(writes.map(({ method, path, text }) => `${method} ${path}${text}`).sort()).toEqual([
      'DELETE /api/v1/groups/00g1/users/00u0',
      'PUT /api/v1/groups/00g1/users/00u1',
      'PUT /api/v1/groups/00g1/users/00u2',
    ]);
    expect(vendor.groups()).toMatchObject([{ members: ['00u1', '00u2'] }]);
  });

  it('are added after the creation of the group', async () => {
    const { runGroup, vendor } = setUp({ users: people(2) });
    const scim = { displayName: 'Sales', members: [{ value: '00u0' }, { value: '00u1' }] };
    expect((await runGroup('iam-create-group', scim)).group).toMatchObject({ success: true });
    expect(vendor.groups()).toMatchObject([{ displayName: 'Sales', members: ['00u0', '00u1'] }]);
  });

  it.each([403, 400] as const)(
    'of a directory’s group are refused with %s, and it is said',
    async (status) => {
      const { runGroup } = setUp({
        users: people(1),
        groups: [{ id: '00g1', type: 'APP_GROUP', profile: { name: 'AD' } }],
        readOnlyGroupStatus: status,
      });
      const { group } = await runGroup('iam-update-group', { id: '00g1' }, { memberIdsToAdd: ['00u0'] });
      expect(group).toMatchObject({ success: false, errorCode: status });
    },
  );
});

it('a name that is taken is a conflict', async () => {
  const { runGroup, fail } = setUp({ groups: [{ id: '00g1', profile: { name: 'Sales' } }] });
  fail({ on: 'reads', mishap: { kind: 'instead', reply: { status: 200, body: [] } } });
  expect((await runGroup('iam-create-group', { displayName: 'Sales' })).failure).toMatchObject({
    kind: 'conflict',
  });
});

it('lists groups and those of a person, page by page', async () => {
  const groups = Array.from({ length: 250 }, (_, index) => ({
    profile: { name: `Group ${index}` },
    members: index < 201 ? ['00u0'] : [],
  }));
  const { withClient } = setUp({ users: people(1), groups });
  const counts: number[] = [];
  await withClient(async ({ groups: client, groupsOfUser, getUser }) => {
    const user = await getUser({ attribute: 'id', value: '00u0' });
    const first = await client?.listGroups?.();
    const second = await client?.listGroups?.(first?.next);
    counts.push(first?.groups.length ?? 0, second?.groups.length ?? 0);
    if (user !== undefined && 'id' in user) {
      const mine = await groupsOfUser?.(user);
      const more = await groupsOfUser?.(user, mine?.next);
      counts.push(mine?.groups.length ?? 0, more?.groups.length ?? 0);
    }
  });
  expect(counts).toEqual([200, 50, 200, 1]);
});
