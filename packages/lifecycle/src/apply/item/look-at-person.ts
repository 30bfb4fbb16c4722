import { printable, type Clock, type Instance } from '@iam/core';
import type { Database } from '../../database/connect';
import { isPassing, messageOf } from '../../database/database-error';
import { STATE_STAYS } from '../../database/work-lock';
import type { Ledger } from '../../ledger/ledger';
import type { Fence, Look } from '../../queue/queue';
import { claimItem } from './claim-item';
import { executeItem } from './execute-item';
import { executeGroup } from './execute-group';
import { settleItem, type AccountChange } from './settle-item';
import type { AnyClaim, Claim, LackingStep } from './claim';
import type { GroupLine } from './group-line';
import { verdictOnRefusal } from './one-refusal';
import type { Verdict } from './verdict';
import type { PassMeans } from './write-pass';

export interface LookMeans {
  readonly database: Database;
  readonly instance: Instance;
  readonly ledger: Ledger;
  readonly worker: string;
  readonly actor: string;
  readonly isPlaceHeld: PassMeans['isPlaceHeld'];
  readonly clock: Pick<Clock, 'now'>;
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
      const verdict = await carryOut(claim, { ...means, fence });
      if (verdict.tag === 'again') {
        return verdict.inMs;
      }
      if (verdict.tag === 'leave' || verdict.tag === 'pause' || verdict.tag === 'later') {
        return undefined;
      }
    }
    // The worker that goes on with the run is offered the person again.
    return undefined;
  };

const carryOut = async (claim: AnyClaim, means: LookMeans & { readonly fence: Fence }): Promise<Verdict> => {
  if (claim.lacks !== undefined) {
    return settled(means.database, claim, notWithout(claim.lacks), { tag: 'none' });
  }
  try {
    const { verdict, account } = isGroup(claim)
      ? await executeGroup(claim, means)
      : await executeItem(claim, means);
    const judged =
      verdict.tag === 'refused' ? await verdictOnRefusal(means.database, claim, verdict) : verdict;
    return await settled(means.database, claim, judged, account);
  } catch (thrown) {
    if (isPassing(thrown)) {
      throw thrown;
    }
    // What cannot go well the next time either is said, instead of being tried for ever.
    const verdict: Verdict = {
      tag: 'failed',
      said: `A defect in iam or in the integration: ${messageOf(thrown)}. What was sent is in the ledger.`,
    };
    return settled(means.database, claim, verdict, { tag: 'none' });
  }
};

/** Not every application refuses a name that another has: it would be given twice. */
const notWithout = ({ who, said }: LackingStep): Verdict => {
  const why = said === null ? '' : `: ${said.replace(/\.$/, '')}`;
  return {
    tag: 'stale',
    said: `It comes after the change of ${printable(who)}, which was not done${why}. Nothing was written; the next plan decides anew.`,
  };
};

/** A worker that lost the item to another does not go on with the person either. */
const settled = async (
  database: Database,
  claim: AnyClaim,
  verdict: Verdict,
  account: AccountChange,
): Promise<Verdict> =>
  (await settleItem(database, claim, verdict, account))
    ? verdict
    : { tag: 'leave', said: 'Another worker took the person meanwhile.' };

const isGroup = (claim: AnyClaim): claim is Claim<GroupLine> => claim.item.type === 'group';

/** The worker has the person, and the run goes on: one that is cancelled, or that is being moved away, sends nothing more. */
const fenceOf =
  (database: Database, { run }: AnyClaim, queueFence: Fence): Fence =>
  async () => {
    const [rows, isOurs] = await Promise.all([
      database.query(`select 1 from iam.run where id = $1 and state = 'applying' and ${STATE_STAYS}`, [run]),
      queueFence(),
    ]);
    return rows.length > 0 && isOurs;
  };
