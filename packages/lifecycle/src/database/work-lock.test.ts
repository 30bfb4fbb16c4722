import { once } from 'node:events';

import { openSilentLink } from './__fixtures__/silent-link';
import { openTestDatabase, type TestDatabase } from './__fixtures__/test-database';
import {
  lockTransaction,
  STATE_STAYS,
  takeLock,
  underLock,
  type LockedWork,
  type WorkLock,
} from './work-lock';

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

it('lets one process plan, and tells another who that is', async () => {
  const mine = held(await takeLock(database, 'plan', 'jane@laptop'));
  const other = await takeLock(database, 'plan', 'joe@server');
  expect(other).toEqual({
    tag: 'busy',
    sentence: expect.stringMatching(
      /^jane@laptop has been making a plan with this database since \d{4}-.*Nothing was done\. Wait until it ends/,
    ),
  });
  await mine.release();
  await held(await takeLock(database, 'plan', 'joe@server')).release();
});

const WORKS: readonly LockedWork[] = ['plan', 'schedule', 'apply', 'use', 'move', 'restore'];

it.each<[LockedWork, readonly LockedWork[]]>([
  ['plan', ['plan', 'move', 'restore']],
  ['schedule', ['schedule']],
  ['apply', ['move', 'restore']],
  ['use', ['move', 'restore']],
  ['move', ['plan', 'apply', 'use', 'move', 'restore']],
  ['restore', ['plan', 'apply', 'use', 'move', 'restore']],
])('%s keeps off %j, and nothing else', async (work, refused) => {
  const mine = held(await takeLock(database, work, 'jane'));
  const busy: LockedWork[] = [];
  for (const other of WORKS) {
    const lock = await takeLock(database, other, 'joe');
    if (lock.tag === 'busy') {
      busy.push(other);
    } else {
      await lock.release();
    }
  }
  await mine.release();

  expect(busy).toEqual(refused);
});

it('is one for sessions and for transactions, and is free when the transaction is over', async () => {
  await database.transaction(async (session) => {
    await lockTransaction(session, 'plan', 'jane');
    expect(await takeLock(database, 'move', 'joe')).toMatchObject({
      sentence: expect.stringMatching(/^jane has been making a plan with this database since/),
    });
  });
  const mine = held(await takeLock(database, 'move', 'joe'));
  await expect(database.transaction((session) => lockTransaction(session, 'plan', 'jane'))).rejects.toThrow(
    /^joe has been moving this database to another since .* Nothing was done/,
  );
  await mine.release();
});

it('counts those who share it', async () => {
  const one = held(await takeLock(database, 'apply', 'jane'));
  const two = held(await takeLock(database, 'apply', 'joe'));

  await expect(underLock(database, 'restore', 'ann', () => Promise.resolve())).rejects.toThrow(
    /^jane and 1 more has been applying a plan/,
  );
  await one.release();
  await two.release();
});

it('tells a statement whether the state stays', async () => {
  const stays = async () => (await database.query(`select 1 where ${STATE_STAYS}`)).length === 1;
  const applying = held(await takeLock(database, 'apply', 'jane'));
  expect(await stays()).toBe(true);
  await applying.release();
  const moving = held(await takeLock(database, 'move', 'jane'));
  expect(await stays()).toBe(false);
  await moving.release();
});

it('says that the lock is lost when its connection ends, and another can have it', async () => {
  const mine = held(await takeLock(database, 'plan', 'jane'));
  const lost = once(mine.lost, 'abort');
  expect(mine.lost.aborted).toBe(false);
  await database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'iam plan: jane'`,
  );
  await lost;
  await held(await takeLock(database, 'plan', 'joe')).release();
});

it('is given back over a link that went silent', async () => {
  const link = await openSilentLink(database.url);
  const mine = held(await takeLock({ ...database, url: link.url }, 'plan', 'jane'));
  link.silence();
  await mine.release();
  await link.close();

  // The server ends the session in its own time; the tests after this one begin without it.
  const locks = `select from pg_locks join pg_database on database = pg_database.oid
    where locktype = 'advisory' and datname = current_database()`;
  while ((await database.query(locks)).length > 0) {
    await new Promise(setImmediate);
  }
});

it('is a lock of one database, not of the server', async () => {
  const other = await openTestDatabase();
  const one = held(await takeLock(database, 'plan', 'jane'));
  await held(await takeLock(other, 'plan', 'joe')).release();
  await one.release();
  await other.drop();
});

it('shows a long name and one beyond ASCII as far as the server keeps it', async () => {
  const mine = held(await takeLock(database, 'plan', `jürgen@${'x'.repeat(100)}`));
  const other = await takeLock(database, 'plan', 'joe');
  expect(other).toMatchObject({
    sentence: expect.stringContaining(`j?rgen@${'x'.repeat(46)} has been making`),
  });
  await mine.release();
});
