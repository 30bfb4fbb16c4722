import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { IAMUserAppData } from '../../../profile/app-data';
import { IAMErrors } from '../../../errors/iam-errors';
import { differencesFrom } from '../../../profile/identity/correlation-rules';
import { findUser, nobodyFound, notFoundMessage, type Lookup } from './find-user';
import { maySignIn } from '../may-sign-in';
import { failed, skipped, type Step, type UserCommand } from '../user-command';

type Activity = 'enable' | 'disable';

export const existingUser = (command: UserCommand, action: Activity): Step<IAMUserAppData> =>
  pipe(
    findUser(command, action, 'User Profile - Update'),
    TE.chain((lookup) => {
      if (lookup.user === undefined && command.ifMissing === 'fail') {
        return TE.left(failed(command, action)(nobodyFound(lookup)));
      }
      if (lookup.user === undefined) {
        command.warn(notFoundMessage(lookup));
        return TE.left(skipped(command, action, 'not-found', IAMErrors.USER_DOES_NOT_EXIST.message));
      }
      command.found(lookup.user);
      warnOfContradictions(command, lookup.user, lookup);
      return TE.right(lookup.user);
    }),
  );

/**
 * Warns of identifiers that differ from the profile: the command goes on, but a profile that mixes two people is a mistake of the
 * caller.
 */
const warnOfContradictions = (command: UserCommand, user: IAMUserAppData, lookup: Lookup): void => {
  // The vendor may still hold the former names of a renamed person.
  if (lookup.old !== undefined) {
    return;
  }
  for (const attribute of differencesFrom(user, lookup.person)) {
    if (!lookup.despite.includes(attribute)) {
      command.warn(`The user ${user.id} has another ${attribute} than the profile says.`);
    }
  }
};

// An activity that the vendor does not return (null) counts as neither, so the command writes.
export const unlessAlready = (
  command: UserCommand,
  action: Activity,
  user: IAMUserAppData,
): Step<IAMUserAppData> =>
  (action === 'enable' ? maySignIn(user) : user.active === false)
    ? TE.left(skipped(command, action, 'already', `User is already ${action}d.`, user))
    : TE.right(user);
