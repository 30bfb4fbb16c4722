/**
 * An id as text; undefined when there is none. A number is taken only when it is exact: JSON numbers beyond 2^53 have lost
 * digits by the time they are read, and then name somebody else.
 */
export const idText = (value: unknown): string | undefined => {
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? String(value) : undefined;
  }
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
};
