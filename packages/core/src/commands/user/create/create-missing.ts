import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { IAMUserAppData } from '../../../profile/app-data';
import { failure, type Failure } from '../../../errors/failure';
import { activateNewUser } from './activate-new-user';
import { saysInactive } from '../validate-activity';
import { allowed } from '../allowed';
import type { Lookup } from '../find/find-user';
import type { Outcome } from '../outcome';
import { failed, subjectOf, type Step, type UserCommand } from '../user-command';
import { newUser, type Wanted } from './new-user';
import { sendNewUser, type SentUser } from './send-new-user';
import { afterConflict } from './creation-conflict';

/** Handles a user that turns out to exist. Passed by the caller, so that the two commands do not call each other in a loop. */
export type WhenItExists = (command: UserCommand, user: IAMUserAppData, lookup: Lookup) => Step<Outcome>;

/**
 * Creates a user whom the lookup did not find, for iam-create-user and iam-update-user; subject to the instance's switch for
 * creating.
 */
export const createMissing = (
  command: UserCommand,
  lookup: Lookup,
  whenItExists: WhenItExists,
): Step<Outcome> =>
  pipe(
    allowed(command, 'create'),
    TE.chain(() => pipe(newUser(command, lookup), TE.mapLeft(failed(command, 'create')))),
    TE.chain((wanted) =>
      pipe(
        sendNewUser(command, wanted),
        TE.orElse((failure) => afterConflict(command, wanted, failure)),
        TE.mapLeft(failed(command, 'create')),
        TE.chain((arrived) => conclude(command, lookup, wanted, arrived, whenItExists)),
      ),
    ),
  );

const conclude = (
  command: UserCommand,
  lookup: Lookup,
  wanted: Wanted,
  arrived: SentUser,
  whenItExists: WhenItExists,
): Step<Outcome> => {
  const { user, how } = arrived;
  if (how === 'there') {
    return whenItExists(command, user, lookup);
  }
  if (user.active === true && !wanted.active) {
    return TE.left(failed(command, 'create', user)(activeAllTheSame));
  }
  if (how === 'doubtful' && command.ifExists !== 'update') {
    return TE.left(failed(command, 'create', user)(leftAsFound(user)));
  }
  if (how === 'created' || !mayBeUpdated(command)) {
    if (how === 'doubtful') {
      command.warn(`${LOST_AND_DIFFERENT}.`);
    }
    return finish(command, wanted, arrived);
  }
  command.warn(`${LOST_AND_DIFFERENT}: it is updated.`);
  return whenItExists(command, user, lookup);
};

const finish = (command: UserCommand, wanted: Wanted, arrived: SentUser): Step<Outcome> =>
  pipe(
    activateNewUser(command, wanted, arrived),
    TE.mapLeft(failed(command, 'create', arrived.user)),
    TE.chainFirstIOK((user) => () => {
      if (arrived.how === 'created' && user.active === false && wanted.active) {
        command.warn('The vendor shows the new user as inactive, although they were to be created active.');
      }
    }),
    TE.map((user) => created(command, user)),
  );

/** A user whom the profile marks inactive was created so, and an update of that user would be refused. */
const mayBeUpdated = (command: UserCommand): boolean =>
  command.config.updateUserEnabled && !saysInactive(command, 'User Profile - Create');

const LOST_AND_DIFFERENT =
  'The reply to the creation was lost, and the user that is there now differs from what was sent';

const created = (command: UserCommand, user: IAMUserAppData): Outcome => ({
  tag: 'done',
  action: 'create',
  happened: 'created',
  subject: subjectOf(command, user),
  details: user.details,
  reEnabled: false,
  reason: '',
});

/** Whether this command created the user is not known, so neither `created` nor `exists` would be true. */
const leftAsFound = ({ id }: IAMUserAppData): Failure =>
  failure('conflict', `${LOST_AND_DIFFERENT}: the user ${id} was left as it is.`, {
    effect: 'unknown',
    next: 'Look at the user: this command may have created it.',
  });

const activeAllTheSame = failure(
  'not-applied',
  'The user is active, although it was to be created inactive.',
  {
    effect: 'unknown',
    next: 'Disable the user with iam-disable-user.',
  },
);
