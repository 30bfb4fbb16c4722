import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { Attributes, IAMUserAppData } from '../profile/app-data';
import type { Failure } from '../errors/failure';
import { IAMErrors } from '../errors/iam-errors';
import { withRemark } from '../errors/with-remark';
import { primaryEmail } from '../profile/identify';
import type { UserIdentifier } from '../profile/identify';
import { isSameUser } from '../profile/same-user';
import { withoutNulls } from '../profile/without-nulls';
import { adopt } from './adopt';
import { allowed } from './allowed';
import { orThrow } from './attempt';
import { allIdentifiers, firstHit } from './find-user';
import type { Lookup } from './find-user';
import type { Outcome } from './outcome';
import { refuse } from './refusals';
import { settleWrite } from './settle-write';
import { failed, subjectOf } from './user-command';
import type { Step, UserCommand } from './user-command';

/** What to do with a user that turns out to exist after all; given by the caller, so that neither command calls the other in a loop. */
export type WhenItExists = (command: UserCommand, user: IAMUserAppData, lookup: Lookup) => Step<Outcome>;

/** Creates somebody who was looked up and not found, by iam-create-user or by iam-update-user: its own switch applies. */
export const createMissing = (
  command: UserCommand,
  lookup: Lookup,
  whenItExists: WhenItExists,
): Step<Outcome> =>
  pipe(
    allowed(command, 'create'),
    TE.chainEitherK(() => pipe(newUserData(command, lookup), E.mapLeft(failed(command, 'create')))),
    TE.chain((data) =>
      pipe(
        send(command, data),
        TE.map((user) => created(command, user)),
        TE.orElse((failure) =>
          failure.kind === 'conflict'
            ? afterConflict(command, data, lookup, failure, whenItExists)
            : TE.left(failed(command, 'create')(failure)),
        ),
      ),
    ),
  );

// There is nothing to clear on a new user: null is the same as absent.
const newUserData = (command: UserCommand, lookup: Lookup): E.Either<Failure, Attributes> =>
  pipe(
    lookup.outgoing('User Profile - Create'),
    E.chain(({ data }) => refuse(command, withoutNulls(data), 'create')),
  );

const send = (command: UserCommand, data: Attributes): TE.TaskEither<Failure, IAMUserAppData> => {
  const active = command.allowEnable && command.config.enableUserEnabled;
  if (command.allowEnable && !active) {
    command.warn('The user is created inactive: this instance does not allow enabling users.');
  }
  return settleWrite(
    () => command.client.createUser(data, { active }),
    async () => {
      const identifiers = allIdentifiers(command, data);
      const user = await orThrow(firstHit(command, identifiers));
      return user !== undefined && isNew(user, identifiers)
        ? { carriedOut: true, value: user }
        : { carriedOut: false };
    },
  );
};

// Somebody who has the external id but another user name was there before; the vendor will say so (409).
const isNew = (user: IAMUserAppData, identifiers: readonly UserIdentifier[]): boolean =>
  identifiers.every((identifier) => identifier.attribute === 'id' || isSameUser(user, identifier));

const created = (command: UserCommand, user: IAMUserAppData): Outcome => ({
  tag: 'done',
  action: 'create',
  happened: 'created',
  subject: subjectOf(command, user),
  details: user.details,
  reEnabled: false,
  reason: '',
});

/** The vendor says that somebody like this exists (and often not by which attribute): look by everything there is. */
const afterConflict = (
  command: UserCommand,
  data: Attributes,
  lookup: Lookup,
  conflict: Failure,
  whenItExists: WhenItExists,
): Step<Outcome> =>
  pipe(
    firstHit(command, allIdentifiers(command, data)),
    TE.mapLeft(failed(command, 'create')),
    TE.chain((user) =>
      user === undefined
        ? TE.left(failed(command, 'create')(unseen(data, conflict)))
        : pipe(
            adopt(command, user, data),
            TE.chain((same) => whenItExists(command, same, lookup)),
          ),
    ),
  );

const unseen = (data: Attributes, conflict: Failure): Failure => ({
  ...conflict,
  message: withRemark(
    conflict.message,
    `${IAMErrors.USER_ALREADY_EXISTS.message}, but nobody is found by ${named(data)}.`,
  ),
  next: 'Look in the vendor’s console for the record that has this user name, email or external id; nothing was written.',
});

const named = (data: Attributes): string =>
  [
    ['userName', data['userName'] ?? data['user_name'] ?? data['username']],
    ['email', primaryEmail(data['emails'] ?? data['email'])],
    ['externalId', data['externalId']],
  ]
    .map(([name, value]) => `${String(name)} ${typeof value === 'string' ? `"${value}"` : '(none)'}`)
    .join(', ');
