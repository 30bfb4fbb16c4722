import type { Session } from '../database/session';
import { readStore } from '../database/store';
import type { PlanRefusal } from '../plan/file/plan-refusal';
import { refusalOf, type ReadPlan } from '../plan/file/read-plan';
import { recordedHash } from '../plan/recorded-plan';
import type { ApplyRefusal } from './apply-plan';
import { runOfLaterPlan, runOfPlan, type Run } from './run/run-state';

/** Why an approval would change nothing, because the plan is not applied any more, or was begun with what was approved then. */
export type ApprovalRefusal =
  | Extract<ApplyRefusal, { tag: 'plan' | 'superseded' | 'cancelled' }>
  | { readonly tag: 'begun'; readonly run: Run };

/** What applying the plan would be refused for although it is approved. Without a database its runs are not known, and applying sees to them. */
export const approvalRefusal = async (
  plan: Pick<ReadPlan, 'head' | 'sum'>,
  { now, config }: { readonly now: Date; readonly config: string },
  sql: Pick<Session, 'query'> | undefined,
): Promise<ApprovalRefusal | undefined> => {
  const { head } = plan;
  const store = sql === undefined ? undefined : await readStore(sql);
  const isKnown = sql !== undefined && store?.id === head.ledger.id;
  const run = isKnown ? await runOfPlan(sql, head.id) : undefined;
  if (run !== undefined) {
    return run.state === 'cancelled' ? { tag: 'cancelled', run } : { tag: 'begun', run };
  }
  const refusal: PlanRefusal | undefined = refusalOf(plan, {
    now,
    config,
    ledger: store?.id === head.ledger.id ? store : head.ledger,
    recorded: isKnown ? await recordedHash(sql, head.id) : 'unasked',
  });
  if (refusal !== undefined) {
    return { tag: 'plan', refusal };
  }
  const later = isKnown ? await runOfLaterPlan(sql, head) : undefined;
  return later === undefined ? undefined : { tag: 'superseded', run: later };
};
