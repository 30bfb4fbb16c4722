import type { Attributes, IAMUserAppData } from '../app-data';
import { isDictionary } from '../../codec/combinators';
import { keysOf, valueAt } from '../attribute-path';

/**
 * Whether a record has the profile's key, the caller's own key of people (the HR system's, RFC 7643 section 3.1): undefined when
 * either has none. A present and a former key both match.
 */
export const isPersonByKey = (
  key: string,
  user: IAMUserAppData,
  ...persons: readonly Attributes[]
): boolean | undefined => {
  const theirs = keyOf(user.details, key);
  if (theirs === undefined) {
    return undefined;
  }
  const ours = persons.map((person) => keyOf(person, key)).filter((one) => one !== undefined);
  return ours.length === 0 ? undefined : ours.includes(theirs);
};

/**
 * Keys are case exact, after composing characters (NFC). The attribute's name is not (RFC 7643 section 2.1): a record with
 * `externalID` has a key.
 */
export const keyOf = (data: Attributes, key: string): string | undefined => {
  const value = valueAt(data, key) ?? valueInAnyCase(data, keysOf(key));
  return value === undefined || value === null || value === '' ? undefined : String(value).normalize('NFC');
};

const valueInAnyCase = (data: unknown, [key, ...below]: readonly string[]): unknown => {
  if (key === undefined || !isDictionary(data)) {
    return key === undefined ? data : undefined;
  }
  const wanted = key.toLowerCase();
  const name = Object.keys(data).find((one) => one.toLowerCase() === wanted);
  return name === undefined ? undefined : valueInAnyCase(data[name], below);
};
