import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import { failure, type Failure } from '../../errors/failure';
import type { IAMUserAppData } from '../../profile/app-data';
import type { UserReply } from '../../contract/user-client';
import { hasRecord } from '../write/reply-record';
import { readAgain } from './find/read-user';
import { recordAfter } from './record-after-write';
import type { UserCommand } from './user-command';

/** What is known after a write: its reply with what it was sent for, or the record that was read after it. */
export type Written = Replied | { readonly seen: IAMUserAppData };

interface Replied {
  readonly reply: UserReply;
  /** The record that was written to and the activity it must have afterwards; null when that is not known. */
  readonly over: { readonly record: IAMUserAppData; readonly active: boolean | null };
}

/** The record after a write. Fails when a whole record was replaced and its activity is not the intended one. */
export const confirmActivity = (
  command: UserCommand,
  written: Written,
): TE.TaskEither<Failure, IAMUserAppData> => {
  if ('seen' in written) {
    return TE.right(written.seen);
  }
  const { reply, over } = written;
  const { active } = over;
  return hasRecord(reply)
    ? confirmReplaced(command, reply, over)
    : pipe(
        recordAfter(command, over.record, reply),
        TE.chain((seen) =>
          command.client.replacesRecords === true && active !== null && seen.active !== active
            ? TE.left(notAsLeft(seen, active))
            : TE.right(seen),
        ),
      );
};

/**
 * Reads the user again after a write of the whole record without a version, and fails when its activity is not the intended one:
 * such a write overwrites changes made since the read, a concurrent one may overwrite it, and its reply only echoes what was
 * sent. A version that did not change with the write is not a version: it would not change with a concurrent write either. In all
 * other cases, and where the vendor never returned the activity, the reply counts.
 */
const confirmReplaced = (
  command: UserCommand,
  user: IAMUserAppData,
  { record: { version }, active }: Replied['over'],
): TE.TaskEither<Failure, IAMUserAppData> => {
  const isVersioned = version !== undefined && version !== user.version;
  return active === null || isVersioned || command.client.replacesRecords !== true
    ? TE.right(user)
    : pipe(
        readAgain(command, user),
        TE.mapLeft(notChecked),
        TE.filterOrElse(
          (seen) => seen?.active === active,
          (seen) => notAsLeft(seen, active),
        ),
        TE.map(() => user),
      );
};

const notChecked = (look: Failure): Failure => ({
  ...look,
  message: `The record was replaced, and whether the user may sign in could not be checked afterwards: ${look.message}`,
  effect: 'unknown',
  next: CHECK,
});

const notAsLeft = (seen: IAMUserAppData | undefined, active: boolean): Failure =>
  failure(
    'not-applied',
    `The vendor accepted the request, but active is to be ${active} and ${stateOf(seen)}: another request changed the record at the same time, or the vendor does not show the change yet.`,
    { effect: 'unknown', next: CHECK },
  );

const stateOf = (seen: IAMUserAppData | undefined): string =>
  seen === undefined ? 'the user cannot be found any more' : `is ${seen.active ?? 'not told any more'}`;

const CHECK =
  'Look at the user in the vendor’s console now: whether they may sign in, and whether the change is there.';
