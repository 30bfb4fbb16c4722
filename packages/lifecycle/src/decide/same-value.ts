/**
 * Whether two values of an attribute are the same. Empty, null and absent are, and so are lists and objects without a value; the order of
 * keys says nothing.
 */
export const sameValue = (one: unknown, other: unknown): boolean => {
  if (one === other) {
    return true;
  }
  if (isNothing(one) || isNothing(other)) {
    return isNothing(one) && isNothing(other);
  }
  if (Array.isArray(one) || Array.isArray(other)) {
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((element, index) => sameValue(element, other[index]))
    );
  }
  return isObject(one) && isObject(other)
    ? [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) =>
        sameValue(one[key], other[key]),
      )
    : Object.is(one, other);
};

/** Whether an attribute with this value has none. */
export const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value)
    ? value.length === 0
    : typeof value === 'object' && Object.values(value).every(isNothing));

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
