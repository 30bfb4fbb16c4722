import { userSchema } from './attribute-table';
import { applyChanges } from './patch';
import { readPatch } from './patch-request';
import type { Attributes } from './read-resource';

const apply = (before: Attributes, Operations: readonly unknown[]): Attributes =>
  applyChanges(before, readPatch(userSchema, { Operations }).changes, { removeWithValue: 'all' });

const work = { value: 'a@work.example', type: 'work', primary: true };

describe('a PATCH request', () => {
  it('is applied in order and leaves the original alone', () => {
    const before = { title: 'a', emails: [work] };
    const after = apply(before, [
      { op: 'replace', path: 'title', value: 'b' },
      { op: 'remove', path: 'title' },
      { op: 'add', path: 'title', value: 'c' },
    ]);
    expect([after['title'], before]).toEqual(['c', { title: 'a', emails: [work] }]);
  });

  it.each<[string, readonly unknown[], string]>([
    [
      'replaces what its filter does not find',
      [{ op: 'replace', path: 'emails[type eq "x"].value', value: 'y' }],
      'noTarget',
    ],
    ['removes without a path', [{ op: 'remove' }], 'noTarget'],
    ['changes what is read-only', [{ op: 'add', path: 'groups', value: [] }], 'mutability'],
    ['changes when it was created', [{ op: 'replace', path: 'meta.created', value: 'x' }], 'mutability'],
    ['changes the id', [{ op: 'replace', path: 'id', value: 'x' }], 'mutability'],
    [
      'filters what has one value',
      [{ op: 'replace', path: 'name[givenName eq "x"]', value: {} }],
      'invalidPath',
    ],
    ['has a path that cannot be read', [{ op: 'add', path: 'a b', value: 1 }], 'invalidPath'],
    ['reaches for a prototype', [{ op: 'add', path: '__proto__.polluted', value: true }], 'invalidPath'],
    ['has a path that is no text', [{ op: 'add', path: 1, value: 1 }], 'invalidPath'],
    ['has a value of the wrong type', [{ op: 'add', path: 'title', value: {} }], 'invalidValue'],
    ['has no value', [{ op: 'add', path: 'title' }], 'invalidValue'],
    ['has neither path nor object', [{ op: 'add', value: 'x' }], 'invalidValue'],
    ['has an unknown operation', [{ op: 'copy', path: 'title', value: 'x' }], 'invalidSyntax'],
    ['has no operations', [], 'invalidSyntax'],
  ])('that %s is refused', (_what, operations, scimType) => {
    expect(() => apply({ emails: [work] }, operations)).toThrow(
      expect.objectContaining({ status: 400, scimType }),
    );
  });

  it('names what the schema does not have', () => {
    const { unknown } = readPatch(userSchema, {
      Operations: [
        { op: 'add', path: 'shoeSize', value: '43' },
        { op: 'add', path: 'emails[type eq "work"].color', value: 'x' },
        { op: 'add', path: 'emails', value: [{ color: 'x' }] },
        { op: 'add', value: { constructor: {}, 'constructor.prototype': 1 } },
      ],
    });
    expect(unknown).toEqual([
      'shoeSize',
      'emails[type eq "work"].color',
      'emails.color',
      'constructor',
      'constructor.prototype',
    ]);
  });
});
