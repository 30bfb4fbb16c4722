import type { Database } from '../database/connect';
import type { Session } from '../database/session';
import { isAhead } from './schedule-times';

/** What all workers upon a database know of the schedule. */
export interface ScheduleState {
  /** The scheduled time that was dealt with last; absent before the first. */
  readonly planned?: Date;
  /** The plan that a worker applied of itself last. */
  readonly plan?: string;
}

export const readSchedule = async (sql: Pick<Session, 'query'>): Promise<ScheduleState> => {
  const [row] = await sql.query<{ readonly planned: Date | null; readonly plan: string | null }>(
    'select planned, plan from iam.schedule',
  );
  return {
    ...(row?.planned == null ? {} : { planned: row.planned }),
    ...(row?.plan == null ? {} : { plan: row.plan }),
  };
};

/** The scheduled time is dealt with, whatever came of it; none before it is dealt with again, but for one of a clock that was ahead. */
export const markPlanned = async (sql: Session, at: Date, now: Date): Promise<void> => {
  const { planned } = await readSchedule(sql);
  await sql.execute(
    `insert into iam.schedule as s (planned) values ($1)
     on conflict (one) do update set planned = case when s.planned = $2 then $1 else greatest(s.planned, $1) end`,
    [at, isAhead(planned, now) ? planned : null],
  );
};

/** A worker is about to apply this plan of itself. */
export const markUnattended = async (sql: Pick<Session, 'execute'>, plan: string): Promise<void> => {
  await sql.execute(
    `insert into iam.schedule (plan) values ($1) on conflict (one) do update set plan = excluded.plan`,
    [plan],
  );
};

/** Runs that are over and were not told of; each is answered to one worker only. Those before the first worker are history. */
export const takeEndedRuns = (database: Database): Promise<readonly number[]> =>
  database.transaction(async (sql) => {
    const row = await lockedRow<{ readonly told_run: number | null }>(sql, 'told_run');
    const ended = await sql.query<{ readonly id: number }>(
      `select id from iam.run where state = 'done' and id > coalesce($1, 0) order by id`,
      [row?.told_run ?? null],
    );
    const last = ended.at(-1)?.id ?? row?.told_run ?? 0;
    await sql.execute('update iam.schedule set told_run = $1', [last]);
    return row?.told_run == null ? [] : ended.map(({ id }) => id);
  });

/** What is paused, or cannot be read, by a name, with the reason. */
export type Paused = Readonly<Record<string, string>>;

export interface PausedChanges {
  readonly paused: Paused;
  readonly resumed: readonly string[];
}

/** What was not told of yet, among the names that `looked` says were looked at; each change is answered to one worker only. */
export const takePausedChanges = (
  database: Database,
  looked: readonly string[],
  now: Paused,
): Promise<PausedChanges> =>
  database.transaction(async (sql) => {
    const before = (await lockedRow<{ readonly paused: Paused }>(sql, 'paused'))?.paused ?? {};
    const fresh = Object.entries(now).filter(([name]) => !Object.hasOwn(before, name));
    const resumed = looked.filter((name) => Object.hasOwn(before, name) && !Object.hasOwn(now, name));
    const kept = Object.entries(before).filter(([name]) => !resumed.includes(name));
    await sql.execute('update iam.schedule set paused = $1', [
      JSON.stringify(Object.fromEntries([...kept, ...fresh])),
    ]);
    return { paused: Object.fromEntries(fresh), resumed };
  });

const lockedRow = async <Row extends Record<string, unknown>>(
  sql: Session,
  column: keyof Row & string,
): Promise<Row | undefined> => {
  await sql.execute('insert into iam.schedule default values on conflict do nothing');
  return (await sql.query<Row>(`select ${column} from iam.schedule for update`))[0];
};
