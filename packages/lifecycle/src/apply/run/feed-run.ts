import * as E from 'fp-ts/Either';
import type { Session } from '../../database/session';
import type { ApprovalLine, ItemLine, PlanHead } from '../../plan/file/plan-line';
import type { PlanRefusal } from '../../plan/file/plan-refusal';
import { readPlan } from '../../plan/file/read-plan';
import { GROUP_KEY, type GroupLine } from '../item/group-line';
import { createRenameSteps } from './rename-steps';

/** A plan that may be applied, as it was read and checked. */
export interface PlanToApply {
  readonly path: string;
  readonly head: PlanHead;
  readonly sha256: string;
  readonly approvals: readonly ApprovalLine[];
  readonly approvedBy: readonly string[];
  /** Whether the rules let a group be made that is missing. */
  readonly createsGroup: (app: string, group: string) => boolean;
  /** Why an item is not carried out, for example because a guard stopped its application; undefined when it is. */
  readonly heldBecause: (item: ItemLine) => string | undefined;
}

/** So many items go to the database at once. */
const PAGE = 1000;

type ItemRow = readonly [number, number, string, string, number, object, string, string | null];

/**
 * Writes the items of a plan into its run, and one item more for every group. To be called in a transaction: when the file turns out to
 * be another one than was checked, nothing of it stays.
 */
export const feedRun = async (
  sql: Pick<Session, 'copyInto'>,
  run: number,
  plan: PlanToApply,
): Promise<PlanRefusal | undefined> => {
  const groups = new Map<string, Members>();
  let page: ItemRow[] = [];
  let last = 0;
  const write = async (): Promise<void> => {
    await sql.copyInto('iam.item', COLUMNS, page);
    page = [];
  };
  const take = async (line: ItemLine, held: string | undefined): Promise<void> => {
    last = Math.max(last, line.n);
    page.push([
      run,
      line.n,
      line.app,
      line.person,
      0,
      line,
      held === undefined ? 'pending' : 'held',
      held ?? null,
    ]);
    if (held === undefined) {
      collect(groups, line);
    }
    if (page.length >= PAGE) {
      await write();
    }
  };
  const steps = createRenameSteps();
  const read = await readPlan(plan.path, async (line) => {
    if (line.type !== 'item') {
      return;
    }
    const held = plan.heldBecause(line);
    if (!steps.keeps(line, held)) {
      await take(line, held);
    }
  });
  if (E.isLeft(read)) {
    return read.left;
  }
  if (read.right.sum.sha256 !== plan.sha256) {
    return { tag: 'changed' };
  }
  for (const { line, held } of steps.all()) {
    await take(line, held);
  }
  for (const members of groups.values()) {
    last += 1;
    const { app, group } = members;
    const create = plan.createsGroup(app, group);
    const line: GroupLine = {
      type: 'group',
      n: last,
      person: `${GROUP_KEY}${group}`,
      create,
      ...members,
    };
    page.push([run, last, app, line.person, 1, line, 'pending', null]);
  }
  await write();
  return undefined;
};

const COLUMNS = ['run', 'n', 'app', 'person', 'phase', 'line', 'state', 'said'];

/** The people of a group, as they are collected. */
interface Members {
  readonly app: string;
  readonly group: string;
  readonly add: string[];
  readonly remove: string[];
}

const collect = (groups: Map<string, Members>, { app, person, groups: wanted }: ItemLine): void => {
  const of = (group: string): Members => {
    const key = JSON.stringify([app, group]);
    const known: Members = groups.get(key) ?? { app, group, add: [], remove: [] };
    groups.set(key, known);
    return known;
  };
  wanted?.add.forEach((group) => of(group).add.push(person));
  wanted?.remove.forEach((group) => of(group).remove.push(person));
};
