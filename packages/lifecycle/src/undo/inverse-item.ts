import { printable, type Attributes, type IAMUserProfile, type Instance, type UserResult } from '@iam/core';
import type { ItemLine, ItemOp } from '../plan/file/plan-line';

/** What is planned for one account; `n`, the person and the groups are added by the caller. */
export type InverseItem = Pick<
  ItemLine,
  'op' | 'vendorId' | 'pre' | 'change' | 'post' | 'profile' | 'hold' | 'requests'
>;

export interface Inverse {
  /** In the order in which they are to be carried out. */
  readonly items: readonly InverseItem[];
  /** What is not undone, and why. */
  readonly skips: readonly { readonly would: ItemOp; readonly reason: string }[];
}

/** Nothing is to be done, and there is nothing to say. */
export const NOTHING: Inverse = { items: [], skips: [] };

/** Asks what a command would do to an account now: one or two reads, and nothing is written. */
export const dryRun = async (
  instance: Instance,
  command: 'iam-update-user' | 'iam-enable-user' | 'iam-disable-user',
  args: Attributes & { readonly 'user-profile': IAMUserProfile },
  signal: AbortSignal | undefined,
): Promise<UserResult> =>
  (await instance.run(command, args as never, {
    dryRun: true,
    ifMissing: command === 'iam-disable-user' ? 'skip' : 'fail',
    ...(signal === undefined ? {} : { signal }),
  })) as UserResult;

/** Nothing is undone, and why. */
export const skip = (would: ItemOp, reason: string): Inverse => ({ items: [], skips: [{ would, reason }] });

/** An account that could not be asked for. */
export const notAsked = (would: ItemOp, { failure }: UserResult): Inverse =>
  failure?.kind === 'not-found'
    ? skip(would, 'gone: the application has no such account any more')
    : skip(
        would,
        `not known: the account could not be read: ${printable(failure?.message ?? 'no reason was given')}`,
      );
