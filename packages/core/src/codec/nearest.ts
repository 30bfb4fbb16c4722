/**
 * Maximum length of a word to compare: longer ones are no typing errors, and the time is proportional to the product of the
 * lengths.
 */
const MAX_LENGTH = 80;

/** The most similar name: the one with the fewest typing errors, when they are few for its length. */
export const nearest = (word: string, names: readonly string[]): string | undefined => {
  if (word.length > MAX_LENGTH) {
    return undefined;
  }
  const [best] = names
    .filter(({ length }) => length <= MAX_LENGTH)
    .map((name) => ({ name, slips: slipsBetween(word.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, slips }) => slips <= Math.floor(Math.max(word.length, name.length) / 4))
    .sort((a, b) => a.slips - b.slips);
  return best?.name;
};

/** The number of letters omitted, added, replaced or swapped with their neighbour (optimal string alignment distance). */
const slipsBetween = (a: string, b: string): number => {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (isSame ? 0 : 1),
          isSwapped ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    [beforeLast, last] = [last, current];
  }
  return last[b.length] ?? 0;
};
