import { createIndexedRecords, type IndexedRecords, type RecordIndexes } from '../../records/indexed-records';

/** Records that can be looked for. */
export type OktaRecords<R, Index extends string> = Pick<
  IndexedRecords<R, Index>,
  'all' | 'get' | 'find' | 'inOrder'
>;

/** Records of one kind, and what `search` knows of them, which is older. */
export interface OktaStore<R extends { readonly id: string }, Index extends string> extends OktaRecords<
  R,
  Index
> {
  readonly put: (record: R) => void;
  readonly remove: (id: string) => void;
  /** Puts a record that `search` knows from the beginning. */
  readonly plant: (record: R) => void;
  /** The records as `search` shows them now. */
  readonly searched: () => OktaRecords<R, Index>;
  readonly clear: () => void;
}

interface Write<R> {
  readonly at: number;
  readonly id: string;
  /** Undefined: deleted. */
  readonly record: R | undefined;
}

/** @param lagMs milliseconds until a write shows in `search` */
export const createOktaStore = <R extends { readonly id: string }, Index extends string>(
  indexes: RecordIndexes<R, Index, never>['indexes'],
  now: () => Date,
  lagMs: number,
): OktaStore<R, Index> => {
  const declared = { idOf: ({ id }: R) => id, indexes };
  const records = createIndexedRecords<R, Index>(declared);
  const searched = createIndexedRecords<R, Index>(declared);
  /** What `search` does not show yet, oldest first. */
  const unseen: Write<R>[] = [];

  const catchUp = (): void => {
    const until = now().getTime() - lagMs;
    const seen = unseen.findIndex(({ at }) => at > until);
    for (const { id, record } of unseen.splice(0, seen < 0 ? unseen.length : seen)) {
      if (record === undefined) {
        searched.remove(id);
      } else {
        searched.put(record);
      }
    }
  };
  const write = (id: string, record: R | undefined): void => {
    catchUp();
    unseen.push({ at: now().getTime(), id, record });
  };
  const { all, get, find, inOrder } = records;
  return {
    all,
    get,
    find,
    inOrder,
    put: (record) => {
      records.put(record);
      write(record.id, record);
    },
    remove: (id) => {
      records.remove(id);
      write(id, undefined);
    },
    plant: (record) => {
      records.put(record);
      searched.put(record);
    },
    searched: () => {
      catchUp();
      return searched;
    },
    clear: () => {
      records.clear();
      searched.clear();
      unseen.splice(0);
    },
  };
};
