import { createHash } from 'node:crypto';
import type { PgBoss as Boss } from 'pg-boss';
import type { Fence, Look, Queue, WorkOptions } from './queue';

/** A worker that is silent for so long has died: somebody else takes its people. pg-boss allows no less. */
const HEARTBEAT_SECONDS = 10;
const TOUCH_MS = 4000;
/** How long a fetch that found nothing waits for the next. */
const IDLE_MS = 300;
const PAGE = 1000;

interface Job {
  readonly id: string;
  readonly data: { readonly key: string };
}

export interface QueueOptions {
  /** As pg takes it; a folder as host is a Unix socket. */
  readonly connectionString: string;
  readonly onError: (error: Error) => void;
}

/** The queue on PostgreSQL (pg-boss, schema `pgboss`): policy `exclusive`, one job per key that waits or runs. */
export const createPgBossQueue = async ({ connectionString, onError }: QueueOptions): Promise<Queue> => {
  // An ES module; a require of it works on every supported Node, and costs nothing where no run is applied.
  const { PgBoss } = await import('pg-boss');
  const boss: Boss = new PgBoss({
    connectionString,
    schema: 'pgboss',
    application_name: 'iam',
    max: 4,
    schedule: false,
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 5,
  });
  boss.on('error', onError);

  const offer: Queue['offer'] = async (app, keys, afterMs = 0) => {
    for (let from = 0; from < keys.length; from += PAGE) {
      await boss.insert(
        nameOf(app),
        keys.slice(from, from + PAGE).map((key) => ({
          data: { key },
          singletonKey: key,
          ...(afterMs > 0 ? { startAfter: Math.ceil(afterMs / 1000) } : {}),
        })),
      );
    }
  };

  return {
    start: async () => {
      await boss.start();
    },
    declare: async (app) => {
      await boss.createQueue(nameOf(app), {
        policy: 'exclusive',
        retryLimit: 1_000_000,
        retryDelay: 1,
        heartbeatSeconds: HEARTBEAT_SECONDS,
        expireInSeconds: 3600,
        deleteAfterSeconds: 60,
      });
    },
    offer,
    work: (app, look, options) => workOn(boss, app, look, options, offer),
    stop: () => boss.stop({ graceful: false, close: true }),
  };
};

/** Fetches as many jobs as there are free places, and keeps the heartbeats of those at hand. */
const workOn = async (
  boss: Boss,
  app: string,
  look: Look,
  { inFlight, signal }: WorkOptions,
  offer: Queue['offer'],
): Promise<void> => {
  const name = nameOf(app);
  const atHand = new Map<string, Promise<void>>();
  const lost = new Set<string>();
  const isOwn = async (id: string): Promise<boolean> => {
    const { affected } = await boss.touch(name, id);
    if (affected === 0) {
      lost.add(id);
    }
    return affected > 0;
  };
  const heartbeat = setInterval(() => {
    void Promise.allSettled([...atHand.keys()].map(isOwn));
  }, TOUCH_MS);
  heartbeat.unref();

  const carryOut = async ({ id, data: { key } }: Job): Promise<void> => {
    const fence: Fence = () => (lost.has(id) ? Promise.resolve(false) : isOwn(id));
    try {
      const againInMs = await look(key, fence);
      if (!lost.has(id)) {
        await boss.complete(name, id);
        // Only now: one that waits while another runs would not be taken (exclusive). If this process dies in between, the next sweep
        // of the run offers the person again.
        if (againInMs !== undefined) {
          await offer(app, [key], againInMs);
        }
      }
    } catch (thrown) {
      // The database is away, or a defect: pg-boss gives the job to the next.
      if (!lost.has(id)) {
        await boss.fail(name, id, { message: String(thrown) });
      }
    } finally {
      atHand.delete(id);
      lost.delete(id);
    }
  };

  try {
    while (!signal.aborted) {
      const free = inFlight() - atHand.size;
      const jobs: readonly Job[] =
        free <= 0 ? [] : ((await quietFetch(boss, name, free)) as readonly Job[]);
      for (const job of jobs) {
        atHand.set(
          job.id,
          carryOut(job).catch(() => undefined),
        );
      }
      if (jobs.length < free || free <= 0) {
        await Promise.race([...(free <= 0 ? atHand.values() : []), pause(IDLE_MS, signal)]);
      }
    }
  } finally {
    await Promise.allSettled(atHand.values());
    clearInterval(heartbeat);
  }
};

/** A database that is away for a moment gives no jobs; the run's own queries say so to the operator. */
const quietFetch = async (boss: Boss, name: string, batchSize: number): Promise<readonly unknown[]> => {
  try {
    return await boss.fetch<{ key: string }>(name, { batchSize });
  } catch {
    return [];
  }
};

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
  });

/** pg-boss allows letters, digits and a few signs in names of queues; names of instances may have any. */
const nameOf = (app: string): string =>
  `app.${app.replace(/[^A-Za-z0-9_-]+/g, '-').slice(0, 40)}.${createHash('sha256').update(app).digest('hex').slice(0, 12)}`;
