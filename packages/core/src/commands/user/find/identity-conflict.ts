import { failure, type Failure } from '../../../errors/failure';
import { IAMErrors } from '../../../errors/iam-errors';
import type { IAMUserAppData } from '../../../profile/app-data';
import type { Clue } from '../../../profile/identity/correlation-rules';
import type { IAMAction } from '../outcome';

/** A record found by an identifier that is not the profile's person, or not proven to be. */
export interface NotThePerson {
  readonly user: IAMUserAppData;
  readonly clue: Clue;
  /** The attribute that contradicts; undefined when none does and none proves the identity. */
  readonly attribute: string | undefined;
}

/**
 * Fails the command before anything is written: acting on the record would be a guess, and ignoring it could leave a leaver
 * enabled.
 */
export const notThePerson = (action: IAMAction, { user, clue, attribute }: NotThePerson): Failure => {
  const why =
    attribute === undefined
      ? `has a ${clue.attribute} that this profile makes of other values, and nothing proves that it is the same person`
      : `has another ${attribute}`;
  return failure(
    'conflict',
    action === 'create'
      ? `${IAMErrors.USER_ALREADY_EXISTS.message}: the existing user ${user.id} ${why}.`
      : `The user ${user.id} (${user.username ?? 'without a user name'}), found by ${clue.attribute}, ${why}: it is not taken for this person, and nothing was changed.`,
    {
      status: IAMErrors.USER_ALREADY_EXISTS.code,
      next:
        attribute === undefined
          ? 'Find out whether this is the same person; name it by id if it is.'
          : `Find out whether this is the same person; give its old ${attribute} in olduserdata if it is.`,
    },
  );
};
