import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import { failure, type Failure } from '../../errors/failure';
import type { IAMUserAppData } from '../../profile/app-data';
import { maySignIn } from './may-sign-in';
import { readAgain } from './find/read-user';
import type { UserCommand } from './user-command';
import { writeActivity } from './write-activity';

/** Lets a user sign in with a request of its own, and fails when the vendor still shows the user unable to. */
export const activate = (
  command: UserCommand,
  user: IAMUserAppData,
): TE.TaskEither<Failure, IAMUserAppData> =>
  pipe(
    writeActivity(command, user, true),
    TE.chain((enabled) => confirmEnabled(command, user, enabled)),
  );

const confirmEnabled = (
  command: UserCommand,
  user: IAMUserAppData,
  enabled: IAMUserAppData,
): TE.TaskEither<Failure, IAMUserAppData> =>
  enabled.active !== false && enabled.locked !== true
    ? TE.right(enabled)
    : pipe(
        readAgain(command, user),
        TE.chainEitherK((seen) =>
          seen !== undefined && maySignIn(seen) ? E.right(seen) : E.left(notEnabled(seen ?? enabled)),
        ),
      );

const notEnabled = ({ active, state }: IAMUserAppData): Failure =>
  failure(
    'not-applied',
    `The vendor accepted the request, but the user is still ${active === true ? 'locked' : 'inactive'}${
      state === undefined ? '' : ` (${state})`
    }.`,
    { effect: 'unknown' },
  );
