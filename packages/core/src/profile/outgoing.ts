import * as E from 'fp-ts/Either';
import type { Attributes } from './app-data';
import { failure } from '../errors/failure';
import type { Failure } from '../errors/failure';
import type { MappingType, Mapper } from './mapper/mapper';
import { ACTIVITY_KEYS, STEERING_KEYS } from './user-profile';

/** A profile in the vendor's vocabulary, with what the caller should know about the translation. */
export interface OutgoingData {
  readonly data: Attributes;
  /** Target paths that were filled from a later alternative, for example a user name taken from the email address. */
  readonly derived: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Translates a profile. Keys that no mapper rule reads are sent when the vendor knows them by that name (a profile may be
 * in the vendor's vocabulary already); the others are named in a warning, because a typo would otherwise go unnoticed.
 */
export const toVendorData = (
  mapper: Mapper,
  vendorAttributes: readonly string[],
  profile: Attributes,
  type: MappingType,
): E.Either<Failure, OutgoingData> => {
  const mapped = mapper.map(profile, type);
  if (E.isLeft(mapped)) {
    return E.left(failure('invalid-input', mapped.left, { next: 'Correct the user profile or the mapper.' }));
  }
  const sources = mapper.sources(type);
  const rest = Object.keys(profile).filter((key) => !sources.has(key) && !STEERING_KEYS.has(key));
  const known = rest.filter((key) => vendorAttributes.includes(key) && !ACTIVITY_KEYS.has(key));
  const own = Object.fromEntries(
    known.filter((key) => profile[key] !== '' && !Object.hasOwn(mapped.right.data, key)).map((key) => [key, profile[key]]),
  );
  return E.right({
    data: { ...mapped.right.data, ...own },
    derived: mapped.right.derived,
    warnings: rest.flatMap((key) => warningFor(key, known.includes(key), Object.hasOwn(mapped.right.data, key))),
  });
};

const warningFor = (key: string, known: boolean, mappedToo: boolean): readonly string[] => {
  if (ACTIVITY_KEYS.has(key)) {
    return [`user-profile: ${key} is not written; use iam-enable-user, iam-disable-user or allow-enable.`];
  }
  if (!known) {
    return [`user-profile: ${key} is not an attribute of the outgoing mapper or of the vendor; it is not sent.`];
  }
  return mappedToo ? [`user-profile: ${key} is given twice; the mapped value is sent.`] : [];
};
