import { setMaxListeners } from 'node:events';
import type { Clock, Instance, Limiter, RequestLimit } from '@iam/core';
import type { Database } from '../../database/connect';
import { createLedger } from '../../ledger/ledger';
import type { Queue } from '../../queue/queue';
import { keepLease, type LeaseKeeper } from '../../rate/lease-keeper';
import { lookAt } from '../item/look-at-person';
import { isOver, progressOf, type Progress } from './progress';
import { createPatience, patiently, type Patience } from './patience';
import { closeRun } from './run-state';
import { watchLooks } from './watch-looks';

export interface WorkMeans {
  readonly database: Database;
  readonly queue: Queue;
  /** Makes an instance whose requests go through the limiter that is made from its limits. */
  readonly open: (app: string, limiter: (limits: readonly RequestLimit[]) => Limiter) => Promise<Instance>;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  readonly worker: string;
  readonly actor: string;
  /** No further item is begun after it; those at hand end. */
  readonly signal: AbortSignal;
  /** Ends those at hand too. */
  readonly abort: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  /** What a person should know while the work goes on, as sentences; for example that the database is away. */
  readonly onNotice?: (sentence: string) => void;
}

/** How many people are worked on side by side in one application: about rate times latency, more would only wait for the rate. */
const IN_FLIGHT = 10;
const SWEEP_MS = 1000;
/** So many people are offered with each sweep at most; a queue that is full needs no more. */
const SWEEP_KEYS = 500;
/** Nothing that is asked here takes long; what is not answered by then is asked anew, over another connection. */
const ANSWER_MS = 20_000;

/**
 * Works on a run until nothing is left that can be done, together with any other process that does: people first, then groups, in
 * every application by itself.
 */
export const workOnRun = async (run: number, given: WorkMeans): Promise<void> => {
  const means = { ...given, database: given.database.within(ANSWER_MS) };
  const { database, queue, signal } = means;
  const first = await patiently(means, () => progressOf(database, run));
  const stop = new AbortController();
  const stopped = AbortSignal.any([signal, stop.signal]);
  // Everybody who waits for the rate listens to it.
  setMaxListeners(0, signal, stopped, means.abort);
  const leases: LeaseKeeper[] = [];
  const workers: Promise<void>[] = [];
  const patience = createPatience(means);
  const watch = watchLooks(patience);
  const ledger = watch.ledger(createLedger(database, () => new Date()));
  try {
    for (const { app } of first.apps.filter(({ open }) => open > 0)) {
      let lease: LeaseKeeper | undefined;
      const instance = await means.open(app, (limits) => {
        lease = keepLease(database, app, limits, means.clock);
        return lease.limiter;
      });
      await patiently(means, () => queue.declare(app));
      if (lease !== undefined) {
        leases.push(lease);
        await lease.start();
      }
      const isPlaceHeld = lease?.isPlaceHeld ?? (() => Promise.resolve(true));
      const look = lookAt(app, { ...means, instance, ledger, isPlaceHeld, signal: means.abort });
      // One person is enough to see whether the database works again.
      const inFlight = (): number => (patience.isFailing() ? 1 : IN_FLIGHT);
      workers.push(queue.work(app, watch.look(look), { inFlight, signal: stopped }));
    }
    await sweepUntilOver(run, means, stopped, patience);
  } finally {
    stop.abort();
    await Promise.allSettled(workers);
    await Promise.allSettled(leases.map((lease) => lease.stop()));
  }
  await patiently(means, () => closeRun(database, run));
};

/** Offers what is open, again and again: a job that was lost with its process is offered anew, and one that is there is not doubled. */
const sweepUntilOver = async (
  run: number,
  means: WorkMeans,
  stopped: AbortSignal,
  looks: Patience,
): Promise<void> => {
  while (await patiently(means, () => sweep(run, means, stopped))) {
    const end = looks.end();
    if (end !== undefined) {
      throw end;
    }
    await means.clock.sleep(SWEEP_MS, stopped).catch(() => undefined);
  }
};

/** Whether there is something left to do. */
const sweep = async (
  run: number,
  { database, queue, onProgress }: WorkMeans,
  stopped: AbortSignal,
): Promise<boolean> => {
  const progress = await progressOf(database, run);
  onProgress(progress);
  if (isOver(progress) || stopped.aborted || !(await isApplying(database, run))) {
    return false;
  }
  for (const { app, openPeople } of progress.apps.filter(({ open, paused }) => open > 0 && paused === null)) {
    const keys = await openKeys(database, run, app, openPeople > 0 ? 0 : 1);
    await queue.offer(app, keys);
  }
  return true;
};

const isApplying = async (database: Database, run: number): Promise<boolean> =>
  (await database.query(`select 1 from iam.run where id = $1 and state = 'applying'`, [run])).length > 0;

/** Those that may be looked at now, in the order of the plan; groups when no person of the application is open. */
const openKeys = async (
  database: Database,
  run: number,
  app: string,
  phase: number,
): Promise<readonly string[]> => {
  const rows = await database.query<{ readonly person: string }>(
    `select person from iam.item
     where run = $1 and app = $2 and state in ('pending', 'running') and phase = $3
       and (not_before is null or not_before <= now())
     order by n limit $4`,
    [run, app, phase, SWEEP_KEYS],
  );
  return [...new Set(rows.map(({ person }) => person))];
};
