/** Records of one kind, and what the search index knows of them, which is older. */
export interface OktaStore<R extends { readonly id: string }> {
  /** Oldest first. */
  readonly all: () => readonly R[];
  readonly get: (id: string) => R | undefined;
  readonly put: (record: R) => void;
  readonly remove: (id: string) => void;
  /** Puts a record that the index knows from the beginning. */
  readonly plant: (record: R) => void;
  /** The records as the index shows them now. */
  readonly indexed: () => readonly R[];
  readonly clear: () => void;
}

interface Version<R> {
  readonly at: number;
  /** Undefined: deleted. */
  readonly record: R | undefined;
}

/** @param lagMs milliseconds until a write is indexed */
export const createOktaStore = <R extends { readonly id: string }>(
  now: () => Date,
  lagMs: number,
): OktaStore<R> => {
  const records = new Map<string, R>();
  const versions = new Map<string, readonly Version<R>[]>();

  /** The index of a record: its newest version that is old enough, and what is newer. */
  const since = (history: readonly Version<R>[], time: number): readonly Version<R>[] => {
    const at = history.findLastIndex((version) => version.at <= time);
    return at < 0 ? history : history.slice(at);
  };
  const write = (id: string, version: Version<R>): void => {
    const history = since(versions.get(id) ?? [], now().getTime() - lagMs);
    versions.set(id, [...history, version]);
  };
  return {
    all: () => [...records.values()],
    get: (id) => records.get(id),
    put: (record) => {
      records.set(record.id, record);
      write(record.id, { at: now().getTime(), record });
    },
    remove: (id) => {
      records.delete(id);
      write(id, { at: now().getTime(), record: undefined });
    },
    plant: (record) => {
      records.set(record.id, record);
      versions.set(record.id, [{ at: -Infinity, record }]);
    },
    indexed: () => {
      const time = now().getTime() - lagMs;
      return [...versions.values()].flatMap((history) => {
        const found = history.findLast((version) => version.at <= time)?.record;
        return found === undefined ? [] : [found];
      });
    },
    clear: () => {
      records.clear();
      versions.clear();
    },
  };
};
