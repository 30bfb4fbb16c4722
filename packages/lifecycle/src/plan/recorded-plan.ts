import type { LifecycleConfig } from '../config/lifecycle-config';
import type { Session } from '../database/session';
import { decidedUpon, type AppToPlan } from './app-rules';
import type { FeedValues, PlanHead } from './file/plan-line';
import { serialIn } from './plan-order';
import { sumOf, type AppSum } from './guards/app-counts';
import type { AppTotals } from './guards/guards';

/** The feed of the last plan that counts. */
interface LastFeed {
  readonly rows: number;
  readonly values: FeedValues | undefined;
}

export const lastFeed = async (session: Session): Promise<LastFeed | undefined> => {
  const [row] = await session.query<LastFeed>(
    // A plan that a guard stopped counts once a person allowed what it says and it was applied.
    `select (head -> 'feed' ->> 'rows')::int as rows, head -> 'feed' -> 'values' as values from iam.plan p
     where (allowed or exists (select from iam.run r where r.plan_id = p.id)) and not p.head ? 'undoOf'
     order by ${serialIn('head')} desc, made desc, id desc limit 1`,
  );
  return row === undefined ? undefined : { rows: row.rows, values: row.values ?? undefined };
};

export const recordPlan = async (
  session: Session,
  head: PlanHead,
  { path, sha256 }: { readonly path: string; readonly sha256: string },
  allowed: boolean,
): Promise<void> => {
  await session.execute(
    `insert into iam.plan (id, made, sha256, file, head, allowed) values ($1, $2, $3, $4, $5, $6)`,
    [head.id, head.made, sha256, path, JSON.stringify(head), allowed],
  );
};

/** The hash of a plan of this database; undefined when it knows none of that name, or its maker ended before it was kept. */
export const recordedHash = async (
  session: Pick<Session, 'query'>,
  id: string,
): Promise<string | undefined> =>
  (await session.query<{ readonly sha256: string }>('select sha256 from iam.plan where id = $1', [id]))[0]
    ?.sha256;

/** From the first plan on that has no more to make than a guard would let through, creations are judged. */
export const keepApplications = async (
  session: Session,
  apps: readonly AppToPlan[],
  sums: ReadonlyMap<string, AppSum>,
  totals: Readonly<Record<string, AppTotals>>,
  config: LifecycleConfig,
  made: Date,
): Promise<void> => {
  const { percent, floor } = config.guards.creations;
  for (const app of apps) {
    const { name } = app;
    if (app.leftOut !== undefined) {
      continue;
    }
    const accounts = totals[name]?.accounts ?? 0;
    const isComplete =
      accounts > 0 && sumOf(sums, name).creations <= Math.max(floor, (accounts * percent) / 100);
    await session.execute(
      `insert into iam.application as a (name, rules_hash, complete_since) values ($1, $2, $3)
       on conflict (name) do update set rules_hash = excluded.rules_hash,
         complete_since = coalesce(a.complete_since, excluded.complete_since)`,
      [name, Buffer.from(decidedUpon(app), 'utf8'), isComplete ? made : null],
    );
  }
};
