import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { IAMUserAppData } from '../profile/app-data';
import { failure } from '../errors/failure';
import type { Failure } from '../errors/failure';
import { IAMErrors } from '../errors/iam-errors';
import { allowed } from './allowed';
import { orThrow } from './attempt';
import { findUser, readAgain } from './find-user';
import type { Outcome } from './outcome';
import { settleWrite } from './settle-write';
import { failed, skipped, subjectOf } from './user-command';
import type { Step, UserCommand } from './user-command';

/** iam-disable-user. */
export const disableUser = (command: UserCommand): Step<Outcome> =>
  pipe(
    allowed(command, 'disable'),
    TE.chain(() => existing(command, 'disable')),
    TE.chain((user) => unlessAlready(command, 'disable', user)),
    TE.chain((user) => pipe(lockOut(command, user), TE.mapLeft(failed(command, 'disable', user)))),
  );

/** iam-enable-user: the mirror image; never creates anybody. */
export const enableUser = (command: UserCommand): Step<Outcome> =>
  pipe(
    allowed(command, 'enable'),
    TE.chain(() => existing(command, 'enable')),
    TE.chain((user) => unlessAlready(command, 'enable', user)),
    TE.chain((user) => pipe(letIn(command, user), TE.mapLeft(failed(command, 'enable', user)))),
  );

type Activity = 'enable' | 'disable';

const existing = (command: UserCommand, action: Activity): Step<IAMUserAppData> =>
  pipe(
    findUser(command, 'User Profile - Update'),
    TE.mapLeft(failed(command, action)),
    TE.chain(({ user }) =>
      user === undefined
        ? TE.left(skipped(command, action, 'not-found', IAMErrors.USER_DOES_NOT_EXIST.message))
        : TE.right(user),
    ),
  );

// Activity that the vendor does not tell (null) is neither: the command acts.
const unlessAlready = (command: UserCommand, action: Activity, user: IAMUserAppData): Step<IAMUserAppData> =>
  user.active === (action === 'enable')
    ? TE.left(skipped(command, action, 'already', `User is already ${action}d.`, user))
    : TE.right(user);

const letIn = (command: UserCommand, user: IAMUserAppData): TE.TaskEither<Failure, Outcome> =>
  pipe(
    settleWrite(
      () => command.client.enableUser(user),
      async () => {
        const seen = await orThrow(readAgain(command, user));
        return seen?.active === true ? { carriedOut: true, value: seen } : { carriedOut: false };
      },
    ),
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

/** What is known of a user after it was disabled; undefined when the record is gone. */
type After = IAMUserAppData | undefined;

const lockOut = (command: UserCommand, user: IAMUserAppData): TE.TaskEither<Failure, Outcome> =>
  pipe(
    command.disableDeletes ? remove(command, user) : deactivate(command, user),
    TE.orElse((failure) => unlessGone(command, user, failure)),
    TE.map((after) => lockedOut(command, user, after)),
  );

/** Somebody else may have removed the user since it was found (404): then nobody is left to lock out. */
const unlessGone = (
  command: UserCommand,
  user: IAMUserAppData,
  found: Failure,
): TE.TaskEither<Failure, After> =>
  found.status !== 404
    ? TE.left(found)
    : pipe(
        readAgain(command, user),
        TE.filterOrElse(
          (seen) => seen === undefined,
          () => found,
        ),
      );

const deactivate = (command: UserCommand, user: IAMUserAppData): TE.TaskEither<Failure, After> =>
  pipe(
    settleWrite<After>(
      () => command.client.disableUser(user),
      async () => {
        const seen = await orThrow(readAgain(command, user));
        return seen === undefined || seen.active === false
          ? { carriedOut: true, value: seen }
          : { carriedOut: false };
      },
    ),
    TE.chain((after) => confirm(command, user, after)),
  );

/** Believes a reply that says so; otherwise reads again: a leaver is locked out provably or the command failed. */
const confirm = (command: UserCommand, user: IAMUserAppData, after: After): TE.TaskEither<Failure, After> =>
  after === undefined || after.active === false
    ? TE.right(after)
    : pipe(
        readAgain(command, user),
        TE.filterOrElse((seen) => seen === undefined || seen.active === false, stillActive),
      );

const stillActive = (seen: After): Failure =>
  failure(
    'not-applied',
    seen?.active === true
      ? 'The vendor accepted the request, but the user is still active.'
      : 'The vendor accepted the request, but does not say whether the user is active.',
    {
      effect: 'unknown',
      next: 'Disable the user in the vendor’s console now, and check that it took effect.',
    },
  );

const remove = (command: UserCommand, user: IAMUserAppData): TE.TaskEither<Failure, After> => {
  const { deleteUser } = command.client;
  return deleteUser === undefined
    ? TE.left(failure('defect', `${command.integration.brand} disables by deletion but has no deleteUser.`))
    : settleWrite<After>(
        async () => {
          await deleteUser(user);
          return undefined;
        },
        async () =>
          (await orThrow(readAgain(command, user))) === undefined
            ? { carriedOut: true, value: undefined }
            : { carriedOut: false },
      );
};

const lockedOut = (command: UserCommand, user: IAMUserAppData, after: After): Outcome => ({
  tag: 'done',
  action: 'disable',
  happened: after === undefined ? 'deleted' : 'disabled',
  subject: { ...subjectOf(command, after ?? user, user), active: false },
  details: after?.details ?? command.lastHeaders(),
  reEnabled: false,
  reason: after === undefined ? deletionReason(command) : '',
});

const deletionReason = (command: UserCommand): string =>
  command.disableDeletes
    ? 'The user was deleted: this instance disables by deletion.'
    : 'The user no longer exists at the vendor after the request.';
