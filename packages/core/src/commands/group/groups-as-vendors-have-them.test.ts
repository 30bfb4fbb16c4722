import type { GroupClient } from '../../contract/group-client';
import type { UserClient } from '../../contract/user-client';
import { answering, failing, lostAfter, lostBefore, setUpVendor } from '../__fixtures__/in-memory-vendor';

const withGroups =
  (change: (groups: GroupClient) => Partial<GroupClient>) =>
  (client: UserClient): UserClient => ({
    ...client,
    ...(client.groups === undefined ? {} : { groups: { ...client.groups, ...change(client.groups) } }),
  });

const STAFF = { id: 'g1', displayName: 'Staff', members: ['1'] };
const NEW = { displayName: 'New', members: [{ value: '1' }, { value: '2' }, { value: '3' }] };
const writes = ({ calls }: { readonly calls: readonly string[] }) =>
  calls.filter((call) => /^(create|update)/.test(call));

describe('a creation without members', () => {
  const client = withGroups(() => ({ createsWithoutMembers: true }));

  it.each([
    [undefined, ['createGroup {"displayName":"New"}', 'updateMembers g1 +1,2,3 -']],
    [
      1,
      [
        'createGroup {"displayName":"New"}',
        'updateMembers g1 +1 -',
        'updateMembers g1 +2 -',
        'updateMembers g1 +3 -',
      ],
    ],
  ])('is followed by the members, %s in a request', async (membersPerRequest, expected) => {
    const acme = setUpVendor({ client, ...(membersPerRequest === undefined ? {} : { membersPerRequest }) });
    expect((await acme.runGroup('iam-create-group', NEW)).status).toBe('done');
    expect(writes(acme)).toEqual(expected);
    expect(acme.groups.get('g1')?.members).toEqual(['1', '2', '3']);
  });

  it('says who is in and who is not when a member is refused', async () => {
    const acme = setUpVendor({ client, membersPerRequest: 1 });
    acme.next('updateMembers', (carryOut) => carryOut(), failing('bad-request', 400, { recognised: true }));
    const { group } = await acme.runGroup('iam-create-group', NEW);
    expect(group).toMatchObject({
      success: false,
      id: 'g1',
      details: { created: true, added: ['1', '3'], notAdded: ['2'] },
    });
    expect(acme.groups.get('g1')?.members).toEqual(['1', '3']);
  });

  it('puts nobody into a group that was found after a lost reply', async () => {
    const acme = setUpVendor({ client });
    acme.next('createGroup', lostAfter);
    const { group } = await acme.runGroup('iam-create-group', NEW);
    expect([group.success, group.details]).toEqual([false, { added: [], notAdded: ['1', '2', '3'] }]);
  });
});

describe('a creation whose reply is', () => {
  it.each([
    ['an id', (id: string) => ({ id })],
    ['nothing', () => undefined],
  ])('%s is followed by a look', async (_, reply) => {
    const acme = setUpVendor({
      client: withGroups((groups) => ({
        createGroup: async (data) => reply(((await groups.createGroup(data)) as { readonly id: string }).id),
      })),
    });
    const { group } = await acme.runGroup('iam-create-group', NEW);
    expect(group).toMatchObject({ success: true, id: 'g1', displayName: 'New' });
    expect(writes(acme)).toHaveLength(1);
  });

  it.each([
    ['cannot be read yet', answering(undefined), 'done', 'g9'],
    ['has another name', answering({ id: 'g9', displayName: 'Admins', details: {} }), 'failed', null],
    ['cannot be read', failing('vendor-error', 503), 'failed', null],
  ])('an id of a group that %s', async (_, look, status, id) => {
    const acme = setUpVendor({ client: withGroups(() => ({ createGroup: async () => ({ id: 'g9' }) })) });
    acme.next('getGroup', look);
    const result = await acme.runGroup('iam-create-group', { displayName: 'New' });
    expect([result.status, result.group.id]).toEqual([status, id]);
    if (status === 'failed') {
      expect(result.failure?.effect).toBe('unknown');
      expect(result.group.errorMessage).toMatch(/^The vendor accepted the creation of the group \(id g9\)/);
    }
  });
});

