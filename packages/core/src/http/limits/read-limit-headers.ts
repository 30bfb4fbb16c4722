import { httpDateMs } from '../retry-policy';
import { joinedHeader, type WireReply } from '../transport/wire';
import type { LimitHeaders } from './limits';

/** What a reply says of the limit, in the terms of a `LimitReport`. */
export interface LimitReading {
  readonly remaining?: number;
  readonly resetMs?: number;
}

/**
 * Added to a reset that is told in whole seconds: the second may have just begun when it was written, and the vendor may cut where
 * another rounds.
 */
const SECOND_MS = 1000;
/** A renewal that is further away is no limit per hour or less: a unit was mistaken, or the header is wrong. */
const LONGEST_PERIOD_MS = 3_660_000;

/**
 * Reads the vendor's headers. A moment is one of the vendor's clock, so it is measured against the reply's own `Date`, and against
 * ours only where that is missing or cannot be read. What is no number, in the past or absurd is left out.
 */
export const readLimitHeaders = (
  reply: WireReply,
  { remaining, reset, resetIs }: LimitHeaders,
  now: Date,
): LimitReading => {
  const left = wholeNumber(joinedHeader(reply, remaining));
  const sent = httpDateMs(joinedHeader(reply, 'date')?.trim() ?? '');
  const from = Number.isNaN(sent) ? now.getTime() : sent;
  const resetMs = untilReset(joinedHeader(reply, reset)?.trim() ?? '', resetIs, from);
  return {
    ...(left === undefined ? {} : { remaining: left }),
    ...(resetMs > 0 && resetMs <= LONGEST_PERIOD_MS ? { resetMs } : {}),
  };
};

/** NaN when it cannot be read. */
const untilReset = (text: string, resetIs: LimitHeaders['resetIs'], from: number): number => {
  switch (resetIs) {
    case 'epoch-seconds':
      return after(decimal(text) * 1000 - from);
    case 'epoch-milliseconds':
      return decimal(text) - from;
    case 'seconds':
      return after(decimal(text) * 1000);
    case 'date':
      return after((/^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : httpDateMs(text)) - from);
  }
};

/** A reset that has passed asks for no wait. */
const after = (ms: number): number => (ms > 0 ? ms + SECOND_MS : NaN);

/** The number that a list of values begins with: the draft of the RateLimit headers has a policy behind it. */
const decimal = (text: string): number =>
  Number(/^(\d{1,15}(?:\.\d{1,9})?)\s*(?:[,;]|$)/.exec(text)?.[1] ?? NaN);

const wholeNumber = (text = ''): number | undefined => {
  const value = decimal(text.trim());
  return Number.isNaN(value) ? undefined : Math.floor(value);
};
