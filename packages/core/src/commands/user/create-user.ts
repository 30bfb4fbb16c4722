import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import { failure, type Failure } from '../../errors/failure';
import { IAMErrors } from '../../errors/iam-errors';
import type { IAMUserAppData } from '../../profile/app-data';
import { allowed } from './allowed';
import { createMissing, type WhenItExists } from './create/create-missing';
import { findUser } from './find/find-user';
import { validateActivity } from './validate-activity';
import type { Outcome } from './outcome';
import { updateFound } from './update-user';
import { failed, skipped, type Step, type UserCommand } from './user-command';

/** iam-create-user: creates who is missing, updates who is there. */
export const createUser = (command: UserCommand): Step<Outcome> =>
  pipe(
    allowed(command, 'create'),
    TE.chain(() => validateActivity(command, 'create')),
    TE.chain(() => findUser(command, 'create', 'User Profile - Create')),
    TE.chain((lookup) =>
      lookup.user === undefined
        ? createMissing(command, lookup, whenItExists)
        : whenItExists(command, lookup.user, lookup),
    ),
  );

const whenItExists: WhenItExists = (command, user, lookup) => {
  switch (command.ifExists) {
    case 'update':
      return updateFound(command, user, lookup);
    case 'skip':
      command.found(user);
      command.warn(`${thereIs(user)} It was left as it is.`);
      return TE.left(skipped(command, 'create', 'exists', IAMErrors.USER_ALREADY_EXISTS.message, user));
    case 'fail':
      command.found(user);
      return TE.left(failed(command, 'create', user)(alreadyExists(user)));
  }
};

const alreadyExists = (user: IAMUserAppData): Failure =>
  failure('conflict', `${IAMErrors.USER_ALREADY_EXISTS.message}: ${thereIs(user)}`, {
    status: IAMErrors.USER_ALREADY_EXISTS.code,
    next: 'Update this user, or find out who it is; nothing was written.',
  });

const thereIs = ({ id, username, active }: IAMUserAppData): string =>
  `The user ${id} (${username ?? 'without a user name'}${active === false ? ', inactive' : ''}) is this person.`;
