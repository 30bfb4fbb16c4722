import type { ItemCalls } from '../ledger/calls-of-run';
import { GROUP_KEY } from '../apply/item/group-line';

/** Whose memberships a run changed, by application and by the vendor's id of the account. */
export interface MemberChanges {
  readonly add: ReadonlySet<string>;
  readonly remove: ReadonlySet<string>;
}

/** The memberships that take those of a run back. */
export interface InverseMembers {
  /** What a group's calls were. */
  readonly take: (item: ItemCalls) => void;
  /** Application → the vendor's id → groups to be put into, and to be taken out of. */
  readonly apps: ReadonlyMap<string, ReadonlyMap<string, MemberChanges>>;
  /** Groups of which some change is not known to have been made. */
  readonly unknown: readonly { readonly app: string; readonly group: string }[];
}

interface Growing {
  readonly add: Set<string>;
  readonly remove: Set<string>;
}

export const inverseMembers = (): InverseMembers => {
  const apps = new Map<string, Map<string, Growing>>();
  const unknown: { readonly app: string; readonly group: string }[] = [];
  const of = (app: string, id: string): Growing => {
    const ids = apps.get(app) ?? new Map<string, Growing>();
    apps.set(app, ids);
    const known = ids.get(id) ?? { add: new Set(), remove: new Set() };
    ids.set(id, known);
    return known;
  };
  return {
    apps,
    unknown,
    take: ({ app, person, calls }) => {
      const group = person.slice(GROUP_KEY.length);
      for (const { ended, begun } of calls.filter(isOfMembers)) {
        const isDone = ended?.outcome === 'updated';
        if (isDone) {
          idsIn(ended.changes?.['add']).forEach((id) => of(app, id).remove.add(group));
          idsIn(ended.changes?.['remove']).forEach((id) => of(app, id).add.add(group));
        } else if (begun.length > 0 && ended?.effect !== 'none') {
          unknown.push({ app, group });
        }
      }
    },
  };
};

/** A group that a run made stays, and has no members by that. */
const isOfMembers = ({ command }: ItemCalls['calls'][number]): boolean => command !== 'iam-create-group';

const idsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : [];
