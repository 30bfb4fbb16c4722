import * as E from 'fp-ts/Either';
import type { RunRecord } from '../apply/run/run-state';
import { GROUP_KEY } from '../apply/item/group-line';
import type { Database } from '../database/connect';
import { callsOfRun, type ItemCalls, type LedgerCall } from '../ledger/calls-of-run';
import { followChains, type BrokenLink, type ChainEnd } from '../ledger/verify-chain';
import type { ApprovalLine, GuardLine, PlanHead } from '../plan/file/plan-line';
import { readPlan } from '../plan/file/read-plan';
import { canonicalText, sha256 } from '../plan/file/canonical-text';
import type { Attestation } from './attest';
import { LEAVING, TAKES_ACCESS } from './who-lost-access';

export const REPORT_FORMAT = 'iam-report/1';

/** What a run did, as an auditor asks for it. It holds personal data: addresses of people and what became of their access. */
export interface RunReport {
  readonly format: typeof REPORT_FORMAT;
  readonly personalData: true;
  readonly made: string;
  readonly madeBy: string;
  readonly run: {
    readonly id: number;
    readonly state: string;
    readonly startedBy: string;
    readonly started: string;
    readonly ended: string | null;
  };
  readonly plan: {
    readonly id: string;
    readonly sha256: string;
    readonly made: string;
    readonly madeBy: string;
    readonly today: string;
    readonly feed: PlanHead['feed'];
    readonly config: PlanHead['config'];
    readonly undoOf?: number;
  };
  readonly approvals: readonly Pick<ApprovalLine, 'by' | 'at' | 'people' | 'allow' | 'signature'>[];
  /** As the plan's file has them; null when that file is not where it was made, or is another one now. */
  readonly guards: readonly GuardLine[] | null;
  /** Per application and kind of item how many ended how. */
  readonly counts: readonly Count[];
  readonly notDone: readonly NotDone[];
  readonly died: readonly DiedAttempt[];
  readonly leavers: readonly Leaver[];
  readonly ledger: {
    /** Of the whole ledger. */
    readonly attempts: number;
    readonly ends: readonly ChainEnd[];
    readonly broken?: BrokenLink;
  };
  readonly attestation?: Attestation;
  /** Over the canonical form of everything else. */
  readonly sha256: string;
}

export interface Count {
  readonly app: string;
  readonly op: string;
  readonly state: string;
  readonly count: number;
}

/** An item that was not carried out, and why. */
export interface NotDone {
  readonly app: string;
  readonly person: string;
  readonly who: string;
  readonly op: string;
  readonly state: string;
  readonly said: string | null;
}

/** A write that may have been sent, and whose end was not recorded. */
export interface DiedAttempt {
  readonly app: string;
  readonly person: string;
  readonly who: string;
  readonly command: string;
  readonly vendorId: string | null;
  readonly at: string;
  readonly worker: string;
  /** What the next attempt found; null when there was none. */
  readonly foundAfterwards: string | null;
}

/** A person who was to lose access, in one application. */
export interface Leaver {
  readonly app: string;
  readonly person: string;
  readonly who: string;
  readonly reason: string;
  readonly vendorId: string | null;
  /** What was there: `active`, `not active`, `no account`, or `not read`. */
  readonly found: string;
  /** What came of it: `disabled`, `already`, …; the item's state when nothing was sent. */
  readonly done: string;
  readonly at: string | null;
  /** The application's ids of the requests that wrote; empty where it gives none. */
  readonly requestIds: readonly string[];
  readonly by: string;
}

export interface ReportRequest {
  readonly database: Database;
  readonly run: RunRecord;
  readonly made: Date;
  readonly madeBy: string;
  readonly attestation?: Attestation;
}

export const makeReport = async ({
  database,
  run,
  made,
  madeBy,
  attestation,
}: ReportRequest): Promise<RunReport> => {
  const { head } = run;
  const calls = await readCalls(database, run.id);
  const { attempts, ends, broken } = await followChains(database);
  const report: Omit<RunReport, 'sha256'> = {
    format: REPORT_FORMAT,
    personalData: true,
    made: made.toISOString(),
    madeBy,
    run: {
      id: run.id,
      state: run.state,
      startedBy: run.startedBy,
      started: run.started,
      ended: run.ended,
    },
    plan: {
      id: run.planId,
      sha256: run.planSha256,
      made: head.made,
      madeBy: head.madeBy,
      today: head.today,
      feed: head.feed,
      config: head.config,
      ...(head.undoOf === undefined ? {} : { undoOf: head.undoOf }),
    },
    approvals: run.approvals.map(({ by, at, people, allow, signature }) => ({
      by,
      at,
      people,
      allow,
      ...(signature === undefined ? {} : { signature }),
    })),
    guards: await guardsOf(database, run),
    counts: await countsOf(database, run.id),
    notDone: await notDoneOf(database, run.id),
    died: calls.died,
    leavers: await leaversOf(database, run, calls.leaving),
    ledger: { attempts, ends, ...(broken === undefined ? {} : { broken }) },
    ...(attestation === undefined ? {} : { attestation }),
  };
  return { ...report, sha256: sha256(canonicalText(report)) };
};

