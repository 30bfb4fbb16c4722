import { contradicts, isSameUser } from './same-user';

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

it.each(['user_name', 'login', 'Login', 'email', 'emails'])(
  '%s is compared without its case',
  (attribute) => {
    const known = {
      ...user,
      username: null,
      email: null,
      details: { id: 'Ab1', [attribute]: 'Jane@Example.com' },
    };

    expect(isSameUser(known, { attribute, value: 'JANE@example.com' })).toBe(true);
  },
);

describe('a record that has no value of an attribute', () => {
  const unnamed = (externalId: unknown) => ({
    ...user,
    username: null,
    email: null,
    details: { id: 'Ab1', userName: '', externalId },
  });

  it.each([null, undefined, true, {}, [], [null], { value: null }])('is nobody by it: %j', (externalId) => {
    const value = String(externalId);

    expect(isSameUser(unnamed(externalId), { attribute: 'externalId', value })).toBe(false);
    expect(contradicts(unnamed(externalId), { attribute: 'externalId', value: 'E-1' })).toBe(false);
  });

  it('speaks against nobody when its text is empty', () => {
    expect(contradicts(unnamed('E-1'), { attribute: 'userName', value: 'jane' })).toBe(false);
  });
});

describe('a record speaks against', () => {
  it.each<[string, string, boolean]>([
    ['externalId', 'E-2', true],
    ['externalId', 'E-1', false],
    ['employee_number', '8', true],
    ['employee_number', '7', false],
    ['userName', 'joe', true],
    ['userName', 'JANE', false],
    ['id', 'another id of a vendor that is asked by it', false],
  ])('%s %p: %p', (attribute, value, expected) => {
    expect(contradicts(user, { attribute, value })).toBe(expected);
  });
});
