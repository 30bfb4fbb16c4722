import { createHash } from 'node:crypto';
import type { PgBoss as Boss } from 'pg-boss';
import { keepSockets } from '../database/keep-sockets';
import { connectionProblem } from '../database/open-database';
import type { Fence, Look, Queue, WorkOptions } from './queue';

/** A worker that is silent for so long has died: another one takes its people. pg-boss allows no less. */
const HEARTBEAT_SECONDS = 10;
const TOUCH_MS = 4000;
/** As often as a run offers what is open, about. */
const SOON_MS = 2000;
/** How long a fetch that found nothing waits for the next. */
const IDLE_MS = 300;
const PAGE = 1000;
/** A statement that is not answered by then fails, and its connection is thrown away. */
const ANSWER_MS = 20_000;

/** A fetched job. Its number of retries is part of every answer: once the job was given to another worker, this one's answers miss. */
interface Job {
  readonly id: string;
  readonly retryCount: number;
  readonly data: { readonly key: string };
}

export interface QueueOptions {
  /** As pg takes it; a folder as host is a Unix socket. */
  readonly connectionString: string;
  /** Hears what went wrong and is tried again: a database that was away, a look that failed. */
  readonly onError: (error: Error) => void;
}

/** The queue on PostgreSQL (pg-boss, schema `pgboss`): policy `exclusive`, one job per key that waits or runs. */
export const createPgBossQueue = async ({ connectionString, onError }: QueueOptions): Promise<Queue> => {
  // An ES module; a require of it works on every supported Node, and costs nothing where no run is applied.
  const { PgBoss } = await import('pg-boss');
  const sockets = keepSockets();
  const boss: Boss = new PgBoss({
    connectionString,
    schema: 'pgboss',
    application_name: 'iam',
    max: 4,
    schedule: false,
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 5,
    // What pg-boss hands on to pg, although its types do not say so.
    ...{ keepAlive: true, query_timeout: ANSWER_MS, stream: sockets.open },
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
      try {
        await boss.start();
      } catch (thrown) {
        throw connectionProblem(connectionString, thrown);
      }
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
    work: (app, look, options) => workOn({ boss, offer, onError }, app, look, options),
    stop: () => sockets.closeAfter(boss.stop({ graceful: false, close: true })),
  };
};

interface Means extends Pick<QueueOptions, 'onError'>, Pick<Queue, 'offer'> {
  readonly boss: Boss;
}

/** Fetches as many jobs as there are free places, and keeps the heartbeats of those at hand. */
const workOn = async (
  { boss, offer, onError }: Means,
  app: string,
  look: Look,
  { inFlight, signal }: WorkOptions,
): Promise<void> => {
  const name = nameOf(app);
  const atHand = new Map<Job, Promise<void>>();
  const heartbeat = setInterval(() => {
    void Promise.allSettled([...atHand.keys()].map((job) => boss.touch(name, attemptOf(job))));
  }, TOUCH_MS);
  heartbeat.unref();

  const carryOut = async (job: Job): Promise<void> => {
    const { key } = job.data;
    const fence: Fence = async () => affectedBy(await boss.touch(name, attemptOf(job))) > 0;
    try {
      const againInMs = await look(key, fence);
      await boss.complete(name, attemptOf(job));
      // Only now: one that waits while another runs would not be taken (exclusive). If this process dies in between, the next sweep of
      // the run offers the person again.
      if (againInMs !== undefined && againInMs <= SOON_MS) {
        await offer(app, [key], againInMs);
      }
    } catch (thrown) {
      // The database is away, or a defect: pg-boss gives the job to the next.
      onError(thrown instanceof Error ? thrown : new Error(String(thrown)));
      await boss.fail(name, attemptOf(job), { message: String(thrown) });
    } finally {
      atHand.delete(job);
    }
  };

  try {
    while (!signal.aborted) {
      const free = inFlight() - atHand.size;
      const jobs: readonly Job[] = free <= 0 ? [] : ((await quietFetch(boss, name, free)) as readonly Job[]);
      for (const job of jobs) {
        atHand.set(
          job,
          // The database is away: the job's heartbeat ends, and it is given to the next.
          carryOut(job).catch(() => undefined),
        );
      }
      if (jobs.length < free || free <= 0) {
        const rest = restFor(IDLE_MS, signal);
        await Promise.race([...(free <= 0 ? atHand.values() : []), rest.over]);
        rest.end();
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

/** A wait that ends with its time, with the signal, or when it is not needed any more. */
const restFor = (
  ms: number,
  signal: AbortSignal,
): { readonly over: Promise<void>; readonly end: () => void } => {
  let end = (): void => undefined;
  const over = new Promise<void>((resolve) => {
    const timer = setTimeout(() => end(), ms);
    end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    signal.addEventListener('abort', end, { once: true });
  });
  return { over, end };
};

const attemptOf = ({ id, retryCount }: Job) => ({ id, retryCount });

/** How many jobs an answer changed; the types of pg-boss do not say it, its documentation does. */
const affectedBy = (response: object): number =>
  'affected' in response && typeof response.affected === 'number' ? response.affected : 0;

/** pg-boss allows letters, digits and a few signs in names of queues; names of instances may have any. */
const nameOf = (app: string): string =>
  `app.${app.replace(/[^A-Za-z0-9_-]+/g, '-').slice(0, 40)}.${createHash('sha256').update(app).digest('hex').slice(0, 12)}`;
