import { groupSchema, userSchema } from '../attribute-table';
import { applyPartial } from './partial-resource';
import type { Attributes } from '../read-resource';

// The PATCH of SCIM 1.1: REST API 1.1 section 3.3.2.

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const work = { value: 'a@work.example', type: 'work', primary: true };
const home = { value: 'a@home.example', type: 'home' };

describe('a partial resource', () => {
  it.each<[string, Attributes, Record<string, unknown>, Attributes]>([
    ['replaces a single value', { title: 'x' }, { title: 'y' }, { title: 'y' }],
    ['keeps what it does not name', { title: 'x' }, { locale: 'de' }, { title: 'x', locale: 'de' }],
    [
      'merges a complex attribute',
      { name: { givenName: 'A', familyName: 'B' } },
      { name: { familyName: 'C' } },
      { name: { givenName: 'A', familyName: 'C' } },
    ],
    [
      'merges an extension and what is in it',
      { [ENTERPRISE]: { department: 'IT', manager: { value: '1' } } },
      { [ENTERPRISE]: { manager: { value: '2' } } },
      { [ENTERPRISE]: { department: 'IT', manager: { value: '2' } } },
    ],
    ['adds to a list', { emails: [work] }, { emails: [home] }, { emails: [work, home] }],
    [
      'merges a value of a list that is there',
      { emails: [home] },
      { emails: [{ value: home.value, type: 'other' }] },
      { emails: [{ value: home.value, type: 'other' }] },
    ],
    [
      'takes out a value that is marked',
      { emails: [work, home] },
      { emails: [{ value: home.value, operation: 'delete' }] },
      { emails: [work] },
    ],
    [
      'takes out a value without a value by all of it',
      { addresses: [{ locality: 'Bonn', type: 'work' }, { locality: 'Ulm' }] },
      { addresses: [{ type: 'work', locality: 'Bonn', operation: 'delete' }] },
      { addresses: [{ locality: 'Ulm' }] },
    ],
    [
      'leaves no empty list',
      { emails: [home] },
      { emails: [{ value: home.value, operation: 'delete' }] },
      {},
    ],
    [
      'has one primary value',
      { emails: [work] },
      { emails: [{ ...home, primary: true }] },
      {
        emails: [
          { ...work, primary: false },
          { ...home, primary: true },
        ],
      },
    ],
    [
      'removes by name, before anything else',
      { title: 'x', name: { givenName: 'A', familyName: 'B' }, emails: [work] },
      { meta: { attributes: ['title', 'name.givenName', 'emails'] }, emails: [home] },
      { name: { familyName: 'B' }, emails: [home] },
    ],
    [
      'removes from an extension',
      { [ENTERPRISE]: { department: 'IT', division: 'A' } },
      { meta: { attributes: [`${ENTERPRISE}:department`] } },
      { [ENTERPRISE]: { division: 'A' } },
    ],
  ])('%s', (_, before, body, after) => {
    expect(applyPartial(userSchema, before, body)).toEqual({ attributes: after, unknown: [] });
  });

  it('adds and removes members of a group at once', () => {
    const before = { displayName: 'Staff', members: [{ value: 'a' }, { value: 'b' }] };
    const body = { members: [{ value: 'c' }, { value: 'a', operation: 'delete' }] };
    expect(applyPartial(groupSchema, before, body).attributes).toEqual({
      displayName: 'Staff',
      members: [{ value: 'b' }, { value: 'c' }],
    });
  });

  it('names what is no attribute, and refuses names that are no list', () => {
    expect(applyPartial(userSchema, {}, { nothing: 1, meta: { attributes: ['gone', 7] } }).unknown).toEqual([
      'gone',
      '7',
      'nothing',
    ]);
    expect(() => applyPartial(userSchema, {}, { meta: { attributes: 'title' } })).toThrow('meta.attributes');
  });
});
