/** A membership that is known. */
export interface Membership {
  readonly group: string;
  /** We put the account in. */
  readonly ours: boolean;
}

/** A group that rules name. */
export interface RuledGroup {
  readonly name: string;
  readonly exclusive: boolean;
}

export interface GroupChanges {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** Memberships of a person who is to be let in: rules own those in the groups that they name, and nothing else. */
export const groupChanges = (
  wanted: readonly string[],
  present: readonly Membership[],
  ruled: readonly RuledGroup[],
): GroupChanges => {
  const has = new Set(present.map(({ group }) => group));
  const wants = new Set(wanted);
  const exclusive = new Map(ruled.map(({ name, exclusive: is }) => [name, is]));
  return {
    add: [...wants].filter((group) => exclusive.has(group) && !has.has(group)).sort(),
    remove: present
      .filter(
        ({ group, ours }) =>
          !wants.has(group) && exclusive.has(group) && (ours || exclusive.get(group) === true),
      )
      .map(({ group }) => group)
      .sort(),
  };
};

/** All memberships in groups that rules name, for somebody who leaves. */
export const everyRuledGroup = (
  present: readonly Membership[],
  ruled: readonly RuledGroup[],
): GroupChanges => {
  const named = new Set(ruled.map(({ name }) => name));
  return {
    add: [],
    remove: present
      .map(({ group }) => group)
      .filter((group) => named.has(group))
      .sort(),
  };
};

export const isEmpty = ({ add, remove }: GroupChanges): boolean => add.length === 0 && remove.length === 0;
