import * as E from 'fp-ts/Either';
import { dictionaryOf, isDictionary } from '../codec/combinators';
import { failure } from '../errors/failure';
import type { Failure } from '../errors/failure';
import type { Attributes } from '../profile/app-data';
import { identify, identifyAll, unidentified, untidy } from '../profile/identify';
import type { UserIdentifier } from '../profile/identify';
import type { Mapper, MappingType } from '../profile/mapper/mapper';
import { toVendorData, unknownKeys } from '../profile/outgoing';
import type { OutgoingData } from '../profile/outgoing';
import type { UserCommand } from './user-command';

/** What a profile says about whom to look for. */
export interface Sought {
  readonly outgoing: OutgoingData;
  readonly old: Attributes | undefined;
  readonly identifiers: readonly UserIdentifier[];
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
  const tooMuch = command.strict ? notSent(command) : undefined;
  if (tooMuch !== undefined) {
    return E.left(tooMuch);
  }
  const identifiers = identifiersOf(command, type, outgoing.right.data, old.right);
  if (E.isLeft(identifiers)) {
    return identifiers;
  }
  outgoing.right.warnings.forEach(command.warn);
  return E.right({ outgoing: outgoing.right, old: old.right, identifiers: identifiers.right });
};

/** Every attribute of the lookup list that has a value, for finding out who an "exists already" is about. */
export const allIdentifiers = (command: UserCommand, data: Attributes): readonly UserIdentifier[] =>
  identifyAll(command.integration.lookupBy, command.profile, data);

/** A profile in the vendor's vocabulary, in the form the vendor's records have. */
export const translate = (
  { mappers, integration }: UserCommand,
  profile: Attributes,
  type: MappingType,
): E.Either<Failure, OutgoingData> =>
  E.map((outgoing: OutgoingData) => ({ ...outgoing, data: integration.normalize(outgoing.data) }))(
    toVendorData(mappers.outgoing, integration.attributes, profile, type),
  );

/** A key that means nothing is mistyped, or the caller believes that the vendor got it. */
const notSent = ({ integration, mappers, profile }: UserCommand): Failure | undefined => {
  const unknownIn = (data: Attributes): readonly string[] =>
    unknownKeys(mappers.outgoing, integration.attributes, data);
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

const identifiersOf = (
  { integration: { lookupBy }, mappers, profile }: UserCommand,
  type: MappingType,
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
  const wrong = now.right === undefined ? undefined : untidy(now.right);
  if (wrong !== undefined) {
    return E.left(wrong);
  }
  // An id names one record whatever people are called, so it comes before an old name.
  const ordered = now.right?.attribute === 'id' ? [now.right, before.right] : [before.right, now.right];
  const found = ordered.filter((one) => one !== undefined);
  return found.length === 0
    ? E.left(unidentified(lookupBy, keysFor(lookupBy, mappers.outgoing, type)))
    : E.right(found.filter((one, index) => index === 0 || !sameIdentifier(one, found[0])));
};

/** What a profile calls the attributes of the lookup list. */
const keysFor = (lookupBy: readonly string[], mapper: Mapper, type: MappingType): readonly string[] => [
  ...new Set(
    lookupBy.flatMap((attribute) => {
      const field = mapper.fields(type).find(({ target }) => target.split(/[.[]/)[0] === attribute);
      return attribute === 'id' || field === undefined ? [attribute] : [...field.from, ...field.otherwise];
    }),
  ),
];

const sameIdentifier = (a: UserIdentifier, b: UserIdentifier | undefined): boolean =>
  a.attribute === b?.attribute && a.value === b.value;
