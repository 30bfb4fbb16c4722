import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { IAMUserAppData } from '../../profile/app-data';
import { failure, type Failure } from '../../errors/failure';
import { IAMErrors } from '../../errors/iam-errors';
import { differencesFrom } from '../../profile/identity/correlation-rules';
import { allowed } from './allowed';
import { attempt } from '../attempt';
import { confirmActivity, type Written } from './verify-activity';
import { findUser, soughtInVain, type Lookup } from './find-user';
import { heedActivity } from './validate-activity';
import { readAgain } from './read-user';
import type { Outcome } from './outcome';
import { settleWrite, type Sighting } from '../write/write-and-verify';
import { failed, skipped, subjectOf, type Step, type UserCommand } from './user-command';

/** iam-disable-user. */
export const disableUser = (command: UserCommand): Step<Outcome> =>
  pipe(
    allowed(command, 'disable'),
    TE.chain(() => heedActivity(command, 'disable')),
    TE.chain(() => existing(command, 'disable')),
    TE.chain((user) => unlessAlready(command, 'disable', user)),
    TE.chain((user) => pipe(lockOut(command, user), TE.mapLeft(failed(command, 'disable', user)))),
  );

/** iam-enable-user: the mirror image; never creates anybody. */
export const enableUser = (command: UserCommand): Step<Outcome> =>
  pipe(
    allowed(command, 'enable'),
    TE.chain(() => heedActivity(command, 'enable')),
    TE.chain(() => existing(command, 'enable')),
    TE.chain((user) => unlessAlready(command, 'enable', user)),
    TE.chain((user) => pipe(letIn(command, user), TE.mapLeft(failed(command, 'enable', user)))),
  );

type Activity = 'enable' | 'disable';

/** What is known of a user after a write; undefined when nobody is there. */
type After = IAMUserAppData | undefined;

const existing = (command: UserCommand, action: Activity): Step<IAMUserAppData> =>
  pipe(
    findUser(command, action, 'User Profile - Update'),
    TE.chain((lookup) => {
      if (lookup.user === undefined) {
        command.warn(soughtInVain(lookup));
        return TE.left(skipped(command, action, 'not-found', IAMErrors.USER_DOES_NOT_EXIST.message));
      }
      warnOfContradictions(command, lookup.user, lookup);
      return TE.right(lookup.user);
    }),
  );

/** The person is acted on; a profile that names two would be a mistake of the caller that goes unnoticed. */
const warnOfContradictions = (command: UserCommand, user: IAMUserAppData, lookup: Lookup): void => {
  // A person who was renamed may have the old names at the vendor still.
  if (lookup.old !== undefined) {
    return;
  }
  for (const attribute of differencesFrom(user, lookup.person)) {
    if (!lookup.despite.includes(attribute)) {
      command.warn(`The user ${user.id} has another ${attribute} than the profile says.`);
    }
  }
};

// Activity that the vendor does not tell (null) is neither: the command acts.
const unlessAlready = (command: UserCommand, action: Activity, user: IAMUserAppData): Step<IAMUserAppData> =>
  user.active === (action === 'enable')
    ? TE.left(skipped(command, action, 'already', `User is already ${action}d.`, user))
    : TE.right(user);

