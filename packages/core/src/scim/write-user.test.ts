import { newUserBody, normalized, replacedUserBody } from './write-user';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

describe('the body of a creation', () => {
  it('names its schemas, has activity as a JSON boolean and nothing that is absent', () => {
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

  it('is the present record with the changes laid over it: nothing is lost', () => {
    expect(replacedUserBody(current, { name: { familyName: 'Roe' }, title: null }, undefined)).toEqual({
      schemas: [USER],
      id: '42',
      userName: 'jane',
      name: { givenName: 'Jane', familyName: 'Roe' },
      active: true,
    });
  });

  it('changes activity when that is asked for', () => {
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

  it('has no manager when that is cleared', () => {
    const managed = {
      ...current,
      [ENTERPRISE]: { department: 'A', manager: { value: '7', displayName: 'Boss' } },
    };

    expect(
      replacedUserBody(managed, { [ENTERPRISE]: { manager: { value: null } } }, undefined)[ENTERPRISE],
    ).toEqual({ department: 'A' });
  });

  it('names an extension that comes in with the change', () => {
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
  ['null', null, null],
])('emails may be given as %s', (_, given, expected) => {
  expect(normalized({ emails: given })).toEqual({ emails: expected });
});
