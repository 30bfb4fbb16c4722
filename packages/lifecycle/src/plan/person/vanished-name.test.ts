import { vanishedName } from './vanished-name';

const ACCOUNT = { username: 'jane', email: 'old@x', employeeId: 'E1' };
const NEW_ADDRESS = { mail: ['old@x', 'new@x'] } as const;

it.each([
  ['a new address alone', { email: 'new@x' }, NEW_ADDRESS, { username: 'jane', email: 'new@x' }, undefined],
  [
    'an address that is gone',
    { email: null, username: 'jane' },
    { mail: ['old@x', null] },
    { username: 'jane', email: undefined },
    'the row has no address any more, and the account would be left without one',
  ],
  [
    'an address that is gone from a list',
    { email: null },
    { mails: [[{ value: 'OLD@x' }], []] },
    { username: 'jane', email: undefined },
    'the row has no address any more, and the account would be left without one',
  ],
  [
    'an employee id that is gone',
    { employeeid: null, email: 'old@x' },
    { number: ['E1', null] },
    { username: 'jane', email: 'old@x' },
    'the row has no employee id any more, and the account would be left without one',
  ],
  [
    'another value that only looks like it',
    { employeeid: 'E1', email: 'old@x' },
    { room: ['E1', null] },
    { username: 'jane', email: 'old@x' },
    undefined,
  ],
  [
    'a user name that is gone, which the address takes the place of',
    { username: null, email: 'new@x' },
    { ...NEW_ADDRESS, login: ['jane', 'new@x'] },
    { username: 'new@x', email: 'new@x' },
    undefined,
  ],
  [
    'a user name that is gone, and that the application makes of nothing',
    { username: null, email: 'new@x' },
    NEW_ADDRESS,
    { username: undefined, email: 'new@x' },
    'the row has no user name any more, and the account would keep jane beside a new address',
  ],
  [
    'a user name that the feed never had',
    { email: 'new@x' },
    NEW_ADDRESS,
    { username: 'new@x', email: 'new@x' },
    undefined,
  ],
  [
    'a user name that is gone, and nothing else of the names changes',
    { username: null, email: 'old@x' },
    { title: ['Engineer', 'Lead'] },
    { username: undefined, email: 'old@x' },
    undefined,
  ],
] as const)('%s', (_what, row, change, shown, expected) => {
  expect(vanishedName(row, ACCOUNT, change, shown)).toBe(expected);
});
