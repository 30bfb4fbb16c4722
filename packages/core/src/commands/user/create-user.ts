import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import { allowed } from './allowed';
import { createMissing } from './create/create-missing';
import { findUser } from './find/find-user';
import { validateActivity } from './validate-activity';
import type { Outcome } from './outcome';
import { updateFound } from './update-user';
import type { Step, UserCommand } from './user-command';

/** iam-create-user: creates who is missing, updates who is there. */
export const createUser = (command: UserCommand): Step<Outcome> =>
  pipe(
    allowed(command, 'create'),
    TE.chain(() => validateActivity(command, 'create')),
    TE.chain(() => findUser(command, 'create', 'User Profile - Create')),
    TE.chain((lookup) =>
      lookup.user === undefined
        ? createMissing(command, lookup, updateFound)
        : updateFound(command, lookup.user, lookup),
    ),
  );
