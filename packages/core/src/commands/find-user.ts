import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import { isDictionary } from '../codec/combinators';
import type { Attributes, IAMUserAppData, Matches } from '../profile/app-data';
import type { UserIdentifier } from '../profile/identify';
import { failure } from '../errors/failure';
import type { Failure } from '../errors/failure';
import { identify, unidentified } from '../profile/identify';
import type { MappingType } from '../profile/mapper/mapper';
import { isOtherPerson } from '../profile/other-person';
import { toVendorData } from '../profile/outgoing';
import type { OutgoingData } from '../profile/outgoing';
import { isSameUser } from '../profile/same-user';
import { attempt } from './attempt';
import type { UserCommand } from './user-command';

/** Who was looked for, with the profile as it will be written. Decided once and passed on. */
export interface Lookup {
  readonly user: IAMUserAppData | undefined;
  /** The profile in the vendor's vocabulary as the mapper has it for that type of change. */
  readonly outgoing: (type: MappingType) => E.Either<Failure, OutgoingData>;
  /** `olduserdata` in the vendor's vocabulary. */
  readonly old: Attributes | undefined;
  /** The profile in the vendor's vocabulary as it was looked for. */
  readonly present: Attributes;
  /** What the user was looked for by, in this order. */
  readonly identifiers: readonly UserIdentifier[];
}

/** Finds the user of the command's profile; with `olduserdata` under the old identifier first, then under the new one. */
export const findUser = (command: UserCommand, type: MappingType): TE.TaskEither<Failure, Lookup> =>
  pipe(
    TE.fromEither(soughtBy(command, type)),
    TE.chain(({ outgoing, old, identifiers }) =>
      pipe(
        firstHit(command, identifiers, mayBeRenamed(command, outgoing.data, old)),
        TE.map((hit) => ({
          user: hit?.user,
          old,
          present: outgoing.data,
          identifiers,
          outgoing: (wanted) =>
            wanted === type ? E.right(outgoing) : translate(command, command.profile, wanted),
        })),
      ),
    ),
  );

/** What a profile says about whom to look for. */
interface Sought {
  readonly outgoing: OutgoingData;
  readonly old: Attributes | undefined;
  readonly identifiers: readonly UserIdentifier[];
}

// Plain conditions instead of fp-ts's Do notation: every command goes through here, and it costs several microseconds.
const soughtBy = (command: UserCommand, type: MappingType): E.Either<Failure, Sought> => {
  const outgoing = translate(command, command.profile, type);
  if (E.isLeft(outgoing)) {
    return outgoing;
  }
  const old = oldData(command, type);
  if (E.isLeft(old)) {
    return old;
  }
  const identifiers = identifiersOf(command, outgoing.right.data, old.right);
  if (E.isLeft(identifiers)) {
    return identifiers;
  }
  outgoing.right.warnings.forEach(command.warn);
  return E.right({ outgoing: outgoing.right, old: old.right, identifiers: identifiers.right });
};

/** The person may be there under another name, so it must be known under which one nobody is. */
export const soughtInVain = ({ identifiers }: Lookup): string =>
  `Nobody has ${identifiers.map(({ attribute, value }) => `${attribute} "${value}"`).join(' or ')}.`;

/** Reads one user; several records, or records of somebody else, end in a failure and never in a guess. */
export const readUser = (
  command: UserCommand,
  identifier: UserIdentifier,
): TE.TaskEither<Failure, IAMUserAppData | undefined> =>
  pipe(
    attempt(() => command.client.getUser(identifier)),
    TE.chain((matches) => TE.fromEither(onlyMatch(matches, identifier))),
  );

/** Every attribute of the lookup list that has a value, for finding out who an "exists already" is about. */
export const allIdentifiers = (command: UserCommand, data: Attributes): readonly UserIdentifier[] =>
  identifiersIn(command, command.profile, data);

const identifiersIn = (
  command: UserCommand,
  profile: Attributes,
  data: Attributes,
): readonly UserIdentifier[] =>
  command.integration.lookupBy.flatMap((attribute) => {
    const found = identify([attribute], profile, data);
    return E.isRight(found) && found.right !== undefined ? [found.right] : [];
  });

/** Reads again a user that is known, by id where the vendor can, else by what the user was found to be called. */
export const readAgain = (
  command: UserCommand,
  user: IAMUserAppData,
): TE.TaskEither<Failure, IAMUserAppData | undefined> =>
  command.integration.lookupBy.includes('id')
    ? readUser(command, { attribute: 'id', value: user.id })
    : readByName(command, user);

// Nobody found under a name that may have changed, or somebody else under it, does not mean that the user is gone.
const readByName = (
  command: UserCommand,
  user: IAMUserAppData,
): TE.TaskEither<Failure, IAMUserAppData | undefined> => {
  const names = { userName: user.username, username: user.username, email: user.email, emails: user.email };
  return pipe(
    firstHit(command, identifiersIn(command, user.details, names)),
    TE.map((hit) => hit?.user),
    TE.filterOrElse(
      (seen) => seen?.id === user.id,
      () =>
        failure('unsupported', 'The user cannot be read again: this vendor is not asked by id.', {
          effect: 'unknown',
        }),
    ),
  );
};

