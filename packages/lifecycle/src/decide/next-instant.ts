/** The first of these instants after `now` at which something is otherwise, as ISO text. */
export const firstAfter = (
  now: Date,
  instants: readonly number[],
  isOtherwise: (at: Date) => boolean,
): string | undefined => {
  if (!instants.some((at) => at > now.getTime())) {
    return undefined;
  }
  const later = instants.filter((at) => at > now.getTime() && at < END_OF_TIME);
  const found = later.sort((one, other) => one - other).find((at) => isOtherwise(new Date(at)));
  return found === undefined ? undefined : new Date(found).toISOString();
};

/** Systems write "never" as the last day of the year 9999; no plan waits for it, and no database has a later one to offer. */
const END_OF_TIME = Date.UTC(9999, 11, 30);
