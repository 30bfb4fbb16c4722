import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import { failure, type Failure } from '../../../errors/failure';
import type { IAMUserAppData, Matches } from '../../../profile/app-data';
import { identifyAll, type UserIdentifier } from '../../../profile/identity/identify';
import { isSameUser, otherSpellings } from '../../../profile/identity/same-user';
import { attempt } from '../../attempt';
import type { UserCommand } from '../user-command';

/**
 * Reads one user; several records, or records of other people, are a failure and never a guess. If no record has the text as
 * given, searches for its other spellings: a search that compares bytes finds only one of them.
 */
export const readUser =
  (command: UserCommand, identifier: UserIdentifier): TE.TaskEither<Failure, IAMUserAppData | undefined> =>
  async () => {
    const found = await readAs(command, identifier);
    if (E.isLeft(found) || found.right !== undefined) {
      return found;
    }
    const { attribute } = identifier;
    return firstHit(otherSpellings(identifier), (value) => () => readAs(command, { attribute, value }))();
  };

const readAs = async (
  command: UserCommand,
  identifier: UserIdentifier,
): Promise<E.Either<Failure, IAMUserAppData | undefined>> => {
  const matches = await attempt(() => command.client.getUser(identifier))();
  return E.isLeft(matches) ? matches : onlyMatch(matches.right, identifier);
};

/** Reads a known user again: by id where the vendor can, otherwise by the identifiers the record had. */
export const readAgain = (
  command: UserCommand,
  user: IAMUserAppData,
): TE.TaskEither<Failure, IAMUserAppData | undefined> =>
  command.integration.lookupBy.includes('id')
    ? readUser(command, { attribute: 'id', value: user.id })
    : readByName(command, user);

// No record under a name that may have changed, or another person's record under it, does not prove that the user is gone.
const readByName = (
  command: UserCommand,
  user: IAMUserAppData,
): TE.TaskEither<Failure, IAMUserAppData | undefined> => {
  const names = { userName: user.username, username: user.username, email: user.email, emails: user.email };
  return pipe(
    firstHit(identifyAll(command.integration.lookupBy, user.details, names), (identifier) =>
      readUser(command, identifier),
    ),
    TE.filterOrElse(
      (seen) => seen?.id === user.id,
      () =>
        failure('unsupported', 'The user cannot be read again: this vendor is not asked by id.', {
          effect: 'unknown',
        }),
    ),
  );
};

/** The first user found by one of some names, which are tried one after the other. */
const firstHit =
  <Name>(
    names: readonly Name[],
    read: (name: Name) => TE.TaskEither<Failure, IAMUserAppData | undefined>,
  ): TE.TaskEither<Failure, IAMUserAppData | undefined> =>
  async () => {
    for (const name of names) {
      const found = await read(name)();
      if (E.isLeft(found) || found.right !== undefined) {
        return found;
      }
    }
    return E.right(undefined);
  };

const onlyMatch = (
  matches: Matches<IAMUserAppData>,
  identifier: UserIdentifier,
): E.Either<Failure, IAMUserAppData | undefined> => {
  // A client that is not type-checked may return null for no record.
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

/** Removes repetitions: a record that a page lists twice is one person. */
const oneOfEach = (users: readonly IAMUserAppData[]): readonly IAMUserAppData[] =>
  users.length < 2 ? users : [...new Map(users.map((user) => [user.id, user])).values()];

const ids = (users: readonly IAMUserAppData[]): string =>
  users
    .slice(0, 5)
    .map(({ id }) => id)
    .join(', ');
