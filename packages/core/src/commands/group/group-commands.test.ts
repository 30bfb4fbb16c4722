import { failure } from '../../errors/failure';
import { IAMError } from '../../errors/iam-error';
import type { GroupClient } from '../../contract/group-client';
import {
  failing,
  lostAfter,
  lostBefore,
  setUpVendor,
  type VendorOptions,
} from '../__fixtures__/in-memory-vendor';

const STAFF = { id: 'g1', displayName: 'Staff', members: ['1', '2'] };
const OFF = {
  createUserEnabled: false,
  updateUserEnabled: false,
  enableUserEnabled: false,
  disableUserEnabled: false,
};

describe('a group result', () => {
  it('has its keys in the documented order', async () => {
    const { runGroup } = setUpVendor({ groups: [STAFF] });

    expect(Object.keys((await runGroup('iam-get-group', { id: 'g1' })).group)).toEqual(
      'brand instanceName success active id username email errorCode errorMessage details displayName members'.split(
        ' ',
      ),
    );
  });

  it.each([
    ['iam-get-group', { id: 'g1' }, {}, 'GetGroup', 'Acme Get Group:'],
    ['iam-create-group', { displayName: 'New' }, {}, 'CreateGroup', 'Acme Create Group:'],
    ['iam-update-group', { id: 'g1' }, { memberIdsToAdd: '3' }, 'UpdateGroup', 'Acme Update Group:'],
    ['iam-delete-group', { id: 'g1' }, {}, 'DeleteGroup', 'Acme Delete Group:'],
  ])(
    'of %s says so, and no switch of the instance is asked',
    async (command, scim, args, contextKey, title) => {
      const { runGroup } = setUpVendor({ groups: [STAFF], params: OFF });

      expect(await runGroup(command, scim, args)).toMatchObject({
        status: 'done',
        contextKey,
        title,
        group: {
          success: true,
          errorCode: null,
          errorMessage: null,
          active: null,
          username: null,
          email: null,
        },
      });
    },
  );

  it.each([
    ['iam-get-group', { id: 'g1' }, 'Staff'],
    ['iam-get-group', { id: 'g9' }, 'g9'],
    ['iam-get-group', { displayName: 'None' }, 'None'],
    ['iam-delete-group', { id: 'g1' }, 'g1'],
    ['iam-create-group', { displayName: 'New' }, 'New'],
    ['iam-get-group', {}, ''],
  ])('of %s with %j names the group by what is known of it: %j', async (command, scim, who) => {
    expect((await setUpVendor({ groups: [STAFF] }).runGroup(command, scim)).who).toBe(who);
  });

  it.each([
    ['iam-get-group', {}, 'You must supply either "id" or "displayName" in the scim data'],
    ['iam-create-group', { id: 'g9' }, 'You must supply "displayName" of the group in the scim data'],
    ['iam-update-group', { displayName: 'Staff' }, 'You must supply "id" in the scim data'],
    [
      'iam-update-group',
      { id: 'g1' },
      'You must supply either "memberIdsToAdd" or "memberIdsToDelete" in the arguments',
    ],
    ['iam-delete-group', { displayName: 'Staff' }, 'The group id needs to be provided.'],
  ])('of %s with %p fails before any request', async (command, scim, message) => {
    const { runGroup, calls } = setUpVendor({ groups: [STAFF] });

    expect((await runGroup(command, { other: 1, ...scim })).group).toMatchObject({
      success: false,
      errorCode: null,
      errorMessage: message,
    });
    expect(calls).toEqual([]);
  });

  it.each(['iam-get-group', 'iam-create-group', 'iam-update-group', 'iam-delete-group'])(
    'of %s fails where the vendor has no groups, and the instance does not offer it',
    async (command) => {
      const { runGroup, instance } = setUpVendor({ client: ({ groups: _none, ...client }) => client });

      expect((await runGroup(command, { id: 'g1' })).failure).toMatchObject({ kind: 'unsupported' });
      expect(instance.commands).not.toContain(command);
    },
  );
});

