import type { MadePlan } from './plan-request';

/** What the exit code of a plan is judged by. */
export type Judged = Pick<MadePlan, 'guards' | 'leftOut' | 'apps'> & {
  readonly head: { readonly feed: Pick<MadePlan['head']['feed'], 'errors'> };
};

/**
 * 4 where a guard stops the plan, 1 where an application is left out, 3 where something is to be done. Else 0, which says that all people
 * are as they should be, so it is 1 where that is not known of a person.
 */
export const exitOfPlan = (plan: Judged): MadePlan['exit'] => {
  if (plan.guards.some(({ ok }) => !ok)) {
    return 4;
  }
  if (Object.keys(plan.leftOut).length > 0) {
    return 1;
  }
  if (Object.values(plan.apps).some(({ ops }) => Object.keys(ops).length > 0)) {
    return 3;
  }
  return isUnclear(plan) ? 1 : 0;
};

/** Whether there are people of whom a plan does not know what they need: their row or their account cannot be told. */
export const isUnclear = ({ apps, head }: Pick<Judged, 'apps' | 'head'>): boolean =>
  head.feed.errors > 0 || Object.values(apps).some(({ unclear = 0 }) => unclear > 0);
