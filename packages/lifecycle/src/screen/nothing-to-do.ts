import { isUnclear } from '../plan/plan-exit';
import type { MadePlan } from '../plan/plan-request';

/** What a plan that changes nothing says of everybody; `file` is where it is. */
export const nothingToDo = (plan: Pick<MadePlan, 'leftOut' | 'apps' | 'head'>, file: string): string => {
  if (Object.keys(plan.leftOut).length > 0) {
    return `Nothing to do at the applications that could be read (${file}).`;
  }
  if (isUnclear(plan)) {
    return `Nothing to do, apart from people whom this plan could not decide about. Who, and why: iam show ${file}`;
  }
  return Object.values(plan.apps).some(({ skipped }) => skipped > 0)
    ? 'Nothing to do, apart from what is skipped.'
    : 'Nothing to do: everybody is as they should be.';
};
