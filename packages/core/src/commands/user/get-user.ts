import * as E from 'fp-ts/Either';
import type { IAMUserAppData } from '../../profile/app-data';
import { failure, type Failure } from '../../errors/failure';
import { IAMErrors } from '../../errors/iam-errors';
import { findUser, notFoundMessage, type Lookup } from './find/find-user';
import type { Outcome } from './outcome';
import { failed, recordOf, subjectOf, type Step, type UserCommand } from './user-command';

/** iam-get-user: one read; the profile of the result is what the vendor knows of the person. */
export const getUser =
  (command: UserCommand): Step<Outcome> =>
  async () => {
    const lookup = await findUser(command, 'get', 'User Profile - Update')();
    if (E.isLeft(lookup)) {
      return lookup;
    }
    const { user } = lookup.right;
    const outcome = user === undefined ? E.left(doesNotExist(lookup.right)) : found(command, user);
    return E.isLeft(outcome) ? E.left(failed(command, 'get')(outcome.left)) : outcome;
  };

const doesNotExist = (lookup: Lookup): Failure =>
  failure('not-found', IAMErrors.USER_DOES_NOT_EXIST.message, {
    status: IAMErrors.USER_DOES_NOT_EXIST.code,
    next: `${notFoundMessage(lookup)} Check the identifier, or create the user.`,
  });

const found = (command: UserCommand, user: IAMUserAppData): E.Either<Failure, Outcome> => {
  const mapped = command.mappers.incoming.map(recordOf(command, user), 'User Profile');
  return E.isLeft(mapped)
    ? E.left(failure('defect', mapped.left, { next: 'Correct the incoming mapper.' }))
    : E.right({
        tag: 'done',
        action: 'get',
        happened: 'found',
        subject: subjectOf(command, user),
        details: user.details,
        reEnabled: false,
        reason: '',
        profile: mapped.right.data,
      });
};
