import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import { failure, type Failure } from '../../errors/failure';
import type { IAMUserAppData } from '../../profile/app-data';
import { readAgain } from './read-user';
import type { UserCommand } from './user-command';

/** A user as a write left it. */
export interface Written {
  readonly user: IAMUserAppData;
  /** The record that the write was made for, and the activity that it must leave; absent when the user was read after the write. */
  readonly over?: { readonly record: IAMUserAppData; readonly active: boolean | null };
}

/**
 * Where a write sends the whole record and names no version, what happened since it was read is overwritten, and what happens
 * afterwards may overwrite it: its reply shows what was sent. So the user is read again, and the command fails when the activity
 * is not the one that it was to leave. A version that is the same after the write as before it is none: it would be the same after
 * the write of another request as well. Elsewhere, and where the vendor never told the activity, the reply is what counts.
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
