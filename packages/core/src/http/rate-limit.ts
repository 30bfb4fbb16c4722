import type { Clock } from './clock';

/** Waits, by the given means, until one more request may be sent. */
export type RateLimit = (pause: (ms: number) => Promise<void>) => Promise<void>;

export const unlimited: RateLimit = () => Promise.resolve();

const WINDOW_MS = 1000;

/**
 * At most `perSecond` requests in any window of one second, shared by everything that runs on the instance. The last
 * `perSecond` sending times are kept and a request waits until the oldest of them is a second old: a burst is let
 * through at once, and no window ever holds more, which a token bucket cannot promise. Below one request per second
 * the window is stretched instead.
 */
export const createRateLimit = (perSecond: number, clock: Pick<Clock, 'now'>): RateLimit => {
  const size = Math.max(1, Math.floor(perSecond));
  const windowMs = (size / perSecond) * WINDOW_MS;
  const reserved: number[] = [];

  return async (pause) => {
    const now = clock.now();
    const oldest = reserved.length < size ? undefined : reserved.shift();
    // One millisecond more, because timers may fire a fraction early.
    const slot = oldest === undefined ? now : Math.max(now, oldest + windowMs + 1);
    // The place is taken before waiting, so that requests that wait together do not all leave at the same moment.
    reserved.push(slot);
    if (slot > now) {
      await pause(slot - now);
    }
  };
};
