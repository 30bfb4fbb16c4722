import { failure } from '../../errors/failure';
import { IAMError, isIAMError, reasonOf } from '../../errors/iam-error';
import type { Clock } from '../clock';
import { unlimited, type RateLimit } from './rate-limit';
import { untilStopped } from '../transport/until-stopped';
import type { WireReply } from '../transport/wire';
import type { Limiter, LimitReport } from './limiter';
import type { LimitHeaders, RequestLimit } from './limits';
import { createLocalLimiter } from './local-limiter';
import { readLimitHeaders } from './read-limit-headers';
import { requestKind, type LimitedRequest } from './request-kind';

/** The limits of an instance: delays requests, and learns from replies. */
export interface Throttle {
  readonly rateLimit: RateLimit;
  /** Called with every reply; returns the milliseconds until a used-up limit is renewed, where the reply says so. */
  readonly observeReply: (request: LimitedRequest, reply: WireReply) => number | undefined;
}

export interface ThrottleOptions {
  readonly limits: readonly RequestLimit[];
  readonly headers: LimitHeaders | undefined;
  /** Replaces the limiter of this process. */
  readonly limiter: Limiter | undefined;
  readonly clock: Clock;
}

export const createThrottle = ({ limits, headers, limiter, clock }: ThrottleOptions): Throttle => {
  if (limits.length === 0 && headers === undefined && limiter === undefined) {
    return { rateLimit: unlimited, observeReply: () => undefined };
  }
  const local = limiter === undefined;
  const used = limiter ?? createLocalLimiter(limits, clock);
  return {
    rateLimit: (_pause, request, signal) => {
      const place = (): ReturnType<RateLimit> => used.acquire(requestKind(limits, request), signal);
      return local ? place() : fromOutside(place, signal);
    },
    observeReply: (request, reply) => {
      const stated = headers === undefined ? {} : readLimitHeaders(reply, headers, clock.date());
      // Without a header, 429 means that nothing is left.
      const remaining = stated.remaining ?? (reply.status === 429 ? 0 : undefined);
      const reading = { ...stated, ...(remaining === undefined ? {} : { remaining }) };
      void notify(used, { kind: requestKind(limits, request), status: reply.status, ...reading });
      return reading.remaining === 0 ? reading.resetMs : undefined;
    },
  };
};

/** Ignores what the limiter throws and what its promise rejects with: the outcome of a reply must not depend on it. */
const notify = async (limiter: Limiter, report: LimitReport): Promise<void> => {
  try {
    const observed: unknown = limiter.observe(report);
    await observed;
  } catch {
    // Nothing to do.
  }
};

/** A limiter that queues the requests of many commands may take minutes; one that has lost its store must not hold them for ever. */
const MAX_ANSWER_MS = 3_600_000;

/**
 * Stops waiting on the signal, which the caller's limiter may ignore, and when no answer comes, and turns what it throws into a
 * failure.
 */
const fromOutside = async <A>(acquire: () => Promise<A>, signal: AbortSignal | undefined): Promise<A> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('it has not answered for an hour')), MAX_ANSWER_MS);
  });
  try {
    return await untilStopped(Promise.race([late, acquire()]), signal);
  } catch (thrown) {
    throw isIAMError(thrown) || signal?.aborted === true
      ? thrown
      : new IAMError(
          failure(
            'not-admitted',
            `The limiter of this instance did not let the request through: ${reasonOf(thrown)}. It was not sent.`,
          ),
        );
  } finally {
    clearTimeout(timer);
  }
};
