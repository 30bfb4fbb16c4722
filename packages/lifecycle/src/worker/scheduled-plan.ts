import { isIAMError } from '@iam/core';
import type { Database } from '../database/connect';
import { isPassing, messageOf } from '../database/database-error';
import { DatabaseBusy, takeLock } from '../database/work-lock';
import type { MadePlan } from '../plan/plan-request';
import { markPlanned, readSchedule } from './schedule-state';
import { dueNow, nextTimeOf } from './schedule-times';
import type { WorkerMeans } from './worker-means';

export type ScheduledPlan =
  | { readonly tag: 'made'; readonly plan: MadePlan }
  | { readonly tag: 'failed'; readonly why: string }
  /** Nothing is due, or another process is at it; the next plan is due in so many milliseconds, where that is known. */
  | { readonly tag: 'none'; readonly inMs: number | undefined };

/**
 * Makes the plan that is due, in one process of all: under a lock, and after asking again whether it is still due. A time counts as dealt
 * with once the plan is there or cannot be made; a process that dies before leaves it to the next.
 */
export const makeScheduledPlan = async (database: Database, means: WorkerMeans): Promise<ScheduledPlan> => {
  const { schedule } = means.config;
  if (schedule === undefined) {
    return { tag: 'none', inMs: undefined };
  }
  const isDue = async () => {
    const now = await means.timeOf(database);
    return { now, due: dueNow(schedule, (await readSchedule(database)).planned, now) };
  };
  const first = await isDue();
  if (first.due.tag === 'not-due') {
    return notYet(first.due.next, first.now);
  }
  const lock = await takeLock(database, 'schedule', means.name);
  if (lock.tag === 'busy') {
    return { tag: 'none', inMs: undefined };
  }
  try {
    const { now, due } = await isDue();
    if (due.tag === 'not-due') {
      return notYet(due.next, now);
    }
    if (due.tag === 'begins') {
      await markPlanned(database, due.at, now);
      const next = nextTimeOf(schedule, due.at, now);
      means.log({
        event: 'schedule',
        text: `${due.anew === true ? 'The clock was turned back, so the schedule begins anew' : 'The schedule begins'}; the ${due.anew === true ? 'next' : 'first'} plan is made at ${next.toISOString()}.`,
      });
      return notYet(next, now);
    }
    return await planFor({ due: due.at, now }, database, AbortSignal.any([means.signal, lock.lost]), means);
  } finally {
    await lock.release();
  }
};

const notYet = (next: Date, now: Date): ScheduledPlan => ({
  tag: 'none',
  inMs: next.getTime() - now.getTime(),
});

const planFor = async (
  { due, now }: { readonly due: Date; readonly now: Date },
  database: Database,
  signal: AbortSignal,
  { plan, clock, log }: WorkerMeans,
): Promise<ScheduledPlan> => {
  log({ event: 'planning', text: `Makes the plan of ${due.toISOString()}.` });
  try {
    const made = await plan(database, clock.date(), signal);
    await markPlanned(database, due, now);
    return { tag: 'made', plan: made };
  } catch (thrown) {
    if (signal.aborted) {
      throw thrown;
    }
    if (thrown instanceof DatabaseBusy) {
      return { tag: 'none', inMs: undefined };
    }
    if (isPassing(thrown)) {
      // The database was away: the time stays due, and is made up when it is back.
      throw thrown;
    }
    await markPlanned(database, due, now);
    return { tag: 'failed', why: whyOf(thrown) };
  }
};

const whyOf = (thrown: unknown): string => (isIAMError(thrown) ? thrown.failure.message : messageOf(thrown));
