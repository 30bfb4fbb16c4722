import { ExactNumber } from '../codec/exact-number';
import { ScimGroup, ScimUser, toChangedGroup, toGroup, toUser } from './resource';

describe('a user', () => {
  it('is read loosely and kept as it came', () => {
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
  ])('has the address: %s', (_, emails, email) => {
    expect(toUser({ id: '1', emails } as never).email).toBe(email);
  });

  it('may have numbers for texts', () => {
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
  ])('with active %p has the activity %p: unknown is not inactive', (active, expected) => {
    expect(toUser({ id: '1', active } as never).active).toBe(expected);
  });
});

describe('a group', () => {
  const record = {
    id: 'g1',
    displayName: 'Staff',
    members: [{ value: '1', display: 'Jane' }, { value: 2 }, 'x'],
  };
  const toRead = (members: unknown) => toGroup({ ...record, members } as never, 'in-group');

  it('has the members it tells, in whatever form an id comes', () => {
    expect(ScimGroup.is(record)).toBe(true);
    expect(toGroup(record as never, 'in-group')).toEqual({
      id: 'g1',
      displayName: 'Staff',
      members: [{ value: '1', display: 'Jane' }, { value: '2' }, { value: 'x' }],
      details: record,
    });
  });

  it.each<[unknown, string]>([
    [[{ value: '1' }, { value: '' }, { display: 'Jane' }, null], '3 of the 4 members of the group cannot be'],
    [{ value: '1' }, 'The members of the group are no list.'],
    ['1,2', 'The members of the group are no list.'],
  ])('is not shown with a part of them: %p', (members, message) => {
    expect(() => toRead(members)).toThrow(message);
  });

  it.each([[undefined], [null], [[]]])('has none when they are %p', (members) => {
    expect(toRead(members).members).toEqual([]);
  });

  it.each<[string, unknown, unknown]>([
    ['shows them', [{ value: '1' }], [{ value: '1' }]],
    ['shows that there are none', [], []],
    ['leaves them out', undefined, undefined],
    ['has them unreadable', [{ value: '1' }, {}], undefined],
  ])('that was changed tells its members only when the reply %s', (_, members, told) => {
    expect(toChangedGroup({ ...record, members } as never, 'in-group').members).toEqual(told);
  });

  it('has none where the vendor is known to leave them out', () => {
    expect(toGroup({ ...record, members: [] } as never, 'users-by-group')).not.toHaveProperty('members');
  });
});
