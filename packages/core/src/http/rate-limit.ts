import type { Clock } from './clock';

/**
 * Waits, by the given means, until one more request may be sent. What it resolves with is to be called when the request is
 * really on the wire.
 */
export type RateLimit = (pause: (ms: number) => Promise<void>) => Promise<(() => void) | void>;

export const unlimited: RateLimit = () => Promise.resolve();

const WINDOW_MS = 1000;
/** Requests take a little longer to arrive at one time than at another; the vendor counts when they arrive. */
const MARGIN_MS = 20;

/**
 * At most `perSecond` requests in any window of one second, shared by everything that runs on the instance. Every request
 * waits until the one `perSecond` before it was sent a second ago: a burst is let through at once, and no window ever holds
 * more, which a token bucket cannot promise. Below one request per second the window is stretched instead.
 */
export const createRateLimit = (perSecond: number, clock: Pick<Clock, 'now'>): RateLimit => {
  const size = Math.max(1, Math.floor(perSecond));
  const windowMs = (size / perSecond) * WINDOW_MS + MARGIN_MS;
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
