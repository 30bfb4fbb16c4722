import type { Instance } from '@iam/core';
import { activityBack } from './activity-back';
import { attributesBack } from './attributes-back';
import { NOTHING, type Inverse } from './inverse-item';
import type { AccountChanged } from './what-was-done';

/**
 * How an account gets back to what it was before an item. Asks the application what it is like now (by dry runs: one or two reads, and
 * nothing is written), because an account that was changed since is left alone. An account that was made is disabled, never deleted.
 */
export const inverseOf = async (
  done: AccountChanged,
  instance: Instance,
  signal?: AbortSignal,
): Promise<Inverse> => {
  if (done.isMade) {
    return activityBack('disable', done, instance, 'the account was made by the run', signal);
  }
  const attributes =
    Object.keys(done.changes).length === 0 ? NOTHING : await attributesBack(done, instance, signal);
  const activity =
    done.activity === undefined
      ? NOTHING
      : await activityBack(
          done.activity === 'opened' ? 'disable' : 'enable',
          done,
          instance,
          'the run has enabled the account',
          signal,
        );
  // Vendors refuse to change an account that is disabled, so it is open while its attributes are changed.
  const [first, second] = done.activity === 'shut' ? [activity, attributes] : [attributes, activity];
  return { items: [...first.items, ...second.items], skips: [...first.skips, ...second.skips] };
};
