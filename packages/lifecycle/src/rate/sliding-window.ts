import type { Clock } from '@iam/core';

export interface SlidingWindow {
  /**
   * Waits for a place. Call what it resolves with when the request is on the wire: from then the place counts for one period.
   * Rejects when the signal is aborted. A place whose request was not sent until then is free again.
   */
  readonly enter: (signal?: AbortSignal) => Promise<() => void>;
  /**
   * How many requests any period may have from now on; 0 stops all. After `until` (by the clock) none may be sent before it is called
   * again: a holder that does not renew, or was stopped meanwhile, does not go on with what belongs to others by then.
   */
  readonly resize: (size: number, until?: number) => void;
  /** No request may be sent before this instant. */
  readonly closeUntil: (at: number) => void;
  /** How many requests were sent within the period, or are on their way. */
  readonly counted: () => number;
  readonly isBusy: () => boolean;
}

/** Added to the period: latency varies, and the vendor counts requests when they arrive. */
const MARGIN_MS = 20;

/** A place whose request never came to the wire (no connection, a refusal) is free again after this time. */
const NEVER_SENT_MS = 30_000;

interface Place {
  /** When the request was sent; undefined while it is on its way there. */
  sentAt: number | undefined;
  readonly takenAt: number;
}

/**
 * At most `size` requests in any period as sent, first come first served. It begins with size 0. A slot that was only promised does not
 * age: whatever delays a request between the promise and the wire makes it count later, never earlier.
 */
export const createSlidingWindow = (periodMs: number, clock: Pick<Clock, 'now' | 'sleep'>): SlidingWindow => {
  const windowMs = periodMs + MARGIN_MS;
  let size = 0;
  let closedUntil = Number.NEGATIVE_INFINITY;
  let validUntil = Number.POSITIVE_INFINITY;
  let places: Place[] = [];
  const waiting: (() => void)[] = [];
  let timer: AbortController | undefined;

  const expiry = ({ sentAt, takenAt }: Place): number =>
    sentAt === undefined ? takenAt + NEVER_SENT_MS : sentAt + windowMs;

  const counted = (): number => places.filter((place) => expiry(place) > clock.now()).length;

  const admit = (): void => {
    const now = clock.now();
    places = places.filter((place) => expiry(place) > now);
    const isOpen = now >= closedUntil && now < validUntil;
    while (isOpen && waiting.length > 0 && places.length < size) {
      waiting.shift()?.();
    }
    timer?.abort();
    timer = undefined;
    // Without a size, or after its end, the next `resize` goes on.
    if (waiting.length > 0 && size > 0 && now < validUntil) {
      wakeAt(isOpen ? Math.min(...places.map(expiry)) : closedUntil);
    }
  };

  const wakeAt = (at: number): void => {
    const own = new AbortController();
    timer = own;
    clock.sleep(Math.max(1, at - clock.now()), own.signal).then(admit, () => undefined);
  };

  const take = (signal: AbortSignal | undefined): (() => void) => {
    const place: Place = { sentAt: undefined, takenAt: clock.now() };
    places.push(place);
    const giveBack = (): void => {
      places = places.filter((one) => one !== place);
      admit();
    };
    signal?.addEventListener('abort', giveBack, { once: true });
    return () => {
      signal?.removeEventListener('abort', giveBack);
      place.sentAt ??= clock.now();
      admit();
    };
  };

  return {
    enter: (signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted === true) {
          reject(reasonOf(signal));
          return;
        }
        const enter = (): void => {
          signal?.removeEventListener('abort', giveUp);
          resolve(take(signal));
        };
        const giveUp = (): void => {
          const at = waiting.indexOf(enter);
          if (at >= 0) {
            waiting.splice(at, 1);
            reject(reasonOf(signal));
          }
        };
        signal?.addEventListener('abort', giveUp, { once: true });
        waiting.push(enter);
        admit();
      }),
    resize: (to, until = Number.POSITIVE_INFINITY) => {
      size = to;
      validUntil = until;
      admit();
    },
    closeUntil: (at) => {
      closedUntil = Math.max(closedUntil, at);
      admit();
    },
    counted,
    isBusy: () => waiting.length > 0 || counted() > 0,
  };
};

const reasonOf = (signal: AbortSignal | undefined): Error =>
  signal?.reason instanceof Error ? signal.reason : new Error('The wait was stopped.');
