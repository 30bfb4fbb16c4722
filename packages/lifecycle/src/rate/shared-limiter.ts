import type { Clock, Limiter, LimitReport, RequestKind, RequestLimit } from '@iam/core';
import { limitName } from '@iam/core/internal';
import { periodOf } from './limit-window';
import { createSlidingWindow, type SlidingWindow } from './sliding-window';

/** The part of the vendor's rate that this process may use now: `units` of `of`, and not after `until` by its clock. */
export interface Share {
  readonly units: number;
  readonly of: number;
  readonly until: number;
}

/** What the lease tells the limiter, and the other way round. */
export interface SharedLimiter extends Limiter {
  /** The size of every window follows at once; waiting requests too. */
  readonly setShare: (share: Share) => void;
  /** Nothing is sent before this instant of the clock, in milliseconds. */
  readonly closeUntil: (at: number) => void;
  /** Whether a request waits, or was sent within the last window. */
  readonly isBusy: () => boolean;
}

/**
 * The limiter of one process among several that share a vendor's limits. Each limit is a sliding window over the real times of
 * sending, of which this process has its integer share (rounded down, so that all shares together never exceed the limit).
 * `onClosed` is called when a reply says that nothing is left, so that the others hear of it.
 */
export const createSharedLimiter = (
  limits: readonly RequestLimit[],
  clock: Pick<Clock, 'now' | 'sleep'>,
  onClosed: (ms: number) => void,
): SharedLimiter => {
  const windows = new Map<string, { readonly limit: RequestLimit; readonly window: SlidingWindow }[]>();
  for (const limit of limits) {
    const name = limitName(limit);
    windows.set(name, [
      ...(windows.get(name) ?? []),
      { limit, window: createSlidingWindow(periodOf(limit), clock) },
    ]);
  }
  let closed = 0;
  const every = () => [...windows.values()].flat();
  const closeUntil = (at: number): void => {
    closed = Math.max(closed, at);
    every().forEach(({ window }) => window.closeUntil(at));
  };

  return {
    setShare: ({ units, of, until }) =>
      every().forEach(({ limit, window }) =>
        window.resize(of === 0 ? 0 : Math.floor((sizeOf(limit) * units) / of), until),
      ),
    closeUntil,
    isBusy: () => every().some(({ window }) => window.isBusy()),
    acquire: async (kind: RequestKind, signal?: AbortSignal) => {
      // A place that is taken is used whatever happens to the share meanwhile, so a caller that has to wait takes none.
      while (closed > clock.now()) {
        await clock.sleep(closed - clock.now(), signal);
      }
      const sent: (() => void)[] = [];
      for (const { window } of kind.limits.flatMap((name) => windows.get(name) ?? [])) {
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

/** Whole requests per period of a limit; `burst` is the stricter of its two numbers. */
const sizeOf = ({ requests, burst = requests }: RequestLimit): number => Math.min(burst, requests);

/** The units that are shared: as many as the tightest limit has requests, so that a unit is a request there. */
export const unitsOf = (limits: readonly RequestLimit[]): number =>
  limits.length === 0 ? 0 : Math.max(1, Math.floor(Math.min(...limits.map(sizeOf))));
