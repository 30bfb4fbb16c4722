import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { IAMUserAppData } from '../../profile/app-data';
import { failure, type Failure } from '../../errors/failure';
import { allowed } from './allowed';
import { attempt } from '../attempt';
import { validateActivity } from './validate-activity';
import { readAgain } from './find/read-user';
import type { Outcome } from './outcome';
import { writeAndVerify } from '../write/write-and-verify';
import { failed, subjectOf, type Step, type UserCommand } from './user-command';
import { writeActivity, type UserAfterWrite } from './write-activity';
import { existingUser, unlessAlready } from './find/existing-user';

/** iam-disable-user. */
export const disableUser = (command: UserCommand): Step<Outcome> =>
  pipe(
    allowed(command, 'disable'),
    TE.chain(() => validateActivity(command, 'disable')),
    TE.chain(() => existingUser(command, 'disable')),
    TE.chain((user) => unlessAlready(command, 'disable', user)),
    TE.chain((user) => pipe(disable(command, user), TE.mapLeft(failed(command, 'disable', user)))),
  );

const disable = (command: UserCommand, user: IAMUserAppData): TE.TaskEither<Failure, Outcome> =>
  pipe(
    command.disableDeletes ? remove(command, user) : deactivate(command, user),
    TE.orElse((failure) => unlessGone(command, user, failure)),
    TE.map((after) => disabledOutcome(command, user, after)),
  );

/**
 * The user may have been removed or deactivated since it was read: some vendors answer 404 to both. Accepts a record that is gone
 * after a 404, and one that is seen as inactive; what is neither proves nothing.
 */
const unlessGone = (
  command: UserCommand,
  user: IAMUserAppData,
  found: Failure,
): TE.TaskEither<Failure, UserAfterWrite> =>
  found.status !== 404 && found.kind !== 'wrong-state'
    ? TE.left(found)
    : pipe(
        readAgain(command, user),
        TE.filterOrElse(
          (seen) => (seen === undefined ? found.kind !== 'wrong-state' : seen.active === false),
          () => found,
        ),
      );

const deactivate = (command: UserCommand, user: IAMUserAppData): TE.TaskEither<Failure, UserAfterWrite> =>
  pipe(
    writeActivity(command, user, false),
    TE.chain((after) => confirmDisabled(command, user, after)),
  );

/**
 * Accepts a reply that shows the user inactive; otherwise reads the user again, because a leaver must be provably disabled or the
 * command fails.
 */
const confirmDisabled = (
  command: UserCommand,
  user: IAMUserAppData,
  after: IAMUserAppData,
): TE.TaskEither<Failure, UserAfterWrite> =>
  after.active === false
    ? TE.right(after)
    : pipe(
        readAgain(command, user),
        // The vendor replied with a record, so one search without a match does not prove that it is gone.
        TE.filterOrElse((seen) => seen?.active === false, notDisabled),
      );

const notDisabled = (seen: UserAfterWrite): Failure =>
  failure('not-applied', `The vendor accepted the request, but ${stateOf(seen)}.`, {
    effect: 'unknown',
    next: 'Disable the user in the vendor’s console now, and check that it took effect.',
  });

const stateOf = (seen: UserAfterWrite): string => {
  if (seen === undefined) {
    return 'the user cannot be found to see whether it is inactive';
  }
  return seen.active === true ? 'the user is still active' : 'it does not say whether the user is active';
};

const remove = (command: UserCommand, user: IAMUserAppData): TE.TaskEither<Failure, UserAfterWrite> => {
  const { deleteUser } = command.client;
  return deleteUser === undefined
    ? TE.left(failure('defect', `${command.integration.brand} disables by deletion but has no deleteUser.`))
    : pipe(
        writeAndVerify<{ readonly seenGone: boolean }>(
          () =>
            pipe(
              attempt(() => deleteUser(user)),
              TE.map(() => ({ seenGone: false })),
            ),
          () =>
            pipe(
              readAgain(command, user),
              TE.map((seen) =>
                seen === undefined ? { tag: 'carried-out', value: { seenGone: true } } : { tag: 'not-seen' },
              ),
            ),
          command,
        ),
        TE.chain(({ seenGone }) => (seenGone ? TE.right(undefined) : confirmGone(command, user))),
      );
};

/**
 * Reads the user again after a deletion, because a 2xx may only mean that the request was accepted (RFC 9110 section 15.3.3). A
 * vendor that cannot be searched by id cannot be checked.
 */
const confirmGone = (command: UserCommand, user: IAMUserAppData): TE.TaskEither<Failure, UserAfterWrite> =>
  command.integration.lookupBy.includes('id')
    ? pipe(
        readAgain(command, user),
        TE.filterOrElse((seen) => seen === undefined || seen.active === false, notDisabled),
      )
    : TE.right(undefined);

const disabledOutcome = (command: UserCommand, user: IAMUserAppData, after: UserAfterWrite): Outcome => ({
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
