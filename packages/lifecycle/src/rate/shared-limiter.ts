import type { Clock, Limiter, LimitReport, RequestKind, RequestLimit } from '@iam/core';
import { limitName } from '@iam/core/internal';
import { periodOf, sizeOf } from './limit-window';
import { createSlidingWindow, type SlidingWindow } from './sliding-window';

/** A limit as the processes that share it know it. */
export interface SharedLimit {
  /** The same in every process: `writes per minute`. */
  readonly key: string;
  /** How many requests any period may have. */
  readonly size: number;
  readonly periodMs: number;
}

/** What the leases tell the limiter, and the other way round. */
export interface SharedLimiter extends Limiter {
  readonly limits: readonly SharedLimit[];
  /**
   * How many requests of each limit this process may send in a period from now on, and not after `until` by its clock. The size of
   * every window follows at once; waiting requests too.
   */
  readonly setShares: (shares: readonly number[], until: number) => void;
  /** Nothing is sent before this instant of the clock, in milliseconds. */
  readonly closeUntil: (at: number) => void;
  /** How much of each limit is in use: what was sent within its period, and what may be sent any moment. */
  readonly counted: () => readonly number[];
  /** Whether a request waits, or was sent within the last period. */
  readonly isBusy: () => boolean;
}

interface Limited extends SharedLimit {
  readonly name: string;
  readonly window: SlidingWindow;
}

/**
 * The limiter of one process among several that share a vendor's limits. Each limit is a sliding window over the real times of
 * sending, of which this process has its share in whole requests. `onClosed` is called when a reply says that nothing is left, so that
 * the others hear of it.
 */
export const createSharedLimiter = (
  limits: readonly RequestLimit[],
  clock: Pick<Clock, 'now' | 'sleep'>,
  onClosed: (ms: number) => void,
): SharedLimiter => {
  const every = limits.map((limit, index): Limited => {
    const key = keyOf(limit);
    const before = limits.slice(0, index).filter((other) => keyOf(other) === key).length;
    const periodMs = periodOf(limit);
    return {
      key: before === 0 ? key : `${key} (${before + 1})`,
      name: limitName(limit),
      size: sizeOf(limit),
      periodMs,
      window: createSlidingWindow(periodMs, clock),
    };
  });
  let closed = 0;
  const closeUntil = (at: number): void => {
    closed = Math.max(closed, at);
    every.forEach(({ window }) => window.closeUntil(at));
  };

  return {
    limits: every,
    setShares: (shares, until) =>
      every.forEach(({ window }, index) => window.resize(shares[index] ?? 0, until)),
    closeUntil,
    counted: () => every.map(({ window }) => window.counted()),
    isBusy: () => every.some(({ window }) => window.isBusy()),
    acquire: async (kind: RequestKind, signal?: AbortSignal) => {
      // A place that is taken is used whatever happens to the share meanwhile, so a caller that has to wait takes none.
      while (closed > clock.now()) {
        await clock.sleep(closed - clock.now(), signal);
      }
      const sent: (() => void)[] = [];
      for (const { window } of kind.limits.flatMap((wanted) => every.filter(({ name }) => name === wanted))) {
        sent.push(await window.enter(signal));
      }
      return () => sent.forEach((mark) => mark());
    },
    observe: ({ status, remaining, resetMs }: LimitReport) => {
      if (remaining === 0 || status === 429) {
        const ms = resetMs ?? WITHOUT_A_WORD_MS;
        closeUntil(clock.now() + ms);
        onClosed(ms);
      }
    },
  };
};

/** How long the window stays closed after a 429 that does not say for how long. */
const WITHOUT_A_WORD_MS = 1000;

const keyOf = (limit: RequestLimit): string => `${limitName(limit)} per ${limit.per}`;
