import fc from 'fast-check';
import { groupSchema, userSchema } from './attribute-table';
import { matchesFilter } from './filter/filter-match';
import { parseFilter } from './filter/filter-parser';
import { recordsMatching } from './records-matching';
import { createScimStore, type ScimStore } from './scim-store';

const word = fc.constantFrom('ann', 'Ann', 'ANN', 'bob', 'Bob');

const userAttributes = fc.record(
  {
    userName: word,
    externalId: word,
    displayName: word,
    title: word,
    emails: fc.array(fc.record({ value: word, type: fc.constantFrom('work', 'home') }), {
      minLength: 1,
      maxLength: 2,
    }),
  },
  { requiredKeys: [] },
);

const id = fc.constantFrom('1', '2', '3');

const path = fc.constantFrom(
  'userName',
  'externalId',
  'displayName',
  'title',
  'emails',
  'emails.value',
  'EMAILS.VALUE',
);
const comparison = fc.oneof(
  fc
    .tuple(path, fc.constantFrom('eq', 'sw', 'ne'), word)
    .map((parts) => `${parts[0]} ${parts[1]} "${parts[2]}"`),
  word.map((value) => `emails[type eq "work" and value eq "${value}"]`),
  word.map((value) => `emails[value eq "${value}" or type eq "home"]`),
  id.map((value) => `id eq "${value}"`),
  id.map((value) => `groups.value eq "g${value}"`),
  id.map((value) => `groups[value eq "g${value}"]`),
);
const filter = fc.oneof(
  comparison,
  fc.tuple(comparison, fc.constantFrom('and', 'or'), comparison).map((parts) => parts.join(' ')),
  comparison.map((one) => `not (${one})`),
);

const storeWith = (
  users: readonly Record<string, unknown>[],
  memberships: readonly (readonly [group: string, user: string])[],
): ScimStore => {
  const store = createScimStore(() => '2021-08-23T12:53:51Z');
  users.forEach((user, at) => store.addUser(String(at + 1), user));
  for (const group of ['1', '2', '3']) {
    const members = memberships.filter(([one]) => one === group).map(([, user]) => user);
    store.addGroup(`g${group}`, { displayName: `Team ${group}` }, members);
  }
  return store;
};

describe('the records that a filter asks for', () => {
  it('are the same as those that match when each is looked at', () => {
    fc.assert(
      fc.property(
        fc.array(userAttributes, { maxLength: 3 }),
        fc.array(fc.tuple(id, id), { maxLength: 5 }),
        filter,
        (users, memberships, text) => {
          const store = storeWith(users, memberships);
          const node = parseFilter(text);
          const matching = store.users().filter((user) => {
            const groups = store.groupsOf(user.id).map((group) => ({ value: group.id }));
            return matchesFilter(userSchema, { ...user.attributes, id: user.id, groups }, node);
          });
          expect([...recordsMatching(store, 'User', userSchema, node)]).toEqual(matching);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ['members.value eq "2"', ['g1', 'g3']],
    ['members eq "2"', ['g1', 'g3']],
    ['members.value eq "2" and id eq "g3"', ['g3']],
    ['members[value eq "1"]', ['g3']],
    ['displayName eq "TEAM 2"', ['g2']],
    ['members.value eq "nobody"', []],
  ])('are groups by their members: %s', (text, ids) => {
    const store = storeWith(
      [{}, {}],
      [
        ['3', '2'],
        ['1', '2'],
        ['3', '1'],
      ],
    );
    const found = recordsMatching(store, 'Group', groupSchema, parseFilter(text));
    expect([...found].map((group) => group.id)).toEqual(ids);
  });

  it('follow every change of a record and of a membership', () => {
    const store = storeWith([{ userName: 'ann' }, { userName: 'bob' }], [['1', '1']]);
    const found = (text: string): readonly string[] =>
      [...recordsMatching(store, 'User', userSchema, parseFilter(text))].map((user) => user.id);
    const [ann] = store.users();
    store.saveUser(ann!, { userName: 'eve' });
    expect([found('userName eq "ann"'), found('userName eq "EVE"')]).toEqual([[], ['1']]);
    store.removeUser('1');
    expect([found('userName eq "eve"'), found('groups.value eq "g1"')]).toEqual([[], []]);
    expect(store.membersOf('g1')).toEqual([]);
  });
});
