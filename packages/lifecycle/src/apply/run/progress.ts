import type { Session } from '../../database/session';

/** How far a run is in one application. */
export interface AppProgress {
  readonly app: string;
  readonly done: number;
  readonly failed: number;
  readonly stale: number;
  readonly held: number;
  /** Of people, then of groups: what may still be done. */
  readonly open: number;
  readonly openPeople: number;
  readonly waiting: number;
  readonly cancelled: number;
  /** Why nothing is sent there. */
  readonly paused: string | null;
}

export interface Progress {
  readonly run: number;
  readonly apps: readonly AppProgress[];
}

type Row = Omit<AppProgress, 'paused'> & { readonly paused: string | null };

export const progressOf = async (sql: Pick<Session, 'query'>, run: number): Promise<Progress> => ({
  run,
  apps: await sql.query<Row & Record<string, unknown>>(PROGRESS, [run]),
});

const PROGRESS = `
select i.app,
  count(*) filter (where i.state = 'done')::int as done,
  count(*) filter (where i.state = 'failed')::int as failed,
  count(*) filter (where i.state = 'stale')::int as stale,
  count(*) filter (where i.state = 'held')::int as held,
  count(*) filter (where i.state in ('pending', 'running'))::int as open,
  count(*) filter (where i.state in ('pending', 'running') and i.phase = 0)::int as "openPeople",
  count(*) filter (where i.state = 'waiting')::int as waiting,
  count(*) filter (where i.state = 'cancelled')::int as cancelled,
  max(a.paused) as paused
from iam.item i left join iam.application a on a.name = i.app
where i.run = $1 group by i.app order by i.app`;

/** Nothing is left that this run could do now. */
export const isOver = ({ apps }: Progress): boolean =>
  apps.every(({ open, paused }) => open === 0 || paused !== null);
