/** A membership that is known. */
export interface Membership {
  readonly group: string;
  /** We put the account in. */
  readonly ours: boolean;
}

/** A group that rules name. */
export interface RuledGroup {
  readonly name: string;
  /** Whether the person is to be in it. */
  readonly wanted: boolean;
  /** People who are in it by hand and do not match are taken out too. */
  readonly exclusive: boolean;
}

export interface GroupChanges {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** Memberships of a person who is to be let in: rules own those in the groups that they name, and nothing else. */
export const groupChanges = (present: readonly Membership[], ruled: readonly RuledGroup[]): GroupChanges => {
  const has = new Map(present.map(({ group, ours }) => [group, ours]));
  return {
    add: names(ruled.filter(({ name, wanted }) => wanted && !has.has(name))),
    remove: names(
      ruled.filter(
        ({ name, wanted, exclusive }) => !wanted && has.has(name) && (exclusive || has.get(name) === true),
      ),
    ),
  };
};

/** All memberships in groups that rules name, for a leaver. */
export const everyRuledGroup = (
  present: readonly Membership[],
  ruled: readonly RuledGroup[],
): GroupChanges => {
  const has = new Set(present.map(({ group }) => group));
  return { add: [], remove: names(ruled.filter(({ name }) => has.has(name))) };
};

export const NO_GROUPS: GroupChanges = { add: [], remove: [] };

/** By code units: the same plan wherever it is made. */
const names = (groups: readonly RuledGroup[]): readonly string[] => groups.map(({ name }) => name).sort();

export const isEmpty = ({ add, remove }: GroupChanges): boolean => add.length === 0 && remove.length === 0;
