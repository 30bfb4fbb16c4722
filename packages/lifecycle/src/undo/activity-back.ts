import { canonicalHash, printable, type Instance, type UserResult } from '@iam/core';
import { dryRun, NOTHING, notAsked, skip, type Inverse, type InverseItem } from './inverse-item';
import type { AccountChanged } from './what-was-done';

const COMMANDS = { disable: 'iam-disable-user', enable: 'iam-enable-user' } as const;

/** Disables or enables an account, unless it is so already; `because` is why it is disabled. */
export const activityBack = async (
  op: 'disable' | 'enable',
  { vendorId, isUncertain }: AccountChanged,
  instance: Instance,
  because: string,
  signal?: AbortSignal,
): Promise<Inverse> => {
  const result = await dryRun(instance, COMMANDS[op], { 'user-profile': { id: vendorId } }, signal);
  if (result.status === 'failed') {
    return notAsked(op, result);
  }
  if (result.status === 'skipped') {
    return result.skipCause === 'not-allowed'
      ? skip(op, `not allowed: ${printable(result.vendor.reason)}`)
      : NOTHING;
  }
  if (result.happened === 'deleted') {
    return skip(op, `not undone: ${because}, and disabling would delete it there`);
  }
  return {
    items: [
      {
        op,
        vendorId,
        pre: preOf(result),
        change: {},
        post: { active: op === 'enable' },
        requests: 2,
        ...(isUncertain ? { hold: UNCERTAIN } : {}),
      },
    ],
    skips: [],
  };
};

const preOf = ({ vendor: { id, username, email, active } }: UserResult): NonNullable<InverseItem['pre']> => ({
  hash: canonicalHash({ id, username, email }),
  active,
});

/** An attempt died, or its reply was lost, and what is found now may be the work of others. */
const UNCERTAIN = 'the end of an attempt of the run is not known: look whether this is its work';
