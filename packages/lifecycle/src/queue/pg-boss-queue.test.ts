import { openTestDatabase, type TestDatabase } from '../database/__fixtures__/test-database';
import { createPgBossQueue } from './pg-boss-queue';
import type { Queue } from './queue';

let database: TestDatabase;
const queues: Queue[] = [];

const openQueue = async (): Promise<Queue> => {
  const queue = await createPgBossQueue({ connectionString: database.url, onError: () => undefined });
  await queue.start();
  queues.push(queue);
  return queue;
};

beforeAll(async () => {
  database = await openTestDatabase();
});

afterAll(async () => {
  await Promise.all(queues.map((queue) => queue.stop()));
  await database.drop();
});

/** Resolves when the condition holds; the test's own limit ends one that never does. */
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) {
    await new Promise((next) => setTimeout(next, 10));
  }
};

describe('the queue on PostgreSQL', () => {
  it('hands each key to one worker at a time, and all of them', async () => {
    const [one, other] = [await openQueue(), await openQueue()];
    await one.declare('An application, with: signs');
    const keys = Array.from({ length: 60 }, (_, index) => `E${index}`);
    const looked: string[] = [];
    const atHand = new Set<string>();
    const overlaps: string[] = [];
    const stop = new AbortController();
    const work = (queue: Queue) =>
      queue.work(
        'An application, with: signs',
        async (key) => {
          if (atHand.has(key)) {
            overlaps.push(key);
          }
          atHand.add(key);
          await new Promise((next) => setTimeout(next, 5));
          atHand.delete(key);
          looked.push(key);
          return undefined;
        },
        { inFlight: () => 5, signal: stop.signal },
      );
    const working = Promise.all([work(one), work(other)]);
    await one.offer('An application, with: signs', keys);
    // The same again: who waits or is looked at is not doubled, who was looked at may be.
    await other.offer('An application, with: signs', keys);
    await until(() => new Set(looked).size === keys.length);
    stop.abort();
    await working;
    expect(overlaps).toEqual([]);
    expect(new Set(looked)).toEqual(new Set(keys));
  });

  it('offers a key again after the time that a look asks for', async () => {
    const queue = await openQueue();
    await queue.declare('again');
    const looks: number[] = [];
    const stop = new AbortController();
    const working = queue.work(
      'again',
      () => {
        looks.push(Date.now());
        return Promise.resolve(looks.length === 1 ? 1000 : undefined);
      },
      { inFlight: () => 1, signal: stop.signal },
    );
    await queue.offer('again', ['E1']);
    await until(() => looks.length === 2);
    stop.abort();
    await working;
    expect((looks[1] ?? 0) - (looks[0] ?? 0)).toBeGreaterThanOrEqual(900);
  });

  it('keeps no key until a time that is far off: it is looked at when it is offered again', async () => {
    const queue = await openQueue();
    await queue.declare('later');
    let looks = 0;
    const stop = new AbortController();
    const working = queue.work(
      'later',
      () => {
        looks += 1;
        return Promise.resolve(3_600_000);
      },
      { inFlight: () => 1, signal: stop.signal },
    );
    while (looks < 2) {
      // One that is still being looked at is not offered again.
      await queue.offer('later', ['E1']);
      await new Promise((next) => setTimeout(next, 10));
    }
    stop.abort();
    await working;
    expect(looks).toBe(2);
  });

  it('gives a key whose look failed to the next', async () => {
    const queue = await openQueue();
    await queue.declare('failed');
    let looks = 0;
    const stop = new AbortController();
    const working = queue.work(
      'failed',
      () => {
        looks += 1;
        return looks === 1 ? Promise.reject(new Error('the database is away')) : Promise.resolve(undefined);
      },
      { inFlight: () => 1, signal: stop.signal },
    );
    await queue.offer('failed', ['E1']);
    await until(() => looks === 2);
    stop.abort();
    await working;
    expect(looks).toBe(2);
  });

  it('tells a worker that has lost its key, so that it writes nothing', async () => {
    const queue = await openQueue();
    await queue.declare('lost');
    const fenced: boolean[] = [];
    const stop = new AbortController();
    const working = queue.work(
      'lost',
      async (_key, fence) => {
        if (fenced.length === 0) {
          fenced.push(await fence());
          // As after a silence that was too long: the job is taken from this worker and fetched by another.
          await database.execute(
            `update pgboss.job set state = 'retry', heartbeat_on = null, start_after = now() + interval '1 hour' where name like 'app.lost%'`,
          );
          await database.execute(
            `update pgboss.job set state = 'active', retry_count = retry_count + 1 where name like 'app.lost%'`,
          );
          fenced.push(await fence());
        }
        return undefined;
      },
      { inFlight: () => 1, signal: stop.signal },
    );
    await queue.offer('lost', ['E1']);
    await until(() => fenced.length === 2);
    stop.abort();
    await working;
    expect(fenced).toEqual([true, false]);
    const [job] = await database.query<{ readonly state: string }>(
      `select state from pgboss.job where name like 'app.lost%'`,
    );
    expect(job?.state).toBe('active');
  });
});
