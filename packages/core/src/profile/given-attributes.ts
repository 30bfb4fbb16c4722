import { isDictionary } from '../codec/combinators';
import { perObject } from '../codec/per-object';
import type { Attributes } from './app-data';
import { isActivityKey } from './activity';
import { keysOf, pathOf, valueAt, withValueAt } from './attribute-path';
import { pathsByKey } from './paths-by-key';

/** A value of a profile in the vendor's own vocabulary. */
export interface GivenAttribute {
  readonly path: string;
  readonly keys: readonly string[];
  readonly value: unknown;
}

export interface GivenAttributes {
  readonly known: readonly GivenAttribute[];
  /** Keys that are not attributes of the vendor, and activity, which no profile writes. */
  readonly unknown: readonly GivenAttribute[];
}

/** The values under some keys of a profile for which the vendor has attributes: `profile` holds `profile.login`. */
export const givenAttributes = (
  vendorAttributes: readonly string[],
  profile: Attributes,
  keys: readonly string[],
): GivenAttributes => {
  const known: GivenAttribute[] = [];
  const unknown: GivenAttribute[] = [];
  const read = (value: unknown, at: readonly string[], below: readonly (readonly string[])[]): void => {
    const isActivity = isActivityKey(at.at(-1) ?? '');
    if (below.some(({ length }) => length === 0) && !isActivity) {
      known.push({ path: pathOf(at), keys: at, value });
    } else if (below.length > 0 && isDictionary(value) && !isActivity) {
      for (const [key, part] of Object.entries(value)) {
        read(
          part,
          [...at, key],
          below.filter(([first]) => first === key).map(([, ...rest]) => rest),
        );
      }
    } else {
      unknown.push({ path: (at.length === 1 ? at[0] : undefined) ?? pathOf(at), keys: at, value });
    }
  };
  const paths = pathsByKey(vendorAttributes);
  for (const key of keys) {
    // A key may be a whole path: `"profile.login"`.
    const asPath = vendorAttributes.includes(key) ? keysOf(key) : ([key] as const);
    const below = paths.get(asPath[0]);
    read(
      profile[key],
      asPath,
      below === undefined
        ? NOTHING_BELOW
        : below
            .filter((path) => asPath.every((name, index) => path[index] === name))
            .map((path) => path.slice(asPath.length)),
    );
  }
  return { known, unknown };
};

/** Whether a key of a profile has nothing to do with the vendor: no attribute is under this name, at it or below it. */
export const isForeign = (vendorAttributes: readonly string[], key: string): boolean =>
  !vendorAttributes.includes(key) && !pathsByKey(vendorAttributes).has(key);

const NOTHING_BELOW: readonly (readonly string[])[] = [];

/**
 * An object that the mapper fills too, as its parts: what the one names and the other does not is written as well. A value that is
 * none stays whole.
 */
export const inParts = (attribute: GivenAttribute, data: Attributes): readonly GivenAttribute[] => {
  const { keys, value } = attribute;
  return isDictionary(value) && isDictionary(valueAt(data, attribute.path))
    ? Object.entries(value).flatMap(([key, part]) =>
        inParts({ path: pathOf([...keys, key]), keys: [...keys, key], value: part }, data),
      )
    : [attribute];
};

/** The data with each key that is the whole path of an attribute at that path: mapper files have no other way to write one. */
export const atTheirPaths = (data: Attributes, vendorAttributes: readonly string[]): Attributes => {
  const longer = longerPaths(vendorAttributes);
  let changed = data;
  for (const key of Object.keys(data)) {
    if (longer.has(key)) {
      const { [key]: value, ...rest } = changed;
      changed = withValueAt(rest, keysOf(key), value);
    }
  }
  return changed;
};

/** The attributes of a vendor never change, so those of several keys are listed once. */
const longerPaths = perObject(
  (vendorAttributes: readonly string[]): ReadonlySet<string> =>
    new Set(vendorAttributes.filter((path) => keysOf(path).length > 1)),
);
