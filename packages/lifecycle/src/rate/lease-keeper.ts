import { randomUUID } from 'node:crypto';
import type { Clock, RequestLimit } from '@iam/core';
import type { Database } from '../database/connect';
import { renew, type Lease } from './lease';
import { longestPeriod } from './limit-window';
import { createSharedLimiter, unitsOf, type SharedLimiter } from './shared-limiter';

/** Keeps this process's share of an application's rate. */
export interface LeaseKeeper {
  readonly limiter: SharedLimiter;
  /** Resolves when the first share is there. */
  readonly start: () => Promise<void>;
  /** Gives the share back; others may use it when what was sent cannot count any more. */
  readonly stop: () => Promise<void>;
}

const RENEW_MS = 700;
/** A process that could not renew for so long stops sending; the others take its share after one window more. */
const TTL_MS = 4000;
/** A renewal that is not answered by then is given up, and the next one goes over another connection. */
const ANSWER_MS = 3000;
/** Before the lease ends by the clock of the database, this process has stopped by its own. */
const SAFETY_MS = 500;
/** Added to the window for the time between a decision here and its effect. */
const WINDOW_MARGIN_MS = 100;

export const keepLease = (
  database: Pick<Database, 'transaction' | 'execute' | 'within'>,
  app: string,
  limits: readonly RequestLimit[],
  clock: Pick<Clock, 'now' | 'sleep'>,
): LeaseKeeper => {
  const holder = randomUUID();
  const hasty = database.within(ANSWER_MS);
  const units = unitsOf(limits);
  const windowMs = longestPeriod(limits) + WINDOW_MARGIN_MS;
  const limiter = createSharedLimiter(limits, clock, (ms) => {
    void closeForAll(database, app, units, ms).catch(() => undefined);
  });
  let using = 0;
  let reducedAt = 0;
  let validUntil = 0;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let renewal: Promise<void> = Promise.resolve();

  const renewOnce = async (): Promise<void> => {
    const askedAt = clock.now();
    try {
      const answer = await hasty.transaction(async (sql) => {
        const { now, closedForMs } = await lockRate(sql, app, units);
        const leases = await sql.query<LeaseRow>(READ, [app]);
        const current = askedAt < validUntil ? using : 0;
        const next = renew({
          units,
          leases: leases.map(leaseOf),
          own: holder,
          wants: limiter.isBusy(),
          using: current,
          reducedAt,
          windowMs,
          now,
        });
        await sql.execute(WRITE, [app, holder, next.share, limiter.isBusy() ? 1 : 0, TTL_MS / 1000]);
        return { ...next, now, closedForMs, current };
      });
      if (answer.use < answer.current) {
        reducedAt = answer.now;
      }
      using = answer.use;
      validUntil = askedAt + TTL_MS - SAFETY_MS;
      if (answer.closedForMs > 0) {
        limiter.closeUntil(clock.now() + answer.closedForMs);
      }
      limiter.setShare({ units: using, of: units, until: validUntil });
    } catch {
      // The database is away: the share ends by itself, before its lease can be another's.
    }
  };

  const again = (): void => {
    timer = setTimeout(() => {
      renewal = renewOnce().then(() => (isStopped ? undefined : again()));
    }, RENEW_MS);
    timer.unref();
  };

  return {
    limiter,
    start: async () => {
      if (units === 0) {
        return;
      }
      await renewOnce();
      again();
    },
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await renewal;
      limiter.setShare({ units: 0, of: units, until: 0 });
      if (units > 0) {
        await hasty.execute('update iam.lease set until = now() where app = $1 and holder = $2', [
          app,
          holder,
        ]);
      }
    },
  };
};

interface LeaseRow {
  readonly holder: string;
  readonly share: number;
  readonly wants: number;
  readonly until_ms: number;
}

const leaseOf = ({ holder, share, wants, until_ms }: LeaseRow): Lease => ({
  holder,
  share,
  wants: wants > 0,
  until: until_ms,
});

type Inside = Parameters<Parameters<Database['transaction']>[0]>[0];

/**
 * One process at a time decides about an application's rate. A process that goes silent in the middle keeps the others from it for as
 * long as the server lets its transaction lie, so that time is short.
 */
const lockRate = async (
  sql: Inside,
  app: string,
  units: number,
): Promise<{ readonly now: number; readonly closedForMs: number }> => {
  await sql.execute(`set local idle_in_transaction_session_timeout = ${ANSWER_MS}`);
  await sql.execute(
    `insert into iam.rate (app, per_second) values ($1, $2) on conflict (app) do update set per_second = excluded.per_second`,
    [app, units],
  );
  const [row] = await sql.query<{ readonly now_ms: number; readonly closed_ms: number | null }>(
    `select (extract(epoch from clock_timestamp()) * 1000)::float8 as now_ms,
       (extract(epoch from closed_until - clock_timestamp()) * 1000)::float8 as closed_ms
     from iam.rate where app = $1`,
    [app],
  );
  // Rows of the dead are kept until nothing of theirs counts any more.
  await sql.execute(`delete from iam.lease where app = $1 and until < now() - interval '2 hours'`, [app]);
  return { now: row?.now_ms ?? 0, closedForMs: Math.max(0, row?.closed_ms ?? 0) };
};

const READ = `
select holder::text, share, wants, (extract(epoch from until) * 1000)::float8 as until_ms from iam.lease where app = $1`;

const WRITE = `
insert into iam.lease (app, holder, share, wants, until)
values ($1, $2, $3, $4, clock_timestamp() + make_interval(secs => $5))
on conflict (app, holder) do update set share = excluded.share, wants = excluded.wants, until = excluded.until`;

const closeForAll = async (
  database: Pick<Database, 'execute'>,
  app: string,
  units: number,
  ms: number,
): Promise<void> => {
  await database.execute(
    `insert into iam.rate (app, per_second, closed_until) values ($1, $2, clock_timestamp() + make_interval(secs => $3))
     on conflict (app) do update set closed_until = greatest(iam.rate.closed_until, excluded.closed_until)`,
    [app, units, ms / 1000],
  );
};
