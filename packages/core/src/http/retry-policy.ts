import type { Failure } from '../errors/failure';
import type { Method } from './transport/wire';

/** Maximum number of attempts per request. */
export const MAX_ATTEMPTS = 4;
/** Maximum milliseconds for all attempts of a request together (or one timeout, where that is configured longer). */
export const MAX_TOTAL_MS = 60_000;

const BACKOFF_BASE_MS = 250;
const BACKOFF_MAX_MS = 10_000;

export interface Attempt {
  readonly method: Method;
  readonly failure: Failure;
  /** 1 for the first. */
  readonly number: number;
  readonly elapsedMs: number;
  /** From 0 up to 1. */
  readonly random: number;
  /** Milliseconds until a used-up limit is renewed, as the reply that refused the request says. */
  readonly renewalMs?: number | undefined;
}

/** Maximum wait for a renewal, in addition to the time of the attempts: a limit per minute is renewed by then. */
const MAX_RENEWAL_MS = 90_000;

/**
 * Milliseconds to wait before the same request is sent again; undefined to give up.
 *
 * Repeats every method after 425 (RFC 8470 section 5.2), 429 and 503, and when the request never left, because these had no effect. After
 * anything else (408, 500, 502, 504, a lost reply) repeats reads only; after such a write the command verifies first (see commands/write/write-and-verify.ts).
 */
export const waitBeforeRetry = ({
  method,
  failure,
  number,
  elapsedMs,
  random,
  renewalMs,
}: Attempt): number | undefined => {
  if (number >= MAX_ATTEMPTS || !isRepeatable(method, failure)) {
    return undefined;
  }
  if (renewalMs !== undefined) {
    return renewalMs > MAX_RENEWAL_MS ? undefined : renewalMs;
  }
  const backoff = Math.min(BACKOFF_MAX_MS, BACKOFF_BASE_MS * 2 ** (number - 1));
  // Full wait plus jitter of up to half of it, so that clients that failed together do not retry together. Retry-After takes
  // precedence.
  const wait = failure.retryAfterMs ?? backoff * (1 + random / 2);
  return elapsedMs + wait >= MAX_TOTAL_MS ? undefined : wait;
};

const isRepeatable = (method: Method, { kind, status, effect }: Failure): boolean => {
  if (status === 425 || status === 429 || status === 503) {
    return true;
  }
  // Some vendors throttle with other statuses.
  if (kind === 'rate-limited' && effect === 'none') {
    return true;
  }
  const transient = kind === 'network' || kind === 'timeout' || [408, 500, 502, 504].includes(status ?? 0);
  return transient && (method === 'GET' || (effect === 'none' && status === null));
};

/**
 * Milliseconds from a Retry-After value (RFC 9110 section 10.2.3: seconds or an HTTP date); undefined when there is none, when
 * it cannot be read, and when it says "now" (0, or a date in the past): that asks for no wait. A date is one of the vendor's
 * clock, so it is measured against the reply's own Date, and against ours only where that is missing or cannot be read.
 */
export const readRetryAfter = (
  value: string | undefined,
  now: Date,
  replyDate?: string,
): number | undefined => {
  const text = value?.trim() ?? '';
  const sent = httpDateMs(replyDate?.trim() ?? '');
  const ms = SECONDS.test(text)
    ? Math.min(Number(text) * 1000, Number.MAX_SAFE_INTEGER)
    : httpDateMs(text) - (Number.isNaN(sent) ? now.getTime() : sent);
  return ms > 0 ? ms : undefined;
};

/** Whether a reply has a valid Retry-After, with or without a wait. */
export const hasRetryAfter = (value: string | undefined): boolean => {
  const text = value?.trim() ?? '';
  return SECONDS.test(text) || !Number.isNaN(httpDateMs(text));
};

const SECONDS = /^\d+$/;

/** Milliseconds of an HTTP date; NaN when it is none. */
export const httpDateMs = (text: string): number => {
  // Every form begins with the day's name; Date.parse would take `-5` for a year.
  if (!/^[A-Z][a-z]{2,8},? /.test(text)) {
    return NaN;
  }
  // RFC 9110 section 5.6.7: the form of asctime ends with the year, names no zone and is in GMT.
  return Date.parse(/:\d\d \d{4}$/.test(text) ? `${text} GMT` : text);
};
