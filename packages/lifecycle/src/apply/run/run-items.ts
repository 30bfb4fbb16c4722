import type { Session } from '../../database/session';

/** An item that did not go as planned. */
export interface FailedItem {
  readonly app: string;
  readonly person: string;
  readonly op: string;
  readonly state: 'failed' | 'stale' | 'held' | 'pending' | 'waiting' | 'cancelled';
  readonly said: string | null;
}

/** Everybody in a run: key → how a reader knows them. */
export const peopleOfRun = async (
  sql: Pick<Session, 'query'>,
  run: number,
): Promise<ReadonlyMap<string, string>> => {
  const rows = await sql.query<{ readonly person: string; readonly who: string }>(
    `select distinct person, line->>'who' as who from iam.item where run = $1 and line->>'type' = 'item'`,
    [run],
  );
  return new Map(rows.map(({ person, who }) => [person, who]));
};

/** Those that failed or were stale, the first ones of each application. */
export const failedItems = (
  sql: Pick<Session, 'query'>,
  run: number,
  limit = 1000,
): Promise<readonly FailedItem[]> =>
  sql.query<FailedItem & Record<string, unknown>>(
    `select app, coalesce(line->>'who', person) as person, coalesce(line->>'op', line->>'type') as op, state, said
     from iam.item where run = $1 and state in ('failed', 'stale') order by app, n limit $2`,
    [run, limit],
  );
