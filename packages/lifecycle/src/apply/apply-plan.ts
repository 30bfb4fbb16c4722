import * as E from 'fp-ts/Either';
import type { LifecycleConfig } from '../config/lifecycle-config';
import type { Session } from '../database/session';
import { readStore } from '../database/store';
import { OUT_STATES, outWord } from '../decide/out-words';
import {
  appendApproval,
  approvedFor,
  stillStopping,
  type Approved,
  type Approvers,
} from '../plan/file/approval';
import type { ApprovalLine, GuardLine, ItemLine } from '../plan/file/plan-line';
import type { PlanRefusal } from '../plan/file/plan-refusal';
import { readPlan, refusalOf, type ReadPlan } from '../plan/file/read-plan';
import { isLater, placeOf, type PlanPlace } from '../plan/plan-order';
import { recordedHash } from '../plan/recorded-plan';
import type { PlanToApply } from './run/feed-run';
import { patiently } from './run/patience';
import { progressOf, type Progress } from './run/progress';
import { openRun, resumeRun, runById, runOfLaterPlan, runOfPlan, type Run } from './run/run-state';
import { select, startRun, type Selection } from './run/start-run';
import { whileApplying } from './run/while-applying';
import { workOnRun, type WorkMeans } from './run/work-on-run';

export interface ApplyRequest {
  readonly path: string;
  readonly config: Pick<LifecycleConfig, 'hash' | 'approval' | 'applications'>;
  readonly approvers: Approvers;
  readonly selection: Selection;
  readonly now: Date;
  /** The approval that the call itself gives to a plan which wants one (`--yes`): written to the file when nothing else refuses the plan. */
  readonly approve?: (plan: ReadPlan) => ApprovalLine;
}

/** Why nothing was applied; a sentence is made of it by the screen. */
export type ApplyRefusal =
  | { readonly tag: 'plan'; readonly refusal: PlanRefusal }
  | { readonly tag: 'not-approved'; readonly problems: readonly string[] }
  | { readonly tag: 'stopped'; readonly guards: readonly GuardLine[] }
  | { readonly tag: 'another-run'; readonly run: Run }
  /** A plan that was made later was applied already. */
  | { readonly tag: 'superseded'; readonly run: Run }
  | { readonly tag: 'cancelled'; readonly run: Run };

export interface Applied {
  readonly run: Run;
  readonly isNew: boolean;
  /** The run had ended before: nothing was sent. */
  readonly wasOver: boolean;
  readonly progress: Progress;
  /** Guards that stop single applications. */
  readonly stopped: readonly GuardLine[];
}

/**
 * Applies a plan exactly: reads the whole of it before anything is written down or sent, and works until nothing is left that can be
 * done. Called again for a plan that was left in the middle, it goes on; for one that is over, it sends nothing.
 */
export const applyPlan = async (
  request: ApplyRequest,
  means: WorkMeans,
): Promise<E.Either<ApplyRefusal, Applied>> => {
  const checked = await checkPlan(request, means);
  if (E.isLeft(checked)) {
    return checked;
  }
  return whileApplying(means, (own) => applyChecked(request, checked.right, own));
};

const applyChecked = async (
  { path, selection }: ApplyRequest,
  { plan, stopped, approval }: CheckedPlan,
  means: WorkMeans,
): Promise<E.Either<ApplyRefusal, Applied>> => {
  const { database } = means;
  if (approval !== undefined) {
    const refused = await patiently(means, () => refusedForRun(database, plan.head.id));
    if (refused !== undefined) {
      return E.left(refused);
    }
    await appendApproval(path, approval);
  }
  const started = await patiently(means, () => startRun(database, plan, means.actor));
  if (started.tag === 'another') {
    return E.left({ tag: 'another-run', run: started.run });
  }
  if (started.tag === 'refused') {
    return E.left({ tag: 'plan', refusal: started.refusal });
  }
  const { run, isNew } = started;
  if (run.state === 'cancelled') {
    return E.left({ tag: 'cancelled', run });
  }
  const wasOver = run.state === 'done';
  if (!wasOver) {
    await patiently(means, () => resumeRun(database, run.id));
    await patiently(means, () => select(database, run.id, selection));
    await workOnRun(run.id, means);
  }
  const [now, progress] = await patiently(means, async () => [
    await runById(database, run.id),
    await progressOf(database, run.id),
  ]);
  return E.right({ run: now ?? run, isNew, wasOver, stopped, progress });
};

