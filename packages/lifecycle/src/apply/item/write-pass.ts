import type { Clock, PendingWrite, WriteRefusal } from '@iam/core';
import type { AttemptRecord } from '../../ledger/attempt';
import type { Ledger } from '../../ledger/ledger';
import type { Fence } from '../../queue/queue';

export interface PassMeans {
  readonly ledger: Ledger;
  /** Whether this process still has the person, and the run still goes on. */
  readonly fence: Fence;
  /** Whether a place in the vendor's rate that this process got at an instant of the clock is still its own. */
  readonly isPlaceHeld: (since: number) => Promise<boolean>;
  readonly clock: Pick<Clock, 'now'>;
}

export interface Kept {
  readonly tag: 'leave' | 'stale';
  readonly said: string;
}

/** What stands between core and the vendor for one call of a command: every write of it passes here right before it is sent. */
export interface WritePass {
  readonly beforeWrite: (write: PendingWrite) => Promise<WriteRefusal | undefined>;
  /** Why the last write was kept back; undefined when it was not. */
  readonly kept: () => Kept | undefined;
  /** Whether a write was recorded as begun, so that its end has to be recorded as well. */
  readonly hasBegun: () => boolean;
}

/**
 * An answer of the fence that is older than this is asked again: the process may have been stopped since, or its machine asleep, and
 * others take its people after ten seconds of silence. What is left is the time in which the request itself is on its way.
 */
const FENCE_MS = 3000;

const NOT_OURS: Kept = {
  tag: 'leave',
  said: 'Another worker has this person, or the run does not go on; nothing was sent.',
};

const NO_PLACE: Kept = {
  tag: 'leave',
  said: 'The share of the application’s rate has ended meanwhile, so the write was not sent.',
};

/** `judge` looks at the write itself; `begun` is what is recorded of it. Nothing is sent that was not recorded before. */
export const createWritePass = (
  { ledger, fence, isPlaceHeld, clock }: PassMeans,
  judge: (write: PendingWrite) => Kept | undefined,
  begun: (write: PendingWrite) => AttemptRecord,
): WritePass => {
  let kept: Kept | undefined;
  let hasBegun = false;
  // A database that does not answer cannot say that this process still has the person.
  const isOurs = (): Promise<boolean> => fence().catch(() => false);

  const reasonToKeepBack = async (write: PendingWrite): Promise<Kept | undefined> => {
    const placeSince = clock.now();
    let askedAt = placeSince;
    if (!(await isOurs())) {
      return NOT_OURS;
    }
    const refused = judge(write);
    if (refused !== undefined) {
      return refused;
    }
    try {
      await ledger.append(begun(write));
      hasBegun = true;
    } catch {
      return { tag: 'leave', said: 'The write could not be recorded, so it was not sent.' };
    }
    if (!(await isPlaceHeld(placeSince))) {
      return NO_PLACE;
    }
    while (clock.now() - askedAt > FENCE_MS) {
      askedAt = clock.now();
      if (!(await isOurs())) {
        return NOT_OURS;
      }
      // What was answered late was answered after the place may have become another's.
      if (!(await isPlaceHeld(placeSince))) {
        return NO_PLACE;
      }
    }
    return undefined;
  };

  return {
    beforeWrite: async (write) => {
      kept = await reasonToKeepBack(write);
      return kept === undefined ? undefined : { refused: kept.said };
    },
    kept: () => kept,
    hasBegun: () => hasBegun,
  };
};
