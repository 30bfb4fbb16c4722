import type { Attributes } from '../app-data';
import type { Mapper } from '../mapper/mapper';
import { attributeName, valueAt } from '../attribute-path';
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
      !isSameValue(attributeName(path), present, derivable[path]) &&
      (old === undefined || !isSameValue(attributeName(path), present, valueAt(old, path)))
    );
  });
  return chosen.reduce(withoutTarget, outgoing.data);
};
