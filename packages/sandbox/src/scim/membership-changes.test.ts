import fc from 'fast-check';
import { groupSchema } from './attribute-table';
import { membershipChanges } from './membership-changes';
import { applyChanges, type PatchOptions } from './patch';
import { readPatch } from './patch-request';
import type { Attributes } from './read-resource';

const changesOf = (operations: readonly object[]) =>
  readPatch(groupSchema, { Operations: operations }).changes;
const idsOf = (elements: unknown): readonly unknown[] =>
  ((elements ?? []) as readonly Attributes[]).map(({ value }) => value);

/** The members after a PATCH by its difference; undefined when there is none. */
const byDifference = (
  before: readonly string[],
  operations: readonly object[],
  options: PatchOptions,
): readonly unknown[] | undefined => {
  const changes = membershipChanges(changesOf(operations), options, (id) => before.includes(id));
  return (
    changes && [
      ...before.filter((id) => !changes.removed.has(id)),
      ...idsOf(changes.added).filter((id) => !before.includes(String(id)) || changes.removed.has(String(id))),
    ]
  );
};

const byWholeList = (
  before: readonly string[],
  operations: readonly object[],
  options: PatchOptions,
): readonly unknown[] =>
  idsOf(
    applyChanges({ members: before.map((value) => ({ value })) }, changesOf(operations), options)['members'],
  );

const id = fc.constantFrom('1', '2', '3', '4');
const element = fc.oneof(
  fc.record({ value: id }),
  fc.record({ value: id, type: fc.constantFrom('User', 'Group') }),
);
const elements = fc.array(element, { minLength: 1, maxLength: 3 });
const operation = fc.oneof(
  fc.record({ op: fc.constant('add'), path: fc.constant('members'), value: elements }),
  fc.record({ op: fc.constant('add'), value: fc.record({ members: elements }) }),
  fc.record({ op: fc.constant('remove'), path: fc.constant('members'), value: elements }),
  id.map((value) => ({ op: 'remove', path: `members[value eq "${value}"]` })),
);

describe('the changes of members that a PATCH asks for', () => {
  it.each([{ removeWithValue: 'listed' as const }, { removeWithValue: 'all' as const }])(
    'lead to the same members as a change of the whole list: %j',
    (options) => {
      fc.assert(
        fc.property(
          fc.uniqueArray(id, { maxLength: 4 }),
          fc.array(operation, { minLength: 1, maxLength: 4 }),
          (before, operations) => {
            const found = byDifference(before, operations, options);
            fc.pre(found !== undefined);
            expect(found).toEqual(byWholeList(before, operations, options));
          },
        ),
      );
    },
  );

  it('leave the changes of other attributes to others', () => {
    const rename = { op: 'replace', path: 'displayName', value: 'New' };
    const changes = membershipChanges(
      changesOf([rename, { op: 'add', path: 'members', value: [{ value: '1' }] }]),
      { removeWithValue: 'all' },
      () => false,
    );
    expect(changes?.others).toEqual(changesOf([rename]));
  });

  it.each<[string, object]>([
    ['a replacement', { op: 'replace', path: 'members', value: [{ value: '1' }] }],
    ['a removal of all', { op: 'remove', path: 'members' }],
    ['a removal with a value that clears all', { op: 'remove', path: 'members', value: [{ value: '1' }] }],
    ['another filter than one id', { op: 'remove', path: 'members[value eq "1" or value eq "2"]' }],
    ['a filter by another attribute', { op: 'remove', path: 'members[type eq "User"]' }],
    ['a filter that adds', { op: 'add', path: 'members[value eq "1"]', value: { type: 'User' } }],
    ['a sub-attribute', { op: 'remove', path: 'members.type' }],
    ['an element without an id', { op: 'add', path: 'members', value: [{ type: 'User' }] }],
  ])('need the whole list for %s', (_, one) => {
    expect(membershipChanges(changesOf([one]), { removeWithValue: 'all' }, () => true)).toBeUndefined();
  });
});
