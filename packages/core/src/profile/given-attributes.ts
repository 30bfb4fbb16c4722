import { isDictionary } from '../codec/combinators';
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
    const path = pathOf(at);
    const isActivity = at.slice(-1).some(isActivityKey);
    if (below.some(({ length }) => length === 0) && !isActivity) {
      known.push({ path, keys: at, value });
    } else if (below.length > 0 && isDictionary(value) && !isActivity) {
      for (const [key, part] of Object.entries(value)) {
        read(
          part,
          [...at, key],
          below.filter(([first]) => first === key).map(([, ...rest]) => rest),
        );
      }
    } else {
      unknown.push({ path: at.length === 1 ? (at[0] ?? path) : path, keys: at, value });
    }
  };
  const paths = pathsByKey(vendorAttributes);
  for (const key of keys) {
    // A key may be a whole path: `"profile.login"`.
    const asPath = vendorAttributes.includes(key) ? keysOf(key) : ([key] as const);
    read(
      profile[key],
      asPath,
      (paths.get(asPath[0]) ?? [])
        .filter((path) => asPath.every((name, index) => path[index] === name))
        .map((path) => path.slice(asPath.length)),
    );
  }
  return { known, unknown };
};

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
export const atTheirPaths = (data: Attributes, vendorAttributes: readonly string[]): Attributes =>
  Object.keys(data)
    .filter((key) => vendorAttributes.includes(key) && keysOf(key).length > 1)
    .reduce<Attributes>((changed, key) => {
      const { [key]: value, ...rest } = changed;
      return withValueAt(rest, keysOf(key), value);
    }, data);
