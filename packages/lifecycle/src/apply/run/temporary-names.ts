import type { Session } from '../../database/session';

/** A person whose account was moved to a temporary name by a run, and whose last step it did not do. */
export interface TemporaryName {
  readonly app: string;
  readonly person: string;
  /** The temporary name, as it was sent. */
  readonly name: string;
}

/** People whom a run that does nothing more about them has left with a temporary name. */
export const temporaryNames = (sql: Pick<Session, 'query'>, run: number): Promise<readonly TemporaryName[]> =>
  sql.query<TemporaryName & Record<string, unknown>>(
    `select l.app, coalesce(l.line->>'who', l.person) as person,
       coalesce(t.line->'profile'->>'username', t.line->'profile'->>'email', '') as name
     from iam.item l
     join lateral (select f.line from iam.item f
       where f.run = l.run and f.n in (select jsonb_array_elements_text(l.line->'after')::integer)
         and f.person = l.person and f.state = 'done' and f.line->>'temporary' = 'true') t on true
     where l.run = $1 and l.state in ('failed', 'stale', 'cancelled', 'held') and jsonb_typeof(l.line->'after') = 'array'
     order by l.app, l.n`,
    [run],
  );
