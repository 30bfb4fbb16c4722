import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { Failure } from '../../../errors/failure';
import type { IAMUserAppData } from '../../../profile/app-data';
import { activate } from '../activate';
import type { Wanted } from './new-user';
import type { SentUser } from './send-new-user';
import type { UserCommand } from '../user-command';

/** Finishes a creation where activation is a request of its own. The next run of a command finds the user and finishes it too. */
export const activateNewUser = (
  command: UserCommand,
  wanted: Wanted,
  { user, how }: SentUser,
): TE.TaskEither<Failure, IAMUserAppData> => {
  if (!wanted.active || user.active === true || command.client.activatesApart !== true) {
    return TE.right(user);
  }
  if (how !== 'created') {
    command.warn('The user is not activated, because another request may have created them.');
    return TE.right(user);
  }
  return pipe(activate(command, user), TE.mapLeft(notActivated));
};

const notActivated = (failure: Failure): Failure => ({
  ...failure,
  message: `The user was created, but not activated: ${failure.message}`,
  effect: 'unknown',
  next: `${failure.next === undefined ? '' : `${failure.next} `}Then run the command again: it finds the user and activates them.`,
});
