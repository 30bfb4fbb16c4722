import { profileOf } from '../__fixtures__/profile-of';
import { openBench, type ApplyBench } from './__fixtures__/apply-bench';
import type { ApplyRequest } from './apply-plan';
import { APP } from './__fixtures__/vendor-in-process';

let bench: ApplyBench;

beforeEach(async () => {
  bench = await openBench();
});

afterEach(() => bench.close());

const RULES = [
  { instance: APP, groups: [{ name: 'Staff', create: true }] },
] as unknown as ApplyRequest['config']['applications'];

it('a group that is made stands in the ledger before it is sent, and what came of it after', async () => {
  const path = await bench.plan([
    { op: 'create', person: 'E1', profile: profileOf('E1'), groups: { add: ['Staff'], remove: [] } },
  ]);
  const { progress } = await bench.apply(path, RULES);

  expect(progress.apps).toMatchObject([{ done: 2, failed: 0 }]);
  const calls = await bench.database.query(
    `select command, kind, outcome, changes from iam.attempt where person = 'group:Staff' order by id`,
  );
  const members = { add: [bench.vendor.vendor.users()[0]?.['id']], remove: [] };
  expect(calls).toEqual([
    { command: 'iam-create-group', kind: 'begun', outcome: null, changes: { displayName: 'Staff' } },
    { command: 'iam-create-group', kind: 'ended', outcome: 'created', changes: { displayName: 'Staff' } },
    { command: 'iam-update-group', kind: 'begun', outcome: null, changes: members },
    { command: 'iam-update-group', kind: 'ended', outcome: 'updated', changes: members },
  ]);
  // Each write is one that is recorded.
  const writes = bench.vendor.requests().filter(({ method }) => method !== 'GET');
  const begun = await bench.database.query(`select from iam.attempt where kind = 'begun'`);
  expect(begun).toHaveLength(writes.length);
});

it('a group that may not be made fails with the vendor’s words, and the application goes on', async () => {
  await bench.close();
  bench = await openBench({}, [
    {
      method: 'POST',
      path: '/**/Groups',
      times: 'forever',
      fault: { status: 403, body: { schemas: [], detail: 'Groups are made elsewhere.' } },
    },
  ]);
  const path = await bench.plan([
    { op: 'create', person: 'E1', profile: profileOf('E1'), groups: { add: ['Staff'], remove: [] } },
  ]);
  const { progress, run } = await bench.apply(path, RULES);

  expect({ progress, run }).toMatchObject({
    progress: { apps: [{ done: 1, failed: 1, open: 0, paused: null }] },
    run: { state: 'done' },
  });
  expect(await bench.database.query(`select person, said from iam.item where state = 'failed'`)).toEqual([
    { person: 'group:Staff', said: expect.stringContaining('Groups are made elsewhere.') as string },
  ]);
});