describe('one member per request', () => {
  const change = { memberIdsToAdd: '2,3,4', memberIdsToDelete: '1' };

  it('writes each change once', async () => {
    const acme = setUpVendor({ groups: [STAFF], membersPerRequest: 1 });
    expect((await acme.runGroup('iam-update-group', { id: 'g1' }, change)).status).toBe('done');
    expect(acme.calls).toEqual([
      'updateMembers g1 +2 -',
      'updateMembers g1 +3 -',
      'updateMembers g1 +4 -',
      'updateMembers g1 + -1',
    ]);
  });

  it('names the member of whom it is not known whether it is in', async () => {
    const acme = setUpVendor({ groups: [STAFF], membersPerRequest: 1 });
    acme.next('updateMembers', (carryOut) => carryOut(), lostBefore, lostBefore);
    const { group } = await acme.runGroup('iam-update-group', { id: 'g1' }, change);
    expect(group.details).toEqual({
      added: ['2'],
      removed: [],
      notAdded: ['3', '4'],
      notRemoved: ['1'],
      notKnown: ['3'],
    });
  });

  it('sends the others when one is refused', async () => {
    const acme = setUpVendor({ groups: [STAFF], membersPerRequest: 1 });
    acme.next('updateMembers', failing('bad-request', 400, { recognised: true }));
    const { group } = await acme.runGroup('iam-update-group', { id: 'g1' }, change);
    expect(group.details).toEqual({ added: ['3', '4'], removed: ['1'], notAdded: ['2'], notRemoved: [] });
    expect(group.errorMessage).toContain('3 of 4 changes were applied; refused: 2');
  });
});

describe('members read page by page', () => {
  const pages = (total?: number) =>
    withGroups(({ getGroup }) => ({
      getGroup: async (id) => {
        const { members: _apart, ...group } = (await getGroup(id)) ?? { id, displayName: null, details: {} };
        return group;
      },
      listMembers: async (_id, page) =>
        page === undefined
          ? { members: [{ value: '1' }], next: '2', ...(total === undefined ? {} : { total }) }
          : { members: [{ value: '2' }] },
    }));

  it('are all there', async () => {
    const acme = setUpVendor({ groups: [STAFF], client: pages() });
    const { group } = await acme.runGroup('iam-get-group', { id: 'g1' }, { includeMembers: true });
    expect(group.members).toEqual([{ value: '1' }, { value: '2' }]);
  });

  it('fail when fewer came than there are', async () => {
    const acme = setUpVendor({ groups: [STAFF], client: pages(3) });
    const { failure } = await acme.runGroup('iam-get-group', { id: 'g1' }, { includeMembers: true });
    expect(failure).toMatchObject({ kind: 'malformed-reply', message: expect.stringContaining('3 members') });
  });

  it('confirm an addition whose reply was lost', async () => {
    const acme = setUpVendor({ groups: [STAFF], client: pages() });
    acme.next('updateMembers', lostBefore);
    expect((await acme.runGroup('iam-update-group', { id: 'g1' }, { memberIdsToAdd: '2' })).status).toBe(
      'done',
    );
    expect(writes(acme)).toHaveLength(1);
  });
});

it('a creation that is answered with an id says so when the look for the group fails, and is not sent again', async () => {
  const acme = setUpVendor({ client: withGroups(() => ({ createGroup: async () => ({ id: 'g9' }) })) });
  acme.next('getGroup', failing('vendor-error', 503));
  const { failure } = await acme.runGroup('iam-create-group', { displayName: 'Staff' });

  expect(failure).toMatchObject({
    effect: 'unknown',
    next: expect.stringMatching(/^Get the group by its name/),
  });
  expect(failure?.message).toMatch(
    /^The vendor accepted the creation of the group \(id g9\), but reading it afterwards failed: /,
  );
});
