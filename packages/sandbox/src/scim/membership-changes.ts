import { isSameElement, type PatchOptions } from './patch';
import type { Change } from './patch-request';
import type { Attributes } from './read-resource';

/** What a PATCH of a group does to its members, told by who leaves and who comes. */
export interface MembershipChanges {
  /** Leave first. */
  readonly removed: ReadonlySet<string>;
  /** The elements of `members` that come new. */
  readonly added: readonly Attributes[];
  /** The changes of other attributes. */
  readonly others: readonly Change[];
}

/**
 * Reads the changes of members as a difference, so that a change of a hundred costs the same in a small and in a large group. Undefined
 * when that cannot be told without the whole list: a replacement, a filter that is more than one id.
 */
export const membershipChanges = (
  changes: readonly Change[],
  { removeWithValue }: PatchOptions,
  isMember: (id: string) => boolean,
): MembershipChanges | undefined => {
  const removed = new Set<string>();
  const added = new Map<string, Attributes>();
  const others: Change[] = [];
  const leave = (id: string): void => {
    added.delete(id);
    removed.add(id);
  };
  for (const change of changes) {
    if (change.attribute?.name !== 'members') {
      others.push(change);
      continue;
    }
    const named = change.filter === undefined ? elementsOf(change) : undefined;
    const filtered = removedByFilter(change);
    if (filtered !== undefined) {
      leave(filtered);
    } else if (named !== undefined && change.op === 'add') {
      for (const [id, element] of named) {
        if (!added.has(id) && (removed.has(id) || !isMember(id))) {
          added.set(id, element);
        }
      }
    } else if (named !== undefined && change.op === 'remove' && removeWithValue === 'listed') {
      named
        .filter(([id, element]) => isSameElement(added.get(id) ?? { value: id }, element))
        .forEach(([id]) => leave(id));
    } else {
      return undefined;
    }
  }
  return { removed, added: [...added.values()], others };
};

/** The elements of a change's value by their ids; undefined when there is no value, or one of them has no id. */
const elementsOf = ({ value, sub }: Change): readonly (readonly [string, Attributes])[] | undefined => {
  if (!Array.isArray(value) || sub !== undefined) {
    return undefined;
  }
  const elements = (value as readonly Attributes[]).flatMap((element) =>
    typeof element['value'] === 'string' ? [[element['value'], element] as const] : [],
  );
  return elements.length === value.length ? elements : undefined;
};

/** The id of `members[value eq "id"]` that is removed. */
const removedByFilter = ({ op, filter, sub }: Change): string | undefined =>
  op === 'remove' &&
  sub === undefined &&
  filter?.kind === 'compare' &&
  filter.operator === 'eq' &&
  filter.path.toLowerCase() === 'value' &&
  typeof filter.value === 'string'
    ? filter.value
    : undefined;
