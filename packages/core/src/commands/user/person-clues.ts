import * as E from 'fp-ts/Either';
import { dictionaryOf } from '../../codec/combinators';
import type { Integration } from '../../contract/integration';
import type { Failure } from '../../errors/failure';
import type { Attributes } from '../../profile/app-data';
import {
  addressIn,
  identify,
  invisibleCharacterProblem,
  type UserIdentifier,
} from '../../profile/identity/identify';
import { isPartOf } from '../../profile/attribute-path';
import type { MappingType } from '../../profile/mapper/mapper';
import { keyOf } from '../../profile/identity/person-key';
import type { OutgoingData } from '../../profile/outgoing';
import type { Clue, Person } from '../../profile/identity/correlation-rules';
import { isTakenOver } from '../../profile/identity/taken-over';
import { emailOf } from '../../profile/user-profile';
import type { UserCommand } from './user-command';

/** A profile and what the mapper made of it. */
interface Translated {
  readonly profile: Attributes;
  readonly outgoing: OutgoingData;
}

/**
 * Everything that a profile says about who its person is. Left: an identifier cannot be read or looks like another text; what
 * the person was called before is asked for as it was.
 */
export const personOf = (
  command: UserCommand,
  outgoing: OutgoingData,
  old: OutgoingData | undefined,
  type: MappingType,
): E.Either<Failure, Person> => {
  const { lookupBy, externalIdAttribute: attribute } = command.integration;
  const present: Translated = { profile: command.profile, outgoing };
  const former: Translated | undefined =
    old === undefined ? undefined : { profile: dictionaryOf(command.profile['olduserdata']), outgoing: old };
  const now = cluesIn(command, present, type, 'now');
  if (E.isLeft(now)) {
    return now;
  }
  const before = former === undefined ? E.right([]) : cluesIn(command, former, type, 'before');
  if (E.isLeft(before)) {
    return before;
  }
  const refusal = [
    ...now.right,
    ...identifierOf(attribute, keyOf(outgoing.data, attribute)),
    ...identifierOf('email', emailIn(command.integration, present)),
  ]
    .map(invisibleCharacterProblem)
    .find((problem) => problem !== undefined);
  if (refusal !== undefined) {
    return E.left(refusal);
  }
  return E.right({
    clues: [...now.right, ...before.right.filter((clue) => !now.right.some((one) => isSame(clue, one)))],
    lookupBy,
    key: {
      attribute,
      now: withGivenKey(command, present, type),
      before: former === undefined ? {} : withGivenKey(command, former, type),
    },
    emails: [
      emailIn(command.integration, present),
      former === undefined ? undefined : emailIn(command.integration, former),
    ].filter((address) => address !== undefined),
  });
};

/**
 * In the order in which they are asked for. An id names one record whatever people are called, so it comes first; then what
 * the person was called before, then the present names.
 */
export const inOrder = (person: Person): readonly Clue[] => {
  const now = presentClues(person);
  const before = person.clues.filter(({ since }) => since === 'before');
  const isId = ({ attribute }: Clue): boolean => attribute === 'id';
  return [
    ...now.filter(isId),
    ...(now.some(isProper) ? before.filter(isProper) : unlessMadeUp(before)),
    ...now.filter((clue) => !isId(clue)),
  ];
};

/** By what the person is there once the creation was carried out. */
export const presentClues = ({ clues }: Person): readonly Clue[] =>
  unlessMadeUp(clues.filter(({ since }) => since === 'now'));

/** A name that was made up is asked for only where there is nothing else. */
const unlessMadeUp = (clues: readonly Clue[]): readonly Clue[] => {
  const proper = clues.filter(isProper);
  return proper.length === 0 ? clues : proper;
};

export const isProper = ({ worth }: Clue): boolean => worth !== 'made';

const cluesIn = (
  { integration: { lookupBy }, mappers }: UserCommand,
  { profile, outgoing: { data, derived } }: Translated,
  type: MappingType,
  since: Clue['since'],
): E.Either<Failure, readonly Clue[]> =>
  E.map((identifiers: readonly UserIdentifier[]) =>
    identifiers.map((identifier): Clue => {
      const isGiven = isTakenOver(mappers.outgoing, profile, type, identifier);
      const worth = !isGiven ? 'made' : isDerived(derived, identifier.attribute) ? 'copied' : 'given';
      return { ...identifier, since, worth };
    }),
  )(identify(lookupBy, profile, data));

const isDerived = (derived: readonly string[], attribute: string): boolean =>
  derived.some((target) => isPartOf(target, attribute));

/** The data when the caller gave the key in them: one that stands in for it, or is made of other values, is no evidence. */
const withGivenKey = (
  { integration: { externalIdAttribute: attribute }, mappers }: UserCommand,
  { profile, outgoing: { data, derived } }: Translated,
  type: MappingType,
): Attributes => {
  const value = keyOf(data, attribute);
  const isGiven =
    value !== undefined &&
    !isDerived(derived, attribute) &&
    // One that is given by the vendor's own name may stand deep inside.
    (keyOf(profile, attribute) === value ||
      isTakenOver(mappers.outgoing, profile, type, { attribute, value }));
  return isGiven ? data : {};
};

const emailIn = (
  { attributes }: Integration,
  { profile, outgoing: { data } }: Translated,
): string | undefined => {
  const email = emailOf(profile) ?? addressIn(data, attributes);
  return typeof email === 'string' && email !== '' ? email : undefined;
};

const identifierOf = (attribute: string, value: string | undefined): readonly UserIdentifier[] =>
  value === undefined ? [] : [{ attribute, value }];

const isSame = (a: UserIdentifier, b: UserIdentifier): boolean =>
  a.attribute === b.attribute && a.value === b.value;
