import type { IAMUserAppData } from '../../profile/app-data';
import {
  answering,
  failing,
  JANE,
  lostAfter,
  lostBefore,
  setUpVendor,
  type StoredUser,
} from '../__fixtures__/in-memory-vendor';

// Searches lag behind writes, at some vendors by seconds: after a lost reply a look may not show what was done. These are the
// cases in which an empty or an old answer must not be taken for the truth.

const PROFILE = { email: 'jane@example.com', givenname: 'Jane', surname: 'Doe', title: 'Clerk' };
const LOOKUP = 'getUser userName=jane@example.com';

const shown = (user: StoredUser): IAMUserAppData => ({
  id: user.id,
  username: String(user['userName']),
  email: String(user['email']),
  active: user['active'] === true,
  details: user,
});

type Acme = ReturnType<typeof setUpVendor>;

/** The reads after the first see these, then the truth. */
const lag = ({ next }: Acme, ...answers: readonly (readonly IAMUserAppData[])[]): void =>
  next('getUser', (carryOut) => carryOut(), ...answers.map((answer) => answering(answer)));

describe('a creation whose reply was lost and that the look does not show yet', () => {
  it('is a creation when the second is refused because of the first', async () => {
    const acme = setUpVendor();
    acme.next('createUser', lostAfter);
    lag(acme, []);
    const result = await acme.run('iam-create-user', PROFILE);
    expect(result).toMatchObject({ status: 'done', happened: 'created', vendor: { action: 'create' } });
    expect(acme.users.size).toBe(1);
  });

  it('is one where updating is not allowed, too', async () => {
    const acme = setUpVendor({ params: { updateUserEnabled: false } });
    acme.next('createUser', lostAfter);
    lag(acme, []);
    expect(await acme.run('iam-create-user', PROFILE)).toMatchObject({
      status: 'done',
      happened: 'created',
    });
  });

  it.each([
    ['the second is refused as a conflict and nobody is found yet', [], [[], []]],
    ['the second is forbidden', [failing('forbidden', 403)], [[]]],
    ['the second is lost and never seen', [failing('timeout', null, { effect: 'unknown' })], [[], []]],
  ])('never claims to have changed nothing when %s', async (_when, second, looks) => {
    const acme = setUpVendor();
    acme.next('createUser', lostAfter, ...second);
    lag(acme, ...looks);
    const { failure } = await acme.run('iam-create-user', PROFILE);
    expect(failure).toMatchObject({ effect: 'unknown' });
    expect(failure?.message).not.toMatch(/nothing was/i);
    expect(acme.users.size).toBe(1);
  });

  it('is a creation when the record lacks what vendors never show', async () => {
    const acme = setUpVendor({
      client: (client) => ({
        ...client,
        createUser: ({ title: _never, ...data }, options) => client.createUser(data, options),
      }),
    });
    acme.next('createUser', lostAfter);
    expect(await acme.run('iam-create-user', PROFILE)).toMatchObject({ happened: 'created', warnings: [] });
  });

  it('creates no second user where the vendor assigns user names of its own', async () => {
    const acme = setUpVendor({
      client: (client) => ({
        ...client,
        createUser: (data, options) =>
          client.createUser(
            { ...data, userName: `${String(data['userName'])}.${acme.calls.length}` },
            options,
          ),
      }),
    });
    acme.next('createUser', lostAfter);
    await acme.run('iam-create-user', { ...PROFILE, employeeid: 'E1' });
    expect(acme.users.size).toBe(1);
  });
});

