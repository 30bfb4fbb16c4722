import * as E from 'fp-ts/Either';
import { readBoolean } from '../codec/boolean-text';
import { isDictionary } from '../codec/combinators';
import { withNumbersAsTexts } from '../codec/number-texts';
import type { Attributes } from './app-data';
import { failure, type Failure } from '../errors/failure';
import type { MappingType, Mapper } from './mapper/mapper';
import { MAPPING_TYPES } from './mapper/mapping-type';
import { activityIn, isActivityKey, withoutActivity } from './activity';
import { STEERING_KEYS } from './user-profile';

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
 * Numbers become texts, because attributes are text unless the integration declares them numbers.
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
  const rest = unmappedKeys(mapper, profile);
  const known = rest.filter((key) => vendorAttributes.includes(key) && !isActivityKey(key));
  // Explicit values take precedence: a derived value does not replace one given under the vendor's own attribute name.
  const isMapped = (key: string): boolean =>
    Object.hasOwn(mapped.right.data, key) && !mapped.right.derived.includes(key);
  const given = Object.fromEntries(known.filter((key) => !isMapped(key)).map((key) => [key, profile[key]]));
  const own = withoutEmptyTexts(withoutActivity(given));
  const mappedActivity = activityIn(mapped.right.data);
  const data = mappedActivity.length === 0 ? mapped.right.data : withoutActivity(mapped.right.data);
  // A creation applies it, and reports that itself.
  const isHeeded = (value: unknown): boolean =>
    type === 'User Profile - Create' && readBoolean(value) === false;
  return E.right({
    data: asTexts({ ...data, ...own }, vendorAttributes),
    derived: mapped.right.derived.filter((path) => !Object.hasOwn(own, path)),
    warnings: [
      ...rest
        .filter((key) => !(isActivityKey(key) && isHeeded(profile[key])))
        .flatMap((key) => warningFor(key, known.includes(key), isMapped(key))),
      ...activityIn(given)
        .filter(({ value }) => !isHeeded(value))
        .flatMap(({ label }) => activityWarning(label)),
      ...mappedActivity
        .filter(({ value }) => !isHeeded(value))
        .map(
          ({ label }) => `The outgoing mapper has ${label}; it is not written, the commands decide on it.`,
        ),
    ],
  });
};

/** Keys of a profile that mean nothing to the mapper, the vendor or the commands, and so are not sent. */
export const unknownKeys = (
  mapper: Mapper,
  vendorAttributes: readonly string[],
  profile: Attributes,
): readonly string[] =>
  unmappedKeys(mapper, profile).filter((key) => !vendorAttributes.includes(key) && !isActivityKey(key));

const unmappedKeys = (mapper: Mapper, profile: Attributes): readonly string[] => {
  // A key that another mapping type reads is known, and left out here on purpose.
  const isRead = (key: string): boolean => MAPPING_TYPES.some((kind) => mapper.sources(kind).has(key));
  return Object.keys(profile).filter((key) => !isRead(key) && !STEERING_KEYS.has(key));
};

/** Leaves values of unknown attributes as the mapper's author built them. */
const asTexts = (data: Attributes, attributes: readonly string[]): Attributes =>
  Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      attributes.includes(key) ? withNumbersAsTexts(value) : value,
    ]),
  );

/** An empty text or list is the same as an absent value, in objects too; null is not, it clears. */
const withoutEmptyTexts = (data: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries(data).flatMap(([key, value]) => {
      const kept = isDictionary(value) ? withoutEmptyTexts(value) : value;
      return kept === '' ||
        (Array.isArray(kept) && kept.length === 0) ||
        (isDictionary(kept) && Object.keys(kept).length === 0)
        ? []
        : [[key, kept]];
    }),
  );

const activityWarning = (key: string): readonly string[] => [
  `user-profile: ${key} does not decide who may sign in; use iam-enable-user, iam-disable-user or allow-enable.`,
];

const warningFor = (key: string, known: boolean, mappedToo: boolean): readonly string[] => {
  if (isActivityKey(key)) {
    return activityWarning(key);
  }
  if (!known) {
    return [
      `user-profile: ${key} is not an attribute of the outgoing mapper or of the vendor; it is not sent.`,
    ];
  }
  return mappedToo ? [`user-profile: ${key} is given twice; the mapped value is sent.`] : [];
};