describe('iam-get-group', () => {
  it('prefers the id to the name, in one request', async () => {
    const { runGroup, calls } = setUpVendor({ groups: [STAFF] });
    const { group } = await runGroup('iam-get-group', { id: 'g1', displayName: 'Other' });

    expect(group).toMatchObject({
      id: 'g1',
      displayName: 'Staff',
      members: [{ value: '1' }, { value: '2' }],
    });
    expect(calls).toEqual(['getGroup g1']);
  });

  it('reads by name, in one request', async () => {
    const { runGroup, calls } = setUpVendor({ groups: [STAFF] });

    expect((await runGroup('iam-get-group', { displayName: 'Staff' })).group).toMatchObject({
      success: true,
      id: 'g1',
    });
    expect(calls).toEqual(['findGroup Staff']);
  });

  it.each([
    [{ id: 'g9' }, { id: 'g9', displayName: null }],
    [{ displayName: 'Nobody' }, { id: null, displayName: 'Nobody' }],
  ])('fails with 404 for %p and echoes what was asked for', async (scim, echoed) => {
    const { runGroup } = setUpVendor({ groups: [STAFF] });

    expect((await runGroup('iam-get-group', scim)).group).toMatchObject({
      success: false,
      errorCode: 404,
      errorMessage: 'Group Not Found',
      details: null,
      ...echoed,
    });
  });

  it('fails when several groups have the name', async () => {
    const { runGroup } = setUpVendor({ groups: [STAFF, { ...STAFF, id: 'g2' }] });

    expect(await runGroup('iam-get-group', { displayName: 'Staff' })).toMatchObject({
      failure: { kind: 'ambiguous' },
      group: { errorMessage: '2 groups have this displayName (ids: g1, g2).' },
    });
  });

  it.each([
    ['id', { id: 'g1' }, 'getGroup'],
    ['name', { displayName: 'Staff' }, 'findGroup'],
  ] as const)(
    'does not believe a vendor that answers with another group than the one of that %s',
    async (_, scim, method) => {
      const { runGroup, next } = setUpVendor();
      const other = { id: 'g7', displayName: 'Other', details: {} };
      next(method, async () => (method === 'getGroup' ? other : [other]));

      expect((await runGroup('iam-get-group', scim)).failure?.kind).toBe('malformed-reply');
    },
  );

  describe('with members that cost further requests', () => {
    const apart = { id: 'g1', displayName: 'Staff', details: {} };
    const reader = (more: Partial<GroupClient>): VendorOptions => ({
      client: (client) => ({
        ...client,
        groups: { ...client.groups!, getGroup: async () => apart, ...more },
      }),
    });

    it('reads them only when they are asked for', async () => {
      const getMembers = jest.fn(async () => [{ value: '1' }]);
      const { runGroup } = setUpVendor(reader({ getMembers }));

      expect((await runGroup('iam-get-group', { id: 'g1' })).group.members).toBeNull();
      expect(getMembers).not.toHaveBeenCalled();
      expect((await runGroup('iam-get-group', { id: 'g1' }, { includeMembers: true })).group.members).toEqual(
        [{ value: '1' }],
      );
    });

    it('says so where the vendor does not tell them: null is not "none"', async () => {
      const { runGroup } = setUpVendor(reader({}));

      expect((await runGroup('iam-get-group', { id: 'g1' }, { includeMembers: true })).group).toMatchObject({
        success: false,
        errorMessage: 'This vendor does not tell the members of a group.',
        members: null,
      });
    });
  });
});

