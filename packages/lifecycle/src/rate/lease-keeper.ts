import { randomUUID } from 'node:crypto';
import type { Clock, RequestLimit } from '@iam/core';
import type { Database } from '../database/connect';
import { renew, type Lease } from './lease';
import { createSharedLimiter, type SharedLimit, type SharedLimiter } from './shared-limiter';

/** Keeps this process's share of an application's limits. */
export interface LeaseKeeper {
  readonly limiter: SharedLimiter;
  /**
   * Whether a place that was given at this instant of the clock is good: the share did not end since, or no other process got it meanwhile. Waits
   * for a renewal that is late.
   */
  readonly isPlaceHeld: (since: number) => Promise<boolean>;
  /** Resolves when the first share is there. */
  readonly start: () => Promise<void>;
  /** Gives the share back; others may use it when what was sent cannot count any more. */
  readonly stop: () => Promise<void>;
}

const RENEW_MS = 500;
/** As often it is looked whether what is on its way to another process may be used by now, where periods are short. */
const HAND_OVER_MS = 100;
/** A process that could not renew for so long stops sending; the others take its share after one window more. */
const TTL_MS = 2000;
/** A renewal that is not answered by then is given up, and the next one goes over another connection. */
const ANSWER_MS = 1000;
/** Before the lease ends by the clock of the database, this process has stopped by its own, and what it sent has arrived. */
const SAFETY_MS = 300;
/** As long a place is waited for whose share has ended, looking so often. */
const LATE_MS = 10_000;
const LOOK_MS = 50;

export const keepLease = (
  database: Pick<Database, 'transaction' | 'execute' | 'within'>,
  app: string,
  limits: readonly RequestLimit[],
  clock: Pick<Clock, 'now' | 'sleep'>,
): LeaseKeeper => {
  const holder = randomUUID();
  const hasty = database.within(ANSWER_MS);
  const limiter = createSharedLimiter(limits, clock, (ms) => {
    void closeForAll(database, app, ms).catch(() => undefined);
  });
  const shared = limiter.limits;
  const keys = shared.map(({ key }) => key);
  let using = shared.map(() => 0);
  let validUntil = 0;
  /** Places that were given since are good. */
  let heldFrom = shared.length === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const stopped = new AbortController();
  let renewals: Promise<void> = Promise.resolve();

  const isHeldNow = (): boolean => shared.length === 0 || clock.now() < validUntil;

  /** The milliseconds until the next renewal. */
  const renewOnce = async (isFirst = false): Promise<number> => {
    const askedAt = clock.now();
    try {
      const answer = await hasty.transaction(async (sql) => {
        const { now, closedForMs } = await lockRate(sql, app);
        const counted = limiter.counted();
        // A worker that begins has something to send, and need not ask for it first.
        const wants = isFirst || limiter.isBusy();
        const isValid = isHeldNow();
        const leases = await sql.query<LeaseRow>(READ, [app]);
        const next = shared.map((limit, index) =>
          renew({
            units: limit.size,
            leases: leases.filter(({ limited }) => limited === limit.key).map(leaseOf),
            own: holder,
            wants,
            using: isValid ? (using[index] ?? 0) : 0,
            counted: counted[index] ?? 0,
            headroom: headroomOf(limit),
            windowMs: limit.periodMs,
            now,
          }),
        );
        const shares = next.map(({ share }) => share);
        await sql.execute(WRITE, [app, holder, keys, shares, wants ? 1 : 0, TTL_MS / 1000]);
        return { next, closedForMs };
      });
      if (heldFrom > clock.now() || answer.next.some(({ isCovered }) => !isCovered)) {
        heldFrom = clock.now();
      }
      using = answer.next.map(({ use }) => use);
      validUntil = askedAt + TTL_MS - SAFETY_MS;
      if (answer.closedForMs > 0) {
        limiter.closeUntil(clock.now() + answer.closedForMs);
      }
      limiter.setShares(using, validUntil);
      const unsettled = shared.filter((_, index) => answer.next[index]?.isSettled === false);
      return Math.min(RENEW_MS, ...unsettled.map(handOverOf));
    } catch {
      // The database is away: the share ends by itself, before its lease can be another's.
      return RENEW_MS;
    }
  };

  const renewUntilStopped = async (firstMs: number): Promise<void> => {
    let nextMs = firstMs;
    for (;;) {
      await clock.sleep(nextMs, stopped.signal).catch(() => undefined);
      if (stopped.signal.aborted) {
        return;
      }
      nextMs = await renewOnce();
    }
  };

  return {
    limiter,
    isPlaceHeld: async (since) => {
      const until = clock.now() + LATE_MS;
      while (!isHeldNow() && clock.now() < until && !stopped.signal.aborted) {
        await clock.sleep(LOOK_MS);
      }
      return isHeldNow() && heldFrom <= since;
    },
    start: async () => {
      if (shared.length === 0) {
        return;
      }
      await database.execute(FORGET, [app]).catch(() => undefined);
      renewals = renewUntilStopped(await renewOnce(true));
    },
    stop: async () => {
      stopped.abort();
      await renewals;
      limiter.setShares([], 0);
      if (shared.length > 0) {
        await hasty.execute(END, [app, holder, keys, limiter.counted()]);
      }
    },
  };
};

