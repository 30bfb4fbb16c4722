import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { pipe } from 'fp-ts/function';
import { failure, type Failure } from '../../../errors/failure';
import { IAMErrors } from '../../../errors/iam-errors';
import { withRemark } from '../../../errors/with-remark';
import type { IAMUserAppData } from '../../../profile/app-data';
import type { MappingType } from '../../../profile/mapper/mapper';
import type { OutgoingData } from '../../../profile/outgoing';
import type { Clue, Person } from '../../../profile/identity/correlation-rules';
import type { IAMAction, Outcome } from '../outcome';
import { notThePerson } from './identity-conflict';
import { isEvidence, presentClues } from './person-clues';
import { correlate, type Correlation } from './correlate';
import { lookupKeysOf, translate, noIdentifierIn, type LookupKeys } from './lookup-keys';
import { withReferences } from '../references/resolve-references';
import { failed, type Step, type UserCommand } from '../user-command';

/** The result of a lookup with the mapped profile. Decided once and passed on, so that every step acts on the same record. */
export interface Lookup {
  readonly user: IAMUserAppData | undefined;
  /** The profile in the vendor's vocabulary, mapped for that type of change. */
  readonly outgoing: (type: MappingType) => E.Either<Failure, OutgoingData>;
  /** `olduserdata` in the vendor's vocabulary. */
  readonly old: OutgoingData | undefined;
  readonly person: Person;
  /** Stronger attributes than the one that found the user in which the record differs. */
  readonly despite: readonly string[];
  /** The identifiers that no record has. */
  readonly notFoundBy: readonly Clue[];
}

/**
 * Finds the user of the command's profile by every identifier the profile has, those of `olduserdata` first. A record that is not
 * the person, or not proven to be, ends the command.
 */
export const findUser =
  (command: UserCommand, action: IAMAction, type: MappingType): Step<Lookup> =>
  async () => {
    const keys = lookupKeysOf(command, type);
    if (E.isLeft(keys)) {
      return E.left(failed(command, action)(keys.left));
    }
    const seen = await correlate(command, keys.right.clues, keys.right.person, action)();
    return E.isLeft(seen)
      ? E.left(failed(command, action)(seen.left))
      : lookupOf(command, action, type, keys.right, seen.right);
  };

const lookupOf = (
  command: UserCommand,
  action: IAMAction,
  type: MappingType,
  keys: LookupKeys,
  seen: Correlation,
): E.Either<Outcome, Lookup> => {
  if (seen.tag === 'other') {
    return E.left(failed(command, action, seen.user)(notThePerson(action, seen)));
  }
  if (seen.tag === 'none' && action !== 'create') {
    const present = presentClues(keys.person);
    if (present.length > 0 && !present.some(isEvidence)) {
      return E.left(failed(command, action)(onlyComposed(noIdentifierIn(command, type), present)));
    }
  }
  return E.right({
    user: seen.tag === 'person' ? seen.user : undefined,
    old: keys.old,
    person: keys.person,
    despite: seen.tag === 'person' ? seen.despite : [],
    notFoundBy: seen.tag === 'none' ? seen.notFoundBy : [],
    outgoing: (wanted) =>
      wanted === type ? E.right(keys.outgoing) : translate(command, command.profile, wanted),
  });
};

const onlyComposed = (noIdentifier: Failure, clues: readonly Clue[]): Failure => ({
  ...noIdentifier,
  message: withRemark(
    noIdentifier.message,
    `The ${clues.map(({ attribute }) => attribute).join(' and ')} of this profile is made of other values, so that two people may have it; that no record has it proves nothing.`,
  ),
});

/** The profile as it is written: with the ids of the records that it refers to. */
export const toBeWritten = (
  command: UserCommand,
  lookup: Lookup,
  type: MappingType,
): TE.TaskEither<Failure, OutgoingData> =>
  pipe(
    TE.fromEither(lookup.outgoing(type)),
    TE.chain((outgoing) =>
      pipe(
        command.references,
        TE.map((references) => withReferences(command, outgoing, references)),
      ),
    ),
  );

/** The failure of a command that is to fail when no user is found. */
export const nobodyFound = (lookup: Lookup): Failure =>
  failure('not-found', withRemark(`${IAMErrors.USER_DOES_NOT_EXIST.message}.`, notFoundMessage(lookup)), {
    status: IAMErrors.USER_DOES_NOT_EXIST.code,
    next: 'Check the identifiers, or create the user.',
  });

/** Names the identifiers that were tried, because the person may exist under another one. */
export const notFoundMessage = ({ notFoundBy }: Lookup): string =>
  notFoundBy.length === 0
    ? 'Nobody else is found.'
    : `Nobody has ${notFoundBy.map(({ attribute, value }) => `${attribute} "${value}"`).join(' or ')}.`;
