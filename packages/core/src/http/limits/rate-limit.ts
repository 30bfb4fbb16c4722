import type { Clock } from '../clock';
import type { LimitedRequest } from './request-kind';

/**
 * Waits, with `pause`, until one more request may be sent or the signal is aborted. Call the function that it resolves with when the
 * request is on the wire.
 */
export type RateLimit = (
  pause: (ms: number) => Promise<void>,
  request: LimitedRequest,
  signal: AbortSignal | undefined,
) => Promise<(() => void) | void>;

/** A limit that counts all requests, whatever their kind. */
export type Window = (pause: (ms: number) => Promise<void>) => Promise<(() => void) | void>;

export const unlimited: Window = () => Promise.resolve();

const WINDOW_MS = 1000;
/** Added to every window: latency varies, and the vendor counts requests when they arrive. */
const MARGIN_MS = 20;

/** At most `perSecond` requests in any window of one second. */
export const createRateLimit = (perSecond: number, clock: Pick<Clock, 'now'>): Window =>
  createWindow(perSecond, WINDOW_MS, clock);

/**
 * At most so many requests in any window of a period, shared by everything that runs on the instance. Every request
 * waits until the one `requests` before it was sent a period ago: a burst is let through at once, and no window ever holds
 * more, which a token bucket cannot promise. Below one request per period the window is stretched instead.
 */
export const createWindow = (requests: number, periodMs: number, clock: Pick<Clock, 'now'>): Window => {
  const size = Math.max(1, Math.floor(requests));
  const windowMs = (size / requests) * periodMs + MARGIN_MS;
  /** When the last requests were or will be sent, oldest first. */
  const places: { at: number }[] = [];

  return async (pause) => {
    const before = places.length < size ? undefined : places.shift();
    // Takes the place before waiting, so that requests that wait together are not sent together.
    const place = { at: Math.max(clock.now(), before === undefined ? 0 : before.at + windowMs) };
    places.push(place);
    const now = clock.now();
    if (place.at > now) {
      await pause(place.at - now);
    }
    // Waits again when the request before this one was sent later than planned, for example because its connection took long.
    while (before !== undefined && before.at + windowMs > place.at) {
      const more = before.at + windowMs - place.at;
      place.at += more;
      await pause(more);
    }
    return () => {
      place.at = Math.max(place.at, clock.now());
    };
  };
};
