import { contradicts, isSameUser, otherSpellings } from './same-user';

const user = {
  id: 'Ab1',
  username: 'Jane',
  email: 'Jane@Example.com',
  active: true,
  details: { id: 'Ab1', externalId: 'E-1', emails: [{ value: 'private@home.example' }], employee_number: 7 },
};

it.each<[string, string, boolean]>([
  ['id', 'Ab1', true],
  ['id', 'ab1', false],
  ['userName', 'jane', true],
  ['user_name', 'JANE', true],
  ['username', 'jane', true],
  ['userName', 'jan', false],
  ['email', 'jane@example.com', true],
  ['emails', 'private@HOME.example', true],
  ['externalId', 'E-1', true],
  ['externalId', 'e-1', false],
  ['employee_number', '7', true],
  ['nothing', 'x', false],
])('%s %p: %p', (attribute, value, expected) => {
  expect(isSameUser(user, { attribute, value })).toBe(expected);
});

it.each<[string, string, boolean]>([
  ['userName', 'bob', true],
  ['userName', 'JANE', false],
  ['nothing', 'x', false],
  ['id', 'Ab1', false],
  ['id', 'ab1', true],
])('%s %p speaks against it: %p', (attribute, value, expected) => {
  expect(contradicts(user, { attribute, value })).toBe(expected);
});

it('a record with an empty name says nothing', () => {
  const nameless = { ...user, username: '', details: {} };
  expect(contradicts(nameless, { attribute: 'userName', value: 'jane' })).toBe(false);
});

it.each<[string, string, string[]]>([
  ['userName', 'ann', []],
  ['userName', 'Ann@Example.com', ['ann@example.com']],
  ['userName', 'jose\u0301', ['josé']],
  ['userName', 'Jose\u0301', ['José', 'josé']],
  ['emails', 'Ann@Example.com', ['ann@example.com']],
  ['mail', 'Ann@Example.com', ['ann@example.com']],
  ['user_principal_name', 'Ann', ['ann']],
  ['externalId', 'E-1', []],
  ['externalId', 'Jose\u0301', ['José']],
  ['id', 'Jose\u0301', []],
])('%s %j may be spelt %j as well', (attribute, value, expected) => {
  expect(otherSpellings({ attribute, value })).toEqual(expected);
});