/** What of the runs that are there keeps a plan from being applied; the file of a refused plan gets no approval. */
const refusedForRun = async (
  database: WorkMeans['database'],
  planId: string,
): Promise<ApplyRefusal | undefined> => {
  const own = await runOfPlan(database, planId);
  if (own !== undefined) {
    return own.state === 'cancelled' ? { tag: 'cancelled', run: own } : undefined;
  }
  const other = await openRun(database);
  return other === undefined ? undefined : { tag: 'another-run', run: other };
};

interface CheckedPlan {
  readonly plan: PlanToApply;
  readonly stopped: readonly GuardLine[];
  /** What the call approves, to be written before anything is begun. */
  readonly approval: ApprovalLine | undefined;
}

/** A plan that has a run is checked once: what was begun is ended although its time is over meanwhile. */
const checkPlan = async (
  { path, config, approvers, now, approve }: ApplyRequest,
  means: WorkMeans,
): Promise<E.Either<ApplyRefusal, CheckedPlan>> => {
  const { database } = means;
  const read = await readPlan(path);
  if (E.isLeft(read)) {
    return E.left({ tag: 'plan', refusal: read.left });
  }
  const inFile = read.right;
  const approval = approvedFor(inFile, config.approval, approvers).plan ? undefined : approve?.(inFile);
  const found = approval === undefined ? inFile : { ...inFile, approvals: [...inFile.approvals, approval] };
  const ledger = await patiently(means, () => readStore(database));
  const isBegun = (await patiently(means, () => runOfPlan(database, found.head.id))) !== undefined;
  const recorded = await patiently(means, () => recordedHash(database, found.head.id));
  const refusal = isBegun ? undefined : refusalOf(found, { now, config: config.hash, ledger, recorded });
  if (refusal !== undefined) {
    return E.left({ tag: 'plan', refusal });
  }
  const later = isBegun ? undefined : await runOfLaterPlan(database, found.head);
  if (later !== undefined) {
    return E.left({ tag: 'superseded', run: later });
  }
  const approved = approvedFor(found, config.approval, approvers);
  if (!approved.plan) {
    return E.left({ tag: 'not-approved', problems: approved.problems });
  }
  const stopped = stillStopping(found.guards, approved.allow);
  const apps = Object.keys(found.sum.apps);
  const isStopped = (app: string): boolean => stopped.some((guard) => guard.app === app || guard.app === '*');
  if (stopped.length > 0 && apps.every(isStopped)) {
    return E.left({ tag: 'stopped', guards: stopped });
  }
  const out = await outByLaterPlan(database, found.head);
  return E.right({ plan: planOf(found, config, approved, isStopped, out), stopped, approval });
};

const planOf = (
  found: ReadPlan,
  { applications }: Pick<LifecycleConfig, 'applications'>,
  approved: Approved,
  isStopped: (app: string) => boolean,
  out: ReadonlyMap<string, Out>,
): PlanToApply => ({
  ...found,
  createsGroup: (app, group) =>
    applications.some(
      ({ instance, groups }) =>
        instance === app && groups.some(({ name, create }) => name === group && create),
    ),
  sha256: found.sum.sha256,
  approvedBy: approved.by,
  heldBecause: (item: ItemLine) =>
    isStopped(item.app)
      ? `A guard has stopped ${item.app}.`
      : item.hold !== undefined && !approved.people.has(item.person)
        ? item.hold
        : letsIn(item) && isOut(item, found.head, out.get(item.person))
          ? `A plan that was made later found ${item.who} ${out.get(item.person)?.word}; nobody is let in by an older one.`
          : undefined,
});

const letsIn = ({ op }: ItemLine): boolean => op === 'create' || op === 'enable';

/** Since when a person is out, and the word for it. */
interface Out {
  readonly word: string;
  readonly since: Date;
}

/** An undo is an operator's decision against what plans say, as far as it was said when it was made. */
const isOut = (
  { reason }: ItemLine,
  { made }: Pick<ReadPlan['head'], 'made'>,
  out: Out | undefined,
): boolean => out !== undefined && (reason !== 'undo' || out.since > new Date(made));

/** People whom a plan that was made after this one found out, with the words for it; it may not have been applied, having nothing to do. */
const outByLaterPlan = async (
  sql: Pick<Session, 'query'>,
  plan: PlanPlace,
): Promise<ReadonlyMap<string, Out>> => {
  const rows = await sql.query<{ readonly key: string; readonly state: string; readonly since: Date }>(
    `select key, state, since from iam.person where state = any($3)
       and exists (select from iam.plan p where p.allowed and ${isLater('p.head')})`,
    [...placeOf(plan), OUT_STATES],
  );
  return new Map(rows.map(({ key, state, since }) => [key, { word: outWord(state), since }]));
};
