import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import { ofKind, usualNext, type Failure } from '../../errors/failure';
import { isNoSuchRecord } from '../../http/reply/reply-failure';
import type { IAMUserAppData } from '../../profile/app-data';
import { readAgain } from './find/read-user';
import type { UserCommand } from './user-command';

/**
 * What a refused change of an inactive user means. Vendors that do not change deactivated records answer as if there were none (Okta:
 * 404 E0000007), so the record is read again: while it is there, its state is the reason.
 */
export const refusedForState =
  (command: UserCommand, user: IAMUserAppData) =>
  (refusal: Failure): TE.TaskEither<Failure, never> => {
    if (user.active !== false || !(refusal.kind === 'wrong-state' || isNoSuchRecord(refusal))) {
      return TE.left(refusal);
    }
    return refusal.kind === 'wrong-state'
      ? TE.left(withNext(refusal))
      : pipe(
          readAgain(command, user),
          TE.orElse(() => TE.left(refusal)),
          TE.chain((seen) =>
            TE.left(seen?.active === false ? withNext(ofKind(refusal, 'wrong-state')) : refusal),
          ),
        );
  };

/** The vendor's reader of errors may know better. */
const withNext = (refusal: Failure): Failure =>
  refusal.next === undefined ||
  refusal.next === usualNext('wrong-state') ||
  refusal.next === usualNext('no-such-resource')
    ? { ...refusal, next: 'Enable the person first, then run the command again.' }
    : refusal;

/**
 * A refused change of activity is none when the record is as wanted meanwhile: another request was faster, and the vendor says so by
 * its state, as a conflict or as if there were no record.
 */
export const unlessAsWanted =
  (command: UserCommand, user: IAMUserAppData, isAsWanted: (seen: IAMUserAppData) => boolean) =>
  (refusal: Failure): TE.TaskEither<Failure, IAMUserAppData> =>
    refusal.kind === 'wrong-state' || refusal.kind === 'conflict' || isNoSuchRecord(refusal)
      ? pipe(
          readAgain(command, user),
          TE.orElse(() => TE.left(refusal)),
          TE.chain((seen) => (seen !== undefined && isAsWanted(seen) ? TE.right(seen) : TE.left(refusal))),
        )
      : TE.left(refusal);