describe('iam-create-group', () => {
  it('sends the whole of scim, without an id', async () => {
    const { runGroup, calls } = setUpVendor();
    const { group } = await runGroup('iam-create-group', {
      id: 'mine',
      displayName: 'New',
      externalId: 'E',
      members: [{ value: '1' }],
    });

    expect(calls).toEqual(['createGroup {"displayName":"New","members":[{"value":"1"}],"externalId":"E"}']);
    expect(group).toMatchObject({
      success: true,
      id: 'g1',
      displayName: 'New',
      members: [{ value: '1' }],
      details: { externalId: 'E' },
    });
  });

  it('takes plain ids for members', async () => {
    const { runGroup, calls } = setUpVendor();
    await runGroup('iam-create-group', { displayName: 'New', members: ['1', 2, { value: 3, display: 'C' }] });

    expect(calls[0]).toContain('"members":[{"value":"1"},{"value":"2"},{"display":"C","value":"3"}]');
  });

  it.each([['1,2'], [[{ id: '1' }]], [['']], [[null]]])(
    'refuses members it cannot read (%p): none is lost silently',
    async (members) => {
      const { runGroup, calls } = setUpVendor();

      expect(
        (await runGroup('iam-create-group', { displayName: 'New', members })).group.errorMessage,
      ).toContain('scim: members must be');
      expect(calls).toEqual([]);
    },
  );

  it('fails with 409 and the vendor’s words when the name is taken', async () => {
    const { runGroup } = setUpVendor({ groups: [STAFF] });

    expect((await runGroup('iam-create-group', { displayName: 'Staff' })).group).toMatchObject({
      success: false,
      errorCode: 409,
      errorMessage: 'That name is taken.',
      displayName: 'Staff',
      id: null,
    });
  });

  it('adds the members that one request has no room for afterwards', async () => {
    const { runGroup, calls, groups } = setUpVendor({ membersPerRequest: 2 });
    const { group } = await runGroup('iam-create-group', {
      displayName: 'New',
      members: ['1', '2', '3', '4', '5'],
    });

    expect(calls).toEqual([
      expect.stringContaining('"members":[{"value":"1"},{"value":"2"}]'),
      'updateMembers g1 +3,4 -',
      'updateMembers g1 +5 -',
    ]);
    expect(groups.get('g1')?.members).toEqual(['1', '2', '3', '4', '5']);
    // What the creation answered has the first two only.
    expect([group.success, group.members]).toEqual([true, null]);
  });

  it('shows the members that the creation answered where it had room for all', async () => {
    const { runGroup } = setUpVendor({ membersPerRequest: 2 });

    expect(
      (await runGroup('iam-create-group', { displayName: 'New', members: ['1', '2'] })).group.members,
    ).toEqual([{ value: '1' }, { value: '2' }]);
  });

  it.each([
    [['1'], 'failed'],
    [[], 'done'],
  ])(
    'after a lost reply with members %j, where those of the group cannot be read, is %s',
    async (members, status) => {
      const acme = setUpVendor({
        client: (client) => ({
          ...client,
          groups: {
            ...client.groups!,
            findGroup: async () => ({ id: 'g1', displayName: 'New', details: {} }),
            getMembers: () => Promise.reject(new Error('no')),
          },
        }),
      });
      acme.next('createGroup', lostAfter);
      const result = await acme.runGroup('iam-create-group', { displayName: 'New', members });

      expect(result.status).toBe(status);
      expect(result.failure?.kind).toBe(status === 'failed' ? 'not-applied' : undefined);
    },
  );

  it('keeps the id and says how far it came when that fails', async () => {
    const { runGroup, next } = setUpVendor({ membersPerRequest: 2 });
    next('updateMembers', (carryOut) => carryOut(), failing('bad-request', 400));

    expect(
      (await runGroup('iam-create-group', { displayName: 'New', members: ['1', '2', '3', '4', '5'] })).group,
    ).toMatchObject({
      success: false,
      id: 'g1',
      errorCode: 400,
      errorMessage: 'The vendor is not well. (2 of 3 changes were applied)',
      details: { created: true, added: ['3', '4'], notAdded: ['5'] },
    });
  });

  it('adds no members to a group that may be another one after a lost reply', async () => {
    const { runGroup, next, calls } = setUpVendor({
      groups: [{ id: 'g1', displayName: 'Admins' }],
      membersPerRequest: 1,
    });
    next('createGroup', lostBefore);
    const { group, failure } = await runGroup('iam-create-group', {
      displayName: 'Admins',
      members: ['1', '2'],
    });

    expect(group).toMatchObject({ success: false, id: 'g1', details: { added: [], notAdded: ['1', '2'] } });
    expect(failure).toMatchObject({ kind: 'not-applied', effect: 'unknown' });
    expect(calls.filter((call) => call.startsWith('updateMembers'))).toEqual([]);
  });

  it('looks before it sends again when the reply is lost', async () => {
    const after = setUpVendor();
    const before = setUpVendor();
    after.next('createGroup', lostAfter);
    before.next('createGroup', lostBefore);
    const found = await after.runGroup('iam-create-group', { displayName: 'New' });

    expect(found).toMatchObject({
      group: { success: true, id: 'g1' },
      warnings: [expect.stringContaining('is taken for the new one')],
    });
    expect(after.calls).toHaveLength(2);
    expect((await before.runGroup('iam-create-group', { displayName: 'New' })).group.success).toBe(true);
    expect([after.groups.size, before.groups.size]).toEqual([1, 1]);
  });
});

