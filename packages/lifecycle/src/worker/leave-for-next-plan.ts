import type { WorkMeans } from '../apply/run/work-on-run';
import type { Progress } from '../apply/run/progress';
import type { Database } from '../database/connect';
import type { Session } from '../database/session';
import { readSchedule } from './schedule-state';
import { dueNow } from './schedule-times';
import type { WorkerMeans } from './worker-means';

/** After so many attempts, half a minute in all, an item is no longer one that only came at a bad moment. */
const TRIED = 6;

/**
 * A record at which the vendor always fails is tried again for two hours. A run that a worker began of itself, and of which nothing else is
 * left, is left when the next plan is due: leavers must not wait for it, and the new plan has what was left.
 */
export const leavingForNextPlan = (database: Database, means: WorkerMeans, work: WorkMeans): WorkMeans => {
  const left = new AbortController();
  let before = '';
  let isAsking = false;
  const leave = async (run: number): Promise<void> => {
    if ((await onlyRetries(database, run)) && (await isPlanDue(database, means))) {
      left.abort();
    }
  };
  return {
    ...work,
    signal: AbortSignal.any([work.signal, left.signal]),
    onProgress: (progress) => {
      work.onProgress(progress);
      const now = JSON.stringify(progress);
      if (now === before && !isAsking) {
        isAsking = true;
        leave(progress.run)
          // The database is away: the work itself waits for it.
          .catch(() => undefined)
          .finally(() => {
            isAsking = false;
          });
      }
      before = now;
    },
  };
};

const isPlanDue = async (
  database: Database,
  { config: { schedule }, timeOf }: WorkerMeans,
): Promise<boolean> =>
  schedule !== undefined &&
  dueNow(schedule, (await readSchedule(database)).planned, await timeOf(database)).tag === 'due';

/** Whether a worker began the run of itself, and all that is left of it was tried in vain, or waits for an application that is paused. */
export const onlyRetries = async (sql: Pick<Session, 'query'>, run: Progress['run']): Promise<boolean> => {
  const [row] = await sql.query<{ readonly only: boolean }>(ONLY_RETRIES, [run, TRIED]);
  return row?.only === true;
};

const ONLY_RETRIES = `
select exists (select from iam.run r join iam.schedule s on s.plan = r.plan_id where r.id = $1)
  and not exists (
    select from iam.item i left join iam.application a on a.name = i.app
    where i.run = $1 and (i.state = 'waiting' or (
      i.state in ('pending', 'running') and a.paused is null
      and not (i.state = 'pending' and i.attempts >= $2)))) as only`;
