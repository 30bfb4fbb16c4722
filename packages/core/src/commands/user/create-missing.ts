import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import type { Attributes, IAMUserAppData } from '../../profile/app-data';
import { failure, type Failure } from '../../errors/failure';
import { IAMErrors } from '../../errors/iam-errors';
import { withRemark } from '../../errors/with-remark';
import { hasAt, leavesOf } from '../../profile/attribute-path';
import { changesBetween } from '../../profile/changes/changes';
import { addressIn, isAddress } from '../../profile/identity/identify';
import type { Person } from '../../profile/identity/correlation-rules';
import { withoutNulls } from '../../profile/changes/without-nulls';
import { saysInactive } from './validate-activity';
import { allowed } from './allowed';
import { attempt } from '../attempt';
import { notThePerson } from './identity-conflict';
import { seek, type Seen } from './correlate';
import { personOf, presentClues } from './person-clues';
import { toBeWritten, type Lookup } from './find-user';
import type { Outcome } from './outcome';
import { refuse } from './validate-write';
import { settleWrite, type Sighting } from '../write/write-and-verify';
import { failed, recordOf, subjectOf, type Step, type UserCommand } from './user-command';

/** What to do with a user that turns out to exist after all; given by the caller, so that neither command calls the other in a loop. */
export type WhenItExists = (command: UserCommand, user: IAMUserAppData, lookup: Lookup) => Step<Outcome>;

/** The user as it is to be created. */
interface Wanted {
  readonly data: Attributes;
  readonly active: boolean;
  /** Who it is, by the data as they are sent. */
  readonly person: Person;
}

/** Whether the caller, and the profile, have nothing against it that the new user may sign in. */
const mayComeIn = (command: UserCommand): boolean =>
  command.allowEnable && !saysInactive(command, 'User Profile - Create');

/** A user that is there after the creation was sent. */
interface Arrived {
  readonly user: IAMUserAppData;
  /**
   * `created` by this command; `doubtful` when a reply was lost and the record differs from what was sent, so that the vendor has
   * changed it or somebody else has made it; `there` when it was there before.
   */
  readonly how: 'created' | 'doubtful' | 'there';
}

/** Creates somebody who was looked up and not found, by iam-create-user or by iam-update-user: its own switch applies. */
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
        send(command, wanted),
        TE.orElse((failure) => afterConflict(command, wanted, failure)),
        TE.mapLeft(failed(command, 'create')),
        TE.chain((arrived) => conclude(command, lookup, wanted, arrived, whenItExists)),
      ),
    ),
  );

// There is nothing to clear on a new user: null is the same as absent.
const newUser = (command: UserCommand, lookup: Lookup): TE.TaskEither<Failure, Wanted> =>
  pipe(
    toBeWritten(command, lookup, 'User Profile - Create'),
    TE.chainEitherK((outgoing) =>
      pipe(
        refuse(command, withoutNulls(outgoing.data), 'create'),
        E.bindTo('data'),
        E.bind('person', ({ data }) =>
          personOf(command, { ...outgoing, data }, lookup.old, 'User Profile - Create'),
        ),
      ),
    ),
    TE.map(({ data, person }) => ({
      data,
      person,
      active: mayComeIn(command) && command.config.enableUserEnabled,
    })),
  );

const send = (command: UserCommand, wanted: Wanted): TE.TaskEither<Failure, Arrived> => {
  warnOfInactivity(command, wanted);
  return settleWrite<Arrived>(
    () => create(command, wanted),
    () => look(command, wanted),
  );
};

const warnOfInactivity = (command: UserCommand, wanted: Wanted): void => {
  if (command.allowEnable && !wanted.active) {
    const why = mayComeIn(command)
      ? 'this instance does not allow enabling users'
      : 'the user profile says so';
    command.warn(`The user is created inactive: ${why}.`);
  }
};

const create = (command: UserCommand, { data, active }: Wanted): TE.TaskEither<Failure, Arrived> =>
  pipe(
    attempt(() => command.client.createUser(data, { active })),
    TE.map((user) => ({ user, how: 'created' })),
  );

