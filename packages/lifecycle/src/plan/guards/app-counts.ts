import type { AppCounts, ItemHead, ItemLine, ItemOp, Reason } from '../file/plan-line';
import type { AppLine } from '../file/plan-draft';

/** Counts of one application, while its lines are made. */
export interface AppSum {
  readonly ops: Partial<Record<ItemOp, number>>;
  readonly reasons: Partial<Record<Reason, number>>;
  held: number;
  groupsAdded: number;
  groupsRemoved: number;
  unmanaged: number;
  undecided: number;
  skipped: number;
  unclear: number;
  requests: number;
  /** Accounts that are to be made, and are not held. */
  creations: number;
}

export const newSum = (): AppSum => ({
  ops: {},
  reasons: {},
  held: 0,
  groupsAdded: 0,
  groupsRemoved: 0,
  unmanaged: 0,
  undecided: 0,
  skipped: 0,
  unclear: 0,
  requests: 0,
  creations: 0,
});

/** Skipped lines that are a decision: the rules protect the person, or the account was given at the application. */
const DECIDED = /^(protected|not ours):/;

export const countLine = (sum: AppSum, line: AppLine): void => {
  switch (line.type) {
    case 'item':
      countItem(sum, line);
      break;
    case 'skip':
      sum.skipped += 1;
      sum.unclear += DECIDED.test(line.reason) ? 0 : 1;
      break;
    case 'unmanaged':
      if (line.perhaps === undefined || line.perhaps.why === 'rows') {
        sum.unmanaged += 1;
      } else {
        sum.undecided += 1;
      }
      break;
    case 'remark':
      break;
  }
};

/** Counts an item, before or after it has a number. */
export const countItem = (
  sum: AppSum,
  { op, reason, hold, groups, requests, temporary }: Omit<ItemLine, keyof ItemHead>,
): void => {
  sum.requests += requests;
  if (temporary === true) {
    return;
  }
  sum.ops[op] = (sum.ops[op] ?? 0) + 1;
  sum.reasons[reason] = (sum.reasons[reason] ?? 0) + 1;
  sum.held += hold === undefined ? 0 : 1;
  sum.creations += op === 'create' ? 1 : 0;
  sum.groupsAdded += groups?.add.length ?? 0;
  sum.groupsRemoved += groups?.remove.length ?? 0;
};

/** Requests per second that are reckoned with where nothing is known of an application. */
const USUAL_RATE = 10;

export const countsOf = (
  { requests, creations: _own, ...sum }: AppSum,
  stopped: boolean,
  perSecond = USUAL_RATE,
): AppCounts => ({ ...sum, stopped, estimateSeconds: Math.ceil(requests / perSecond) });

/** What was counted of an application so far. */
export const sumOf = (sums: ReadonlyMap<string, AppSum>, app: string): AppSum => sums.get(app) ?? newSum();

/** Items of an application, those that are held or stopped included. */
export const itemsIn = ({ ops }: Pick<AppCounts, 'ops'>): number =>
  Object.values(ops).reduce((sum, count) => sum + count, 0);
