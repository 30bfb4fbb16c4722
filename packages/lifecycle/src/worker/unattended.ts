import type { LifecycleConfig } from '../config/lifecycle-config';
import { itemsIn } from '../plan/guards/app-counts';
import type { MadePlan } from '../plan/plan-request';

/** What becomes of a plan that a worker made. */
export type Course =
  /** No operator has to act. */
  | 'nothing'
  | 'apply'
  /** A person has to look at it. */
  | 'wait'
  | 'stopped';

/**
 * A plan is applied without a person only where the configuration says so, no approval is wanted, and no guard stopped anything of it, not
 * even a single application. What is held stays held whatever happens here.
 */
export const courseOf = (
  { guards, apps }: Pick<MadePlan, 'guards' | 'apps'>,
  { schedule, approval }: Pick<LifecycleConfig, 'schedule' | 'approval'>,
): Course => {
  if (guards.some(({ ok }) => !ok)) {
    return 'stopped';
  }
  const all = Object.values(apps);
  const items = all.reduce((sum, counts) => sum + itemsIn(counts), 0);
  const held = all.reduce((sum, one) => sum + one.held, 0);
  if (items === 0) {
    return 'nothing';
  }
  return schedule?.apply === 'unattended' && approval === 'none' && items > held ? 'apply' : 'wait';
};
