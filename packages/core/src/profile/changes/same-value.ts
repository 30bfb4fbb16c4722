import { readBoolean } from '../../codec/boolean-text';
import { isDictionary } from '../../codec/combinators';
import { textOf } from '../../codec/id-text';
import { phoneDigits } from './phone-digits';
import { fold } from '../identity/same-user';

/**
 * Whether two values of an attribute are the same to the vendor. Uses the normal form of lookups: otherwise an address in
 * different case would be written at every run, and the vendor would keep its own form each time.
 */
export const isSameValue = (attribute: string, present: unknown, wanted: unknown): boolean => {
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(present) &&
      present.length === wanted.length &&
      wanted.every((item, index) => isSameValue(attribute, present[index], item))
    );
  }
  if (isDictionary(wanted)) {
    return (
      isDictionary(present) && Object.keys(wanted).every((key) => isSameValue(key, present[key], wanted[key]))
    );
  }
  // A reference is shown as an object with the id as its `value`.
  return isSameScalar(attribute, isDictionary(present) ? present['value'] : present, wanted);
};

const isSameScalar = (attribute: string, present: unknown, wanted: unknown): boolean => {
  if (typeof present === 'boolean' || typeof wanted === 'boolean') {
    return readBoolean(present) !== undefined && readBoolean(present) === readBoolean(wanted);
  }
  const [one, other] = [textOf(present), textOf(wanted)];
  if (one === undefined || other === undefined) {
    return present === wanted;
  }
  return (
    comparable(attribute, one) === comparable(attribute, other) ||
    // A vendor that keeps a number returns 1.5 for 1.50.
    (DECIMAL.test(other) && Number(other) === present)
  );
};

const DECIMAL = /^[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

/** The normal form: the same text for all forms of a value that the vendor treats as equal. */
export const comparable = (attribute: string, text: string): string =>
  (PHONE.test(attribute) ? phoneDigits(text) : undefined) ?? fold(attribute, text);

/** Attributes of phone numbers, as SCIM and other vendors call them. */
const PHONE = /phone|mobile|fax/i;
