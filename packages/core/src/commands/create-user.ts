import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { IAMUserAppData } from '../profile/app-data';
import { adopt } from './adopt';
import { allowed } from './allowed';
import { createMissing } from './create-missing';
import { findUser } from './find-user';
import { heedActivity } from './heed-activity';
import type { Lookup } from './find-user';
import type { Outcome } from './outcome';
import { updateFound } from './update-user';
import { failed } from './user-command';
import type { Step, UserCommand } from './user-command';

/** iam-create-user: creates who is missing, updates who is there. */
export const createUser = (command: UserCommand): Step<Outcome> =>
  pipe(
    allowed(command, 'create'),
    TE.chain(() => heedActivity(command, 'create')),
    TE.chain(() => pipe(findUser(command, 'User Profile - Create'), TE.mapLeft(failed(command, 'create')))),
    TE.chain((lookup) =>
      lookup.user === undefined
        ? createMissing(command, lookup, updateFound)
        : adoptFound(command, lookup.user, lookup),
    ),
  );

const adoptFound = (command: UserCommand, found: IAMUserAppData, lookup: Lookup): Step<Outcome> =>
  pipe(
    TE.fromEither(lookup.outgoing('User Profile - Create')),
    TE.mapLeft(failed(command, 'create', found)),
    TE.chainEitherK(({ data }) =>
      E.mapLeft(failed(command, 'create', found))(
        adopt(command, found, { data, old: lookup.old, surer: [] }),
      ),
    ),
    TE.chain((user) => updateFound(command, user, lookup)),
  );
