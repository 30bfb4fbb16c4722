/**
 * true/false, or `true`/`false`/`yes`/`no` in any case; anything else is undefined, never a guess: a
 * mistyped `flase` must not switch a safety off.
 */
export const readBoolean = (value: unknown): boolean | undefined => {
  if (typeof value === 'boolean') {
    return value;
  }
  if (typeof value !== 'string') {
    return undefined;
  }
  switch (value.trim().toLowerCase()) {
    case 'true':
    case 'yes':
      return true;
    case 'false':
    case 'no':
      return false;
    default:
      return undefined;
  }
};
