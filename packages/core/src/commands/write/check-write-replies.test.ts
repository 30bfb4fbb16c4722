import { answering, JANE, lostBefore, setUpVendor } from '../__fixtures__/in-memory-vendor';

// A gateway that sends one reply too many shifts every later reply to the wrong question.

const STAFF = { id: 'g1', displayName: 'Staff', members: ['1', '2'] };
const ADMINS = { id: 'g9', displayName: 'Admins', members: ['root'] };
const aboutAdmins = answering({
  id: 'g9',
  displayName: 'Admins',
  members: [{ value: 'root' }],
  details: { id: 'g9' },
});

describe('a reply about another group', () => {
  it('to a creation adds no members to that group', async () => {
    const acme = setUpVendor({ groups: [ADMINS], membersPerRequest: 1 });
    acme.next('createGroup', aboutAdmins);
    const { group, failure } = await acme.runGroup('iam-create-group', {
      displayName: 'New',
      members: ['1', '2'],
    });
    expect([group.success, failure?.effect]).toEqual([false, 'unknown']);
    expect(acme.groups.get('g9')?.members).toEqual(['root']);
  });

  it('to a change of members is no success', async () => {
    const acme = setUpVendor({ groups: [STAFF, ADMINS] });
    acme.next('updateMembers', aboutAdmins);
    const { status, failure } = await acme.runGroup(
      'iam-update-group',
      { id: 'g1' },
      { memberIdsToDelete: ['1'] },
    );
    expect([status, failure?.kind]).toEqual(['failed', 'malformed-reply']);
  });

  it('to a look after a lost reply says nothing about the members', async () => {
    const acme = setUpVendor({ groups: [STAFF, ADMINS] });
    acme.next('updateMembers', lostBefore);
    acme.next('getGroup', aboutAdmins);
    const { status, failure } = await acme.runGroup(
      'iam-update-group',
      { id: 'g1' },
      { memberIdsToDelete: ['1'] },
    );
    expect([status, failure?.effect]).toEqual(['failed', 'unknown']);
    expect(acme.groups.get('g1')?.members).toContain('1');
  });

  it('to a get is refused', async () => {
    const acme = setUpVendor({ groups: [STAFF, ADMINS] });
    acme.next('getGroup', aboutAdmins);
    expect((await acme.runGroup('iam-get-group', { id: 'g1' })).failure?.kind).toBe('malformed-reply');
  });
});

it('a reply about another user is recognised by a list of addresses as well', async () => {
  const acme = setUpVendor({ definition: { lookupBy: ['emails'], attributes: ['emails', 'userName'] } });
  acme.next(
    'createUser',
    answering({ id: '77', username: 'x', email: 'other@example.com', active: true, details: { id: '77' } }),
  );
  const { failure } = await acme.run('iam-create-user', {
    emails: [{ value: 'jane@example.com', primary: true }],
  });
  expect(failure).toMatchObject({ kind: 'malformed-reply', effect: 'unknown' });
});

it('a group whose name the vendor composes is the one that was asked for', async () => {
  const acme = setUpVendor();
  acme.next('createGroup', answering({ id: 'g1', displayName: 'Caf\u00e9', details: { id: 'g1' } }));
  expect((await acme.runGroup('iam-create-group', { displayName: 'Cafe\u0301' })).status).toBe('done');
});

describe('a reply about another user', () => {
  const about = (active: boolean) =>
    answering({
      id: '7',
      username: 'joe',
      email: null,
      active,
      details: { id: '7', userName: 'joe', active },
    });

  it('does not confirm a disable', async () => {
    const acme = setUpVendor({ users: [JANE] });
    acme.next('disableUser', about(false));
    const { status, failure } = await acme.run('iam-disable-user', { username: JANE['userName'] });
    expect([status, failure?.kind, failure?.effect]).toEqual(['failed', 'malformed-reply', 'unknown']);
  });

  it('does not confirm an enable', async () => {
    const acme = setUpVendor({ users: [{ ...JANE, active: false }] });
    acme.next('enableUser', about(true));
    const { status, failure } = await acme.run('iam-enable-user', { username: JANE['userName'] });
    expect([status, failure?.kind, failure?.effect]).toEqual(['failed', 'malformed-reply', 'unknown']);
  });

  it('does not confirm an update', async () => {
    const acme = setUpVendor({ users: [JANE] });
    acme.next('updateUser', about(true));
    const { status, failure } = await acme.run('iam-update-user', {
      username: JANE['userName'],
      title: 'Boss',
    });
    expect([status, failure?.kind, failure?.effect]).toEqual(['failed', 'malformed-reply', 'unknown']);
  });
});
