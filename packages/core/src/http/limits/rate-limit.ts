import type { Clock } from '../clock';
import type { LimitedRequest } from './request-kind';

/**
 * Waits, by the given means or until the signal is aborted, until one more request may be sent. What it resolves with is to be
 * called when the request is really on the wire.
 */
export type RateLimit = (
  pause: (ms: number) => Promise<void>,
  request: LimitedRequest,
  signal: AbortSignal | undefined,
) => Promise<(() => void) | void>;

/** A limit that counts every request alike. */
export type Window = (pause: (ms: number) => Promise<void>) => Promise<(() => void) | void>;

export const unlimited: Window = () => Promise.resolve();

const WINDOW_MS = 1000;
/** Requests take a little longer to arrive at one time than at another; the vendor counts when they arrive. */
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
    // The place is taken before waiting, so that requests that wait together do not all leave at the same moment.
    const place = { at: Math.max(clock.now(), before === undefined ? 0 : before.at + windowMs) };
    places.push(place);
    const now = clock.now();
    if (place.at > now) {
      await pause(place.at - now);
    }
    // Making its connection may have held up the request before this one.
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
