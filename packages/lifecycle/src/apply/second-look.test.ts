import { profileOf } from '../__fixtures__/profile-of';
import { openBench, type ApplyBench } from './__fixtures__/apply-bench';
import type { ItemOver } from './__fixtures__/plan-of';

// A manager has to have an account before anybody's record can refer to it.

let bench: ApplyBench;

beforeEach(async () => {
  bench = await openBench({ groups: [{ displayName: 'Staff' }] });
});

afterEach(() => bench.close());

const apply = async (items: readonly ItemOver[]) => (await bench.apply(await bench.plan(items))).progress;

const users = () => bench.vendor.vendor.users();

const userOf = (person: string) =>
  users().find(({ userName }) => userName === `${person.toLowerCase()}@example.com`);

const managerOf = (person: string): unknown =>
  (
    userOf(person)?.['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'] as
      { readonly manager?: { readonly value?: unknown } } | undefined
  )?.manager?.value;

const joiner = (person: string, manager: string, over: Partial<ItemOver> = {}): ItemOver => ({
  op: 'create',
  person,
  profile: profileOf(person, { manageremailaddress: `${manager.toLowerCase()}@example.com` }),
  ...over,
});

const said = () =>
  bench.database
    .query<{ readonly said: string }>('select said from iam.item order by n')
    .then((rows) => rows.map((row) => row.said));

it('gives a joiner the manager who joins with the same plan and after them, also when that one waits for them', async () => {
  const progress = await apply([
    joiner('E1', 'E2', { groups: { add: ['Staff'], remove: [] } }),
    joiner('E2', 'E1', { after: [1] }),
  ]);

  expect(progress.apps).toMatchObject([{ done: 3, open: 0 }]);
  expect([managerOf('E1'), managerOf('E2')]).toEqual([userOf('E2')?.['id'], userOf('E1')?.['id']]);
  expect(bench.vendor.vendor.groups()).toMatchObject([{ members: [userOf('E1')?.['id']] }]);
  expect(users()).toHaveLength(2);
});

it('ends without a manager who has no account there, and says so', async () => {
  const progress = await apply([joiner('E1', 'E9', { post: { hash: 'sha256:x', active: true } })]);

  expect(progress.apps).toMatchObject([{ done: 1, open: 0 }]);
  expect(managerOf('E1')).toBeUndefined();
  // The next plan asks again.
  expect(await bench.database.query('select desired_hash from iam.account')).toEqual([
    { desired_hash: null },
  ]);
  expect(await said()).toEqual([expect.stringMatching(/, without .*manager.*: nobody is found there/)]);
});
