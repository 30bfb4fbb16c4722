import * as E from 'fp-ts/Either';
import { readBoolean } from '../codec/boolean-text';
import { isDictionary } from '../codec/combinators';
import { withNumbersAsTexts } from '../codec/json/number-texts';
import type { Attributes } from './app-data';
import { failure, type Failure } from '../errors/failure';
import type { MappingType, Mapper } from './mapper/mapper';
import { MAPPING_TYPES } from './mapper/mapping-type';
import { activityIn, isActivityKey, withoutActivity } from './activity';
import { changedAt, hasAt, keysOf, valueAt, withValueAt } from './attribute-path';
import { atTheirPaths, givenAttributes, inParts, type GivenAttribute } from './given-attributes';
import { STEERING_KEYS } from './user-profile';

/** A profile in the vendor's vocabulary, with the warnings of its translation. */
export interface OutgoingData {
  readonly data: Attributes;
  /** Targets filled from a later alternative, for example a user name derived from the email address. */
  readonly derived: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Translates a profile. Keys that no mapper rule reads are sent when the vendor knows them by that name (a profile may be
 * in the vendor's vocabulary already); the others are named in a warning, because a typo would otherwise go unnoticed.
 * Numbers become texts, because attributes are text unless the integration declares them numbers. Keys that are read elsewhere
 * (references) are left to that.
 */
export const toVendorData = (
  mapper: Mapper,
  vendorAttributes: readonly string[],
  profile: Attributes,
  type: MappingType,
  readElsewhere: readonly string[] = [],
): E.Either<Failure, OutgoingData> => {
  const mapped = mapper.map(profile, type);
  if (E.isLeft(mapped)) {
    return E.left(failure('invalid-input', mapped.left, { next: 'Correct the user profile or the mapper.' }));
  }
  const data = atTheirPaths(mapped.right.data, vendorAttributes);
  const { known: found, unknown } = givenAttributes(
    vendorAttributes,
    profile,
    unmappedKeys(mapper, profile, readElsewhere),
  );
  const known = found.flatMap((attribute) => inParts(attribute, data));
  // Explicit values take precedence: a derived value does not replace one given under the vendor's own attribute name.
  const isMapped = ({ path, keys }: GivenAttribute): boolean =>
    hasAt(data, keys) && !mapped.right.derived.includes(path);
  const given = known.filter((attribute) => !isMapped(attribute));
  const laid = given.reduce<Attributes>((all, { keys, value }) => withValueAt(all, keys, value), {});
  const own = withoutEmptyTexts(withoutActivity(laid));
  const sent = given.filter(({ keys }) => hasAt(own, keys));
  const mappedActivity = activityIn(data);
  // A creation applies it, and reports that itself.
  const isHeeded = (value: unknown): boolean =>
    type === 'User Profile - Create' && readBoolean(value) === false;
  return E.right({
    data: asTexts(
      sent.reduce(
        (all, { path, keys }) => withValueAt(all, keys, valueAt(own, path)),
        mappedActivity.length === 0 ? data : withoutActivity(data),
      ),
      vendorAttributes,
    ),
    derived: mapped.right.derived.filter((path) => !sent.some((attribute) => attribute.path === path)),
    warnings: [
      ...unknown
        .filter((one) => !(isActivity(one) && isHeeded(one.value)))
        .map((one) => (isActivity(one) ? activityWarning(one.path) : unknownWarning(one.path))),
      ...known
        .filter(isMapped)
        .map(({ path }) => `user-profile: ${path} is given twice; the mapped value is sent.`),
      ...activityIn(laid)
        .filter(({ value }) => !isHeeded(value))
        .map(({ label }) => activityWarning(label)),
      ...mappedActivity
        .filter(({ value }) => !isHeeded(value))
        .map(
          ({ label }) => `The outgoing mapper has ${label}; it is not written, the commands decide on it.`,
        ),
    ],
  });
};

/** Keys of a profile that are unknown to the mapper, the vendor and the commands, and so are not sent. */
export const unknownKeys = (
  mapper: Mapper,
  vendorAttributes: readonly string[],
  profile: Attributes,
  readElsewhere: readonly string[] = [],
): readonly string[] =>
  givenAttributes(vendorAttributes, profile, unmappedKeys(mapper, profile, readElsewhere))
    .unknown.filter((one) => !isActivity(one))
    .map(({ path }) => path);

const isActivity = ({ keys }: GivenAttribute): boolean => isActivityKey(keys.at(-1) ?? '');

const unmappedKeys = (
  mapper: Mapper,
  profile: Attributes,
  readElsewhere: readonly string[],
): readonly string[] => {
  // A key that another mapping type reads is known, and left out here on purpose.
  const isRead = (key: string): boolean => MAPPING_TYPES.some((kind) => mapper.sources(kind).has(key));
  return Object.keys(profile).filter(
    (key) => !isRead(key) && !STEERING_KEYS.has(key) && !readElsewhere.includes(key),
  );
};

/** Leaves values of unknown attributes as the mapper's author built them. */
const asTexts = (data: Attributes, attributes: readonly string[]): Attributes =>
  attributes.reduce((changed, path) => changedAt(changed, keysOf(path), withNumbersAsTexts), data);

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

const activityWarning = (key: string): string =>
  `user-profile: ${key} does not decide who may sign in; use iam-enable-user, iam-disable-user or allow-enable.`;

const unknownWarning = (key: string): string =>
  `user-profile: ${key} is not an attribute of the outgoing mapper or of the vendor; it is not sent.`;
