import { IAMError, toFailure } from '../../errors/iam-error';
import { createAttempt, type ReplyWithBody } from './attempt';
import { keyOf, stoppedBefore, type HttpCall } from './call';
import type { HttpScope, HttpSettings } from '../http-settings';
import { unlimited } from '../limits/rate-limit';
import { locateFailure } from './locate-failure';
import { MAX_TOTAL_MS, waitBeforeRetry } from '../retry-policy';

/**
 * Sends the requests of one command: waits for the rate limit, signs in, passes the gate of writes, and repeats a failed attempt where
 * the retry policy allows it.
 *
 * @param hasWritten whether a write of this command was acknowledged
 */
export const createRetries = (
  settings: HttpSettings,
  scope: HttpScope,
  hasWritten: () => boolean,
): ((call: HttpCall) => Promise<ReplyWithBody>) => {
  const { clock, redact } = settings;
  const once = createAttempt(settings, scope, hasWritten);

  // Attempts per write: a command that verifies at the vendor and resends gets no new set of attempts.
  let tried: Map<string, number> | undefined;

  const pause =
    (call: HttpCall, attempt: number) =>
    async (ms: number): Promise<void> => {
      try {
        await clock.sleep(ms, scope.signal);
      } catch {
        throw new IAMError(stoppedBefore(call, attempt));
      }
    };

  /** Awaits what may delay or refuse a request before it is sent: the rate limit, and the sign-in. */
  const beforeSending = async <A>(call: HttpCall, attempt: number, wait: () => Promise<A>): Promise<A> => {
    try {
      return await wait();
    } catch (thrown) {
      const failed = toFailure(thrown);
      throw new IAMError(
        scope.signal?.aborted === true
          ? stoppedBefore(call, attempt)
          : { ...locateFailure(failed, call, redact, hasWritten()), step: failed.step ?? call.step },
      );
    }
  };

  const { rateLimit, signIn } = settings;
  const leave = scope.gate?.leave;
  return async (call) => {
    const isRead = call.method === 'GET';
    let started: number | undefined;
    let renewed = false;
    let failed: unknown;
    for (let attempt = 1 + (isRead ? 0 : (tried?.get(keyOf(call)) ?? 0)); ; attempt += 1) {
      const onSent =
        rateLimit === unlimited
          ? undefined
          : await beforeSending(call, attempt, () => rateLimit(pause(call, attempt), call, scope.signal));
      const authorization =
        signIn === undefined
          ? undefined
          : await beforeSending(call, attempt, () => signIn.authorization(scope));
      if (leave !== undefined && !call.reads) {
        await beforeSending(call, attempt, async () => leave(call, attempt));
      }
      let renewalMs: number | undefined;
      const now = clock.now();
      // The time limit for attempts starts after the wait in the rate limiter's queue.
      started ??= now;
      const left = started + Math.max(MAX_TOTAL_MS, settings.timeoutMs) - now;
      if (left <= 0) {
        throw failed;
      }
      if (!isRead) {
        tried ??= new Map();
        tried.set(keyOf(call), attempt);
      }
      try {
        return await once(call, attempt, {
          timeoutMs: Math.min(settings.timeoutMs, left),
          onSent: onSent ?? undefined,
          authorization,
          onRenewal: (ms) => (renewalMs = ms),
        });
      } catch (thrown) {
        // Sends even a write again with a new token: a 401 had no effect (RFC 9110 section 15.5.2).
        if (authorization !== undefined && !renewed && toFailure(thrown).status === 401) {
          renewed = true;
          signIn?.refused(authorization);
          failed = thrown;
          continue;
        }
        const wait =
          scope.retries === 'none'
            ? undefined
            : waitBeforeRetry({
                method: call.method,
                failure: toFailure(thrown),
                number: attempt,
                elapsedMs: clock.now() - started,
                random: clock.random(),
                renewalMs,
              });
        if (wait === undefined || scope.signal?.aborted === true) {
          throw thrown;
        }
        failed = thrown;
        await pause(call, attempt + 1)(wait);
        // The wait for a renewal does not count towards the time limit of the attempts.
        started += renewalMs ?? 0;
      }
    }
  };
};
