import * as E from 'fp-ts/Either';
import type { Attributes, IAMUserAppData } from '../profile/app-data';
import { failure } from '../errors/failure';
import type { Failure } from '../errors/failure';
import { IAMErrors } from '../errors/iam-errors';
import { isOtherPerson, isPersonByKey } from '../profile/other-person';
import type { UserIdentifier } from '../profile/identify';
import { contradicts } from '../profile/same-user';
import type { UserCommand } from './user-command';

/** Why a user that was found may be the person who was to be created. */
export interface Evidence {
  readonly data: Attributes;
  /** `olduserdata`: a key the person had before is no difference. */
  readonly old: Attributes | undefined;
  /** The identifiers that come before the one that led to the user, without those that nobody gave. */
  readonly surer: readonly UserIdentifier[];
}

/**
 * Lets a create take over an existing user only when it can be the same person. The caller's own key of a person decides where
 * both sides have one; else nothing surer than what the user was found by may speak against it: somebody who has the address
 * and another user name is a guess.
 */
export const adopt = (
  command: UserCommand,
  user: IAMUserAppData,
  { data, old, surer }: Evidence,
): E.Either<Failure, IAMUserAppData> => {
  const { externalIdAttribute } = command.integration;
  if (isOtherPerson(externalIdAttribute, user, data, old)) {
    return E.left(takenBy(user, externalIdAttribute));
  }
  const against = surer.find((identifier) => contradicts(user, identifier))?.attribute;
  if (against === undefined) {
    return E.right(user);
  }
  if (isPersonByKey(externalIdAttribute, user, data) !== true) {
    return E.left(takenBy(user, against));
  }
  command.warn(
    `The user ${user.id} (${user.username ?? 'without a user name'}) has this ${externalIdAttribute} and another ${against}: ` +
      'it is taken for the same person.',
  );
  return E.right(user);
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
