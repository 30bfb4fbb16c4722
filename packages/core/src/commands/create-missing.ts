import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { Attributes, IAMUserAppData } from '../profile/app-data';
import { failure } from '../errors/failure';
import type { Failure } from '../errors/failure';
import { IAMErrors } from '../errors/iam-errors';
import { withRemark } from '../errors/with-remark';
import { changesBetween } from '../profile/changes';
import { primaryEmail } from '../profile/identify';
import type { UserIdentifier } from '../profile/identify';
import { withoutNulls } from '../profile/without-nulls';
import { adopt } from './adopt';
import { allowed } from './allowed';
import { orThrow } from './attempt';
import { firstHit } from './read-user';
import { allIdentifiers } from './sought';
import type { Lookup } from './find-user';
import type { Outcome } from './outcome';
import { refuse } from './refusals';
import { settleWrite } from './settle-write';
import { failed, subjectOf } from './user-command';
import type { Step, UserCommand } from './user-command';

/** What to do with a user that turns out to exist after all; given by the caller, so that neither command calls the other in a loop. */
export type WhenItExists = (command: UserCommand, user: IAMUserAppData, lookup: Lookup) => Step<Outcome>;

/** The user as it is to be created. */
interface Wanted {
  readonly data: Attributes;
  readonly active: boolean;
}

/** A user that is there after the creation was sent: made by it, or there before (or made by somebody else meanwhile). */
interface Arrived {
  readonly user: IAMUserAppData;
  readonly isNew: boolean;
}

/** Creates somebody who was looked up and not found, by iam-create-user or by iam-update-user: its own switch applies. */
export const createMissing = (
  command: UserCommand,
  lookup: Lookup,
  whenItExists: WhenItExists,
): Step<Outcome> =>
  pipe(
    allowed(command, 'create'),
    TE.chainEitherK(() => pipe(newUser(command, lookup), E.mapLeft(failed(command, 'create')))),
    TE.chain((wanted) =>
      pipe(
        send(command, wanted),
        TE.orElse((failure) => afterConflict(command, wanted, failure)),
        TE.mapLeft(failed(command, 'create')),
        TE.chain(({ user, isNew }) =>
          isNew ? TE.fromEither(created(command, user, wanted)) : whenItExists(command, user, lookup),
        ),
      ),
    ),
  );

// There is nothing to clear on a new user: null is the same as absent.
const newUser = (command: UserCommand, lookup: Lookup): E.Either<Failure, Wanted> =>
  pipe(
    lookup.outgoing('User Profile - Create'),
    E.chain(({ data }) => refuse(command, withoutNulls(data), 'create')),
    E.map((data) => ({ data, active: command.allowEnable && command.config.enableUserEnabled })),
  );

const send = (command: UserCommand, wanted: Wanted): TE.TaskEither<Failure, Arrived> => {
  if (command.allowEnable && !wanted.active) {
    command.warn('The user is created inactive: this instance does not allow enabling users.');
  }
  return settleWrite<Arrived>(
    async () => ({
      user: await command.client.createUser(wanted.data, { active: wanted.active }),
      isNew: true,
    }),
    async () => {
      const found = await orThrow(whoIsThere(command, wanted.data));
      if (found === undefined || E.isLeft(found)) {
        // Somebody else who has one of the identifiers was there before; the vendor will say so (409).
        return { tag: 'not-seen' };
      }
      const user = found.right;
      const isNew = isAsSent(command, user, wanted);
      if (!isNew) {
        command.warn(
          'The reply to the creation was lost, and the user that is there now differs from what was sent: it is updated.',
        );
      }
      return { tag: 'carried-out', value: { user, isNew } };
    },
  );
};

/** Whoever answers to one of the identifiers of the new user. Left: somebody who must, or may, be another person. */
const whoIsThere = (
  command: UserCommand,
  data: Attributes,
): TE.TaskEither<Failure, E.Either<Failure, IAMUserAppData> | undefined> => {
  const identifiers = allIdentifiers(command, data);
  const before = (last: UserIdentifier) => identifiers.slice(0, identifiers.indexOf(last));
  return pipe(
    firstHit(command, identifiers),
    TE.map((hit) => (hit === undefined ? undefined : adopt(command, hit.user, data, before(hit.identifier)))),
  );
};

const isAsSent = (command: UserCommand, user: IAMUserAppData, { data, active }: Wanted): boolean =>
  Object.keys(changesBetween(user.details, data, command.integration.singleValued)).length === 0 &&
  (user.active ?? active) === active;

const created = (command: UserCommand, user: IAMUserAppData, wanted: Wanted): E.Either<Outcome, Outcome> =>
  user.active === true && !wanted.active
    ? E.left(failed(command, 'create', user)(activeAllTheSame))
    : E.right({
        tag: 'done',
        action: 'create',
        happened: 'created',
        subject: subjectOf(command, user),
        details: user.details,
        reEnabled: false,
        reason: '',
      });

const activeAllTheSame = failure(
  'not-applied',
  'The user was created and is active, although it was to be inactive.',
  { effect: 'unknown', next: 'Disable the user with iam-disable-user.' },
);

/** The vendor says that somebody like this exists (and often not by which attribute): look by everything there is. */
const afterConflict = (
  command: UserCommand,
  wanted: Wanted,
  conflict: Failure,
): TE.TaskEither<Failure, Arrived> =>
  conflict.kind !== 'conflict'
    ? TE.left(conflict)
    : pipe(
        whoIsThere(command, wanted.data),
        TE.chainEitherK((found) => found ?? E.left(unseen(wanted.data, conflict))),
        TE.map((user) => ({
          user,
          // An earlier creation whose reply was lost was carried out after all.
          isNew: conflict.effect === 'unknown' && isAsSent(command, user, wanted),
        })),
      );

const unseen = (data: Attributes, conflict: Failure): Failure => ({
  ...conflict,
  message: withRemark(
    conflict.message,
    `${IAMErrors.USER_ALREADY_EXISTS.message}, but nobody is found by ${named(data)}.`,
  ),
  next: 'Look in the vendor’s console for the record that has this user name, email or external id.',
});

const named = (data: Attributes): string =>
  [
    ['userName', data['userName'] ?? data['user_name'] ?? data['username']],
    ['email', primaryEmail(data['emails'] ?? data['email'])],
    ['externalId', data['externalId']],
  ]
    .map(([name, value]) => `${String(name)} ${typeof value === 'string' ? `"${value}"` : '(none)'}`)
    .join(', ');
