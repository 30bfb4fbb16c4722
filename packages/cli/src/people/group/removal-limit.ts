/**
 * Why a comparison takes out too many: a list that lacks people by mistake looks the same as people who left. More than half of the
 * members need `--allow-removals` with the number.
 */
export const tooManyRemovals = (
  removals: number,
  members: number,
  allowed: number | undefined,
): string | undefined => {
  if (allowed !== undefined) {
    return removals <= allowed
      ? undefined
      : `nothing was changed: ${removals} of ${members} members would be taken out, and --allow-removals allows ${allowed}`;
  }
  return removals * 2 <= members
    ? undefined
    : `nothing was changed: ${removals} of ${members} members would be taken out, which is more than half. Next: look with --dry-run --allow-removals ${removals}, and add --allow-removals ${removals} if that is meant`;
};
