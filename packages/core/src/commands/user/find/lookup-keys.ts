import * as E from 'fp-ts/Either';
import { dictionaryOf, isDictionary } from '../../../codec/combinators';
import { perObject } from '../../../codec/per-object';
import { failure, type Failure } from '../../../errors/failure';
import type { Integration } from '../../../contract/integration';
import type { Attributes } from '../../../profile/app-data';
import { noIdentifier } from '../../../profile/identity/identify';
import { isPartOf, keysOf } from '../../../profile/attribute-path';
import type { Mapper, MappingType } from '../../../profile/mapper/mapper';
import { toVendorData, unknownKeys, type OutgoingData } from '../../../profile/outgoing';
import type { Clue, Person } from '../../../profile/identity/correlation-rules';
import { textsIn } from '../../../profile/identity/same-user';
import { bySearchOrder, personOf } from './person-clues';
import type { UserCommand } from '../user-command';

/** The identifiers and data of a profile that a lookup needs. */
export interface LookupKeys {
  readonly outgoing: OutgoingData;
  readonly old: OutgoingData | undefined;
  readonly person: Person;
  /** In search order. */
  readonly clues: readonly Clue[];
}

// Plain conditions instead of fp-ts's Do notation: every command goes through here, and it costs several microseconds.
export const lookupKeysOf = (command: UserCommand, type: MappingType): E.Either<Failure, LookupKeys> => {
  const outgoing = translate(command, command.profile, type);
  if (E.isLeft(outgoing)) {
    return outgoing;
  }
  const old = oldData(command, type);
  if (E.isLeft(old)) {
    return old;
  }
  const tooMuch = command.strict ? notSent(command) : undefined;
  if (tooMuch !== undefined) {
    return E.left(tooMuch);
  }
  const person = personOf(command, outgoing.right, old.right, type);
  if (E.isLeft(person)) {
    return person;
  }
  const clues = bySearchOrder(person.right);
  if (clues.length === 0) {
    return E.left(noIdentifierIn(command, type));
  }
  outgoing.right.warnings.forEach(command.warn);
  return E.right({ outgoing: outgoing.right, old: old.right, person: person.right, clues });
};

/**
 * The failure for a profile without an identifier. Leaves out keys that the profile already has: giving them again would not
 * help.
 */
export const noIdentifierIn = (
  { integration: { lookupBy }, mappers, profile }: Pick<UserCommand, 'integration' | 'mappers' | 'profile'>,
  type: MappingType,
): Failure =>
  noIdentifier(
    lookupBy,
    keysFor(lookupBy, mappers.outgoing, type).filter((key) =>
      textsIn(profile[key]).every((text) => text === ''),
    ),
  );

/** A profile in the vendor's vocabulary, in the form the vendor's records have. */
export const translate = (
  { mappers, integration }: Pick<UserCommand, 'mappers' | 'integration'>,
  profile: Attributes,
  type: MappingType,
): E.Either<Failure, OutgoingData> => {
  const keys = referenceKeys(integration.references);
  const outgoing = toVendorData(mappers.outgoing, integration.attributes, profile, type, keys);
  if (E.isLeft(outgoing)) {
    return outgoing;
  }
  const { data, derived, warnings } = outgoing.right;
  return E.right({ data: integration.normalize(data), derived, warnings });
};

/** Keys of a profile that are read by no mapper rule and mean something all the same. The references of an integration never change. */
const referenceKeys = perObject((references: Integration['references']): readonly string[] =>
  Object.values(references).flatMap((some) => some.map(({ from }) => keysOf(from)[0])),
);

/** Refuses unknown keys of a strict command: they are misspelt, or the caller assumes that the vendor receives them. */
const notSent = ({ integration, mappers, profile }: UserCommand): Failure | undefined => {
  const unknownIn = (data: Attributes): readonly string[] =>
    unknownKeys(mappers.outgoing, integration.attributes, data, referenceKeys(integration.references));
  const found = [
    ...unknownIn(profile),
    ...unknownIn(dictionaryOf(profile['olduserdata'])).map((key) => `olduserdata.${key}`),
  ];
  return found.length === 0
    ? undefined
    : failure(
        'invalid-input',
        `user-profile: ${found.join(', ')} ${found.length === 1 ? 'is not an attribute' : 'are not attributes'} ` +
          'of the outgoing mapper or of the vendor; nothing was sent, because the command is strict',
        { strict: true, next: 'Correct or leave out what is named, or run the command without strict.' },
      );
};

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

/** The profile keys that fill the attributes of the lookup list. */
const keysFor = (lookupBy: readonly string[], mapper: Mapper, type: MappingType): readonly string[] => [
  ...new Set(
    lookupBy.flatMap((attribute) => {
      const field = mapper.fields(type).find(({ target }) => isPartOf(target, attribute));
      return attribute === 'id' || field === undefined ? [attribute] : [...field.from, ...field.otherwise];
    }),
  ),
];
