import { isPassing } from '../../database/database-error';
import type { Ledger } from '../../ledger/ledger';
import type { Look } from '../../queue/queue';
import type { Patience } from './patience';

/** Notes whether looks go well, and what they record. */
export interface LookWatch {
  readonly look: (look: Look) => Look;
  readonly ledger: (ledger: Ledger) => Ledger;
}

/**
 * A look that fails is not repeated by itself: the queue offers the person again. So this is where it is seen that the database answers and
 * takes nothing (a full disk): one that gives no answers is seen by what waits for them.
 */
export const watchLooks = (patience: Patience): LookWatch => {
  let failures = 0;
  const noted = async <A>(work: Promise<A>): Promise<A> => {
    try {
      return await work;
    } catch (thrown) {
      if (isPassing(thrown)) {
        failures += 1;
        patience.failed(thrown);
      }
      throw thrown;
    }
  };
  return {
    look: (look) => async (key, fence) => {
      const before = failures;
      const again = await noted(look(key, fence));
      if (before === failures) {
        patience.worked();
      }
      return again;
    },
    ledger: ({ append }) => ({ append: (record) => noted(append(record)) }),
  };
};
