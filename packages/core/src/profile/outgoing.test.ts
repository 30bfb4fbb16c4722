import * as E from 'fp-ts/Either';
import { defineMapper } from './mapper/define-mapper';
import { toVendorData, type OutgoingData } from './outgoing';

const mapper = defineMapper({
  name: 'Test (Outgoing)',
  direction: 'outgoing',
  fields: {
    userName: { firstOf: ['username', 'email'] },
    title: 'title',
    'emails[primary work].value': 'email',
  },
});
const attributes = ['userName', 'title', 'emails', 'name', 'active'];

const translate = (profile: object, by = mapper): OutgoingData => {
  const data = toVendorData(by, attributes, profile as never, 'User Profile - Update');
  if (E.isLeft(data)) {
    throw new Error(data.left.message);
  }
  return data.right;
};

describe('a profile in the vendor’s vocabulary', () => {
  it('has the mapped values', () => {
    expect(translate({ username: 'jane', title: 'Boss' })).toEqual({
      data: { userName: 'jane', title: 'Boss' },
      derived: [],
      warnings: [],
    });
  });

  it('may be given as it is: attributes of the vendor are sent unchanged', () => {
    expect(translate({ userName: 'jane', name: { givenName: 'Jane' } })).toMatchObject({
      data: { userName: 'jane', name: { givenName: 'Jane' } },
      warnings: [],
    });
  });

  it('omits an unknown key and names it in a warning, so that typos are noticed', () => {
    const { data, warnings } = translate({ username: 'jane', titel: 'hunter2' });

    expect(data).toEqual({ userName: 'jane' });
    expect(warnings).toEqual([
      'user-profile: titel is not an attribute of the outgoing mapper or of the vendor; it is not sent.',
    ]);
  });

  it('has what a mapper file writes under a whole path at that path, and any other key as it is', () => {
    const flat = defineMapper({
      name: 'F',
      direction: 'outgoing',
      fields: { 'profile\\.login': 'username', 'x\\.y': 'title', 'a\\.\\.b': 'team' },
    });
    const profile = { username: 'jane', title: 'Boss', team: 'IT' };

    expect(toVendorData(flat, ['profile.login'], profile, 'User Profile - Update')).toMatchObject({
      right: { data: { profile: { login: 'jane' }, 'x.y': 'Boss', 'a..b': 'IT' } },
    });
  });

  it('omits an unknown object as a whole, and names it', () => {
    const { data, warnings } = translate({ username: 'jane', work: { place: { city: 'Ulm' } } });

    expect(data).toEqual({ userName: 'jane' });
    expect(warnings).toEqual([
      'user-profile: work is not an attribute of the outgoing mapper or of the vendor; it is not sent.',
    ]);
  });

  it('has no empty values of the vendor’s own attributes, and those that clear', () => {
    expect(
      translate({ userName: 'jane', emails: [], name: { givenName: '', parts: [] }, title: null }).data,
    ).toStrictEqual({ userName: 'jane', title: null });
  });

  it('is not made where the mapper cannot read it, with advice', () => {
    const joined = defineMapper({ name: 'J', direction: 'outgoing', fields: { a: { join: ['b', 'c'] } } });

    expect(toVendorData(joined, [], { b: {}, c: 'x' }, 'User Profile - Update')).toMatchObject({
      left: { kind: 'invalid-input', next: 'Correct the user profile or the mapper.' },
    });
  });

  it('of a new user is not warned of activity that the creation applies', () => {
    const warningsFor = (profile: object): readonly string[] => {
      const data = toVendorData(mapper, attributes, profile as never, 'User Profile - Create');
      return E.isRight(data) ? data.right.warnings : [];
    };

    for (const key of ['active', 'is_active']) {
      expect(warningsFor({ username: 'jane', [key]: false })).toEqual([]);
      expect(warningsFor({ username: 'jane', [key]: true })).toEqual([
        expect.stringContaining(`user-profile: ${key} does not decide`),
      ]);
    }
  });

  it('never has keys that control the command', () => {
    expect(translate({ id: '1', username: 'jane', olduserdata: { email: 'x@y' } })).toEqual({
      data: { userName: 'jane' },
      derived: [],
      warnings: [],
    });
  });

  it.each([['active'], ['is_active'], ['IsActive']])(
    'never has %s, and a warning says who decides on it',
    (key) => {
      const { data, warnings } = translate({ username: 'jane', [key]: true });

      expect(data).toEqual({ userName: 'jane' });
      expect(warnings).toEqual([
        `user-profile: ${key} does not decide who may sign in; use iam-enable-user, iam-disable-user or allow-enable.`,
      ]);
    },
  );

  it('never has activity inside the object of a schema either', () => {
    const urn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
    const { right } = toVendorData(
      mapper,
      [...attributes, urn],
      { username: 'jane', [urn]: { Active: true, department: 'R&D' } },
      'User Profile - Update',
    ) as { right: OutgoingData };

    expect(right.data).toEqual({ userName: 'jane', [urn]: { department: 'R&D' } });
    expect(right.warnings).toEqual([
      `user-profile: ${urn}.Active does not decide who may sign in; use iam-enable-user, iam-disable-user or allow-enable.`,
    ]);
  });

  it('never has active, even when a mapper of the instance maps it', () => {
    const eager = defineMapper({
      name: 'Eager (Outgoing)',
      direction: 'outgoing',
      fields: { userName: 'username', active: 'enabled' },
    });

    expect(translate({ username: 'jane', enabled: true }, eager)).toEqual({
      data: { userName: 'jane' },
      derived: [],
      warnings: ['The outgoing mapper has active; it is not written, the commands decide on it.'],
    });
  });

  it('prefers the mapped value of an attribute given in both vocabularies, and warns', () => {
    expect(translate({ title: 'Boss', username: 'jane', userName: 'other' })).toMatchObject({
      data: { title: 'Boss', userName: 'jane' },
      warnings: ['user-profile: userName is given twice; the mapped value is sent.'],
    });
  });

  it('says what is derived, also where other attributes are given', () => {
    const profile = { email: 'jane@example.com', name: { givenName: 'Jane' } };

    expect(translate(profile)).toMatchObject({
      derived: ['userName'],
      data: { name: { givenName: 'Jane' } },
    });
    expect(translate({ ...profile, userName: 'jane' })).toMatchObject({ derived: [] });
  });

  it('prefers the given value to a derived one', () => {
    expect(translate({ email: 'jane@example.com', userName: 'jd' })).toMatchObject({
      data: { userName: 'jd' },
      derived: [],
      warnings: [],
    });
    expect(translate({ email: 'jane@example.com' })).toMatchObject({
      data: { userName: 'jane@example.com' },
      derived: ['userName'],
    });
  });

  it('reads an empty text as absent, in objects too, and null as clear', () => {
    expect(
      translate({ username: 'jane', title: '', name: { givenName: '', familyName: null, middleName: 'M' } })
        .data,
    ).toEqual({
      userName: 'jane',
      name: { familyName: null, middleName: 'M' },
    });
    expect(translate({ username: 'jane', name: { givenName: '' } }).data).toEqual({ userName: 'jane' });
    expect(translate({ username: 'jane', title: null }).data).toEqual({ userName: 'jane', title: null });
  });

  it('keeps a key such as __proto__ an ordinary, unknown key', () => {
    const { data, warnings } = translate(
      JSON.parse('{"username": "jane", "__proto__": {"title": "Boss"}}') as object,
    );

    expect(data).toEqual({ userName: 'jane' });
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
    expect(warnings[0]).toContain('__proto__');
  });
});

it('fails with the mapper’s message when a rule cannot be applied', () => {
  const strict = defineMapper({
    name: 'Strict',
    direction: 'outgoing',
    fields: { userName: { from: 'username', then: [['toLowerCase']] } },
  });

  expect(toVendorData(strict, [], { username: { first: 'hunter2' } }, 'User Profile - Update')).toMatchObject(
    E.left({ kind: 'invalid-input', message: expect.not.stringContaining('hunter2') }),
  );
});