/** Whether a user that an identifier leads to may be the one that is looked for. */
type MayBe = (user: IAMUserAppData, identifier: UserIdentifier) => boolean;

/** A user and what led to it. */
export interface Hit {
  readonly user: IAMUserAppData;
  readonly identifier: UserIdentifier;
}

/** The first user that one of the identifiers leads to and that may be the one; the others are passed over. */
export const firstHit =
  (
    command: UserCommand,
    identifiers: readonly UserIdentifier[],
    mayBe: MayBe = () => true,
  ): TE.TaskEither<Failure, Hit | undefined> =>
  async () => {
    for (const identifier of identifiers) {
      const hit = await hitBy(command, identifier, mayBe)();
      if (E.isLeft(hit) || hit.right !== undefined) {
        return hit;
      }
    }
    return E.right(undefined);
  };

const hitBy = (
  command: UserCommand,
  identifier: UserIdentifier,
  mayBe: MayBe,
): TE.TaskEither<Failure, Hit | undefined> =>
  pipe(
    readUser(command, identifier),
    TE.map((user) => (user !== undefined && mayBe(user, identifier) ? { user, identifier } : undefined)),
  );

// An old user name may belong to somebody new by now; an id belongs to nobody else.
const mayBeRenamed =
  (command: UserCommand, data: Attributes, old: Attributes | undefined): MayBe =>
  (user, { attribute }) => {
    const { externalIdAttribute } = command.integration;
    const other =
      attribute !== 'id' && old !== undefined && isOtherPerson(externalIdAttribute, user, data, old);
    if (other) {
      command.warn(
        `The user ${user.id} has an identifier of this profile but another ${externalIdAttribute}, and is taken for somebody else.`,
      );
    }
    return !other;
  };

const translate = (
  { mappers, integration }: UserCommand,
  profile: Attributes,
  type: MappingType,
): E.Either<Failure, OutgoingData> =>
  E.map((outgoing: OutgoingData) => ({ ...outgoing, data: integration.normalize(outgoing.data) }))(
    toVendorData(mappers.outgoing, integration.attributes, profile, type),
  );

const oldData = (command: UserCommand, type: MappingType): E.Either<Failure, Attributes | undefined> => {
  const old = command.profile['olduserdata'];
  if (old === undefined || old === null) {
    return E.right(undefined);
  }
  if (!isDictionary(old)) {
    return E.left(
      failure('invalid-input', 'user-profile: olduserdata must be an object', {
        next: 'Correct the user profile.',
      }),
    );
  }
  return E.map(({ data }: OutgoingData) => data)(translate(command, old, type));
};

const dictionaryOf = (value: unknown): Attributes => (isDictionary(value) ? value : {});

const identifiersOf = (
  { integration: { lookupBy }, profile }: UserCommand,
  data: Attributes,
  old: Attributes | undefined,
): E.Either<Failure, readonly UserIdentifier[]> => {
  // The old data is read as the present one is: mapped, else as it was given.
  const before =
    old === undefined ? E.right(undefined) : identify(lookupBy, dictionaryOf(profile['olduserdata']), old);
  const now = identify(lookupBy, profile, data);
  if (E.isLeft(before)) {
    return before;
  }
  if (E.isLeft(now)) {
    return now;
  }
  // An id names one record whatever people are called, so it comes before an old name.
  const ordered = now.right?.attribute === 'id' ? [now.right, before.right] : [before.right, now.right];
  const found = ordered.filter((one) => one !== undefined);
  return found.length === 0
    ? E.left(unidentified(lookupBy))
    : E.right(found.filter((one, index) => index === 0 || !sameIdentifier(one, found[0])));
};

const sameIdentifier = (a: UserIdentifier, b: UserIdentifier | undefined): boolean =>
  a.attribute === b?.attribute && a.value === b.value;

const onlyMatch = (
  matches: Matches<IAMUserAppData>,
  identifier: UserIdentifier,
): E.Either<Failure, IAMUserAppData | undefined> => {
  // A client that is not type-checked may say null for nobody.
  const some = matches ?? [];
  const list = 'id' in some ? [some] : some;
  const same = oneOfEach(list.filter((user) => isSameUser(user, identifier)));
  const [user] = same;
  if (same.length > 1) {
    return E.left(
      failure('ambiguous', `${same.length} users answer to ${identifier.attribute} (ids: ${ids(same)}).`),
    );
  }
  if (user === undefined && list.length > 0) {
    return E.left(
      failure(
        'malformed-reply',
        `The vendor answered with other users than the one whose ${identifier.attribute} was asked for.`,
      ),
    );
  }
  return E.right(user);
};

/** A page may show a record twice; that is still one person. */
const oneOfEach = (users: readonly IAMUserAppData[]): readonly IAMUserAppData[] => [
  ...new Map(users.map((user) => [user.id, user])).values(),
];

const ids = (users: readonly IAMUserAppData[]): string =>
  users
    .slice(0, 5)
    .map(({ id }) => id)
    .join(', ');
