import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { IAMUserAppData } from '../../profile/app-data';
import { failure, type Failure } from '../../errors/failure';
import { allowed } from './allowed';
import { validateActivity } from './validate-activity';
import { readAgain } from './find/read-user';
import type { Outcome } from './outcome';
import { failed, subjectOf, type Step, type UserCommand } from './user-command';
import { existingUser, unlessAlready } from './find/existing-user';
import { writeActivity } from './write-activity';

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
    writeActivity(command, user, true),
    TE.chain((enabled) => confirmEnabled(command, user, enabled)),
    TE.map((enabled) => ({
      tag: 'done',
      action: 'enable',
      happened: 'enabled',
      subject: subjectOf(command, enabled, user),
      details: enabled.details,
      reEnabled: user.active === false && enabled.active !== false,
      reason: '',
    })),
  );

const confirmEnabled = (
  command: UserCommand,
  user: IAMUserAppData,
  enabled: IAMUserAppData,
): TE.TaskEither<Failure, IAMUserAppData> =>
  enabled.active !== false
    ? TE.right(enabled)
    : pipe(
        readAgain(command, user),
        TE.chainEitherK((seen) =>
          seen?.active === true
            ? E.right(seen)
            : E.left(
                failure('not-applied', 'The vendor accepted the request, but the user is still inactive.', {
                  effect: 'unknown',
                }),
              ),
        ),
      );
