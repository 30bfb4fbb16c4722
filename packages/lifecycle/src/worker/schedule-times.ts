import { lastTime, nextTime } from '../calendar/cron-times';
import type { ScheduleConfig } from '../config/lifecycle-config';

export type Due =
  /** A plan is to be made for this time; missed times before it are covered by this plan. */
  | { readonly tag: 'due'; readonly at: Date }
  /** The schedule is new, or it begins anew because the clock was turned back: it counts from this time on. */
  | { readonly tag: 'begins'; readonly at: Date; readonly anew?: true }
  | { readonly tag: 'not-due'; readonly next: Date };

/** Clocks are put right by seconds; so much is a clock that was wrong, and all that was dealt with while it was is no measure any more. */
const TURNED_BACK_MS = 10 * 60 * 1000;

/** Whether a time that was dealt with lies so far ahead that the clock must have been turned back since: it would stop the schedule until then. */
export const isAhead = (planned: Date | undefined, now: Date): boolean =>
  planned !== undefined && planned.getTime() - now.getTime() > TURNED_BACK_MS;

/** Whether a plan is to be made now. An interval begins with a plan, times of day with the first one that comes. */
export const dueNow = (
  { plan, zone }: Pick<ScheduleConfig, 'plan' | 'zone'>,
  known: Date | undefined,
  now: Date,
): Due => {
  const anew = isAhead(known, now);
  const planned = anew ? undefined : known;
  if (plan.tag === 'every') {
    const passed = planned === undefined ? 0 : Math.floor((now.getTime() - planned.getTime()) / plan.ms);
    return planned === undefined
      ? { tag: 'due', at: now }
      : passed >= 1
        ? { tag: 'due', at: new Date(planned.getTime() + passed * plan.ms) }
        : { tag: 'not-due', next: nextTimeOf({ plan, zone }, planned, now) };
  }
  const last = lastTime(plan.times, zone, now);
  if (planned === undefined) {
    return { tag: 'begins', at: last, ...(anew ? { anew } : {}) };
  }
  return last > planned
    ? { tag: 'due', at: last }
    : { tag: 'not-due', next: nextTimeOf({ plan, zone }, planned, now) };
};

/** When the plan after the time that was dealt with last is due. */
export const nextTimeOf = (
  { plan, zone }: Pick<ScheduleConfig, 'plan' | 'zone'>,
  planned: Date,
  now: Date,
): Date => (plan.tag === 'every' ? new Date(planned.getTime() + plan.ms) : nextTime(plan.times, zone, now));
