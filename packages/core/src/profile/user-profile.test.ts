import { emailOf, nameOf } from './user-profile';

it.each<[object, string]>([
  [{ username: 'jane', email: 'jane@example.com' }, 'jane@example.com'],
  [{ email: '', username: 'jane' }, 'jane'],
  [{ email: 7, userName: 'jane' }, 'jane'],
  [{ displayname: 'Jane Doe', id: '1' }, 'Jane Doe'],
  [{ id: '1' }, '1'],
  [{ username: 12345 }, '12345'],
  [{ email: ['x@y'], username: '' }, '(nobody named)'],
  [{ profile: { login: 'jane' }, id: '1' }, '1'],
  [{ id: 7, profile: { login: 'jane' } }, 'jane'],
  [{ id: 7, profile: { login: 8 } }, '7'],
  [{ id: '', profile: { login: '', email: 8 } }, '8'],
  [{ profile: { login: 'jane' } }, 'jane'],
  [{ profile: { login: 'jane', email: 'jane@example.com' } }, 'jane@example.com'],
  [{ manager: { email: 'boss@example.com' } }, '(nobody named)'],
  [{}, '(nobody named)'],
])('%p is called %p in messages', (profile, name) => {
  expect(nameOf(profile as never)).toBe(name);
});

it.each<[object, string | null]>([
  [{ email: 'jane@example.com' }, 'jane@example.com'],
  [{ email: '' }, null],
  [{ email: ['jane@example.com'] }, null],
  [{ profile: { email: 'jane@example.com' } }, 'jane@example.com'],
  [{ manager: { email: 'boss@example.com' } }, null],
  [{}, null],
])('%p has the email %p', (profile, email) => {
  expect(emailOf(profile as never)).toBe(email);
});
