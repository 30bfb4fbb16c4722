import type { Clock } from '@iam/core';
import type { Database } from '../../database/connect';
import { codeOf, DatabaseError, isPassing, messageOf } from '../../database/database-error';

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

/** What is known of a database that may be away: since when it fails, and whether that was said. */
export interface Patience {
  /** Says what is wrong when it lasts. */
  readonly failed: (thrown: unknown) => void;
  readonly worked: () => void;
  readonly isFailing: () => boolean;
  /** With what to give up, when it was away for three minutes, or when it is and the run is stopped. */
  readonly end: () => DatabaseError | undefined;
}

const DISK_FULL = '53100';

const whatToDo = (thrown: unknown, kind: Database['kind']): string =>
  codeOf(thrown) === DISK_FULL
    ? ' Make room on its disk.'
    : kind === 'embedded'
      ? ' "iam db start" in another terminal starts it.'
      : '';

export const createPatience = ({ database, clock, signal, onNotice }: PatienceMeans): Patience => {
  let since: number | undefined;
  let last: unknown;
  let isSaid = false;
  const awayMs = (): number => (since === undefined ? 0 : clock.now() - since);
  return {
    failed: (thrown) => {
      since ??= clock.now();
      last = thrown;
      if (!isSaid && awayMs() >= SHORT_MS) {
        isSaid = true;
        onNotice?.(
          `The database does not work (${messageOf(thrown)}); nothing is changed until it does.${whatToDo(thrown, database.kind)}`,
        );
      }
    },
    worked: () => {
      since = undefined;
      isSaid = false;
    },
    isFailing: () => since !== undefined,
    end: () =>
      since !== undefined && (awayMs() >= PATIENCE_MS || signal.aborted)
        ? new DatabaseError(
            `The database ${database.shownUrl} ${awayMs() < 1000 ? 'does not work' : `has not worked for ${Math.round(awayMs() / 1000)} s`} (${messageOf(last)}). ` +
              'What was begun is in the ledger and nothing is changed meanwhile; when the database is back, apply the same plan again: it goes on where it was.',
          )
        : undefined,
  };
};

/**
 * Does the work, and does it again while the database is away (restart, failover, full disk, a link that is silent). It must be work that
 * may be done twice. After three minutes, or when the run is stopped, it rejects with a DatabaseError that says how to go on.
 */
export const patiently = async <A>(means: PatienceMeans, work: () => Promise<A>): Promise<A> => {
  const patience = createPatience(means);
  for (;;) {
    try {
      return await work();
    } catch (thrown) {
      if (!isPassing(thrown)) {
        throw thrown;
      }
      patience.failed(thrown);
      const end = patience.end();
      if (end !== undefined) {
        throw end;
      }
      await means.clock.sleep(PAUSE_MS, means.signal).catch(() => undefined);
    }
  }
};
