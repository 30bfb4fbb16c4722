import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { IAMUserAppData } from '../../profile/app-data';
import type { Failure } from '../../errors/failure';
import { activate } from './activate';
import { allowed } from './allowed';
import { validateActivity } from './validate-activity';
import type { Outcome } from './outcome';
import { failed, subjectOf, type Step, type UserCommand } from './user-command';
import { existingUser, unlessAlready } from './find/existing-user';

/** iam-enable-user: the inverse of iam-disable-user; never creates a user. */
export const enableUser = (command: UserCommand): Step<Outcome> =>
  pipe(
    allowed(command, 'enable'),
    TE.chain(() => validateActivity(command, 'enable')),
    TE.chain(() => existingUser(command, 'enable')),
    TE.chain((user) => unlessAlready(command, 'enable', user)),
    TE.chain((user) => pipe(enable(command, user), TE.mapLeft(failed(command, 'enable', user)))),
  );

const enable = (command: UserCommand, user: IAMUserAppData): TE.TaskEither<Failure, Outcome> =>
  pipe(
    activate(command, user),
    TE.map((enabled) => ({
      tag: 'done',
      action: 'enable',
      happened: 'enabled',
      subject: subjectOf(command, enabled, user),
      details: enabled.details,
      reEnabled: (user.active === false || user.locked === true) && enabled.active !== false,
      reason: '',
    })),
  );