describe('iam-update-group', () => {
  it.each([NaN, 0, -1, 1.5])(
    'sends everything when a request carries %p changes',
    async (membersPerRequest) => {
      const { runGroup, groups } = setUpVendor({
        membersPerRequest,
        groups: [{ id: 'g1', displayName: 'Staff', members: [] }],
      });

      expect(
        (await runGroup('iam-update-group', { id: 'g1' }, { memberIdsToAdd: ['1', '2', '3'] })).status,
      ).toBe('done');
      expect(groups.get('g1')?.members).toEqual(['1', '2', '3']);
    },
  );

  it('adds first, then removes, in as few requests as the vendor allows', async () => {
    const { runGroup, calls, groups } = setUpVendor({ groups: [STAFF], membersPerRequest: 2 });
    const { group } = await runGroup(
      'iam-update-group',
      { id: 'g1' },
      { memberIdsToAdd: ['3', '4', '5'], memberIdsToDelete: ['1', '2'] },
    );

    expect(calls).toEqual(['updateMembers g1 +3,4 -', 'updateMembers g1 +5 -1', 'updateMembers g1 + -2']);
    expect(groups.get('g1')?.members).toEqual(['3', '4', '5']);
    expect(group).toMatchObject({ success: true, id: 'g1', displayName: null });
  });

  it('sends one request where the vendor sets no limit, and each change once', async () => {
    const { runGroup, calls } = setUpVendor({ groups: [STAFF] });
    await runGroup('iam-update-group', { id: 'g1' }, { memberIdsToAdd: '3,3', memberIdsToDelete: '["1"]' });

    expect(calls).toEqual(['updateMembers g1 +3 -1']);
  });

  it('echoes the displayName and does not rename the group', async () => {
    const { runGroup, groups } = setUpVendor({ groups: [STAFF] });

    expect(
      (await runGroup('iam-update-group', { id: 'g1', displayName: 'Crew' }, { memberIdsToAdd: '3' })).group
        .displayName,
    ).toBe('Crew');
    expect(groups.get('g1')?.group).toMatchObject({ displayName: 'Staff' });
  });

  it('refuses a member in both lists', async () => {
    const { runGroup, calls } = setUpVendor({ groups: [STAFF] });
    const { group, failure: failed } = await runGroup(
      'iam-update-group',
      { id: 'g1' },
      { memberIdsToAdd: '1,2', memberIdsToDelete: '2' },
    );

    expect(group.errorMessage).toBe('memberIdsToAdd and memberIdsToDelete both name 2');
    expect(failed).toMatchObject({
      kind: 'invalid-input',
      next: expect.stringContaining('Decide') as string,
    });
    expect(calls).toEqual([]);
  });

  it('says how far it came when a later request fails', async () => {
    const { runGroup, next, groups } = setUpVendor({ groups: [STAFF], membersPerRequest: 2 });
    next('updateMembers', (carryOut) => carryOut(), failing('bad-request', 400));
    const { group } = await runGroup(
      'iam-update-group',
      { id: 'g1' },
      { memberIdsToAdd: ['3', '4', '5'], memberIdsToDelete: ['1', '2'] },
    );

    expect(group).toMatchObject({
      success: false,
      id: 'g1',
      errorCode: 400,
      errorMessage: 'The vendor is not well. (2 of 5 changes were applied)',
      details: { added: ['3', '4'], removed: [], notAdded: ['5'], notRemoved: ['1', '2'] },
      members: null,
    });
    expect(groups.get('g1')?.members).toEqual(['1', '2', '3', '4']);
  });

  it.each([
    ['carried out', lostAfter, ['updateMembers g1 +3 -1', 'updateMembers g1 + -1']],
    ['not carried out', lostBefore, ['updateMembers g1 +3 -1', 'updateMembers g1 +3 -1']],
  ])('looks when a reply is lost, and removes once more: %s', async (_, mishap, writes) => {
    const { runGroup, next, calls, groups } = setUpVendor({ groups: [STAFF] });
    next('updateMembers', mishap);
    const { group } = await runGroup(
      'iam-update-group',
      { id: 'g1' },
      { memberIdsToAdd: '3', memberIdsToDelete: '1' },
    );

    expect(group.success).toBe(true);
    expect(groups.get('g1')?.members).toEqual(['2', '3']);
    expect(calls.filter((call) => call.startsWith('updateMembers'))).toEqual(writes);
  });

  it('is undecided when the members cannot be read then: unread is not removed', async () => {
    const { runGroup, next } = setUpVendor({ groups: [STAFF] });
    next('updateMembers', lostBefore);
    next('getGroup', async () => ({ id: 'g1', displayName: 'Staff', details: {} }));
    const { failure: failed, group } = await runGroup(
      'iam-update-group',
      { id: 'g1' },
      { memberIdsToDelete: '1' },
    );

    expect(failed).toMatchObject({
      effect: 'unknown',
      message: expect.stringContaining('members of the group cannot be read') as string,
    });
    expect(group.errorMessage).toContain('(0 of 1 changes were applied)');
  });

  it('terminates with a request size of zero', async () => {
    const { runGroup, calls } = setUpVendor({ groups: [STAFF], membersPerRequest: 0 });
    await runGroup('iam-update-group', { id: 'g1' }, { memberIdsToAdd: '3,4' });

    expect(calls).toHaveLength(2);
  });
});

