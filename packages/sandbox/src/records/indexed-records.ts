import { lengthWhile, type RecordList } from './record-list';

/** An index and the key to look for in it. */
export type IndexKey<Index extends string> = readonly [index: Index, key: string];

/** What indexed records are declared with. Its functions are pure. */
export interface RecordIndexes<R, Index extends string, Order extends string> {
  readonly idOf: (record: R) => string;
  /** The keys that a record is found by; without any it is not in that index. */
  readonly indexes: Readonly<Record<Index, (record: R) => readonly string[]>>;
  /** What records can be sorted by, beside the order in which they came. */
  readonly orders?: Readonly<Record<Order, (record: R) => string>>;
}

/**
 * Records by id, in the order in which they came first, with indexes that every change keeps right. The only changes are these: a
 * record is replaced as a whole, and frozen, so that none can be changed around its indexes. A list that is given out is a look at
 * what is there: `slice` it before changing anything.
 */
export interface IndexedRecords<R, Index extends string, Order extends string = never> {
  /** Oldest first. */
  readonly all: RecordList<R>;
  readonly get: (id: string) => R | undefined;
  /** The records with at least one of the keys, oldest first. */
  readonly find: (...keys: readonly IndexKey<Index>[]) => RecordList<R>;
  /** The records with these ids, oldest first; ids of none are left out. */
  readonly inOrder: (ids: Iterable<string>) => RecordList<R>;
  /** All of them by a declared order, oldest first where that is the same. */
  readonly sortedBy: (order: Order) => RecordList<R>;
  /** Adds a record, or puts it in the place of the one with its id. */
  readonly put: (record: R) => void;
  readonly remove: (id: string) => void;
  readonly clear: () => void;
}

/** A record and where it is filed, kept so that it is found there again. */
interface Entry<R> {
  readonly sequence: number;
  record: R;
  /** The keys in each index, in the order of their declaration. */
  keys: readonly (readonly string[])[];
  /** What it is sorted by in each declared order. */
  ranks: readonly string[];
}

export const createIndexedRecords = <R extends object, Index extends string, Order extends string = never>({
  idOf,
  indexes,
  orders,
}: RecordIndexes<R, Index, Order>): IndexedRecords<R, Index, Order> => {
  const indexNames = Object.keys(indexes) as Index[];
  const orderNames = Object.keys(orders ?? {}) as Order[];
  const entries = new Map<string, Entry<R>>();
  const inSequence: Entry<R>[] = [];
  const filed = indexNames.map(() => new Map<string, Entry<R>[]>());
  /** Each is made when it is asked for first: most never are. */
  const sorted = new Map<Order, Entry<R>[]>();
  let sequence = 0;

  const keysOf = (record: R): Entry<R>['keys'] =>
    indexNames.map((name) => [...new Set(indexes[name](record))]);
  const ranksOf = (record: R): Entry<R>['ranks'] => orderNames.map((name) => orders?.[name](record) ?? '');
  const filedUnder = ([name, key]: IndexKey<Index>): readonly Entry<R>[] => {
    const index = filed[indexNames.indexOf(name)];
    if (index === undefined) {
      throw new Error(`The records have no index ${name}`);
    }
    return index.get(key) ?? [];
  };

  const file = (entry: Entry<R>, index: number, key: string): void => {
    const list = filed[index]?.get(key);
    if (list === undefined) {
      filed[index]?.set(key, [entry]);
    } else {
      list.splice(lengthWhile(list, isOlderThan(entry)), 0, entry);
    }
  };
  const unfile = (entry: Entry<R>, index: number, key: string): void => {
    const list = filed[index]?.get(key);
    if (list !== undefined && list.length > 1) {
      list.splice(lengthWhile(list, isOlderThan(entry)), 1);
    } else {
      filed[index]?.delete(key);
    }
  };
  const refile = (entry: Entry<R>, keys: Entry<R>['keys']): void => {
    filed.forEach((_, index) => {
      const [before, after] = [entry.keys[index] ?? [], keys[index] ?? []];
      before.filter((key) => !after.includes(key)).forEach((key) => unfile(entry, index, key));
      after.filter((key) => !before.includes(key)).forEach((key) => file(entry, index, key));
    });
    entry.keys = keys;
  };
  /** @param count of entries to take out, and what to put in their place */
  const resort = (entry: Entry<R>, count: number, ...placed: readonly Entry<R>[]): void =>
    sorted.forEach((list, name) => {
      list.splice(lengthWhile(list, isRankedBefore(entry, orderNames.indexOf(name))), count, ...placed);
    });
  const rerank = (entry: Entry<R>, ranks: Entry<R>['ranks']): void => {
    if (ranks.some((rank, at) => rank !== entry.ranks[at])) {
      resort(entry, 1);
      entry.ranks = ranks;
      resort(entry, 0, entry);
    }
  };

  return {
    all: listOf(inSequence),
    get: (id) => entries.get(id)?.record,
    find: (...keys) =>
      listOf(
        keys[0] !== undefined && keys.length === 1
          ? filedUnder(keys[0])
          : oldestFirst(keys.flatMap(filedUnder)),
      ),
    inOrder: (ids) => listOf(oldestFirst([...ids].flatMap((id) => entries.get(id) ?? []))),
    sortedBy: (order) => {
      const list =
        sorted.get(order) ??
        [...inSequence].sort((one, other) =>
          isRankedBefore(other, orderNames.indexOf(order))(one) ? -1 : 1,
        );
      sorted.set(order, list);
      return listOf(list);
    },
    put: (record) => {
      Object.freeze(record);
      const present = entries.get(idOf(record));
      if (present !== undefined) {
        present.record = record;
        refile(present, keysOf(record));
        rerank(present, ranksOf(record));
        return;
      }
      sequence += 1;
      const entry: Entry<R> = { sequence, record, keys: [], ranks: ranksOf(record) };
      entries.set(idOf(record), entry);
      inSequence.push(entry);
      refile(entry, keysOf(record));
      resort(entry, 0, entry);
    },
    remove: (id) => {
      const entry = entries.get(id);
      if (entry !== undefined) {
        entries.delete(id);
        inSequence.splice(lengthWhile(inSequence, isOlderThan(entry)), 1);
        refile(entry, []);
        resort(entry, 1);
      }
    },
    clear: () => {
      entries.clear();
      inSequence.length = 0;
      filed.forEach((index) => index.clear());
      sorted.clear();
      sequence = 0;
    },
  };
};

const isOlderThan =
  <R>(entry: Entry<R>) =>
  (other: Entry<R>): boolean =>
    other.sequence < entry.sequence;

const oldestFirst = <R>(entries: readonly Entry<R>[]): readonly Entry<R>[] =>
  [...new Set(entries)].sort((one, other) => one.sequence - other.sequence);

const isRankedBefore =
  <R>(entry: Entry<R>, order: number) =>
  (other: Entry<R>): boolean => {
    const [mine = '', its = ''] = [entry.ranks[order], other.ranks[order]];
    return its < mine || (its === mine && other.sequence < entry.sequence);
  };

const recordOf = <R>({ record }: Entry<R>): R => record;

const listOf = <R>(entries: readonly Entry<R>[]): RecordList<R> => ({
  get length() {
    return entries.length;
  },
  at: (index) => entries.at(index)?.record,
  slice: (from, to) => entries.slice(from, to).map(recordOf),
  filter: (keep) => entries.map(recordOf).filter(keep),
  [Symbol.iterator]: function* () {
    for (const { record } of entries) {
      yield record;
    }
  },
});
