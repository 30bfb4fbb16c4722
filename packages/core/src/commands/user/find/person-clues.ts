import * as E from 'fp-ts/Either';
import { dictionaryOf } from '../../../codec/combinators';
import type { Integration } from '../../../contract/integration';
import type { Failure } from '../../../errors/failure';
import type { Attributes } from '../../../profile/app-data';
import {
  addressIn,
  identify,
  invisibleCharacterProblem,
  type UserIdentifier,
} from '../../../profile/identity/identify';
import { isPartOf } from '../../../profile/attribute-path';
import type { MappingType } from '../../../profile/mapper/mapper';
import { keyOf } from '../../../profile/identity/person-key';
import type { OutgoingData } from '../../../profile/outgoing';
import type { Clue, Person } from '../../../profile/identity/correlation-rules';
import { isTakenOver } from '../../../profile/identity/taken-over';
import { emailOf } from '../../../profile/user-profile';
import type { UserCommand } from '../user-command';

/** A profile and its mapped data. */
interface Translated {
  readonly profile: Attributes;
  readonly outgoing: OutgoingData;
}

/**
 * Collects the identifiers of a profile with their strength as evidence. Left: a present identifier is unreadable or has
 * invisible characters. Former ones may have them: the vendor may still hold them that way.
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
  const email = emailIn(command.integration, present);
  const refusal = refusalOf(now.right, attribute, keyOf(outgoing.data, attribute), email);
  if (refusal !== undefined) {
    return E.left(refusal);
  }
  const formerEmail = former === undefined ? undefined : emailIn(command.integration, former);
  return E.right({
    clues: [
      ...now.right,
      ...before.right.filter((clue) => !now.right.some((one) => isSameIdentifier(clue, one))),
    ],
    lookupBy,
    key: {
      attribute,
      now: withGivenKey(command, present, type),
      before: former === undefined ? {} : withGivenKey(command, former, type),
    },
    emails: [email, formerEmail].filter((address) => address !== undefined),
  });
};

/** Why one of the present identifiers, the key or the email address must not be searched for. */
const refusalOf = (
  clues: readonly Clue[],
  attribute: string,
  key: string | undefined,
  email: string | undefined,
): Failure | undefined => {
  for (const clue of clues) {
    const problem = invisibleCharacterProblem(clue);
    if (problem !== undefined) {
      return problem;
    }
  }
  return (
    (key === undefined ? undefined : invisibleCharacterProblem({ attribute, value: key })) ??
    (email === undefined ? undefined : invisibleCharacterProblem({ attribute: 'email', value: email }))
  );
};

/**
 * The identifiers in search order: the id first, because it names one record however the person was renamed; then the former
 * identifiers, then the present ones.
 */
export const bySearchOrder = (person: Person): readonly Clue[] => {
  const now = presentClues(person);
  const before = person.clues.filter(({ since }) => since === 'before');
  if (before.length === 0 && !now.some(isId)) {
    return now;
  }
  return [
    ...now.filter(isId),
    ...(now.some(isEvidence) ? before.filter(isEvidence) : evidenceElseAll(before)),
    ...now.filter((clue) => !isId(clue)),
  ];
};

const isId = ({ attribute }: Clue): boolean => attribute === 'id';

/** The identifiers that the record holds after the creation. */
export const presentClues = ({ clues }: Person): readonly Clue[] =>
  evidenceElseAll(clues.filter(({ since }) => since === 'now'));

/** Drops identifiers composed of other values, unless there are no others: they prove nothing. */
const evidenceElseAll = (clues: readonly Clue[]): readonly Clue[] => {
  const proper = clues.filter(isEvidence);
  return proper.length === 0 ? clues : proper;
};

export const isEvidence = ({ strength }: Clue): boolean => strength !== 'composed';

const cluesIn = (
  { integration: { lookupBy }, mappers }: UserCommand,
  { profile, outgoing: { data, derived } }: Translated,
  type: MappingType,
  since: Clue['since'],
): E.Either<Failure, readonly Clue[]> => {
  const identifiers = identify(lookupBy, profile, data);
  if (E.isLeft(identifiers)) {
    return identifiers;
  }
  return E.right(
    identifiers.right.map((identifier): Clue => {
      const { attribute, value } = identifier;
      const isGiven = isTakenOver(mappers.outgoing, profile, type, identifier);
      const strength = !isGiven ? 'composed' : isDerived(derived, attribute) ? 'copied' : 'given';
      return { attribute, value, since, strength };
    }),
  );
};

const isDerived = (derived: readonly string[], attribute: string): boolean =>
  derived.some((target) => isPartOf(target, attribute));

/** The data if the caller gave the key itself; empty if the key was derived or composed, because such a key is no evidence. */
const withGivenKey = (
  { integration: { externalIdAttribute: attribute }, mappers }: UserCommand,
  { profile, outgoing: { data, derived } }: Translated,
  type: MappingType,
): Attributes => {
  const value = keyOf(data, attribute);
  const isGiven =
    value !== undefined &&
    !isDerived(derived, attribute) &&
    // A key given under the vendor's own attribute name may be nested.
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

const isSameIdentifier = (a: UserIdentifier, b: UserIdentifier): boolean =>
  a.attribute === b.attribute && a.value === b.value;
