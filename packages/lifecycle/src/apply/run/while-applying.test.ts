import { setTimeout } from 'node:timers/promises';
import { systemClock } from '@iam/core';
import { openTestDatabase, type TestDatabase } from '../../database/__fixtures__/test-database';
import { takeLock } from '../../database/work-lock';
import { whileApplying } from './while-applying';
import type { WorkMeans } from './work-on-run';

let database: TestDatabase;
let notices: string[];
beforeEach(async () => {
  database = await openTestDatabase();
  notices = [];
});
afterEach(() => database.drop());

const applying = <A>(work: (means: WorkMeans) => Promise<A>): Promise<A> =>
  whileApplying(
    {
      database,
      actor: 'jane',
      clock: systemClock,
      signal: new AbortController().signal,
      onNotice: (sentence: string) => notices.push(sentence),
    } as unknown as WorkMeans,
    work,
  );

const holds = async (): Promise<boolean> =>
  (
    await database.query(
      `select 1 from pg_locks l join pg_stat_activity a on a.pid = l.pid where l.locktype = 'advisory' and a.application_name = 'iam apply: jane'`,
    )
  ).length > 0;

const cut = () =>
  database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'iam apply: jane'`,
  );

it('goes on beside others who apply, and is refused while the database is moved, and the other way round', async () => {
  await applying(() =>
    applying(async () => {
      expect(await takeLock(database, 'move', 'joe')).toMatchObject({
        sentence: expect.stringMatching(/^jane and 1 more has been applying a plan/),
      });
    }),
  );
  const moving = await takeLock(database, 'move', 'joe');
  if (moving.tag === 'busy') {
    throw new Error(moving.sentence);
  }
  await expect(applying(() => Promise.resolve())).rejects.toThrow(/^joe has been moving this database/);
  await moving.release();
});

it('takes the lock again when its connection was lost', async () => {
  await applying(async ({ signal }) => {
    await cut();
    while (!(await holds())) {
      await setTimeout(10);
    }
    expect(signal.aborted).toBe(false);
  });
  // The server ends the connection that was cut, and the one that is given back, in its own time; a lock that stays ends the test.
  while (await holds()) {
    await setTimeout(10);
  }
});

it('begins nothing further when the database was taken in between', async () => {
  await applying(async ({ signal }) => {
    // Waits in the server's queue, and so has the lock in the moment in which the other one is gone.
    const mover = await database.pool.connect();
    const granted = mover.query('select pg_advisory_lock(4715370, 2)');
    while (
      (
        await database.query(
          `select 1 from pg_locks where not granted and locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
        )
      ).length === 0
    ) {
      await setTimeout(10);
    }
    await cut();
    await granted;
    while (!signal.aborted) {
      await setTimeout(10);
    }
    await mover.query('select pg_advisory_unlock(4715370, 2)');
    mover.release();
  });
  expect(notices).toEqual([expect.stringMatching(/What is at hand ends; apply the plan again/)]);
});
