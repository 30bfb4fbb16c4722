import type { Instance } from '@iam/core';
import type { Database } from '../database/connect';
import type { Ledger } from '../ledger/ledger';
import type { Fence, Look } from '../queue/queue';
import { claimItem } from './claim-item';
import { executeItem } from './execute-item';
import { executeGroup } from './execute-group';
import { GROUP_KEY } from './feed-run';
import { settleItem } from './settle-item';
import type { Claim } from './claim';

export interface LookMeans {
  readonly database: Database;
  readonly instance: Instance;
  readonly ledger: Ledger;
  readonly worker: string;
  readonly actor: string;
  readonly signal: AbortSignal;
}

/** Carries out the open items of a key (a person, or a group) in an application, one after another. */
export const lookAt =
  (app: string, means: LookMeans): Look =>
  async (key, queueFence) => {
    const { database, signal } = means;
    while (!signal.aborted) {
      const next = await claimItem(database, app, key);
      if (next.tag === 'nothing') {
        return undefined;
      }
      if (next.tag === 'wait') {
        return next.ms;
      }
      const { claim } = next;
      const fence = fenceOf(database, claim, queueFence);
      const { verdict, account } = await (key.startsWith(GROUP_KEY)
        ? executeGroup(claim, { ...means, fence })
        : executeItem(claim, { ...means, fence }));
      await settleItem(database, claim, verdict, account);
      if (verdict.tag === 'again') {
        return verdict.inMs;
      }
      if (verdict.tag === 'leave' || verdict.tag === 'pause') {
        return undefined;
      }
    }
    // Whoever goes on with the run is offered the person again.
    return undefined;
  };

/** The worker has the person, and the run goes on: a cancelled one sends nothing more. */
const fenceOf =
  (database: Database, { run }: Claim, queueFence: Fence): Fence =>
  async () => {
    const rows = await database.query(`select 1 from iam.run where id = $1 and state = 'applying'`, [run]);
    return rows.length > 0 && (await queueFence());
  };
