import { JANE, setUpVendor } from '../../commands/__fixtures__/in-memory-vendor';
import { isPersonByKey } from './person-key';

const jane = (externalId: unknown) => ({
  id: '42',
  username: 'jane',
  email: null,
  active: true,
  details: { externalId },
});

it.each<[unknown, object[], boolean | undefined]>([
  ['E1', [{ externalId: 'E1' }], true],
  ['E1', [{ externalId: 'E2' }], false],
  ['E1', [{ externalId: 'E2' }, { externalId: 'E1' }], true],
  ['E1', [{}, { externalId: 'E2' }], false],
  ['e1', [{ externalId: 'E1' }], false],
  ['jose\u0301', [{ externalId: 'josé' }], true],
  [7, [{ externalId: '7' }], true],
  ...[null, undefined, ''].flatMap((none): [unknown, object[], undefined][] => [
    [none, [{ externalId: 'E1' }], undefined],
    ['E1', [{ externalId: none }], undefined],
  ]),
  ['E1', [], undefined],
])('a record with the key %j is that of %j: %p', (key, persons, expected) => {
  expect(isPersonByKey('externalId', jane(key), ...(persons as never[]))).toBe(expected);
});

it.each(['externalID', 'ExternalId', 'externalid'])(
  'the name of the key is read in any case (RFC 7643 section 2.1): %s',
  (name) => {
    const user = { ...jane(undefined), details: { [name]: 'E1' } };

    expect(isPersonByKey('externalId', user, { externalId: 'E2' })).toBe(false);
    expect(isPersonByKey('externalId', user, { externalId: 'E1' })).toBe(true);
  },
);

it.each([null, '', undefined])(
  'a record whose external id is %j is no other person: its account is updated and not doubled',
  async (externalId) => {
    const { run, users } = setUpVendor({ users: [{ ...JANE, externalId }] });

    expect(
      await run('iam-create-user', { email: 'jane@example.com', title: 'Boss', employeeid: 'E1' }),
    ).toMatchObject({ status: 'done', vendor: { action: 'update', id: '42' } });
    expect([...users.keys()]).toEqual(['42']);
  },
);
