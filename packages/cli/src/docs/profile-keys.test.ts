import { defineMapper } from '@iam/core';
import { profileKeys } from './profile-keys';

const table = (fields: Parameters<typeof defineMapper>[0]['fields']): readonly string[] =>
  profileKeys('Acme', defineMapper({ name: 'test', direction: 'outgoing', fields }))
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2);

it('has a row for every key of a profile, with the attribute it becomes', () => {
  expect(table({ mail: 'email', 'name.givenName': 'givenname' })).toEqual([
    '| `email` | `mail` |',
    '| `givenname` | `name.givenName` |',
  ]);
});

it('marks a key as fallback of another, after its own attribute', () => {
  expect(table({ login: { firstOf: ['username', 'email'] }, mail: 'email' })).toEqual([
    '| `username` | `login` |',
    '| `email` | `mail`; `login` when `username` is absent |',
  ]);
});

it('names every key that an attribute is joined from', () => {
  expect(table({ name: { firstOf: ['displayname', { join: ['givenname', 'surname'] }] } })).toEqual([
    '| `displayname` | `name` |',
    '| `givenname` | `name` when `displayname` is absent |',
    '| `surname` | `name` when `displayname` is absent |',
  ]);
});

it('lists both aliases of a key, and no key for constants', () => {
  expect(table({ kind: { from: ['usertype', 'employeetype'] }, country: { constant: 'US' } })).toEqual([
    '| `usertype` | `kind` |',
    '| `employeetype` | `kind` |',
  ]);
});

it('treats two aliases as one key', () => {
  expect(table({ kind: { firstOf: [{ from: ['usertype', 'employeetype'] }, 'title'] } })).toContain(
    '| `title` | `kind` when `usertype` and `employeetype` are absent |',
  );
});

it('names the operation where the others have fewer fields', () => {
  const mapper = defineMapper({
    name: 'test',
    direction: 'outgoing',
    fields: { login: 'username' },
    update: { login: null },
  });
  expect(profileKeys('Acme', mapper)).toContain('| `username` | `login` |');
});
