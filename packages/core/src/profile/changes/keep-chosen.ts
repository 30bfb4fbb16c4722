import type { Attributes } from '../app-data';
import type { Mapper } from '../mapper/mapper';
import { attributeName, keysOf, valueAt, withValueAt } from '../attribute-path';
import { withoutTarget } from './without-target';
import type { OutgoingData } from '../outgoing';
import { isSameValue } from './same-value';

/** How a vendor's data come about. */
export interface VendorForm {
  readonly outgoing: Mapper;
  /** The vendor's own form of data, such as a handle for an address as user name. */
  readonly normalize: (data: Attributes) => Attributes;
}

/**
 * Explicit values take precedence over derived ones (a user name from the email address, a display name from the two names). A
 * derived value is written only where the vendor has none, or has the one that would be derived from the person's present data
 * or from `olduserdata`, as it is or in the vendor's form: then it follows the change.
 */
export const keepChosen = (
  outgoing: OutgoingData,
  current: Attributes,
  { outgoing: mapper, normalize }: VendorForm,
  old: Attributes | undefined,
): Attributes => {
  const derivable = outgoing.derived.length === 0 ? {} : mapper.derivedFrom(current, 'User Profile - Update');
  const isDerived = (path: string, present: unknown): boolean => {
    const derived = derivable[path];
    const isSame = (value: unknown): boolean => isSameValue(attributeName(path), present, value);
    return (
      isSame(derived) ||
      (derived !== undefined && isSame(valueAt(normalize(withValueAt({}, keysOf(path), derived)), path)))
    );
  };
  const chosen = outgoing.derived.filter((path) => {
    const present = valueAt(current, path);
    return (
      present !== undefined &&
      present !== null &&
      !isDerived(path, present) &&
      (old === undefined || !isSameValue(attributeName(path), present, valueAt(old, path)))
    );
  });
  return chosen.reduce(withoutTarget, outgoing.data);
};
