import { once } from 'node:events';
import type { Database } from '../../database/connect';
import { DatabaseMoved } from '../../database/moved-away';
import { DatabaseBusy, takeLock, type WorkLock } from '../../database/work-lock';
import { patiently } from './patience';
import type { WorkMeans } from './work-on-run';

type Held = Extract<WorkLock, { readonly tag: 'held' }>;

/**
 * Does the work as one of those who apply; refused while the database is being moved or filled. A lock whose connection is lost (a
 * restart, a failover) is taken again. When the state was taken away meanwhile, nothing further is begun: what would be recorded now
 * would be left behind.
 */
export const whileApplying = async <A>(
  means: WorkMeans,
  work: (means: WorkMeans) => Promise<A>,
): Promise<A> => {
  const { database, actor, onNotice } = means;
  const take = (): Promise<Held> => patiently(means, () => heldBy(database, actor));
  let lock = await take();
  const over = new AbortController();
  const movedAway = new AbortController();
  const keep = async (): Promise<void> => {
    for (;;) {
      await lostOf(lock, over.signal);
      if (over.signal.aborted) {
        return;
      }
      lock = await take();
    }
  };
  const kept = keep().catch((thrown: unknown) => {
    const isTaken = thrown instanceof DatabaseBusy || thrown instanceof DatabaseMoved;
    if (isTaken && !over.signal.aborted) {
      onNotice?.(
        `${thrown.message} What is at hand ends; apply the plan again with the database that it is moved to.`,
      );
      movedAway.abort();
    }
    // A database that stays away is said by the work itself.
  });
  try {
    return await work({ ...means, signal: AbortSignal.any([means.signal, movedAway.signal]) });
  } finally {
    over.abort();
    await kept;
    await lock.release();
  }
};

const heldBy = async (database: Database, who: string): Promise<Held> => {
  const lock = await takeLock(database, 'apply', who);
  if (lock.tag === 'busy') {
    throw new DatabaseBusy(lock.sentence);
  }
  return lock;
};

const lostOf = async ({ lost }: Held, over: AbortSignal): Promise<void> => {
  if (!lost.aborted && !over.aborted) {
    await Promise.race([once(lost, 'abort'), once(over, 'abort')]);
  }
};
