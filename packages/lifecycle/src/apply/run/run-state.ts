import type { Database } from '../../database/connect';
import type { Session } from '../../database/session';
import type { ApprovalLine, PlanHead } from '../../plan/file/plan-line';
import { isLater, placeOf, type PlanPlace } from '../../plan/plan-order';

export type RunState = 'applying' | 'paused' | 'cancelled' | 'done';

/** A plan that is being, or was, carried out. */
export interface Run {
  readonly id: number;
  readonly planId: string;
  readonly state: RunState;
  readonly startedBy: string;
  /** ISO instants. */
  readonly started: string;
  readonly ended: string | null;
}

interface RunRow {
  readonly id: number;
  readonly plan_id: string;
  readonly state: RunState;
  readonly started_by: string;
  readonly started: Date;
  readonly ended: Date | null;
}

const COLUMNS = 'id, plan_id, state, started_by, started, ended';

const runOf = ({ id, plan_id, state, started_by, started, ended }: RunRow): Run => ({
  id,
  planId: plan_id,
  state,
  startedBy: started_by,
  started: started.toISOString(),
  ended: ended?.toISOString() ?? null,
});

/** A run with what is known of its plan, for those who undo it or report on it. */
export interface RunRecord extends Run {
  readonly head: PlanHead;
  readonly approvals: readonly ApprovalLine[];
  readonly planSha256: string;
}

export const runRecord = async (sql: Pick<Session, 'query'>, id: number): Promise<RunRecord | undefined> => {
  const [row] = await sql.query<
    RunRow & Pick<RunRecord, 'head' | 'approvals'> & { readonly plan_sha256: string }
  >(`select ${COLUMNS}, head, approvals, plan_sha256 from iam.run where id = $1`, [id]);
  return row === undefined
    ? undefined
    : { ...runOf(row), head: row.head, approvals: row.approvals, planSha256: row.plan_sha256 };
};

export const runOfPlan = async (sql: Pick<Session, 'query'>, planId: string): Promise<Run | undefined> =>
  (await sql.query<RunRow>(`select ${COLUMNS} from iam.run where plan_id = $1`, [planId])).map(runOf)[0];

export const runById = async (sql: Pick<Session, 'query'>, id: number): Promise<Run | undefined> =>
  (await sql.query<RunRow>(`select ${COLUMNS} from iam.run where id = $1`, [id])).map(runOf)[0];

/** A run of a plan that was made after this one, the latest first: what it decided is newer. */
export const runOfLaterPlan = async (
  sql: Pick<Session, 'query'>,
  plan: PlanPlace,
): Promise<Run | undefined> =>
  (
    await sql.query<RunRow>(
      `select ${COLUMNS} from iam.run where ${isLater('head')} order by id desc limit 1`,
      placeOf(plan),
    )
  ).map(runOf)[0];

/** Why a run’s failed items are not tried again: a later plan was applied, or the plan’s time is over. */
export type RetryRefusal =
  { readonly tag: 'superseded'; readonly run: Run } | { readonly tag: 'expired'; readonly at: string };

/** What failed was decided when the plan was made; once that is outdated, a retry could enable the account of a person who has left since. */
export const retryRefusal = async (
  sql: Pick<Session, 'query'>,
  id: number,
  now: Date,
): Promise<RetryRefusal | undefined> => {
  const [run] = await sql.query<Pick<RunRecord, 'head'> & Record<string, unknown>>(
    'select head from iam.run where id = $1',
    [id],
  );
  if (run === undefined) {
    return undefined;
  }
  const later = await runOfLaterPlan(sql, run.head);
  if (later !== undefined) {
    return { tag: 'superseded', run: later };
  }
  const { expires } = run.head;
  return Date.parse(expires) > now.getTime() ? undefined : { tag: 'expired', at: expires };
};

/** The run that is under way; there is at most one. */
export const openRun = async (sql: Pick<Session, 'query'>): Promise<Run | undefined> =>
  (await sql.query<RunRow>(`select ${COLUMNS} from iam.run where state in ('applying', 'paused')`)).map(
    runOf,
  )[0];

export const allRuns = async (sql: Pick<Session, 'query'>, limit = 20): Promise<readonly Run[]> =>
  (await sql.query<RunRow>(`select ${COLUMNS} from iam.run order by id desc limit $1`, [limit])).map(runOf);

/** The state of a run in which nothing is left to do; one that is left in the middle stays as it is, others may work on it. */
export const closeRun = async (sql: Pick<Session, 'execute'>, id: number): Promise<void> => {
  await sql.execute(
    `update iam.run set state = 'done', ended = now() where id = $1 and state = 'applying'
     and not exists (select 1 from iam.item where run = $1 and state in ('pending', 'running', 'waiting'))`,
    [id],
  );
};

/** Goes on with a run: its paused applications are asked again. */
export const resumeRun = (database: Database, id: number): Promise<void> =>
  database.transaction(async (sql) => {
    await sql.execute(
      `update iam.run set state = 'applying' where id = $1 and state in ('applying', 'paused')`,
      [id],
    );
    await sql.execute(
      `update iam.application set paused = null where name in (select distinct app from iam.item where run = $1)`,
      [id],
    );
  });

/** Items that a cancelled run leaves undone: those that were open, as the list of runs counts them, and those that waited for a person. */
export interface Cancelled {
  readonly open: number;
  readonly held: number;
}

/** What is not done is not done: a cancelled run sends nothing more, and another plan may be applied. */
export const cancelRun = (database: Database, id: number, by: string): Promise<Cancelled> =>
  database.transaction(async (sql) => {
    await sql.execute(
      `update iam.run set state = 'cancelled', ended = now() where id = $1 and state in ('applying', 'paused')`,
      [id],
    );
    const [left] = await sql.query<Cancelled & Record<string, unknown>>(
      `with left_over as (
         select n, state from iam.item where run = $1 and state in ('pending', 'running', 'waiting', 'held') for update),
       cancelled as (
         update iam.item i set state = 'cancelled', said = $2, ended = now() from left_over l where i.run = $1 and i.n = l.n)
       select count(*) filter (where state <> 'held')::int as open, count(*) filter (where state = 'held')::int as held
       from left_over`,
      [id, `cancelled by ${by}`],
    );
    return left ?? { open: 0, held: 0 };
  });

/** Items that failed or were stale are tried again; a stale one is stale again unless the account is as the plan saw it. */
export const retryRun = (database: Database, id: number): Promise<number> =>
  database.transaction(async (sql) => {
    const again = await sql.execute(
      `update iam.item set state = 'pending', not_before = null, ended = null where run = $1 and state in ('failed', 'stale')`,
      [id],
    );
    if (again > 0) {
      await sql.execute(`update iam.run set state = 'applying', ended = null where id = $1`, [id]);
    }
    return again;
  });
