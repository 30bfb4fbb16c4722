import { isSameUser } from './same-user';

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
