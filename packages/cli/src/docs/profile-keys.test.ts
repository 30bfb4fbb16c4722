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

it('says where a key only stands in for another one, after what it is for', () => {
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

it('knows both names of a thing, and no key for what is always the same', () => {
  expect(table({ kind: { from: ['usertype', 'employeetype'] }, country: { constant: 'US' } })).toEqual([
    '| `usertype` | `kind` |',
    '| `employeetype` | `kind` |',
  ]);
});

it('counts both names of a thing for one that is absent', () => {
  expect(table({ kind: { firstOf: [{ from: ['usertype', 'employeetype'] }, 'title'] } })).toContain(
    '| `title` | `kind` when `usertype` and `employeetype` are absent |',
  );
});

it('speaks of one kind of change where others have fewer fields', () => {
  const mapper = defineMapper({
    name: 'test',
    direction: 'outgoing',
    fields: { login: 'username' },
    update: { login: null },
  });
  expect(profileKeys('Acme', mapper)).toContain('| `username` | `login` |');
});
