import { memberOperations, patchBody, setActive, userOperations } from './patch';

const urn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

describe('the operations of a change', () => {
  it.each<[string, object, object, object[]]>([
    [
      'replaces what is there',
      { title: 'Clerk' },
      { title: 'Boss' },
      [{ op: 'replace', path: 'title', value: 'Boss' }],
    ],
    ['adds what is not', {}, { title: 'Boss' }, [{ op: 'add', path: 'title', value: 'Boss' }]],
    [
      'adds where null stands',
      { title: null },
      { title: 'Boss' },
      [{ op: 'add', path: 'title', value: 'Boss' }],
    ],
    ['removes for null', { title: 'Clerk' }, { title: null }, [{ op: 'remove', path: 'title' }]],
    [
      'names each part of a complex attribute, so that the others stay',
      { name: { givenName: 'Jane', familyName: 'Doe' } },
      { name: { familyName: 'Roe', middleName: 'M', honorificPrefix: null } },
      [
        { op: 'replace', path: 'name.familyName', value: 'Roe' },
        { op: 'add', path: 'name.middleName', value: 'M' },
        { op: 'remove', path: 'name.honorificPrefix' },
      ],
    ],
    [
      'names the attributes of an extension behind a colon',
      { [urn]: { department: 'A' } },
      { [urn]: { department: 'B', manager: { value: '7' } } },
      [
        { op: 'replace', path: `${urn}:department`, value: 'B' },
        { op: 'add', path: `${urn}:manager`, value: { value: '7' } },
      ],
    ],
    [
      'removes the whole of what is cleared in all parts',
      { [urn]: { manager: { value: '7' } } },
      { [urn]: { manager: { value: null } } },
      [{ op: 'remove', path: `${urn}:manager` }],
    ],
    [
      'removes nothing for a part in which nothing is said',
      { [urn]: { manager: { value: '7' } } },
      { [urn]: { manager: {} } },
      [{ op: 'replace', path: `${urn}:manager`, value: {} }],
    ],
    [
      'removes nothing for a part of which something stays',
      { [urn]: { manager: { value: '7', displayName: 'Boss' } } },
      { [urn]: { manager: { value: '8', displayName: null } } },
      [{ op: 'replace', path: `${urn}:manager`, value: { value: '8', displayName: null } }],
    ],
    [
      'writes lists as lists with JSON booleans, whatever the caller has',
      {},
      { emails: { value: 'a@b', primary: 'True' }, phoneNumbers: [{ value: '1' }] },
      [
        { op: 'add', path: 'emails', value: [{ value: 'a@b', primary: true }] },
        { op: 'add', path: 'phoneNumbers', value: [{ value: '1' }] },
      ],
    ],
    [
      'does not take what objects inherit for a present value',
      {},
      { name: { constructor: 'x' }, constructor: 'y' },
      [
        { op: 'add', path: 'name.constructor', value: 'x' },
        { op: 'add', path: 'constructor', value: 'y' },
      ],
    ],
    ['is none for no change', { title: 'Boss' }, {}, []],
  ])('%s', (_, current, changes, operations) => {
    expect(userOperations(current as never, changes as never)).toEqual(operations);
  });

  it('sets activity with a JSON boolean', () => {
    expect(setActive(false)).toEqual({ op: 'replace', path: 'active', value: false });
  });

  it('is wrapped in a PatchOp', () => {
    expect(patchBody([])).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [],
    });
  });
});

describe('the operations of a membership', () => {
  const add = { op: 'add', path: 'members', value: [{ value: '1' }, { value: '2' }] };

  it.each<[string, 'value-path' | 'value-list', { add: string[]; remove: string[] }, object[]]>([
    ['additions in one operation', 'value-path', { add: ['1', '2'], remove: [] }, [add]],
    [
      'removals by path',
      'value-path',
      { add: [], remove: ['3', 'a"b'] },
      [
        { op: 'remove', path: 'members[value eq "3"]' },
        { op: 'remove', path: 'members[value eq "a\\"b"]' },
      ],
    ],
    [
      'removals as a list',
      'value-list',
      { add: ['1', '2'], remove: ['3'] },
      [add, { op: 'remove', path: 'members', value: [{ value: '3' }] }],
    ],
    ['no removal of everybody', 'value-list', { add: ['1', '2'], remove: [] }, [add]],
  ])('%s', (_, style, changes, operations) => {
    expect(memberOperations(changes, style)).toEqual(operations);
  });
});
