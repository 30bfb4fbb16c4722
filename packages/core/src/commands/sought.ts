import * as E from 'fp-ts/Either';
import { dictionaryOf, isDictionary } from '../codec/combinators';
import { failure } from '../errors/failure';
import type { Failure } from '../errors/failure';
import type { Attributes } from '../profile/app-data';
import { identifyEach, primaryEmail, unidentified, untidy } from '../profile/identify';
import type { UserIdentifier } from '../profile/identify';
import { isPartOf } from '../profile/mapper/mapper';
import type { Mapper, MappingType } from '../profile/mapper/mapper';
import { keyOf } from '../profile/other-person';
import { toVendorData } from '../profile/outgoing';
import type { OutgoingData } from '../profile/outgoing';
import type { Clue, Person } from '../profile/person';
import { textsIn } from '../profile/same-user';
import { emailOf } from '../profile/user-profile';
import type { UserCommand } from './user-command';

/** What a profile says about whom to look for. */
export interface Sought {
  readonly outgoing: OutgoingData;
  readonly old: OutgoingData | undefined;
  readonly person: Person;
  /** In the order in which they are asked for. */
  readonly clues: readonly Clue[];
}

// Plain conditions instead of fp-ts's Do notation: every command goes through here, and it costs several microseconds.
export const soughtBy = (command: UserCommand, type: MappingType): E.Either<Failure, Sought> => {
  const outgoing = translate(command, command.profile, type);
  if (E.isLeft(outgoing)) {
    return outgoing;
  }
  const old = oldData(command, type);
  if (E.isLeft(old)) {
    return old;
  }
  const person = personOf(command, outgoing.right, old.right, type);
  if (E.isLeft(person)) {
    return person;
  }
  const clues = inOrder(person.right.clues);
  if (clues.length === 0) {
    return E.left(unidentifiedBy(command, type));
  }
  outgoing.right.warnings.forEach(command.warn);
  return E.right({ outgoing: outgoing.right, old: old.right, person: person.right, clues });
};

/** The failure for a profile that names no person; a key that it has already would not do. */
export const unidentifiedBy = (
  { integration: { lookupBy }, mappers, profile }: UserCommand,
  type: MappingType,
): Failure =>
  unidentified(
    lookupBy,
    keysFor(lookupBy, mappers.outgoing, type).filter((key) =>
      textsIn(profile[key]).every((text) => text === ''),
    ),
  );

/** A profile in the vendor's vocabulary, in the form the vendor's records have. */
export const translate = (
  { mappers, integration }: UserCommand,
  profile: Attributes,
  type: MappingType,
): E.Either<Failure, OutgoingData> =>
  E.map((outgoing: OutgoingData) => ({ ...outgoing, data: integration.normalize(outgoing.data) }))(
    toVendorData(mappers.outgoing, integration.attributes, profile, type),
  );

const oldData = (command: UserCommand, type: MappingType): E.Either<Failure, OutgoingData | undefined> => {
  const old = command.profile['olduserdata'];
  if (old === undefined || old === null) {
    return E.right(undefined);
  }
  return isDictionary(old)
    ? translate(command, old, type)
    : E.left(
        failure('invalid-input', 'user-profile: olduserdata must be an object', {
          next: 'Correct the user profile.',
        }),
      );
};

