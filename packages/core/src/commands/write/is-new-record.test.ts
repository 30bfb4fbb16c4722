import { isNamed, isNewUser } from './is-new-record';

const created = {
  id: '7',
  username: 'ann',
  email: 'ann@example.com',
  active: true,
  details: { externalId: 'E1' },
};

it.each<[string, readonly string[], object, boolean]>([
  ['has the name that was sent', ['id', 'userName'], { userName: 'Ann' }, true],
  ['has another name', ['id', 'userName'], { userName: 'bob' }, false],
  ['has one of the identifiers', ['userName', 'externalId'], { userName: 'bob', externalId: 'E1' }, true],
  ['has none of them', ['userName', 'externalId'], { userName: 'bob', externalId: 'E2' }, false],
  ['cannot be compared, as nothing that identifies was sent', ['id', 'userName'], { title: 'x' }, true],
  ['has an id of the vendor’s own', ['id'], { id: '9' }, true],
  ['has an id of the vendor’s own and another name', ['id', 'userName'], { id: '7', userName: 'bob' }, false],
])('a record that %s is the new one: see the last column', (_, lookupBy, data, expected) => {
  expect(isNewUser(created, data as never, lookupBy)).toBe(expected);
});

it.each<[string | null, unknown, boolean]>([
  ['Staff', 'staff', true],
  ['Staff', 'Guests', false],
  [null, 'Staff', true],
  ['7', 7, true],
])('a group named %j is the new one when %j was sent: %p', (displayName, wanted, expected) => {
  expect(isNamed({ id: 'g1', displayName, members: [], details: {} }, wanted)).toBe(expected);
});
