import { once } from 'node:events';

import { openTestDatabase, type TestDatabase } from './__fixtures__/test-database';
import { applyLock, planLock, type WorkLock } from './work-lock';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

const held = (lock: WorkLock) => {
  if (lock.tag !== 'held') {
    throw new Error(lock.sentence);
  }
  return lock;
};

it('lets one person apply, and tells another who that is', async () => {
  const mine = held(await applyLock(database, 'jane@laptop'));
  const other = await applyLock(database, 'joe@server');
  expect(other).toEqual({
    tag: 'busy',
    sentence: expect.stringMatching(
      /^jane@laptop has been applying a plan with this database since \d{4}-.*Nothing was done\. Wait until it ends/,
    ),
  });
  await mine.release();
  await held(await applyLock(database, 'joe@server')).release();
});

it('lets somebody plan while another applies', async () => {
  const one = held(await applyLock(database, 'jane'));
  const other = held(await planLock(database, 'joe'));
  await one.release();
  await other.release();
});

it('says that the lock is lost when its connection ends, and somebody else can have it', async () => {
  const mine = held(await planLock(database, 'jane'));
  const lost = once(mine.lost, 'abort');
  expect(mine.lost.aborted).toBe(false);
  await database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'iam: jane'`,
  );
  await lost;
  await held(await planLock(database, 'joe')).release();
});

it('is a lock of one database, not of the server', async () => {
  const other = await openTestDatabase();
  const one = held(await applyLock(database, 'jane'));
  await held(await applyLock(other, 'joe')).release();
  await one.release();
  await other.drop();
});

it('shows a long name and one beyond ASCII as far as the server keeps it', async () => {
  const mine = held(await applyLock(database, `jürgen@${'x'.repeat(100)}`));
  const other = await applyLock(database, 'joe');
  expect(other).toMatchObject({
    sentence: expect.stringContaining(`j?rgen@${'x'.repeat(51)} has been applying`),
  });
  await mine.release();
});
