import * as TE from 'fp-ts/TaskEither';
import type { Attributes, IAMUserAppData } from '../profile/app-data';
import { failure } from '../errors/failure';
import { IAMErrors } from '../errors/iam-errors';
import { isOtherPerson } from '../profile/other-person';
import { failed } from './user-command';
import type { Step, UserCommand } from './user-command';

/** Lets a create take over an existing user only when it can be the same person. */
export const adopt = (command: UserCommand, user: IAMUserAppData, data: Attributes): Step<IAMUserAppData> => {
  if (isOtherPerson(user, data)) {
    return TE.left(
      failed(
        command,
        'create',
        user,
      )(
        failure(
          'conflict',
          `${IAMErrors.USER_ALREADY_EXISTS.message}: the existing user has another externalId.`,
          {
            status: IAMErrors.USER_ALREADY_EXISTS.code,
            next: 'Find out whether this is the same person; update by id if it is.',
          },
        ),
      ),
    );
  }
  return TE.right(user);
};
