import type { ItemLine } from '../plan/plan-line';
import type { ApprovalLine, PlanHead } from '../plan/plan-line';
import type { Session } from '../database/session';

/** A plan that may be applied, as it was read and checked. */
export interface PlanToApply {
  readonly head: PlanHead;
  readonly sha256: string;
  readonly approvals: readonly ApprovalLine[];
  readonly items: () => AsyncIterable<ItemLine>;
  /** Why an item is not carried out, for example because a guard stopped its application; undefined when it is. */
  readonly heldBecause: (item: ItemLine) => string | undefined;
}

/** What all people of a run need of one group, carried out when their accounts are done. */
export interface GroupItem {
  readonly group: string;
  readonly create: boolean;
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** Keys of the queue that are no people. */
export const GROUP_KEY = 'group:';

/**
 * Writes the items of a plan into its run, and one item more for every group. All at once or not at all: a run that exists has all its
 * items.
 */
export const feedRun = async (
  sql: Pick<Session, 'query' | 'copyInto' | 'execute'>,
  run: number,
  plan: PlanToApply,
): Promise<void> => {
  const groups = new Map<string, { app: string; group: string; add: string[]; remove: string[] }>();
  let last = 0;
  async function* rows(): AsyncGenerator<readonly (string | number | null | object)[]> {
    for await (const item of plan.items()) {
      const held = plan.heldBecause(item);
      last = Math.max(last, item.n);
      yield [run, item.n, item.app, item.person, 0, item, held === undefined ? 'pending' : 'held', held ?? null];
      if (held === undefined) {
        collect(groups, item);
      }
    }
    for (const { app, group, add, remove } of groups.values()) {
      last += 1;
      const line = { type: 'group', n: last, app, group, add, remove };
      yield [run, last, app, `${GROUP_KEY}${group}`, 1, line, 'pending', null];
    }
  }
  await sql.copyInto('iam.item', ['run', 'n', 'app', 'person', 'phase', 'line', 'state', 'said'], rows());
  // Without statistics the first fetch of tens of thousands of jobs takes seconds.
  await sql.execute('analyze iam.item');
};

const collect = (
  groups: Map<string, { app: string; group: string; add: string[]; remove: string[] }>,
  { app, person, groups: wanted }: ItemLine,
): void => {
  const of = (group: string) => {
    const key = JSON.stringify([app, group]);
    const known = groups.get(key) ?? { app, group, add: [], remove: [] };
    groups.set(key, known);
    return known;
  };
  wanted?.add.forEach((group) => of(group).add.push(person));
  wanted?.remove.forEach((group) => of(group).remove.push(person));
};