/** Whether a report is as it was made. */
export const isUnchanged = ({ sha256: hash, ...report }: RunReport): boolean =>
  hash === sha256(canonicalText(report));

const guardsOf = async (
  database: Database,
  { planId, planSha256 }: RunRecord,
): Promise<readonly GuardLine[] | null> => {
  const [plan] = await database.query<{ readonly file: string }>('select file from iam.plan where id = $1', [
    planId,
  ]);
  const read = plan === undefined ? undefined : await readPlan(plan.file);
  return read !== undefined && E.isRight(read) && read.right.sum.sha256 === planSha256
    ? read.right.guards
    : null;
};

const countsOf = (database: Database, run: number): Promise<readonly Count[]> =>
  database.query<Count & Record<string, unknown>>(
    `select app, coalesce(line->>'op', 'members') as op, state, count(*)::int as count from iam.item
     where run = $1 group by 1, 2, 3 order by 1, 2, 3`,
    [run],
  );

const notDoneOf = (database: Database, run: number): Promise<readonly NotDone[]> =>
  database.query<NotDone & Record<string, unknown>>(
    `select app, person, coalesce(line->>'who', line->>'group', person) as who, coalesce(line->>'op', 'members') as op, state, said
     from iam.item where run = $1 and state <> 'done' order by app, person, n`,
    [run],
  );

interface ReadCalls {
  readonly died: readonly DiedAttempt[];
  /** The calls of the items that were to take access away, by number. */
  readonly leaving: ReadonlyMap<number, readonly LedgerCall[]>;
}

const readCalls = async (database: Database, run: number): Promise<ReadCalls> => {
  const died: DiedAttempt[] = [];
  const leaving = new Map<number, readonly LedgerCall[]>();
  for await (const item of callsOfRun(database, run)) {
    died.push(...diedOf(item));
    if (item.op === 'disable' || item.op === 'delete' || isLeaving(item.reason)) {
      leaving.set(item.n, item.calls);
    }
  }
  return { died, leaving };
};

const diedOf = ({ app, person, who, calls }: ItemCalls): readonly DiedAttempt[] =>
  calls.flatMap(({ ended, begun, command, vendorId, worker }, index): readonly DiedAttempt[] => {
    const isOpen = begun.length > 0 && (ended === undefined || ended.effect === 'unknown');
    const next = calls.slice(index + 1).find((call) => call.ended !== undefined)?.ended;
    return isOpen
      ? [
          {
            app,
            person,
            who: person.startsWith(GROUP_KEY) ? person.slice(GROUP_KEY.length) : who,
            command,
            vendorId,
            at: begun.at(-1)?.at ?? '',
            worker,
            foundAfterwards: next?.outcome ?? null,
          },
        ]
      : [];
  });

const isLeaving = (reason: string | null): boolean => reason !== null && LEAVING.includes(reason);

interface LeavingItem {
  readonly n: number;
  readonly app: string;
  readonly person: string;
  readonly who: string;
  readonly reason: string;
  readonly vendorId: string | null;
  readonly state: string;
  readonly said: string | null;
}

const leaversOf = async (
  database: Database,
  { id, startedBy }: RunRecord,
  calls: ReadCalls['leaving'],
): Promise<readonly Leaver[]> => {
  const items = await database.query<LeavingItem & Record<string, unknown>>(
    `select n, app, person, line->>'who' as who, line->>'reason' as reason, line->>'vendorId' as "vendorId", state, said
     from iam.item
     where run = $1 and ${TAKES_ACCESS}
     order by person, app, n`,
    [id, [...LEAVING]],
  );
  return items.map(({ n, app, person, who, reason, vendorId, state, said }): Leaver => {
    const own = calls.get(n) ?? [];
    const last = own.findLast(({ ended }) => ended !== undefined);
    return {
      app,
      person,
      who,
      reason,
      vendorId: last?.vendorId ?? vendorId,
      found: foundBy(own),
      done: state === 'done' ? (last?.ended?.outcome ?? said ?? state) : state,
      at: last?.ended?.at ?? null,
      requestIds: own.flatMap(({ ended }) =>
        (ended?.requests ?? []).flatMap(({ requestId }) =>
          typeof requestId === 'string' ? [requestId] : [],
        ),
      ),
      by: last?.actor ?? startedBy,
    };
  });
};

/** What the first attempt found. */
const foundBy = (calls: readonly LedgerCall[]): string => {
  const [first] = calls;
  if (first === undefined) {
    return 'not read';
  }
  if (first.begun.length > 0) {
    return 'active';
  }
  switch (first.ended?.outcome) {
    case 'already':
      return 'not active';
    case 'not-found':
      return 'no account';
    default:
      return 'not read';
  }
};
