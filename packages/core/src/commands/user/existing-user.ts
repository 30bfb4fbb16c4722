import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { IAMUserAppData } from '../../profile/app-data';
import { IAMErrors } from '../../errors/iam-errors';
import { differencesFrom } from '../../profile/identity/correlation-rules';
import { findUser, notFoundMessage, type Lookup } from './find-user';
import { skipped, type Step, type UserCommand } from './user-command';

type Activity = 'enable' | 'disable';

export const existingUser = (command: UserCommand, action: Activity): Step<IAMUserAppData> =>
  pipe(
    findUser(command, action, 'User Profile - Update'),
    TE.chain((lookup) => {
      if (lookup.user === undefined) {
        command.warn(notFoundMessage(lookup));
        return TE.left(skipped(command, action, 'not-found', IAMErrors.USER_DOES_NOT_EXIST.message));
      }
      warnOfContradictions(command, lookup.user, lookup);
      return TE.right(lookup.user);
    }),
  );

/** The person is acted on; a profile that names two would be a mistake of the caller that goes unnoticed. */
const warnOfContradictions = (command: UserCommand, user: IAMUserAppData, lookup: Lookup): void => {
  // A person who was renamed may have the old names at the vendor still.
  if (lookup.old !== undefined) {
    return;
  }
  for (const attribute of differencesFrom(user, lookup.person)) {
    if (!lookup.despite.includes(attribute)) {
      command.warn(`The user ${user.id} has another ${attribute} than the profile says.`);
    }
  }
};

// Activity that the vendor does not tell (null) is neither: the command acts.
export const unlessAlready = (
  command: UserCommand,
  action: Activity,
  user: IAMUserAppData,
): Step<IAMUserAppData> =>
  user.active === (action === 'enable')
    ? TE.left(skipped(command, action, 'already', `User is already ${action}d.`, user))
    : TE.right(user);
