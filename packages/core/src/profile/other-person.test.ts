import { JANE, setUpPaper } from '../commands/__fixtures__/paper';
import { isOtherPerson } from './other-person';

const PROFILE = { email: 'jane@example.com', title: 'Boss', employeeid: 'E1' };

const user = (externalId: unknown) => ({
  id: '42',
  username: 'jane',
  email: null,
  active: true,
  details: { id: '42', externalId },
});

it.each([null, '', undefined])(
  'a record whose external id is %j is nobody else: its account is updated and not doubled',
  async (externalId) => {
    const { run, users } = setUpPaper({ users: [{ ...JANE, externalId }] });

    expect(await run('iam-create-user', PROFILE)).toMatchObject({
      status: 'done',
      vendor: { action: 'update', id: '42' },
    });
    expect([...users.keys()]).toEqual(['42']);
  },
);

it.each([null, '', undefined])('a profile whose own key is %j speaks against no record', (externalId) => {
  expect(isOtherPerson('externalId', user('E1'), { externalId })).toBe(false);
});

it.each([
  ['E1', 'E2', undefined, true],
  ['E1', 'E1', undefined, false],
  [7, '7', undefined, false],
  ['E1', 'E2', 'E1', false],
  ['E1', 'E2', 'E0', true],
  ['E1', 'E2', null, true],
])('%j is another person than %j, before %j: %p', (theirs, externalId, before, expected) => {
  const old = before === undefined ? [] : [{ externalId: before }];

  expect(isOtherPerson('externalId', user(theirs), { externalId }, ...old)).toBe(expected);
});
