import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import { failure, type Failure } from '../../errors/failure';
import type { IAMUserAppData } from '../../profile/app-data';
import { readAgain } from './find/read-user';
import type { UserCommand } from './user-command';

/** A user as a write left it. */
export interface Written {
  readonly user: IAMUserAppData;
  /** The record that was written to and the activity it must have afterwards; absent when the user was read after the write. */
  readonly over?: { readonly record: IAMUserAppData; readonly active: boolean | null };
}

/**
 * Reads the user again after a write of the whole record without a version, and fails when its activity is not the intended one:
 * such a write overwrites changes made since the read, a concurrent one may overwrite it, and its reply only echoes what was
 * sent. A version that did not change with the write is not a version: it would not change with a concurrent write either. In all
 * other cases, and where the vendor never returned the activity, the reply counts.
 */
export const confirmActivity = (
  command: UserCommand,
  { user, over }: Written,
): TE.TaskEither<Failure, IAMUserAppData> => {
  const active = over?.active ?? null;
  const version = over?.record.version;
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
