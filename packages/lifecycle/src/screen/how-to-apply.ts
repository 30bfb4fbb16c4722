import type { LifecycleConfig } from '../config/lifecycle-config';
import type { AppCounts } from '../plan/file/plan-line';
import { itemsIn } from '../plan/guards/app-counts';
import { duration } from './apply-progress';

export interface HowToApplyMeans {
  /** As the call has to name it. */
  readonly file: string;
  readonly approval: LifecycleConfig['approval'];
}

/** The calls that carry a plan out, for what no guard stops of it; undefined where there is nothing. */
export const howToApply = (
  apps: readonly AppCounts[],
  { file, approval }: HowToApplyMeans,
): string | undefined => {
  const free = apps.filter(({ stopped }) => !stopped);
  const sum = (of: (counts: AppCounts) => number): number =>
    free.reduce((total, counts) => total + of(counts), 0);
  const held = sum((counts) => counts.held);
  const items = sum(itemsIn);
  if (items === 0) {
    return undefined;
  }
  if (items === held) {
    return `Nothing is applied before a person releases it. See why: iam show ${file}; then iam approve ${file} --person KEY, and iam apply ${file}.`;
  }
  const approve =
    approval === 'none'
      ? ''
      : `, iam approve ${file}${approval === 'two-people' ? ' (signed by another person)' : ''}`;
  const seconds = sum(({ estimateSeconds }) => estimateSeconds);
  return `Next: iam show ${file}${approve}, then iam apply ${file} (about ${duration(seconds)})${held > 0 ? '; what is held is left out unless iam approve releases it' : ''}.`;
};