describe('a creation whose reply was lost while another request created the user', () => {
  const meanwhile = (acme: Acme, user: StoredUser): void =>
    acme.next('createUser', async (carryOut) => {
      acme.users.set(user.id, user);
      return lostBefore(carryOut);
    });

  it('becomes an update: what was to be written is not lost', async () => {
    const acme = setUpVendor();
    meanwhile(acme, { ...JANE, id: '9', title: 'Boss' });
    const result = await acme.run('iam-create-user', PROFILE);
    expect(result).toMatchObject({
      status: 'done',
      happened: 'updated',
      vendor: { action: 'update', id: '9' },
    });
    expect(result.warnings).toEqual([expect.stringContaining('differs from what was sent')]);
    expect(acme.users.get('9')).toMatchObject({ title: 'Clerk' });
  });

  it('fails when the user is to be inactive and is active', async () => {
    const acme = setUpVendor();
    meanwhile(acme, { ...JANE, id: '9', active: true });
    expect((await acme.run('iam-create-user', PROFILE, { 'allow-enable': false })).failure).toMatchObject({
      kind: 'not-applied',
      effect: 'unknown',
    });
  });

  it('is a creation where updating is not allowed, with a warning', async () => {
    const acme = setUpVendor({ params: { updateUserEnabled: false } });
    meanwhile(acme, { ...JANE, id: '9', title: 'Boss' });
    const result = await acme.run('iam-create-user', PROFILE);
    expect(result).toMatchObject({ status: 'done', happened: 'created', vendor: { id: '9' } });
    expect(result.warnings).toEqual([expect.stringContaining('differs from what was sent')]);
  });

  it('becomes an update, too, when only the refusal of the second one shows it', async () => {
    const acme = setUpVendor();
    meanwhile(acme, { ...JANE, id: '9', title: 'Boss' });
    lag(acme, []);
    expect(await acme.run('iam-create-user', PROFILE)).toMatchObject({ happened: 'updated' });
    expect(acme.users.get('9')).toMatchObject({ title: 'Clerk' });
  });

  it('leaves a person with another external id alone', async () => {
    const acme = setUpVendor();
    meanwhile(acme, { ...JANE, id: '9', externalId: 'E2' });
    const result = await acme.run('iam-create-user', { ...PROFILE, employeeid: 'E1' });
    expect(result).toMatchObject({ status: 'failed', vendor: { errorCode: 409 } });
    expect(acme.users.get('9')).toMatchObject({ title: 'Clerk', externalId: 'E2' });
  });
});

describe('disabling a user who was just found', () => {
  it('sends the request again when one search finds no record', async () => {
    const acme = setUpVendor({ users: [JANE] });
    acme.next('disableUser', lostBefore);
    lag(acme, []);
    expect(await acme.run('iam-disable-user', PROFILE)).toMatchObject({
      status: 'done',
      happened: 'disabled',
    });
    expect(acme.users.get('42')).toMatchObject({ active: false });
    expect(acme.calls).toEqual([LOOKUP, 'disableUser 42', 'getUser id=42', 'disableUser 42']);
  });

  it('has failed when the reply shows an active user, whatever a search does not find', async () => {
    const acme = setUpVendor({ users: [JANE] });
    acme.next('disableUser', answering(shown(JANE)));
    lag(acme, []);
    expect((await acme.run('iam-disable-user', PROFILE)).failure).toMatchObject({
      kind: 'not-applied',
      effect: 'unknown',
    });
  });

  it('has an unknown effect when the first request was lost, the second found no record and the read failed', async () => {
    const acme = setUpVendor({ users: [JANE] });
    acme.next('disableUser', lostAfter, failing('no-such-resource', 404));
    acme.next('getUser', (carryOut) => carryOut(), answering([shown(JANE)]), failing('vendor-error', 500));
    expect((await acme.run('iam-disable-user', PROFILE)).failure?.effect).toBe('unknown');
  });

  it('may have been done where the vendor does not tell activity', async () => {
    const { active: _untold, ...silent } = JANE;
    const acme = setUpVendor({
      users: [silent as StoredUser],
      client: (client) => ({
        ...client,
        disableUser: () => lostBefore(async () => undefined) as Promise<never>,
      }),
    });
    expect((await acme.run('iam-disable-user', PROFILE)).failure?.effect).toBe('unknown');
  });
});

describe.each([
  ['iam-disable-user', 'disableUser', true],
  ['iam-enable-user', 'enableUser', false],
] as const)('%s that is sent again', (command, method, active) => {
  it('is about the record that is there now: a vendor that takes whole records would get a stale one', async () => {
    const given: unknown[] = [];
    const acme = setUpVendor({
      users: [{ ...JANE, active }],
      client: (client) => ({
        ...client,
        [method]: (user: IAMUserAppData) => {
          given.push(user.details['nickName']);
          return client[method](user);
        },
      }),
    });
    acme.next(method, async (carryOut) => {
      acme.users.set('42', { ...JANE, active, nickName: 'J' });
      return lostBefore(carryOut);
    });
    await acme.run(command, PROFILE);
    expect(given).toEqual([undefined, 'J']);
  });
});

describe('an update whose reply was lost', () => {
  it('may have been done when the repetition is refused', async () => {
    const acme = setUpVendor({ users: [JANE] });
    acme.next('updateUser', lostAfter, failing('rate-limited', 429));
    lag(acme, [shown(JANE)]);
    expect((await acme.run('iam-update-user', { ...PROFILE, title: 'Boss' })).failure?.effect).toBe(
      'unknown',
    );
  });

  it('is repeated on the present record, and does not enable a user disabled concurrently', async () => {
    const sent: unknown[] = [];
    const acme = setUpVendor({
      users: [JANE],
      client: (client) => ({
        ...client,
        updateUser: (user, changes, options) => {
          sent.push([user.details['nickName'], changes, options]);
          return client.updateUser(user, changes, options);
        },
      }),
    });
    acme.next('updateUser', async (carryOut) => {
      acme.users.set('42', { ...JANE, nickName: 'J', active: false });
      return lostBefore(carryOut);
    });
    await acme.run('iam-update-user', { ...PROFILE, title: 'Boss' });
    expect(sent).toEqual([
      [undefined, { title: 'Boss' }, { activate: false }],
      ['J', { title: 'Boss' }, { activate: false }],
    ]);
    expect(acme.users.get('42')).toMatchObject({ title: 'Boss', nickName: 'J', active: false });
  });
});

