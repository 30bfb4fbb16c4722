import * as TE from 'fp-ts/TaskEither';
import type { Attributes, IAMUserAppData } from '../profile/app-data';
import { failure } from '../errors/failure';
import { IAMErrors } from '../errors/iam-errors';
import { failed } from './user-command';
import type { Step, UserCommand } from './user-command';

/**
 * Lets a create take over an existing user only when it can be the same person: two different external ids (the HR
 * system's key, RFC 7643 section 3.1) mean two people, however alike their user names are.
 */
export const adopt = (command: UserCommand, user: IAMUserAppData, data: Attributes): Step<IAMUserAppData> => {
  const theirs = user.details['externalId'];
  const ours = data['externalId'];
  if (isGiven(theirs) && isGiven(ours) && String(theirs) !== String(ours)) {
    return TE.left(
      failed(command, 'create', user)(
        failure('conflict', `${IAMErrors.USER_ALREADY_EXISTS.message}: the existing user has another externalId.`, {
          status: IAMErrors.USER_ALREADY_EXISTS.code,
          next: 'Find out whether this is the same person; update by id if it is.',
        }),
      ),
    );
  }
  return TE.right(user);
};

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
