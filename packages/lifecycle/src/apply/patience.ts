import type { Clock } from '@iam/core';
import type { Database } from '../database/connect';
import { DatabaseError, isPassing, messageOf } from '../database/database-error';

export interface PatienceMeans {
  readonly database: Pick<Database, 'shownUrl' | 'kind'>;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  /** Ends the waiting. */
  readonly signal: AbortSignal;
  /** What a person should know while waiting, as sentences. */
  readonly onNotice?: ((sentence: string) => void) | undefined;
}

/** A database that restarts, or changes over to its second, is back by then. */
const PATIENCE_MS = 180_000;
const PAUSE_MS = 500;
const SHORT_MS = 5000;

/**
 * Does the work, and does it again while the database is away (restart, failover, full disk, a link that is silent). It must be work that
 * may be done twice. After three minutes, or when the run is stopped, it rejects with a DatabaseError that says how to go on.
 */
export const patiently = async <A>(means: PatienceMeans, work: () => Promise<A>): Promise<A> => {
  const { database, clock, signal, onNotice } = means;
  const since = clock.now();
  let isSaid = false;
  for (;;) {
    try {
      return await work();
    } catch (thrown) {
      if (!isPassing(thrown)) {
        throw thrown;
      }
      const awayMs = clock.now() - since;
      if (awayMs >= PATIENCE_MS || signal.aborted) {
        throw new DatabaseError(
          `The database ${database.shownUrl} has not worked for ${Math.round(awayMs / 1000)} s (${messageOf(thrown)}). ` +
            'What was begun is in the ledger and nothing is sent meanwhile; when the database is back, apply the same plan again: it goes on where it was.',
        );
      }
      if (!isSaid && awayMs >= SHORT_MS) {
        isSaid = true;
        onNotice?.(
          `The database does not work (${messageOf(thrown)}); nothing is sent until it does.` +
            (database.kind === 'embedded' ? ' "iam db start" in another terminal starts it.' : ''),
        );
      }
      await clock.sleep(PAUSE_MS, signal).catch(() => undefined);
    }
  }
};
