import * as E from 'fp-ts/Either';
import { isDictionary } from '../../codec/combinators';
import { attributeKind, attributePath, keysOf } from '../attribute-path';
import type { Attributes } from '../app-data';
import { readPath } from '../mapper/read-path';
import { failure, type Failure } from '../../errors/failure';
import { paddingProblem } from './padding-problem';

/** An identifier: an attribute of the integration's `lookupBy` list with the value to search for. */
export interface UserIdentifier {
  readonly attribute: string;
  readonly value: string;
}

/**
 * The identifiers of a person: each attribute of `lookupBy` that has a value, in that order. `id` is read from the profile as
 * given (mappers do not carry it), the others from the mapped data, otherwise from the profile itself, which may be in the
 * vendor's vocabulary and spell the attribute as records do (`user_name`). A value that cannot be searched for is a failure, not
 * left out.
 */
export const identify = (
  lookupBy: readonly string[],
  profile: Attributes,
  data: Attributes,
): E.Either<Failure, readonly UserIdentifier[]> => {
  const identifiers: UserIdentifier[] = [];
  for (const attribute of lookupBy) {
    const value = identifying(attribute, profile, data);
    if (value === undefined || value === null || value === '') {
      continue;
    }
    if (!isSearchable(value)) {
      return E.left(
        failure('invalid-input', `user-profile: ${attribute} must be text`, {
          next: 'Correct the user profile.',
        }),
      );
    }
    identifiers.push({ attribute, value: String(value) });
  }
  return E.right(identifiers);
};

const identifying = (attribute: string, profile: Attributes, data: Attributes): unknown =>
  attribute === 'id'
    ? profile['id']
    : (searchedValue(data, attribute) ??
      searchedValue(profile, attribute) ??
      givenOtherwise(attribute, profile, data));

const isSearchable = (value: unknown): boolean =>
  typeof value === 'string' ? value !== '' : Number.isSafeInteger(value);

/** The one value at the path of an attribute: of several addresses, the primary one. */
export const searchedValue = (data: Attributes, attribute: string): unknown => {
  const path = attributePath(attribute);
  const isValueOfList = path.at(-2)?.kind === 'key' && keysOf(attribute).at(-1) === 'value';
  const list = isValueOfList ? readPath(data, path.slice(0, -1)) : undefined;
  if (Array.isArray(list)) {
    return primaryEmail(list);
  }
  const value = readPath(data, path);
  return isAddress(attribute) ? primaryEmail(value) : value;
};

/** Whether an attribute holds addresses: `email`, `profile.email`, `emails.value`. */
export const isAddress = (attribute: string): boolean => attributeKind(attribute).isAddress;

/** The address in data of the vendor's vocabulary. */
export const addressIn = (data: Attributes, attributes: readonly string[]): unknown => {
  for (const attribute of ['emails', 'email', ...attributes.filter(isAddress)]) {
    const address = primaryEmail(searchedValue(data, attribute));
    if (address !== undefined && address !== null) {
      return address;
    }
  }
  return undefined;
};

/** Skips attributes that a mapper fills: a substitute value would cost one more search. */
const givenOtherwise = (attribute: string, profile: Attributes, data: Attributes): unknown => {
  const key = Object.keys(data).find((one) => Object.hasOwn(profile, one) && isSpelling(attribute, one));
  return key === undefined ? undefined : data[key];
};

/** Whether a key is another spelling of an attribute: `user_name` of `username`. */
export const isSpelling = (attribute: string, key: string): boolean => folded(key) === folded(attribute);

const folded = (name: string): string => name.toLowerCase().replace(/[_-]/g, '');

/** Every attribute of `lookupBy` with a searchable value. */
export const identifyAll = (
  lookupBy: readonly string[],
  profile: Attributes,
  data: Attributes,
): readonly UserIdentifier[] =>
  lookupBy.flatMap((attribute) => {
    const found = identify([attribute], profile, data);
    return E.isRight(found) ? found.right : [];
  });

/** Whether one of them has a searchable value. */
export const isIdentified = (lookupBy: readonly string[], profile: Attributes, data: Attributes): boolean =>
  lookupBy.some((attribute) => isSearchable(identifying(attribute, profile, data)));

/**
 * Refuses an identifier with invisible characters. A vendor's search compares characters, so such a name finds no record, and a
 * leaver who is not found keeps access. Former identifiers may have them, so that such a record can be found and corrected.
 */
export const invisibleCharacterProblem = ({ attribute, value }: UserIdentifier): Failure | undefined => {
  const problem = paddingProblem(value);
  return problem === undefined
    ? undefined
    : failure('invalid-input', `user-profile: ${attribute} ${problem}`, {
        next: 'Correct the user profile.',
      });
};

/** The address in `emails`: text, an object with a value, or a list of those of which the primary one comes first. */
export const primaryEmail = (emails: unknown): unknown => {
  if (Array.isArray(emails)) {
    const items: readonly unknown[] = emails;
    return primaryEmail(items.find((item) => isDictionary(item) && isTrue(item['primary'])) ?? items[0]);
  }
  return isDictionary(emails) ? emails['value'] : emails;
};

const isTrue = (value: unknown): boolean => value === true || value === 'true';

/**
 * The failure for a profile without an identifier, in the reference's words; `keys` are the profile keys that would provide
 * one.
 */
export const noIdentifier = (lookupBy: readonly string[], keys: readonly string[]): Failure =>
  failure(
    'invalid-input',
    'Your user profile argument must contain at least one attribute that is mapped into one of the following ' +
      `attributes in the outgoing mapper: [${lookupBy.map((attribute) => `'${attribute}'`).join(', ')}]`,
    { next: `Add one of ${keys.join(', ')} to the user profile.` },
  );
