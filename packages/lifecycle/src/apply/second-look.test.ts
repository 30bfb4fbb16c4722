import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@iam/core';
import * as E from 'fp-ts/Either';
import { profileOf } from '../__fixtures__/profile-of';
import { openTestDatabase, type TestDatabase } from '../database/__fixtures__/test-database';
import { readStore } from '../database/store';
import { createPgBossQueue } from '../queue/pg-boss-queue';
import type { Queue } from '../queue/queue';
import { planOf, type ItemOver } from './__fixtures__/plan-of';
import { startVendor, type VendorInProcess } from './__fixtures__/vendor-in-process';
import { applyPlan } from './apply-plan';

// A manager has to have an account before anybody's record can refer to it.

let database: TestDatabase;
let queue: Queue;
let vendor: VendorInProcess;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'iam-second-look-'));
  database = await openTestDatabase();
  queue = await createPgBossQueue({ connectionString: database.url, onError: () => undefined });
  await queue.start();
  vendor = await startVendor({ groups: [{ displayName: 'Staff' }] });
});

afterEach(async () => {
  await queue.stop();
  await vendor.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

const apply = async (items: readonly ItemOver[]) => {
  const applied = await applyPlan(
    {
      path: await planOf(folder, (await readStore(database)).id, items),
      config: { hash: 'rules', approval: 'none', applications: [] },
      approvers: {},
      selection: { people: [], apps: [] },
      now: new Date('2026-11-26T16:00:00Z'),
    },
    {
      database,
      queue,
      open: (_app, limiter) => Promise.resolve(vendor.open(limiter)),
      clock: systemClock,
      worker: 'w-1',
      actor: 'jane',
      signal: new AbortController().signal,
      abort: new AbortController().signal,
      onProgress: () => undefined,
    },
  );
  if (E.isLeft(applied)) {
    throw new Error(JSON.stringify(applied.left));
  }
  return applied.right.progress;
};

const userOf = (person: string) =>
  vendor.vendor.users().find(({ userName }) => userName === `${person.toLowerCase()}@example.com`);

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
  database
    .query<{ readonly said: string }>('select said from iam.item order by n')
    .then((rows) => rows.map((row) => row.said));

it('gives a joiner the manager who joins with the same plan and after them, also when that one waits for them', async () => {
  const progress = await apply([
    joiner('E1', 'E2', { groups: { add: ['Staff'], remove: [] } }),
    joiner('E2', 'E1', { after: [1] }),
  ]);

  expect(progress.apps).toMatchObject([{ done: 3, open: 0 }]);
  expect([managerOf('E1'), managerOf('E2')]).toEqual([userOf('E2')?.['id'], userOf('E1')?.['id']]);
  expect(vendor.vendor.groups()).toMatchObject([{ members: [userOf('E1')?.['id']] }]);
  expect(vendor.vendor.users()).toHaveLength(2);
});

it('ends without a manager who has no account there, and says so', async () => {
  const progress = await apply([joiner('E1', 'E9')]);

  expect(progress.apps).toMatchObject([{ done: 1, open: 0 }]);
  expect(managerOf('E1')).toBeUndefined();
  expect(await said()).toEqual([expect.stringMatching(/, without .*manager.*: nobody is found there/)]);
});
