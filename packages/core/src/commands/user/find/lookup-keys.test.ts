import { defineMapper, type MapperDefinition } from '../../../profile/mapper/define-mapper';
import { JANE, setUpVendor, type VendorOptions } from '../../__fixtures__/in-memory-vendor';

const asked = (calls: readonly string[]) => calls.filter((call) => call.startsWith('getUser'));

describe('a user with a former name in olduserdata', () => {
  it('is found by the former name when it is the only identifier', async () => {
    const { run, users } = setUpVendor({ users: [JANE] });

    expect(await run('iam-disable-user', { olduserdata: { username: JANE['userName'] } })).toMatchObject({
      status: 'done',
      vendor: { id: '42', active: false },
    });
    expect(users.get('42')).toMatchObject({ active: false });
  });

  it('is searched by the former name and by a new key of the same text', async () => {
    const { run, calls, users } = setUpVendor({ users: [{ ...JANE, userName: 'jane', externalId: '4711' }] });

    expect(
      await run('iam-disable-user', { employeeid: '4711', olduserdata: { username: '4711' } }),
    ).toMatchObject({ status: 'done', vendor: { id: '42' } });
    expect(asked(calls)).toEqual(['getUser userName=4711', 'getUser externalId=4711']);
    expect(users.get('42')).toMatchObject({ active: false });
  });

  it('is searched by the former name first and the new name second', async () => {
    const { run, users } = setUpVendor({ users: [{ ...JANE, userName: 'jane.smith' }] });

    expect(
      await run('iam-disable-user', { username: 'jane.smith', olduserdata: { username: 'jane.doe' } }),
    ).toMatchObject({ status: 'done', vendor: { id: '42' } });
    expect(users.get('42')).toMatchObject({ active: false });
  });
});

const mappedBy = (fields: MapperDefinition['fields']): NonNullable<VendorOptions['definition']> => ({
  mappers: {
    incoming: defineMapper({ name: 'In', direction: 'incoming', fields: {} }),
    outgoing: defineMapper({ name: 'Out', direction: 'outgoing', fields }),
  },
});

it('who is known by an old name only is asked for by it, though the mapper made it of other values', async () => {
  const { run, calls } = setUpVendor({
    users: [{ ...JANE, userName: 'jane' }],
    definition: mappedBy({
      userName: { from: 'email', then: [['split', { delimiter: '@' }], ['first']] },
      email: 'email',
    }),
  });

  expect(await run('iam-disable-user', { olduserdata: { email: 'jane@example.com' } })).toMatchObject({
    status: 'done',
    vendor: { id: '42' },
  });
  expect(asked(calls)).toEqual(['getUser userName=jane']);
});

it('nobody else is found where the only record is a successor’s', async () => {
  const { run, users } = setUpVendor({
    users: [{ ...JANE, externalId: 'E9' }],
    definition: { lookupBy: ['userName'] },
  });
  const { vendor, warnings } = await run('iam-disable-user', {
    olduserdata: { username: JANE['userName'], employeeid: 'E1' },
  });

  expect([vendor.skipped, warnings.at(-1)]).toEqual([true, 'Nobody else is found.']);
  expect(users.get('42')).toMatchObject({ active: true });
});

it('who is not named is told by which keys of the profile it would be: the id by its own name', async () => {
  const { run } = setUpVendor({
    definition: {
      ...mappedBy({ id: 'number', userName: 'login' }),
      lookupBy: ['id', 'userName', 'externalId'],
    },
  });

  expect((await run('iam-get-user', { title: 'Boss' })).failure?.next).toBe(
    'Add one of id, login, externalId to the user profile.',
  );
});

it('an address in the vendor’s own words is looked at for invisible characters too', async () => {
  const { run, calls } = setUpVendor({ definition: { attributes: ['userName', 'emails', 'email'] } });
  for (const address of [
    { emails: [{ value: 'jane\u200b@example.com' }] },
    { email: 'jane\u200b@example.com' },
  ]) {
    expect((await run('iam-create-user', { username: 'jane', ...address })).failure?.message).toMatch(
      /^user-profile: email has invisible/,
    );
  }
  expect(calls).toEqual([]);
});

it.each([
  [{ email: 'jane@other.example' }, 'name it by id if it is.'],
  [{ username: 'jane', employeeid: 'E2' }, 'give its old externalId in olduserdata if it is.'],
])(
  'what to do about a record that may be somebody else’s depends on what speaks against it: %j',
  async (profile, next) => {
    const { run } = setUpVendor({
      users: [{ ...JANE, userName: 'jane', externalId: 'E1' }],
      definition: mappedBy({
        userName: {
          firstOf: ['username', { from: 'email', then: [['split', { delimiter: '@' }], ['first']] }],
        },
        externalId: 'employeeid',
        email: 'email',
      }),
    });

    expect((await run('iam-disable-user', profile)).failure?.next).toBe(
      `Find out whether this is the same person; ${next}`,
    );
  },
);
