import type { Database } from '../database/connect';
import { forgetValues, forgottenBefore, KEPT_DAYS } from '../ledger/forget-values';
import type { WorkerMeans } from './worker-means';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Forgets the values of people that are kept no longer, once a day; what another worker forgot is not there any more. */
export const keepRetention = ({
  timeOf,
  log,
}: Pick<WorkerMeans, 'timeOf' | 'log'>): ((database: Database) => Promise<void>) => {
  let last: number | undefined;
  return async (database) => {
    const now = await timeOf(database);
    if (last !== undefined && now.getTime() - last < DAY_MS) {
      return;
    }
    const rows = await forgetValues(database, forgottenBefore(now));
    last = now.getTime();
    if (rows > 0) {
      log({
        event: 'forgotten',
        text: `Forgot the values of people in ${rows} records that are older than ${KEPT_DAYS} days; their hashes stay.`,
      });
    }
  };
};
