import { failure, type Failure } from '../../errors/failure';
import { IAMErrors } from '../../errors/iam-errors';
import type { IAMUserAppData } from '../../profile/app-data';
import type { Clue } from '../../profile/identity/correlation-rules';
import type { IAMAction } from './outcome';

/** A record that a clue led to and that is not the profile's person, or is not proven to be. */
export interface NotThePerson {
  readonly user: IAMUserAppData;
  readonly clue: Clue;
  /** What contradicts; undefined when nothing does and nothing proves it either. */
  readonly attribute: string | undefined;
}

/** Ends a command before anything is written: acting on the record would be a guess, and passing it over might leave a leaver in. */
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
