import { ExactNumber } from '../codec/exact-number';
import { ScimGroup, ScimUser, toChangedGroup, toGroup, toUser, withETag } from './resource';

describe('a user', () => {
  it('is decoded leniently and kept unchanged', () => {
    const record = {
      id: '42',
      userName: 'jane',
      active: 'True',
      emails: [{ value: 'x@y' }, { value: 'a@b', primary: true }],
      extra: 1,
    };

    expect(ScimUser.is(record)).toBe(true);
    expect(toUser(record)).toEqual({
      id: '42',
      username: 'jane',
      email: 'a@b',
      active: true,
      details: record,
    });
    expect(toUser(record).details).toBe(record);
  });

  it.each([[{}], [{ id: '' }], [{ id: 7.5 }], [{ id: true }], [{ id: '1', userName: {} }], [[]], [null]])(
    'is not %p: a user without an id is never acted on',
    (record) => {
      expect(ScimUser.is(record)).toBe(false);
    },
  );

  it.each<[string, unknown, string | null]>([
    ['the primary one', [{ value: 'x@y' }, { value: 'a@b', primary: 'true' }], 'a@b'],
    ['the only one', [{ value: 'a@b' }], 'a@b'],
    ['none of several equal ones', [{ value: 'x@y' }, { value: 'a@b' }], null],
    ['none where there is none', undefined, null],
    ['a plain text', 'a@b', 'a@b'],
    ['the only plain text of a list', ['a@b'], 'a@b'],
    ['none of several plain texts', ['a@b', 'c@d'], null],
    ['none of what is no address', [null, true, {}], null],
  ])('has the primary address: %s', (_, emails, email) => {
    expect(toUser({ id: '1', emails } as never).email).toBe(email);
  });

  it('may have numbers in the place of texts', () => {
    const record = { id: 42, userName: 12345, emails: [{ value: 7 }] };

    expect(ScimUser.is(record)).toBe(true);
    expect(toUser(record)).toEqual({
      id: '42',
      username: '12345',
      email: '7',
      active: null,
      details: record,
    });
    expect(toUser({ id: new ExactNumber('12345678901234567891') }).id).toBe('12345678901234567891');
  });

  it.each([
    [true, true],
    ['false', false],
    [null, null],
    [undefined, null],
    ['on', null],
  ])('with active %p has the activity %p, because unknown is not inactive', (active, expected) => {
    expect(toUser({ id: '1', active } as never).active).toBe(expected);
  });
});

// RFC 9110 section 8.8.3: W/ and quotes around anything that is visible but a quote, spaces not.
it.each<[string, unknown, string | undefined, string | undefined]>([
  ['of the record', 'W/"1"', undefined, 'W/"1"'],
  ['of the header', undefined, '"a!~ÿ"', '"a!~ÿ"'],
  ['of the record, which the application compares', 'W/"1"', '"gateway"', 'W/"1"'],
  ['of the header, where that of the record is no entity tag', '1', '"2"', '"2"'],
  ['without quotes, of the record first', '1', '2', '1'],
  ['that is a number', 7, undefined, '7'],
  ['that is empty in its quotes', '""', undefined, '""'],
  ['as long as one may be', `"${'a'.repeat(500)}"`, undefined, `"${'a'.repeat(500)}"`],
  ['as long as one without quotes may be', 'a'.repeat(500), undefined, 'a'.repeat(500)],
  ['unknown: too long', `"${'a'.repeat(501)}"`, 'a'.repeat(501), undefined],
  ['unknown: a quote within', '"a"b"', 'a"b', undefined],
  ['unknown: a space within', '"a b"', 'a b', undefined],
  ['unknown: something before the quotes', 'x"a"', 'w/"a"', undefined],
  ['unknown: something behind the quotes', '"a"x', 'W/"a"x', undefined],
  ['unknown: a line break', '"a"\n', 'a\r\nX: y', undefined],
  ['unknown: any', '*', '*', undefined],
  ['unknown: beyond ASCII without quotes', 'ÿ', '', undefined],
  ['unknown: no text', { a: 1 }, undefined, undefined],
])('a user has the version %s', (_, own, etag, version) => {
  const user = withETag({ id: '1', meta: { version: own } } as never, etag);

  expect(user.version).toBe(version);
  expect('version' in user).toBe(version !== undefined);
});

describe('a group', () => {
  const record = {
    id: 'g1',
    displayName: 'Staff',
    members: [{ value: '1', display: 'Jane' }, { value: 2 }, 'x'],
  };
  const toRead = (members: unknown) => toGroup({ ...record, members } as never, 'in-group');

  it('has the members of the reply, with ids in any form', () => {
    expect(ScimGroup.is(record)).toBe(true);
    expect(toGroup(record as never, 'in-group')).toEqual({
      id: 'g1',
      displayName: 'Staff',
      members: [{ value: '1', display: 'Jane' }, { value: '2' }, { value: 'x' }],
      details: record,
    });
  });

  it.each([[{}], [{ id: '' }], [{ id: null }], [{ id: 'g1', displayName: {} }], [[]], [null]])(
    'is not %p: a group without an id is never changed',
    (other) => {
      expect(ScimGroup.is(other)).toBe(false);
    },
  );

  it.each<[unknown, string]>([
    [[{ value: '1' }, { value: '' }, { display: 'Jane' }, null], '3 of the 4 members of the group cannot be'],
    [{ value: '1' }, 'The members of the group are no list.'],
    ['1,2', 'The members of the group are no list.'],
  ])('fails when a member cannot be read: %p', (members, message) => {
    expect(() => toRead(members)).toThrow(message);
  });

  it.each([[undefined], [null], [[]]])('has no members when they are %p', (members) => {
    expect(toRead(members).members).toEqual([]);
  });

  it.each<[string, unknown, unknown]>([
    ['shows them', [{ value: '1' }], [{ value: '1' }]],
    ['shows that there are none', [], []],
    ['leaves them out', undefined, undefined],
    ['has them unreadable', [{ value: '1' }, {}], undefined],
  ])('has known members after a change only when the reply %s', (_, members, told) => {
    expect(toChangedGroup({ ...record, members } as never, 'in-group').members).toEqual(told);
  });

  it('has no known members when the vendor omits them', () => {
    expect(toGroup({ ...record, members: [] } as never, 'users-by-group')).not.toHaveProperty('members');
  });
});