/** Everything that a profile says about who its person is; refused when it cannot be read, or looks like another text. */
export const personOf = (
  command: UserCommand,
  outgoing: OutgoingData,
  old: OutgoingData | undefined,
  type: MappingType,
): E.Either<Failure, Person> => {
  const { lookupBy, externalIdAttribute: attribute } = command.integration;
  const former = dictionaryOf(command.profile['olduserdata']);
  const now = cluesIn(command, command.profile, outgoing, type, 'now');
  // The old data is read as the present one is: mapped, else as it was given.
  const before = old === undefined ? E.right([]) : cluesIn(command, former, old, type, 'before');
  if (E.isLeft(now)) {
    return now;
  }
  if (E.isLeft(before)) {
    return before;
  }
  const email = emailIn(command.profile, outgoing.data);
  const key = keyOf(outgoing.data, attribute);
  const wrong = [
    ...now.right,
    ...(key === undefined ? [] : [{ attribute, value: key }]),
    ...(email === undefined ? [] : [{ attribute: 'email', value: email }]),
  ].find((identifier) => untidy(identifier) !== undefined);
  const refusal = wrong === undefined ? undefined : untidy(wrong);
  const keyData = (profile: Attributes, data: Attributes): Attributes =>
    isTakenOver(command.mappers.outgoing, profile, type, attribute, keyOf(data, attribute))
      ? data
      : // As the vendor writes it, and deep inside: still the caller's own.
        keyOf(profile, attribute) === keyOf(data, attribute)
        ? data
        : {};
  return refusal !== undefined
    ? E.left(refusal)
    : E.right({
        clues: [
          ...now.right,
          ...before.right.filter((clue) => !now.right.some((other) => sameIdentifier(clue, other))),
        ],
        lookupBy,
        key: {
          attribute,
          now: keyData(command.profile, outgoing.data),
          before: keyData(former, old?.data ?? {}),
        },
        email,
      });
};

const cluesIn = (
  { integration: { lookupBy }, mappers }: UserCommand,
  profile: Attributes,
  { data, derived }: OutgoingData,
  type: MappingType,
  since: Clue['since'],
): E.Either<Failure, readonly Clue[]> =>
  E.map((identifiers: readonly UserIdentifier[]) =>
    identifiers.map(({ attribute, value }): Clue => {
      const copied = isTakenOver(mappers.outgoing, profile, type, attribute, value);
      const isDerived = derived.some((target) => isPartOf(target, attribute));
      return { attribute, value, since, worth: !copied ? 'made' : isDerived ? 'copied' : 'given' };
    }),
  )(identifyEach(lookupBy, profile, data));

/**
 * Whether a text of an attribute stands in the profile as it is, under one key. What a mapper makes of a part of a key or of
 * several (the local part of an address, given name and surname) may be made of another person's data as well.
 */
const isTakenOver = (
  mapper: Mapper,
  profile: Attributes,
  type: MappingType,
  attribute: string,
  text: string | undefined,
): boolean =>
  text !== undefined &&
  [profile[attribute], ...mapper.copied(profile, attribute, type)].some((value) =>
    textsIn(value).some((one) => one === text || one.normalize('NFC') === text),
  );

const emailIn = (profile: Attributes, data: Attributes): string | undefined => {
  const email = emailOf(profile) ?? primaryEmail(data['emails'] ?? data['email']);
  return typeof email === 'string' && email !== '' ? email : undefined;
};

/**
 * An id names one record whatever people are called, so it comes first; then what the person was called before, then the
 * present names. A name that was made up is asked for only where there is nothing else.
 */
const inOrder = (clues: readonly Clue[]): readonly Clue[] => {
  const usable = unlessMadeUp(clues);
  const isId = ({ attribute, since }: Clue): boolean => attribute === 'id' && since === 'now';
  return [
    ...usable.filter(isId),
    ...usable.filter(({ since }) => since === 'before'),
    ...usable.filter((clue) => clue.since === 'now' && !isId(clue)),
  ];
};

/** The identifiers by which the person would be there now, were the creation carried out. */
export const presentClues = ({ clues }: Person): readonly Clue[] =>
  unlessMadeUp(clues.filter(({ since }) => since === 'now'));

const unlessMadeUp = (clues: readonly Clue[]): readonly Clue[] => {
  const proper = clues.filter(({ worth }) => worth !== 'made');
  return proper.length === 0 ? clues : proper;
};

/** What a profile calls the attributes of the lookup list. */
const keysFor = (lookupBy: readonly string[], mapper: Mapper, type: MappingType): readonly string[] => [
  ...new Set(
    lookupBy.flatMap((attribute) => {
      const field = mapper.fields(type).find(({ target }) => isPartOf(target, attribute));
      return attribute === 'id' || field === undefined ? [attribute] : [...field.from, ...field.otherwise];
    }),
  ),
];

const sameIdentifier = (a: UserIdentifier, b: UserIdentifier): boolean =>
  a.attribute === b.attribute && a.value === b.value;
