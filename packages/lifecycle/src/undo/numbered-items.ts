import type { ItemLine } from '../plan/file/plan-line';

/** An item before it has its number. */
export type Unnumbered = Omit<ItemLine, 'n' | 'after'> & {
  /** The item of the run that it takes back, and those that had to come before that one. */
  readonly of?: { readonly n: number; readonly after: readonly number[] };
};

/**
 * Numbers in the order in which the items are carried out. An item that had to wait for another one of the run is undone before it:
 * a name that was freed and taken is given back before it is taken back.
 */
export const numbered = (items: readonly Unnumbered[]): readonly ItemLine[] => {
  const numbers = new Map<string, number[]>();
  const keyOf = (app: string, n: number): string => JSON.stringify([app, n]);
  items.forEach(({ app, of }, index) => {
    if (of !== undefined) {
      const key = keyOf(app, of.n);
      numbers.set(key, [...(numbers.get(key) ?? []), index + 1]);
    }
  });
  const waits = new Map<number, number[]>();
  items.forEach(({ app, of }, index) => {
    of?.after
      .flatMap((n) => numbers.get(keyOf(app, n)) ?? [])
      .forEach((n) => waits.set(n, [...(waits.get(n) ?? []), index + 1]));
  });
  return items.map(({ of: _of, ...item }, index) => {
    const after = waits.get(index + 1);
    return { ...item, n: index + 1, ...(after === undefined ? {} : { after }) };
  });
};
