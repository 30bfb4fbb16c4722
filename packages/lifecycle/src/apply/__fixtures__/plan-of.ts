import type { Database } from '../../database/connect';
import { readStore } from '../../database/store';
import { countsOf, newSum } from '../../plan/guards/app-counts';
import { draftPlan } from '../../plan/file/plan-draft';
import type { GuardLine, ItemLine, PlanHead } from '../../plan/file/plan-line';
import { planId } from '../../plan/file/plan-id';
import { recordPlan } from '../../plan/recorded-plan';

export type ItemOver = Partial<ItemLine> & Pick<ItemLine, 'op' | 'person'>;

export interface PlanOver {
  readonly guards?: readonly GuardLine[];
  readonly head?: Partial<PlanHead>;
  readonly app?: string;
}

/** Writes a plan of these items into a folder, and has the database know it; the path of the file. */
export const planOf = async (
  folder: string,
  database: Database,
  items: readonly ItemOver[],
  { guards = [], head = {}, app = 'AWS-ILM_instance_1' }: PlanOver = {},
): Promise<string> => {
  const draft = await draftPlan([...new Set([app, ...items.map((one) => one.app ?? app)])], { folder });
  for (const [index, item] of items.entries()) {
    const line: ItemLine = {
      type: 'item',
      n: index + 1,
      app,
      who: `${item.person.toLowerCase()}@example.com`,
      reason: 'joiner',
      because: [],
      change: {},
      post: { active: item.op !== 'disable' },
      requests: 2,
      ...item,
    };
    await draft.app(line.app).add(line);
  }
  const whole: PlanHead = {
    type: 'plan',
    format: 'iam-plan/1',
    id: planId(new Date()),
    made: '2026-11-26T15:40:00.000Z',
    madeBy: 'jane',
    today: '2026-11-26T15:40:00.000Z',
    feed: { uri: 'file:hr.csv', sha256: 'x', rows: items.length, errors: 0, previousRows: null },
    config: { sha256: 'rules', core: '0.1.0' },
    ledger: { id: (await readStore(database)).id, serial: 0 },
    expires: '2099-01-01T00:00:00.000Z',
    refreshed: {},
    ...head,
  };
  const written = await draft.finish({
    head: whole,
    guards,
    sums: { [app]: countsOf(newSum(), false) },
  });
  await draft.discard();
  await recordPlan(database, whole, written, false);
  return written.path;
};
