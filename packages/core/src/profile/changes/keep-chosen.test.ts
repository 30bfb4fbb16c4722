import * as E from 'fp-ts/Either';
import type { Attributes } from '../app-data';
import { keepChosen } from './keep-chosen';
import { defineMapper } from '../mapper/define-mapper';
import { toVendorData, type OutgoingData } from '../outgoing';

const mapper = defineMapper({
  name: 'Test (Outgoing)',
  direction: 'outgoing',
  fields: {
    userName: { firstOf: ['username', 'email'] },
    'name.givenName': 'givenname',
    'name.familyName': 'surname',
    'name.formatted': { firstOf: ['formattedname', { join: ['givenname', 'surname'], with: ' ' }] },
    'emails[primary work].value': 'email',
  },
});

const outgoing = (profile: object): OutgoingData => {
  const data = toVendorData(mapper, [], profile as never, 'User Profile - Update');
  if (E.isLeft(data)) {
    throw new Error(data.left.message);
  }
  return data.right;
};

const asItIs = (data: Attributes): Attributes => data;

const written = (profile: object, current: object, old?: object, normalize = asItIs) =>
  keepChosen(
    outgoing(profile),
    current as never,
    { outgoing: mapper, normalize },
    old === undefined ? undefined : outgoing(old).data,
  );

const JANE = { email: 'jane@example.com', givenname: 'Jane', surname: 'Doe' };
const emails = [{ value: 'jane@example.com', type: 'work', primary: true }];

describe('a derived value', () => {
  it('is written when the vendor has none', () => {
    expect(written(JANE, { emails })).toMatchObject({
      userName: 'jane@example.com',
      name: { formatted: 'Jane Doe' },
    });
    expect(written(JANE, { userName: '', name: { formatted: null } })).toMatchObject({
      userName: 'jane@example.com',
      name: { formatted: 'Jane Doe' },
    });
  });

  it('does not overwrite an explicit value, nested ones included', () => {
    const data = written(JANE, {
      userName: 'jd',
      name: { givenName: 'Jane', familyName: 'Doe', formatted: 'J. Doe' },
      emails,
    });

    expect(data).toEqual({ name: { givenName: 'Jane', familyName: 'Doe' }, emails });
  });

  it('follows the change when the present one was derived from the present data', () => {
    const current = {
      userName: 'jane@example.com',
      name: { givenName: 'Jane', familyName: 'Doe', formatted: 'Jane Doe' },
      emails,
    };

    expect(written({ ...JANE, email: 'roe@example.com', surname: 'Roe' }, current)).toMatchObject({
      userName: 'roe@example.com',
      name: { formatted: 'Jane Roe' },
    });
  });

  it('follows the change when the vendor keeps what was derived in another case', () => {
    const upper = { userName: 'JANE@EXAMPLE.COM', emails };

    expect(written({ ...JANE, email: 'roe@example.com' }, upper)).toMatchObject({
      userName: 'roe@example.com',
    });
  });

  it('follows the change when the vendor keeps what was derived in a form of its own', () => {
    const asHandle = (data: Attributes): Attributes => ({
      ...data,
      userName: String(data['userName']).replace('@', '_'),
    });
    const profile = { ...JANE, email: 'roe@example.com' };

    expect(written(profile, { userName: 'jane_example.com', emails }, undefined, asHandle)).toMatchObject({
      userName: 'roe@example.com',
    });
    expect(written(profile, { userName: 'jd_example.com', emails }, undefined, asHandle)).not.toHaveProperty(
      'userName',
    );
  });

  it('follows the change when the present one was derived from olduserdata', () => {
    const data = written(
      { ...JANE, email: 'roe@example.com' },
      { userName: 'jane@example.com' },
      { email: 'jane@example.com' },
    );

    expect(data).toMatchObject({ userName: 'roe@example.com' });
  });
});

it('always writes a given value', () => {
  expect(
    written(
      { ...JANE, username: 'new', formattedname: 'N' },
      { userName: 'jd', name: { formatted: 'J. Doe' } },
    ),
  ).toMatchObject({
    userName: 'new',
    name: { formatted: 'N' },
  });
});
