import { sameValue } from '../decide/same-value';
import { shownValue } from '../decide/shown-value';

/**
 * Whether two values of an attribute say the same. The order of a list means nothing (RFC 7643 section 2.4), nor do types where a
 * vendor's records do not show them.
 */
export const sameAttribute = (one: unknown, other: unknown): boolean => {
  const isTyped = [one, other].every((value) => !Array.isArray(value) || value.every(hasType));
  return sameValue(comparable(one, isTyped), comparable(other, isTyped));
};

const hasType = (element: unknown): boolean =>
  typeof element !== 'object' || element === null || 'type' in element;

/** A reference that a record shows with its address is its value. */
const comparable = (value: unknown, isTyped: boolean): unknown => {
  if (isReference(value)) {
    return value.value;
  }
  return Array.isArray(value)
    ? value
        .map((element: unknown) => (isTyped ? element : withoutMarks(element)))
        .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    : value;
};

const withoutMarks = (element: unknown): unknown => {
  if (typeof element !== 'object' || element === null) {
    return element;
  }
  const { type: _type, primary: _primary, ...said } = element as Readonly<Record<string, unknown>>;
  return said;
};

const isReference = (value: unknown): value is { readonly link: unknown; readonly value: unknown } =>
  typeof value === 'object' && value !== null && Object.keys(value).sort().join() === 'link,value';

/** What a sentence shows of an attribute. */
export const shown = (value: unknown): string => shownValue(comparable(value, true));
