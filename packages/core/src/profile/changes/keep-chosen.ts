import type { Attributes } from '../app-data';
import type { Mapper } from '../mapper/mapper';
import { valueAt } from '../mapper/target';
import { withoutTarget } from './without-target';
import type { OutgoingData } from '../outgoing';
import { isSameValue } from './same-value';

/**
 * Explicit values take precedence over derived ones (a user name from the email address, a display name from the two names). A
 * derived value is written only where the vendor has none, or has the one that would be derived from the person's present data
 * or from `olduserdata`: then it follows the change.
 */
export const keepChosen = (
  outgoing: OutgoingData,
  current: Attributes,
  mapper: Mapper,
  old: Attributes | undefined,
): Attributes => {
  const derivable = outgoing.derived.length === 0 ? {} : mapper.derivedFrom(current, 'User Profile - Update');
  const chosen = outgoing.derived.filter((path) => {
    const present = valueAt(current, path);
    return (
      present !== undefined &&
      present !== null &&
      !isSameValue(attributeOf(path), present, derivable[path]) &&
      (old === undefined || !isSameValue(attributeOf(path), present, valueAt(old, path)))
    );
  });
  return chosen.reduce(withoutTarget, outgoing.data);
};

/** The attribute that tells how values at a path are compared: the list's where the path chooses an element of one. */
const attributeOf = (path: string): string => path.split('[')[0]?.split('.').at(-1) ?? path;
