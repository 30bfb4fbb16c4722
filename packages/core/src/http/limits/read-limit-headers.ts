import { httpDateMs } from '../retry-policy';
import { joinedHeader, type WireReply } from '../transport/wire';
import type { LimitHeaders } from './limits';

/** What a reply reports about the limit; see `LimitReport`. */
export interface LimitReading {
  readonly remaining?: number;
  readonly resetMs?: number;
}

/**
 * Added to a reset in whole seconds: the second may have just begun when the header was written, and some vendors truncate where others
 * round.
 */
const SECOND_MS = 1000;
/** The longest accepted time until a renewal. No limit has a period above an hour, so a longer time is a wrong unit or a wrong header. */
const LONGEST_PERIOD_MS = 3_660_000;

/**
 * Reads the vendor's headers. Measures moments against the reply's own `Date`, because they are of the vendor's clock, and against the
 * local clock only where `Date` is missing or unreadable. Omits values that are no number, in the past or beyond the longest period.
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

/** Milliseconds until the renewal; NaN when the header cannot be read. */
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

/** A reset in the past requires no wait. */
const after = (ms: number): number => (ms > 0 ? ms + SECOND_MS : NaN);

/** Reads the first number of a list of values: in the draft of the RateLimit headers a policy follows it. */
const decimal = (text: string): number =>
  Number(/^(\d{1,15}(?:\.\d{1,9})?)\s*(?:[,;]|$)/.exec(text)?.[1] ?? NaN);

const wholeNumber = (text = ''): number | undefined => {
  const value = decimal(text.trim());
  return Number.isNaN(value) ? undefined : Math.floor(value);
};
