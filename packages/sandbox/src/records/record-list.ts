/** What paging needs of a list. An array of records is one, and so is a look into indexed records, which copies nothing. */
export interface RecordList<R> extends Iterable<R> {
  readonly length: number;
  readonly at: (index: number) => R | undefined;
  /** Costs as much as it returns. */
  readonly slice: (from?: number, to?: number) => readonly R[];
  readonly filter: (keep: (record: R) => boolean) => readonly R[];
}

/** The shortest of some lists; undefined when there is none. */
export const shortest = <R>(lists: readonly RecordList<R>[]): RecordList<R> | undefined =>
  lists.reduce<RecordList<R> | undefined>(
    (best, list) => (best !== undefined && best.length <= list.length ? best : list),
    undefined,
  );

/**
 * How many elements at the start of a list satisfy a condition that none satisfies after the first that does not, in
 * logarithmic time.
 */
export const lengthWhile = <R>(
  list: { readonly length: number; readonly at: (index: number) => R | undefined },
  holds: (element: R) => boolean,
): number => {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const element = list.at(middle);
    if (element !== undefined && holds(element)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
};
