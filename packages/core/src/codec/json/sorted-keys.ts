import { perKeys } from '../per-keys';

/** The keys of an object in the order of their code units. */
export interface SortedKeys {
  readonly keys: readonly string[];
  /** Each as JSON has it, with its colon: `"title":`. */
  readonly labels: readonly string[];
}

/** The keys of an object, sorted: once for all objects that have the same ones in the same order. */
export const sortedKeys: (value: object) => SortedKeys = perKeys((keys) => {
  const sorted = [...keys].sort();
  return { keys: sorted, labels: sorted.map((key) => `${JSON.stringify(key)}:`) };
});
