import * as E from 'fp-ts/Either';
import { readBoolean } from '../codec/boolean-text';
import { isDictionary } from '../codec/combinators';
import { holdsNumber, withNumbersAsTexts } from '../codec/json/number-texts';
import { perKeys } from '../codec/per-keys';
import { perObject } from '../codec/per-object';
import type { Attributes } from './app-data';
import { failure, type Failure } from '../errors/failure';
import type { MappingType, Mapper } from './mapper/mapper';
import { isReadBy } from './mapper/read-keys';
import { activityIn, isActivityKey, withoutActivity } from './activity';
import { changedAt, hasAt, valueAt, withValueAt } from './attribute-path';
import {
  atTheirPaths,
  givenAttributes,
  inParts,
  isForeign,
  type GivenAttribute,
  type GivenAttributes,
} from './given-attributes';
import { pathsByKey } from './paths-by-key';
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
  readElsewhere: readonly string[] = NO_KEYS,
): E.Either<Failure, OutgoingData> => {
  const mapped = mapper.map(profile, type);
  if (E.isLeft(mapped)) {
    return E.left(failure('invalid-input', mapped.left, { next: 'Correct the user profile or the mapper.' }));
  }
  const { derived } = mapped.right;
  const data = atTheirPaths(mapped.right.data, vendorAttributes);
  const mappedActivity = activityIn(data);
  const { keys, meaning } = unmapped(mapper)(vendorAttributes)(readElsewhere)(profile);
  const { sent, own, warnings } =
    meaning ?? inVendorsWords(givenAttributes(vendorAttributes, profile, keys), data, derived, type);
  return E.right({
    data: asTexts(
      sent.reduce(
        (all, { path, keys: at }) => withValueAt(all, at, valueAt(own, path)),
        mappedActivity.length === 0 ? data : withoutActivity(data),
      ),
      vendorAttributes,
    ),
    derived:
      sent.length === 0
        ? derived
        : derived.filter((path) => !sent.some((attribute) => attribute.path === path)),
    warnings: [
      ...warnings,
      ...mappedActivity
        .filter(({ value }) => !isApplied(value, type))
        .map(
          ({ label }) => `The outgoing mapper has ${label}; it is not written, the commands decide on it.`,
        ),
    ],
  });
};

/** What a profile says in the vendor's own vocabulary. */
interface InVendorsWords {
  /** The attributes that are sent, and the data that have their values. */
  readonly sent: readonly GivenAttribute[];
  readonly own: Attributes;
  readonly warnings: readonly string[];
}

const NO_KEYS: readonly string[] = [];

const NOTHING_OWN: InVendorsWords = { sent: [], own: {}, warnings: [] };

/** The keys of a profile that no mapper rule reads. */
interface UnmappedKeys {
  readonly keys: readonly string[];
  /** What they come to whatever their values are: most profiles, since the columns of a feed that steer its lifecycle are no attributes. */
  readonly meaning: InVendorsWords | undefined;
}

/** Asked for every person of a plan about the same few lists of keys. */
const unmapped = perObject((mapper: Mapper) =>
  perObject((vendorAttributes: readonly string[]) =>
    perObject((readElsewhere: readonly string[]) =>
      perKeys((all): UnmappedKeys => {
        // A key that another mapping type reads is known, and left out here on purpose.
        const keys = all.filter(
          (key) => !isReadBy(mapper, key) && !STEERING_KEYS.has(key) && !readElsewhere.includes(key),
        );
        return {
          keys,
          meaning: keys.every((key) => isForeign(vendorAttributes, key) && !isActivityKey(key))
            ? { ...NOTHING_OWN, warnings: keys.map(unknownWarning) }
            : undefined,
        };
      }),
    ),
  ),
);

const inVendorsWords = (
  { known: found, unknown }: GivenAttributes,
  data: Attributes,
  derived: readonly string[],
  type: MappingType,
): InVendorsWords => {
  const notKnown = unknown
    .filter((one) => !(isActivity(one) && isApplied(one.value, type)))
    .map((one) => (isActivity(one) ? activityWarning(one.path) : unknownWarning(one.path)));
  const known = found.flatMap((attribute) => inParts(attribute, data));
  // Explicit values take precedence: a derived value does not replace one given under the vendor's own attribute name.
  const isMapped = ({ path, keys }: GivenAttribute): boolean => hasAt(data, keys) && !derived.includes(path);
  const given = known.filter((attribute) => !isMapped(attribute));
  const laid = given.reduce<Attributes>((all, { keys, value }) => withValueAt(all, keys, value), {});
  const own = withoutEmptyTexts(withoutActivity(laid));
  return {
    sent: given.filter(({ keys }) => hasAt(own, keys)),
    own,
    warnings: [
      ...notKnown,
      ...known
        .filter(isMapped)
        .map(({ path }) => `user-profile: ${path} is given twice; the mapped value is sent.`),
      ...activityIn(laid)
        .filter(({ value }) => !isApplied(value, type))
        .map(({ label }) => activityWarning(label)),
    ],
  };
};

/** Whether the command applies this activity: a creation does, and reports that itself. */
const isApplied = (value: unknown, type: MappingType): boolean =>
  type === 'User Profile - Create' && readBoolean(value) === false;

/** Keys of a profile that are unknown to the mapper, the vendor and the commands, and so are not sent. */
export const unknownKeys = (
  mapper: Mapper,
  vendorAttributes: readonly string[],
  profile: Attributes,
  readElsewhere: readonly string[] = NO_KEYS,
): readonly string[] =>
  givenAttributes(vendorAttributes, profile, unmapped(mapper)(vendorAttributes)(readElsewhere)(profile).keys)
    .unknown.filter((one) => !isActivity(one))
    .map(({ path }) => path);

const isActivity = ({ keys }: GivenAttribute): boolean => keys.slice(-1).some(isActivityKey);

/** Leaves values of unknown attributes as the mapper's author built them. */
const asTexts = (data: Attributes, attributes: readonly string[]): Attributes => {
  const paths = pathsByKey(attributes);
  let changed = data;
  for (const key of Object.keys(data)) {
    if (!holdsNumber(data[key])) {
      continue;
    }
    for (const path of paths.get(key) ?? []) {
      changed = changedAt(changed, path, withNumbersAsTexts);
    }
  }
  return changed;
};

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