const letIn = (command: UserCommand, user: IAMUserAppData): TE.TaskEither<Failure, Outcome> =>
  pipe(
    writeActivity(command, user, true),
    TE.chain((enabled) => confirmLetIn(command, user, enabled)),
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

/** Sends the activity, looks where the reply was lost, and reads again where the write may have been overwritten. */
const writeActivity = (
  command: UserCommand,
  user: IAMUserAppData,
  active: boolean,
): TE.TaskEither<Failure, IAMUserAppData> =>
  pipe(
    settleWrite<Written, IAMUserAppData>(
      (again) => sendActivity(command, again?.seen ?? user, active),
      () => lookForActivity(command, user, active),
    ),
    TE.chain((written) => confirmActivity(command, written)),
  );

const sendActivity = (
  { client }: UserCommand,
  record: IAMUserAppData,
  active: boolean,
): TE.TaskEither<Failure, Written> =>
  pipe(
    attempt(() => (active ? client.enableUser(record) : client.disableUser(record))),
    TE.map((user) => ({ user, over: { record, active } })),
  );

/** One search that finds no record does not mean that a user who was just there is gone: sent again, the vendor says so. */
const lookForActivity = (
  command: UserCommand,
  user: IAMUserAppData,
  active: boolean,
): TE.TaskEither<Failure, Sighting<Written, IAMUserAppData>> =>
  pipe(
    readAgain(command, user),
    TE.map((seen) =>
      seen?.active === active ? { tag: 'carried-out', value: { user: seen } } : notSeen(seen),
    ),
  );

/** The write is repeated on the record that was seen: a vendor that takes whole records would get a stale one otherwise. */
const notSeen = (seen: After): Sighting<never, IAMUserAppData> => ({
  tag: 'not-seen',
  ...(seen === undefined ? {} : { seen, versioned: seen.version !== undefined }),
});

const confirmLetIn = (
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

const lockOut = (command: UserCommand, user: IAMUserAppData): TE.TaskEither<Failure, Outcome> =>
  pipe(
    command.disableDeletes ? remove(command, user) : deactivate(command, user),
    TE.orElse((failure) => unlessGone(command, user, failure)),
    TE.map((after) => lockedOut(command, user, after)),
  );

/**
 * The user may have been removed or deactivated since it was read: some vendors answer 404 to both. A record that is gone after a 404
 * is locked out, and so is one that is seen as inactive; what is neither proves nothing.
 */
const unlessGone = (
  command: UserCommand,
  user: IAMUserAppData,
  found: Failure,
): TE.TaskEither<Failure, After> =>
  found.status !== 404 && found.kind !== 'wrong-state'
    ? TE.left(found)
    : pipe(
        readAgain(command, user),
        TE.filterOrElse(
          (seen) => (seen === undefined ? found.kind !== 'wrong-state' : seen.active === false),
          () => found,
        ),
      );

const deactivate = (command: UserCommand, user: IAMUserAppData): TE.TaskEither<Failure, After> =>
  pipe(
    writeActivity(command, user, false),
    TE.chain((after) => confirmLockedOut(command, user, after)),
  );

/** Believes a reply that says so; otherwise reads again: a leaver is locked out provably or the command failed. */
const confirmLockedOut = (
  command: UserCommand,
  user: IAMUserAppData,
  after: IAMUserAppData,
): TE.TaskEither<Failure, After> =>
  after.active === false
    ? TE.right(after)
    : pipe(
        readAgain(command, user),
        // The vendor answered with a record: one search that finds nobody does not mean that it is gone.
        TE.filterOrElse((seen) => seen?.active === false, notLockedOut),
      );

const notLockedOut = (seen: After): Failure =>
  failure('not-applied', `The vendor accepted the request, but ${stateOf(seen)}.`, {
    effect: 'unknown',
    next: 'Disable the user in the vendor’s console now, and check that it took effect.',
  });

const stateOf = (seen: After): string => {
  if (seen === undefined) {
    return 'the user cannot be found to see whether it is inactive';
  }
  return seen.active === true ? 'the user is still active' : 'it does not say whether the user is active';
};

const remove = (command: UserCommand, user: IAMUserAppData): TE.TaskEither<Failure, After> => {
  const { deleteUser } = command.client;
  return deleteUser === undefined
    ? TE.left(failure('defect', `${command.integration.brand} disables by deletion but has no deleteUser.`))
    : pipe(
        settleWrite<{ readonly seenGone: boolean }>(
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
        ),
        TE.chain(({ seenGone }) => (seenGone ? TE.right(undefined) : confirmGone(command, user))),
      );
};

/** Any 2xx may only say that the request was taken (RFC 9110 section 15.3.3). A vendor that is not asked by id cannot be asked. */
const confirmGone = (command: UserCommand, user: IAMUserAppData): TE.TaskEither<Failure, After> =>
  command.integration.lookupBy.includes('id')
    ? pipe(
        readAgain(command, user),
        TE.filterOrElse((seen) => seen === undefined || seen.active === false, notLockedOut),
      )
    : TE.right(undefined);

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
