import * as E from 'fp-ts/Either';
import { applyPlan } from '../apply/apply-plan';
import { cancelRun, openRun } from '../apply/run/run-state';
import type { Database } from '../database/connect';
import type { MadePlan } from '../plan/plan-request';
import { applyRefusalText } from '../screen/apply-refusal';
import { afterWork, asWorker } from './help-with-run';
import { onlyRetries } from './leave-for-next-plan';
import { markUnattended } from './schedule-state';
import type { WorkerMeans } from './worker-means';

export type AppliedUnattended =
  | { readonly tag: 'applied'; readonly isWhole: boolean }
  /** The sentences say why. */
  | { readonly tag: 'refused'; readonly why: string };

/** Applies a plan without a person. */
export const applyUnattended = async (
  database: Database,
  { path, head }: MadePlan,
  means: WorkerMeans,
): Promise<AppliedUnattended> => {
  await endWaitingRun(database, means);
  await markUnattended(database, head.id);
  means.log({ event: 'applying', plan: head.id, text: `Applies plan ${head.id}, which needs no approval.` });
  const { config, clock } = means;
  const applied = await means.withWork(database, (work) =>
    applyPlan(
      {
        path,
        config,
        approvers: config.approvers ?? {},
        selection: { people: [], apps: [] },
        now: clock.date(),
      },
      asWorker(database, means, work),
    ),
  );
  if (E.isLeft(applied)) {
    return { tag: 'refused', why: applyRefusalText(path, applied.left) };
  }
  const { run, progress } = applied.right;
  await afterWork(database, run, means);
  return {
    tag: 'applied',
    isWhole: progress.apps.every(({ failed, stale, open }) => failed + stale + open === 0),
  };
};

/**
 * A run that a worker began of itself, and of which only paused applications and vain attempts are left, would keep every later plan from
 * being applied, leavers of all other applications among them. The new plan has what was left of it. A run that a person began is the
 * person's.
 */
const endWaitingRun = async (database: Database, { actor, log }: WorkerMeans): Promise<void> => {
  const run = await openRun(database);
  if (run === undefined || !(await onlyRetries(database, run.id))) {
    return;
  }
  const { open } = await cancelRun(database, run.id, `${actor} (a newer plan has what is left)`);
  log({
    event: 'superseded',
    run: run.id,
    plan: run.planId,
    text: `Ends run ${run.id}: ${open === 1 ? 'one item is' : `${open} items are`} left that an application does not take now, and the new plan has ${open === 1 ? 'it' : 'them'}.`,
  });
};
