import * as E from 'fp-ts/Either';
import type { Attributes, IAMUserAppData } from '../profile/app-data';
import { failure } from '../errors/failure';
import type { Failure } from '../errors/failure';
import { IAMErrors } from '../errors/iam-errors';
import { isPersonByKey } from '../profile/other-person';
import type { UserIdentifier } from '../profile/identify';
import { contradicts } from '../profile/same-user';
import type { UserCommand } from './user-command';

/**
 * Lets a create take over an existing user only when it can be the same person. The caller's own key of a person decides where
 * both sides have one; else nothing surer than what the user was found by may speak against it: somebody who has the address
 * and another user name is a guess. `surer` are the identifiers that come before the one that led to the user.
 */
export const adopt = (
  command: UserCommand,
  user: IAMUserAppData,
  data: Attributes,
  surer: readonly UserIdentifier[] = [],
): E.Either<Failure, IAMUserAppData> => {
  const { externalIdAttribute } = command.integration;
  const byKey = isPersonByKey(externalIdAttribute, user, data);
  if (byKey === true) {
    return E.right(user);
  }
  const against =
    byKey === false
      ? externalIdAttribute
      : surer.find((identifier) => contradicts(user, identifier))?.attribute;
  return against === undefined ? E.right(user) : E.left(takenBy(user, against));
};

const takenBy = (user: IAMUserAppData, attribute: string): Failure =>
  failure(
    'conflict',
    `${IAMErrors.USER_ALREADY_EXISTS.message}: the existing user ${user.id} has another ${attribute}.`,
    {
      status: IAMErrors.USER_ALREADY_EXISTS.code,
      next: 'Find out whether this is the same person; update by id if it is.',
    },
  );