describe('groups', () => {
  const STAFF = { id: 'g1', displayName: 'Staff', members: ['1', '2'] };
  const staff = (members: readonly string[]) => ({
    id: 'g1',
    displayName: 'Staff',
    members: members.map((value) => ({ value })),
    details: { id: 'g1' },
  });

  it('that were deleted by the first request are not reported as not found by the second', async () => {
    const acme = setUpVendor({ groups: [STAFF] });
    acme.next('deleteGroup', lostAfter);
    acme.next('getGroup', answering(staff(['1', '2'])));
    expect(await acme.runGroup('iam-delete-group', { id: 'g1' })).toMatchObject({ status: 'done' });
  });

  it('that were created by the first request are found when the second is refused', async () => {
    const acme = setUpVendor();
    acme.next('createGroup', lostAfter);
    acme.next('findGroup', answering([]));
    expect(await acme.runGroup('iam-create-group', { displayName: 'New' })).toMatchObject({
      status: 'done',
      group: { id: 'g1' },
    });
  });

  it('that may have been created never claim that nothing was changed', async () => {
    const acme = setUpVendor();
    acme.next('createGroup', lostAfter);
    acme.next('findGroup', answering([]), answering([]));
    expect((await acme.runGroup('iam-create-group', { displayName: 'New' })).failure).toMatchObject({
      kind: 'conflict',
      effect: 'unknown',
    });
  });

  it.each([
    ['has a member named twice', { members: ['1', '1'] }, ['1'], 'done'],
    ['has somebody else in it', { members: ['1'] }, ['1', '2'], 'failed'],
    ['lacks a member', { members: ['1', '2'] }, ['1'], 'failed'],
  ])('that is found after a lost creation and %s', async (_what, sent, there, status) => {
    const acme = setUpVendor();
    acme.next('createGroup', async (carryOut) => {
      acme.groups.set('g1', { group: { id: 'g1', displayName: 'New' }, members: there });
      return lostBefore(carryOut);
    });
    expect((await acme.runGroup('iam-create-group', { displayName: 'New', ...sent })).status).toBe(status);
  });

  it('without members that cannot be read are taken for the new one with a warning', async () => {
    const untold = { id: 'g1', displayName: 'New', details: { id: 'g1' } };
    const acme = setUpVendor({
      client: (client) => ({
        ...client,
        ...(client.groups === undefined
          ? {}
          : {
              groups: { ...client.groups, findGroup: async () => untold, getGroup: async () => untold },
            }),
      }),
    });
    acme.next('createGroup', lostAfter);
    const { status, warnings } = await acme.runGroup('iam-create-group', { displayName: 'New' });
    expect([status, warnings]).toEqual(['done', [expect.stringContaining('cannot be read')]]);
  });

  it('are not created twice where names may repeat', async () => {
    const acme = setUpVendor({
      client: (client) => ({
        ...client,
        ...(client.groups === undefined ? {} : { groups: { ...client.groups, namesMayRepeat: true } }),
      }),
    });
    acme.next('createGroup', lostBefore);
    const { failure } = await acme.runGroup('iam-create-group', { displayName: 'New' });
    expect(failure).toMatchObject({ kind: 'network', effect: 'unknown' });
    expect(acme.calls.filter((call) => call.startsWith('createGroup'))).toHaveLength(1);
  });

  it('whose removal lags may have been changed when the repetition is refused', async () => {
    const acme = setUpVendor({ groups: [STAFF] });
    acme.next('updateMembers', lostAfter, failing('bad-request', 400));
    acme.next('getGroup', answering(staff(['1', '2'])));
    const { failure } = await acme.runGroup('iam-update-group', { id: 'g1' }, { memberIdsToDelete: ['1'] });
    expect(failure?.effect).toBe('unknown');
  });

  it('that come without members do not show that a member is out: the removal is sent again', async () => {
    const acme = setUpVendor({ groups: [STAFF] });
    acme.next('updateMembers', lostBefore);
    acme.next('getGroup', answering(staff([])));
    await acme.runGroup('iam-update-group', { id: 'g1' }, { memberIdsToDelete: ['1'] });
    expect(acme.groups.get('g1')?.members).toEqual(['2']);
  });
});
