import type { Attributes, IAMUserAppData } from './app-data';
import { valueAt } from './mapper/target';

/**
 * Whether a record is the profile's person by the key that the caller gives people (the HR system's, RFC 7643 section 3.1):
 * undefined when one of the two has none.
 */
export const isPersonByKey = (key: string, user: IAMUserAppData, data: Attributes): boolean | undefined => {
  const theirs = textOf(valueAt(user.details, key));
  const ours = textOf(valueAt(data, key));
  return theirs === undefined || ours === undefined ? undefined : theirs === ours;
};

/**
 * Whether a record must be somebody else than the profile's person: two different keys mean two people, however alike their
 * user names are. A key the person had before is no difference.
 */
export const isOtherPerson = (
  key: string,
  user: IAMUserAppData,
  data: Attributes,
  old: Attributes = {},
): boolean => isPersonByKey(key, user, data) === false && isPersonByKey(key, user, old) !== true;

const textOf = (value: unknown): string | undefined =>
  value === undefined || value === null || value === '' ? undefined : String(value);
