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

describe('PATCH in the corners', () => {
  it.each<[string, Attributes, unknown, Attributes]>([
    [
      'null clears an extension',
      { [ENTERPRISE]: { department: 'IT' } },
      { op: 'replace', path: ENTERPRISE, value: null },
      {},
    ],
    [
      'a sub-attribute of a list changes in every element',
      { emails: [work, home] },
      { op: 'replace', path: 'emails.type', value: 'other' },
      {
        emails: [
          { ...work, type: 'other' },
          { ...home, type: 'other' },
        ],
      },
    ],
    [
      'a sub-attribute of a list goes from every element',
      { emails: [work, home] },
      { op: 'remove', path: 'emails.type' },
      { emails: [{ value: work.value, primary: true }, { value: home.value }] },
    ],
    [
      'an object changes the elements its path selects',
      { emails: [work, home] },
      { op: 'replace', path: 'emails[type eq "home"]', value: { value: 'n' } },
      { emails: [work, { ...home, value: 'n' }] },
    ],
    [
      'an object completes the element made from a path',
      {},
      { op: 'add', path: 'emails[type eq "home"]', value: { value: 'n' } },
      { emails: [{ type: 'home', value: 'n' }] },
    ],
    ['null clears an object', { name: { givenName: 'J' } }, { op: 'replace', path: 'name', value: null }, {}],
  ])('%s', (_what, before, operation, after) => {
    expect(apply(before, [operation])).toEqual(after);
  });

  it.each([
    'emails[type ne "x"].value',
    'emails[type eq "x" and primary eq true].value',
    'emails[type eq null].value',
  ])('makes no element from the path %s', (path) => {
    expect(() => apply({}, [{ op: 'add', path, value: 'n' }])).toThrow(
      expect.objectContaining({ scimType: 'noTarget' }),
    );
  });

  it('identifies members by their id alone', () => {
    const before = { members: [{ value: '1', type: 'User' }, { value: '2' }] };
    const change = (op: string, value: unknown): unknown =>
      apply(before, [{ op, path: 'members', value: [value] }], {
        schema: groupSchema,
        removeWithValue: 'listed',
      })['members'];
    expect(change('add', { value: '1', display: 'One' })).toEqual(before.members);
    expect(change('remove', { value: '1', display: 'One' })).toEqual([{ value: '2' }]);
    expect(change('remove', { value: '1', type: 'Group' })).toEqual(before.members);
    expect(change('remove', { value: '2', type: 'User' })).toEqual([{ value: '1', type: 'User' }]);
    expect(change('remove', { value: '3' })).toEqual(before.members);
  });
});