const handOverOf = ({ periodMs }: SharedLimit): number => Math.max(HAND_OVER_MS, periodMs / 10);

/**
 * What a process that dies has reserved is lost to the others for a whole period. One that is over so soon is waited for; where it is a
 * minute, no process reserves much more than is used.
 */
const SHORT_PERIOD_MS = 10_000;

const headroomOf = ({ periodMs, size }: SharedLimit): number =>
  periodMs <= SHORT_PERIOD_MS ? size : Math.ceil(size / 4);

interface LeaseRow {
  readonly limited: string;
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
): Promise<{ readonly now: number; readonly closedForMs: number }> => {
  await sql.execute(`set local idle_in_transaction_session_timeout = ${ANSWER_MS}`);
  const [row] = await sql.query<{ readonly now_ms: number; readonly closed_ms: number | null }>(LOCK, [app]);
  return { now: row?.now_ms ?? 0, closedForMs: Math.max(0, row?.closed_ms ?? 0) };
};

/** The times are those after the wait for the lock. */
const LOCK = `
insert into iam.rate as rate (app) values ($1)
on conflict (app) do update set app = excluded.app
returning (extract(epoch from clock_timestamp()) * 1000)::float8 as now_ms,
  (extract(epoch from rate.closed_until - clock_timestamp()) * 1000)::float8 as closed_ms`;

const READ = `
select limited, holder::text, share, wants, (extract(epoch from until) * 1000)::float8 as until_ms from iam.lease where app = $1`;

/** Rows of the dead are kept until nothing of theirs counts any more. */
const FORGET = `delete from iam.lease where app = $1 and until < now() - interval '2 hours'`;

const WRITE = `
insert into iam.lease (app, holder, limited, share, wants, until)
select $1, $2, limited, share, $5, clock_timestamp() + make_interval(secs => $6)
from unnest($3::text[], $4::integer[]) as own (limited, share)
on conflict (app, limited, holder) do update set share = excluded.share, wants = excluded.wants, until = excluded.until`;

const END = `
update iam.lease as lease set until = now(), share = own.share
from unnest($3::text[], $4::integer[]) as own (limited, share)
where lease.app = $1 and lease.holder = $2 and lease.limited = own.limited`;

const closeForAll = async (database: Pick<Database, 'execute'>, app: string, ms: number): Promise<void> => {
  await database.execute(
    `insert into iam.rate (app, closed_until) values ($1, clock_timestamp() + make_interval(secs => $2))
     on conflict (app) do update set closed_until = greatest(iam.rate.closed_until, excluded.closed_until)`,
    [app, ms / 1000],
  );
};
