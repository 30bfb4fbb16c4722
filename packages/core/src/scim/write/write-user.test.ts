import { newUserBody, normalized, replacedUserBody } from './write-user';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

describe('the body of a creation', () => {
  it('has schemas, activity as a JSON boolean and no absent values', () => {
    expect(newUserBody({ userName: 'jane', [ENTERPRISE]: { department: 'A' } }, false)).toEqual({
      schemas: [USER, ENTERPRISE],
      userName: 'jane',
      [ENTERPRISE]: { department: 'A' },
      active: false,
    });
  });
});

describe('the body of a replacement', () => {
  const current = {
    schemas: [USER],
    id: '42',
    userName: 'jane',
    name: { givenName: 'Jane', familyName: 'Doe' },
    title: 'Clerk',
    active: true,
    meta: { version: 'v1' },
    groups: [{ value: 'g1' }],
  };

  it('is the present record with the changes applied, without losses', () => {
    expect(replacedUserBody(current, { name: { familyName: 'Roe' }, title: null }, undefined)).toEqual({
      schemas: [USER],
      id: '42',
      userName: 'jane',
      name: { givenName: 'Jane', familyName: 'Roe' },
      active: true,
    });
  });

  it('changes activity when requested', () => {
    expect(replacedUserBody(current, {}, false)).toMatchObject({ active: false, userName: 'jane' });
  });

  it('has the new manager, without fields of the former one', () => {
    const manager = { value: '7', displayName: 'Old Boss', $ref: '../Users/7' };
    const managed = { ...current, [ENTERPRISE]: { department: 'A', manager } };

    expect(
      replacedUserBody(managed, { [ENTERPRISE]: { manager: { value: '8', displayName: null } } }, undefined),
    ).toMatchObject({ [ENTERPRISE]: { department: 'A', manager: { value: '8' } } });
    expect(
      replacedUserBody(managed, { [ENTERPRISE]: { manager: { value: '8' } } }, undefined)[ENTERPRISE],
    ).toEqual({
      department: 'A',
      manager: { value: '8' },
    });
  });

  it('has no manager when it is cleared', () => {
    const managed = {
      ...current,
      [ENTERPRISE]: { department: 'A', manager: { value: '7', displayName: 'Boss' } },
    };

    expect(
      replacedUserBody(managed, { [ENTERPRISE]: { manager: { value: null } } }, undefined)[ENTERPRISE],
    ).toEqual({ department: 'A' });
  });

  it('has the new manager when the former one is a plain text', () => {
    expect(
      replacedUserBody(
        { ...current, [ENTERPRISE]: { department: 'A', manager: '7' } },
        { [ENTERPRISE]: { manager: { value: '8' } } },
        undefined,
      )[ENTERPRISE],
    ).toEqual({ department: 'A', manager: { value: '8' } });
  });

  it('names every extension once, and the user schema when the record names none', () => {
    const { schemas: _none, ...bare } = current;
    const extended = { ...current, schemas: [USER, ENTERPRISE], [ENTERPRISE]: { department: 'A' } };

    expect(replacedUserBody(extended, {}, undefined)['schemas']).toEqual([USER, ENTERPRISE]);
    expect(replacedUserBody(bare, {}, undefined)['schemas']).toEqual([USER]);
    expect(replacedUserBody(current, { 'URN:acme:User': { a: 1 } }, undefined)['schemas']).toEqual([
      USER,
      'URN:acme:User',
    ]);
  });

  it('keeps what no change names as it came, nulls within included', () => {
    const record = { ...current, badge: { value: null, colour: 'red' }, desk: { floor: null, room: '7' } };

    expect(replacedUserBody(record, { title: 'Boss' }, undefined)).toMatchObject({
      title: 'Boss',
      badge: record.badge,
      desk: record.desk,
    });
  });

  it('has no nulls of a change, also where the record had nothing before', () => {
    const { name: _name, ...nameless } = current;
    const change = {
      name: { familyName: 'Roe', middleName: null },
      [ENTERPRISE]: { manager: { value: null } },
    };

    expect(replacedUserBody(nameless, change, undefined)).toMatchObject({ name: { familyName: 'Roe' } });
    expect(JSON.stringify(replacedUserBody(nameless, change, undefined))).not.toContain('null');
  });

  it('does not take what objects inherit for a part of the record', () => {
    expect(replacedUserBody(current, { constructor: { size: 1 } }, undefined)['constructor']).toEqual({
      size: 1,
    });
  });

  it('names an extension that the change adds', () => {
    expect(replacedUserBody(current, { [ENTERPRISE]: { department: 'A' } }, undefined)).toMatchObject({
      schemas: [USER, ENTERPRISE],
    });
  });
});

it.each<[string, unknown, unknown]>([
  ['an object', { value: 'a@b', primary: 'true' }, [{ value: 'a@b', primary: true }]],
  ['a text', 'a@b', [{ value: 'a@b', primary: true }]],
  [
    'a list',
    [{ value: 'a@b', primary: 'False' }, { value: 'c@d' }],
    [{ value: 'a@b', primary: false }, { value: 'c@d' }],
  ],
  ['an object whose flag says nothing', { value: 'a@b', primary: 'x' }, [{ value: 'a@b', primary: 'x' }]],
  ['null', null, null],
])('emails may be given as %s', (_, given, expected) => {
  expect(normalized({ emails: given })).toEqual({ emails: expected });
});

it.each([
  'emails',
  'phoneNumbers',
  'addresses',
  'roles',
  'entitlements',
  'ims',
  'photos',
  'x509Certificates',
])('%s is a list of values, also of one plain text', (attribute) => {
  expect(normalized({ [attribute]: 'one' })).toEqual({ [attribute]: [{ value: 'one', primary: true }] });
});

it.each<[string, unknown, object]>([
  [
    'two plain texts, of which none is said to be the primary one',
    ['a', 'b'],
    { roles: [{ value: 'a' }, { value: 'b' }] },
  ],
  ['a list that is empty', [], { roles: [] }],
  ['a list in which nothing is a value', ['', null], {}],
  ['a value in an element, or in a list of one', [{ value: [{ value: 'a' }] }], { roles: [{ value: 'a' }] }],
])('roles may be %s', (_, roles, expected) => {
  expect(normalized({ roles })).toStrictEqual(expected);
});

it.each<[unknown, unknown]>([
  ['7', { value: '7' }],
  [7, { value: '7' }],
  [['7'], { value: '7' }],
  [[{ value: '7' }], { value: '7' }],
  [{ value: ['7'] }, { value: '7' }],
  [{ displayName: 'Boss' }, { displayName: 'Boss' }],
  [
    ['7', '8'],
    ['7', '8'],
  ],
  [null, null],
])('the manager %j is %j', (manager, expected) => {
  expect(normalized({ [ENTERPRISE]: { department: 'A', manager } })).toStrictEqual({
    [ENTERPRISE]: { department: 'A', manager: expected },
  });
});

it('writes a manager reference in an extension only, and adds none to an extension without one', () => {
  const data = { name: { manager: '7' }, [ENTERPRISE]: { department: 'A' } };

  expect(normalized(data)).toStrictEqual(data);
});