describe('iam-delete-group', () => {
  it('deletes by id, in one request', async () => {
    const { runGroup, calls, groups } = setUpVendor({ groups: [STAFF] });

    expect((await runGroup('iam-delete-group', { id: 'g1', displayName: 'Staff' })).group).toMatchObject({
      success: true,
      id: 'g1',
      displayName: 'Staff',
    });
    expect([calls, groups.size]).toEqual([['deleteGroup g1'], 0]);
  });

  it('fails with 404 when there is none', async () => {
    const { runGroup } = setUpVendor();

    expect((await runGroup('iam-delete-group', { id: 'g9' })).group).toMatchObject({
      errorCode: 404,
      errorMessage: 'Group Not Found',
      id: 'g9',
    });
  });

  it('does not treat a gateway’s 404 as a missing group', async () => {
    const { runGroup, next } = setUpVendor({ groups: [STAFF] });
    next('deleteGroup', async () => {
      throw new IAMError(
        failure('no-such-resource', 'Not Found (the reply is an HTML page)', {
          status: 404,
          recognised: false,
        }),
      );
    });

    expect((await runGroup('iam-delete-group', { id: 'g1' })).group.errorMessage).toBe(
      'Not Found (the reply is an HTML page)',
    );
  });

  it.each([
    ['carried out', lostAfter, 1],
    ['not carried out', lostBefore, 2],
  ])('looks when the reply is lost: %s', async (_, mishap, writes) => {
    const { runGroup, next, calls, groups } = setUpVendor({ groups: [STAFF] });
    next('deleteGroup', mishap);

    expect((await runGroup('iam-delete-group', { id: 'g1' })).group.success).toBe(true);
    expect([groups.size, calls.filter((call) => call.startsWith('deleteGroup')).length]).toEqual([0, writes]);
  });
});

describe('what a group command found and wrote', () => {
  it.each([
    [['3', '4'], ['1']],
    [['3'], ['1']],
    [['3'], []],
  ])('is in the result: the members put in (%j) and taken out (%j)', async (put, taken) => {
    const { runGroup } = setUpVendor({ groups: [STAFF] });
    const args = { memberIdsToAdd: put, memberIdsToDelete: taken };
    const { changes } = await runGroup('iam-update-group', { id: 'g1' }, args);
    expect(changes).toEqual({ members: { from: taken, to: put } });
  });

  it('is in the result: a new group with its members, and its record', async () => {
    const { runGroup } = setUpVendor();
    const scim = { displayName: 'New', members: ['1', { value: '2' }] };
    expect(await runGroup('iam-create-group', scim)).toMatchObject({
      status: 'done',
      changes: { displayName: { from: null, to: 'New' }, members: { from: [], to: ['1', '2'] } },
      after: { displayName: 'New' },
    });
  });

  it('is in the result: that it is gone', async () => {
    const { runGroup } = setUpVendor({ groups: [STAFF] });
    const result = await runGroup('iam-delete-group', { id: 'g1' });
    expect(result).toMatchObject({ changes: { deleted: { from: null, to: true } } });
    expect(result).not.toHaveProperty('after');
  });

  it('is absent where nothing was written', async () => {
    const { runGroup } = setUpVendor({ groups: [STAFF] });
    const result = await runGroup('iam-get-group', { id: 'g1' });
    expect(result).not.toHaveProperty('changes');
    expect(result).not.toHaveProperty('after');
  });
});
