import { userSchema, groupSchema, type ResourceSchema } from './attribute-table';
import { applyChanges } from './patch';
import { readPatch } from './patch-request';
import type { Attributes } from './read-resource';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const apply = (
  before: Attributes,
  Operations: readonly unknown[],
  {
    schema = userSchema,
    removeWithValue = 'all',
  }: { schema?: ResourceSchema; removeWithValue?: 'all' | 'listed' } = {},
): Attributes => applyChanges(before, readPatch(schema, { Operations }).changes, { removeWithValue });

const work = { value: 'a@work.example', type: 'work', primary: true };
const home = { value: 'a@home.example', type: 'home' };

describe('PATCH add', () => {
  it.each<[string, Attributes, unknown, Attributes]>([
    ['sets a single value', {}, { op: 'add', path: 'title', value: 'x' }, { title: 'x' }],
    [
      'sets a sub-attribute',
      {},
      { op: 'add', path: 'name.givenName', value: 'J' },
      { name: { givenName: 'J' } },
    ],
    [
      'merges an object',
      { name: { givenName: 'J' } },
      { op: 'add', path: 'name', value: { familyName: 'D' } },
      { name: { givenName: 'J', familyName: 'D' } },
    ],
    [
      'appends to a list',
      { emails: [work] },
      { op: 'add', path: 'emails', value: [home] },
      { emails: [work, home] },
    ],
    [
      'takes one object for a list of one',
      {},
      { op: 'add', path: 'emails', value: home },
      { emails: [home] },
    ],
    [
      'ignores what is there already',
      { emails: [work] },
      { op: 'add', path: 'emails', value: [work, work] },
      { emails: [work] },
    ],
    [
      'moves primary to the new value',
      { emails: [work] },
      { op: 'add', path: 'emails', value: [{ ...home, primary: true }] },
      {
        emails: [
          { ...work, primary: false },
          { ...home, primary: true },
        ],
      },
    ],
    [
      'makes an element from the filter of its path',
      {},
      { op: 'add', path: 'emails[type eq "work"].value', value: 'x@y.z' },
      { emails: [{ type: 'work', value: 'x@y.z' }] },
    ],
    [
      'takes a whole extension',
      {},
      { op: 'add', path: ENTERPRISE, value: { department: 'IT' } },
      { [ENTERPRISE]: { department: 'IT' } },
    ],
    [
      'takes an attribute of an extension',
      {},
      { op: 'add', path: `${ENTERPRISE}:manager.value`, value: 'm' },
      { [ENTERPRISE]: { manager: { value: 'm' } } },
    ],
    [
      'takes several attributes without a path',
      {},
      {
        op: 'add',
        value: {
          title: 'x',
          'name.givenName': 'J',
          [`${ENTERPRISE}:department`]: 'IT',
          [ENTERPRISE]: { division: 'D' },
        },
      },
      { title: 'x', name: { givenName: 'J' }, [ENTERPRISE]: { department: 'IT', division: 'D' } },
    ],
  ])('%s', (_what, before, operation, after) => {
    expect(apply(before, [operation])).toEqual(after);
  });
});

describe('PATCH replace', () => {
  it.each<[string, Attributes, unknown, Attributes]>([
    ['sets what was missing', {}, { op: 'replace', path: 'title', value: 'x' }, { title: 'x' }],
    [
      'replaces a list as a whole',
      { emails: [work] },
      { op: 'replace', path: 'emails', value: [home] },
      { emails: [home] },
    ],
    [
      'replaces only the sub-attributes that are sent',
      { name: { givenName: 'J', familyName: 'D' } },
      { op: 'replace', path: 'name', value: { familyName: 'E' } },
      { name: { givenName: 'J', familyName: 'E' } },
    ],
    [
      'changes the matching elements only',
      { emails: [work, home] },
      { op: 'replace', path: 'emails[type eq "home"].value', value: 'n' },
      { emails: [work, { ...home, value: 'n' }] },
    ],
    ['clears with null', { title: 'x' }, { op: 'replace', path: 'title', value: null }, {}],
    ['clears with an empty list', { emails: [work] }, { op: 'replace', path: 'emails', value: [] }, {}],
    [
      'reads "False" as a boolean',
      { active: true },
      { op: 'Replace', path: 'active', value: 'False' },
      { active: false },
    ],
    ['takes an empty path for none', {}, { op: 'replace', path: '', value: { title: 'y' } }, { title: 'y' }],
    [
      'ignores id, schemas and meta without a path',
      {},
      { op: 'replace', value: { id: 'x', schemas: [], meta: {}, title: 'y' } },
      { title: 'y' },
    ],
  ])('%s', (_what, before, operation, after) => {
    expect(apply(before, [operation])).toEqual(after);
  });
});

describe('PATCH remove', () => {
  it.each<[string, Attributes, unknown, Attributes]>([
    ['takes a value away', { title: 'x' }, { op: 'remove', path: 'title' }, {}],
    [
      'takes a sub-attribute away',
      { name: { givenName: 'J', familyName: 'D' } },
      { op: 'remove', path: 'name.givenName' },
      { name: { familyName: 'D' } },
    ],
    [
      'takes the last sub-attribute with its object',
      { name: { givenName: 'J' } },
      { op: 'remove', path: 'name.givenName' },
      {},
    ],
    [
      'takes the matching elements',
      { emails: [work, home] },
      { op: 'remove', path: 'emails[type eq "work"]' },
      { emails: [home] },
    ],
    [
      'takes a sub-attribute of the matching elements',
      { emails: [work, home] },
      { op: 'remove', path: 'emails[type eq "home"].type' },
      { emails: [work, { value: home.value }] },
    ],
    [
      'changes nothing when nothing matches',
      { emails: [work] },
      { op: 'remove', path: 'emails[type eq "x"]' },
      { emails: [work] },
    ],
    ['takes an extension', { [ENTERPRISE]: { department: 'IT' } }, { op: 'remove', path: ENTERPRISE }, {}],
    [
      'takes the last attribute of an extension with it',
      { [ENTERPRISE]: { department: 'IT' } },
      { op: 'remove', path: `${ENTERPRISE}:department` },
      {},
    ],
  ])('%s', (_what, before, operation, after) => {
    expect(apply(before, [operation])).toEqual(after);
  });

  it('of members with a value clears them all, or takes the listed ones, as the server has it', () => {
    const before = { members: [{ value: '1' }, { value: '2' }] };
    const operation = { op: 'remove', path: 'members', value: [{ value: '1' }] };
    expect(apply(before, [operation], { schema: groupSchema })).toEqual({});
    expect(apply(before, [operation], { schema: groupSchema, removeWithValue: 'listed' })).toEqual({
      members: [{ value: '2' }],
    });
  });
});

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
