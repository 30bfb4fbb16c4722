import { CORE_1, GROUP, setUpSlack } from '../__fixtures__/slack';
import { patchOf } from '../__fixtures__/vendor-caller';

const GUEST = 'urn:ietf:params:scim:schemas:extension:slack:guest:2.0:User';

const setUp = () => {
  const setup = setUpSlack();
  const [a = '', b = ''] = ['ann', 'bob'].map((name) => setup.newUser(name).body.id as string);
  const group = setup.newGroup('Staff', [a]).body.id as string;
  const members = () => setup.vendor.groups()[0]?.members;
  return { ...setup, a, b, group, members };
};

it('is created with 201 and shows its members by name', () => {
  const { newGroup, a } = setUp();
  expect(newGroup('More', [a])).toMatchObject({
    status: 201,
    body: { schemas: [GROUP], displayName: 'More', members: [{ value: a, display: 'ann' }] },
  });
});

it('is changed over v1 with members and what is to be done with them, and 204 without a body', () => {
  const { v1, a, b, group, members } = setUp();
  const reply = v1.patch(`/Groups/${group}`, {
    schemas: [CORE_1],
    members: [{ value: b }, { value: a, operation: 'delete' }],
  });
  expect([reply.status, reply.body, members()]).toEqual([204, undefined, [b]]);
});

it('is changed over v2 by operations, and 200 with the group', () => {
  const { v2, a, b, group, members } = setUp();
  const added = v2.patch(`/Groups/${group}`, patchOf({ op: 'add', path: 'members', value: [{ value: b }] }));
  expect([added.status, added.body.members.length]).toEqual([200, 2]);
  v2.patch(`/Groups/${group}`, patchOf({ op: 'remove', path: `members[value eq ${a}]` }));
  expect(members()).toEqual([b]);
  v2.patch(`/Groups/${group}`, patchOf({ op: 'remove', path: `members[value eq "${b}"]` }));
  expect(members()).toEqual([]);
});

it('is deleted for good with 204', () => {
  const { v1, group } = setUp();
  expect([v1.delete(`/Groups/${group}`).status, v1.get(`/Groups/${group}`).status]).toEqual([204, 404]);
});

it('is in step with the groups of its members', () => {
  const { v1, v2, a, b, group } = setUp();
  const groupsOf = (id: string) => v1.get(`/Users/${id}`).body.groups;
  expect([groupsOf(a), groupsOf(b)]).toEqual([[{ value: group, display: 'Staff' }], []]);
  v2.patch(`/Groups/${group}`, patchOf({ op: 'remove', path: 'members' }));
  expect(groupsOf(a)).toEqual([]);
});

it.each([400, 413] as const)('takes 15,000 members in one request and no more: %d', (tooManyUsersStatus) => {
  const users = Array.from({ length: 15_001 }, (_, at) => ({ id: `U${at}`, userName: `u${at}`, emails: [] }));
  const { v1, v2, newGroup } = setUpSlack({ users, tooManyUsersStatus });
  const members = users.map(({ id }) => ({ value: id }));
  const target = `/Groups/${String(newGroup('Staff').body.id)}`;
  expect(v1.patch(target, { members })).toMatchObject({
    status: tooManyUsersStatus,
    body: { Errors: { description: 'too_many_users (members=15001)' } },
  });
  expect(v2.patch(target, patchOf({ op: 'add', path: 'members', value: members })).status).toBe(
    tooManyUsersStatus,
  );
  expect(v1.patch(target, { members: members.slice(1) }).status).toBe(204);
});

it('takes no member who is deactivated, a guest, or not there', () => {
  const { v1, v2, b, group, newUser, members } = setUp();
  v2.delete(`/Users/${b}`);
  const guest = newUser('guest', { [GUEST]: { type: 'multi' } }).body.id as string;
  const word = (id: string) =>
    v1.patch(`/Groups/${group}`, { members: [{ value: id }] }).body.Errors.description.split(' ')[0];
  expect([word(b), word(guest), word('U404')]).toEqual([
    'unable_to_add_deleted_or_guest_to_group',
    'unable_to_add_deleted_or_guest_to_group',
    'no_such_user',
  ]);
  expect(members()).toHaveLength(1);
});

it('needs a name', () => {
  expect(setUpSlack().newGroup(' ')).toMatchObject({ status: 400 });
});
