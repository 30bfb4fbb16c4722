import type { RequestKind, RequestLimit } from '@iam/core';
import type { Database } from '../database/connect';
import { openTestDatabase, type TestDatabase } from '../database/__fixtures__/test-database';
import { keepLease } from './lease-keeper';

const LIMITS: readonly RequestLimit[] = [{ requests: 5, per: 'second' }];
const KIND = { name: 'all', limits: ['all'], method: 'GET' as const, path: '/Users' };

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});

afterAll(() => database.drop());

/** A clock that a test moves. A look again in a moment moves it too; a longer wait sleeps to the end. */
const standingClock = () => {
  const clock = {
    time: 0,
    now: () => clock.time,
    sleep: (ms: number, signal?: AbortSignal) => {
      if (ms < 100) {
        clock.time += ms;
        return Promise.resolve();
      }
      return new Promise<void>((end, stop) => {
        if (signal?.aborted === true) {
          stop(new Error('stopped'));
        }
        clock.wake = end;
        signal?.addEventListener('abort', () => stop(new Error('stopped')));
      });
    },
    wake: (): void => undefined,
  };
  return clock;
};

/** Sends so many requests; how many of them were let through at once. */
const send = async (
  lease: ReturnType<typeof keepLease>,
  requests: number,
  kind: RequestKind = KIND,
): Promise<number> => {
  let sent = 0;
  for (let count = 0; count < requests; count += 1) {
    void lease.limiter.acquire(kind).then((mark) => {
      mark?.();
      sent += 1;
    });
  }
  await new Promise((resolve) => setImmediate(resolve));
  return sent;
};

describe('a share of the rate', () => {
  it('ends with its lease when the database does not answer any more', async () => {
    const clock = standingClock();
    let isSilent = false;
    const silent: Pick<Database, 'transaction' | 'execute' | 'within'> = {
      execute: database.execute,
      transaction: (work) => (isSilent ? new Promise(() => undefined) : database.transaction(work)),
      within: () => silent as Database,
    };
    const lease = keepLease(silent, 'aws', LIMITS, clock);
    await lease.start();
    isSilent = true;
    expect(await send(lease, 1)).toBe(1);
    clock.time = 1600;
    expect(await send(lease, 1)).toBe(1);
    expect(await lease.isPlaceHeld(1600)).toBe(true);
    clock.time = 1800;
    expect(await send(lease, 1)).toBe(0);
    expect(await lease.isPlaceHeld(1600)).toBe(false);
    await lease.stop();
  });

  it.each([
    ['good again with a late renewal', 0, true],
    ['lost when others got the share meanwhile', 5, false],
  ])('has a place that is %s', async (words, taken, expected) => {
    const clock = standingClock();
    let renewed = (): void => undefined;
    const watched: Pick<Database, 'transaction' | 'execute' | 'within'> = {
      execute: database.execute,
      transaction: (work) => database.transaction(work).finally(() => setImmediate(() => renewed())),
      within: () => watched as Database,
    };
    const late = keepLease(watched, words, LIMITS, clock);
    await late.start();
    await late.limiter.acquire(KIND);
    clock.time = 1800;
    await database.execute(
      `insert into iam.lease (app, limited, holder, share, until)
       values ($1, 'all per second', gen_random_uuid(), $2, now() + interval '5 s')`,
      [words, taken],
    );
    await new Promise<void>((resolve) => {
      renewed = resolve;
      clock.wake();
    });
    expect(await late.isPlaceHeld(0)).toBe(expected);
    await late.stop();
  });

  it.each<[string, RequestLimit, { readonly ofTheStopped: number; readonly ofTheDead: number }]>([
    // A quarter is the most that is reserved, whichever process held it before.
    ['a minute', { requests: 180, per: 'minute' }, { ofTheStopped: 45, ofTheDead: 45 }],
    ['a burst', { requests: 540, per: 'minute', burst: 80 }, { ofTheStopped: 60, ofTheDead: 0 }],
    ['a second', { requests: 180, per: 'second' }, { ofTheStopped: 160, ofTheDead: 0 }],
  ])(
    'of %s is the next one’s at once, except for what counts, or may count',
    async (words, limit, expected) => {
      const stopped = keepLease(database, `stopped ${words}`, [limit], standingClock());
      await stopped.start();
      expect(await send(stopped, 20)).toBe(20);
      await stopped.stop();
      const dead = keepLease(database, `dead ${words}`, [limit], standingClock());
      await dead.start();
      expect(await send(dead, 20)).toBe(20);
      await database.execute('update iam.lease set until = now() where app = $1', [`dead ${words}`]);
      const next = ['stopped', 'dead'].map((app) =>
        keepLease(database, `${app} ${words}`, [limit], standingClock()),
      );
      await Promise.all(next.map((lease) => lease.start()));
      const [ofTheStopped, ofTheDead] = await Promise.all(next.map((lease) => send(lease, 180)));
      expect({ ofTheStopped, ofTheDead }).toEqual(expected);
      await Promise.all([dead, ...next].map((lease) => lease.stop()));
    },
  );

  it('of one limit says nothing of another one', async () => {
    const limits: readonly RequestLimit[] = [
      { requests: 4, per: 'second', of: 'writes' },
      { requests: 180, per: 'minute' },
    ];
    const write = { ...KIND, name: 'writes', limits: ['writes', 'all'], method: 'POST' as const };
    const stopped = keepLease(database, 'two limits', limits, standingClock());
    await stopped.start();
    expect(await send(stopped, 4, write)).toBe(4);
    await stopped.stop();
    const next = keepLease(database, 'two limits', limits, standingClock());
    await next.start();
    expect([await send(next, 4, write), await send(next, 60)]).toEqual([0, 45]);
    await next.stop();
  });
});