const look = (command: UserCommand, wanted: Wanted): TE.TaskEither<Failure, Sighting<Arrived>> =>
  pipe(
    whoIsThere(command, wanted),
    TE.map((seen) =>
      // Another person who has one of the identifiers was there before; the vendor will say so (409).
      seen.tag === 'person'
        ? { tag: 'carried-out', value: afterLoss(command, seen.user, wanted) }
        : { tag: 'not-seen' },
    ),
  );

const afterLoss = (command: UserCommand, user: IAMUserAppData, wanted: Wanted): Arrived => ({
  user,
  how: isAsSent(command, user, wanted) ? 'created' : 'doubtful',
});

/** Whether the person is there under one of the identifiers that were sent. */
const whoIsThere = (command: UserCommand, { person }: Wanted): TE.TaskEither<Failure, Seen> =>
  seek(command, presentClues(person), person, 'create');

/** What the record does not show (a password, say) speaks neither for nor against. */
const isAsSent = (command: UserCommand, user: IAMUserAppData, { data }: Wanted): boolean =>
  !leavesOf(changesBetween(recordOf(command, user), data, command.integration.singleValued)).some((keys) =>
    hasAt(user.details, keys),
  );

const conclude = (
  command: UserCommand,
  lookup: Lookup,
  wanted: Wanted,
  { user, how }: Arrived,
  whenItExists: WhenItExists,
): Step<Outcome> => {
  if (how === 'there') {
    return whenItExists(command, user, lookup);
  }
  if (user.active === true && !wanted.active) {
    return TE.left(failed(command, 'create', user)(activeAllTheSame));
  }
  if (how === 'created' && user.active === false && wanted.active) {
    command.warn('The vendor shows the new user as inactive, although they were to be created active.');
  }
  if (how === 'created' || !mayBeUpdated(command)) {
    if (how === 'doubtful') {
      command.warn(`${LOST_AND_DIFFERENT}.`);
    }
    return TE.right(created(command, user));
  }
  command.warn(`${LOST_AND_DIFFERENT}: it is updated.`);
  return whenItExists(command, user, lookup);
};

/** Who is said to be inactive was created so, and an update would be refused. */
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

const activeAllTheSame = failure(
  'not-applied',
  'The user is active, although it was to be created inactive.',
  {
    effect: 'unknown',
    next: 'Disable the user with iam-disable-user.',
  },
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
        whoIsThere(command, wanted),
        TE.chainEitherK((seen) => existing(command, wanted, conflict, seen)),
        TE.map((user) =>
          // An earlier creation whose reply was lost may have been carried out after all.
          conflict.effect === 'unknown' ? afterLoss(command, user, wanted) : { user, how: 'there' },
        ),
      );

const existing = (
  command: UserCommand,
  wanted: Wanted,
  conflict: Failure,
  seen: Seen,
): E.Either<Failure, IAMUserAppData> => {
  switch (seen.tag) {
    case 'person':
      return E.right(seen.user);
    case 'other':
      return E.left(notThePerson('create', seen));
    case 'nobody':
      return E.left(unseen(command, wanted, conflict));
  }
};

const unseen = (command: UserCommand, { data, person }: Wanted, conflict: Failure): Failure => {
  const asked = presentClues(person).map(({ attribute, value }) => `${attribute} "${value}"`);
  return {
    ...conflict,
    message: withRemark(
      conflict.message,
      `${IAMErrors.USER_ALREADY_EXISTS.message}, but nobody is found by ${asked.join(' or ')}${notAsked(command, data)}${notProving(person)}.`,
    ),
    next: 'Look in the vendor’s console for the record that has one of them.',
  };
};

/** A name that was made up may clash with another person's, which proves nothing about the two. */
const notProving = (person: Person): string => {
  const asked = presentClues(person);
  return person.clues
    .filter((clue) => clue.since === 'now' && clue.worth === 'made' && !asked.includes(clue))
    .map(
      ({ attribute, value }) =>
        `; the ${attribute} "${value}" is made of other values, so another person may have it`,
    )
    .join('');
};

/** What may have clashed as well and cannot be searched by. */
const notAsked = ({ integration: { lookupBy, attributes } }: UserCommand, data: Attributes): string => {
  const email = addressIn(data, attributes);
  return lookupBy.some(isAddress) || typeof email !== 'string'
    ? ''
    : `; the email "${email}" cannot be searched for`;
};
