import type { Failure } from '../../errors/failure';
import { IAMError, toFailure } from '../../errors/iam-error';
import { AttemptEvent } from './attempt-event';
import type { HttpCall } from './call';
import { contentTypeOf, requestHeaders } from '../connection/connection';
import type { HttpScope, HttpSettings } from '../http-settings';
import { locateFailure, redactedId } from './locate-failure';
import { readBody, type Body } from '../reply/read-body';
import { replyFailure, requestIdOf } from '../reply/reply-failure';
import type { WireReply, WireRequest } from '../transport/wire';

/** A 2xx reply with its body. */
export interface ReplyWithBody {
  readonly reply: WireReply;
  readonly body: Body;
}

export interface AttemptOptions {
  readonly timeoutMs: number;
  readonly onSent: (() => void) | undefined;
  /** The Authorization header of an access token; undefined when the connection has fixed credentials. */
  readonly authorization: string | undefined;
  /** Called with the milliseconds until a limit is renewed, when the vendor refused the request because of it. */
  readonly onRenewal: (ms: number) => void;
}

/** Sends a request once. Rejects with an IAMError for every reply outside 2xx and where there is no reply. */
export type Attempt = (call: HttpCall, attempt: number, options: AttemptOptions) => Promise<ReplyWithBody>;

/** @param hasWritten whether a write of this command was acknowledged: what fails afterwards must not claim that nothing was changed */
export const createAttempt = (
  settings: HttpSettings,
  scope: HttpScope,
  hasWritten: () => boolean,
): Attempt => {
  const { connection, clock, redact } = settings;
  const headers = requestHeaders(connection);

  const headersOf = (
    { body, ifMatch }: HttpCall,
    authorization: string | undefined,
  ): WireRequest['headers'] => {
    const sent: Record<string, string> = { ...headers };
    if (authorization !== undefined) {
      sent['Authorization'] = authorization;
    }
    if (body !== undefined) {
      sent['Content-Type'] = contentTypeOf(connection);
    }
    if (ifMatch !== undefined) {
      sent['If-Match'] = ifMatch;
    }
    return sent;
  };

  return async (call, attempt, { timeoutMs, onSent, authorization, onRenewal }) => {
    const started = clock.now();
    const report = (status: number | null, requestId?: string, failed?: Failure): void => {
      const durationMs = clock.now() - started;
      scope.onRequest(
        new AttemptEvent(call, { attempt, durationMs, status, requestId, failure: failed }),
        call.template,
      );
    };
    try {
      const reply = await settings.transport({
        method: call.method,
        url: call.url,
        headers: headersOf(call, authorization),
        body: call.body,
        timeoutMs,
        signal: scope.signal,
        onSent,
      });
      const body = readBody(reply);
      const renewalMs = settings.observeReply?.(call, reply);
      if (reply.status < 200 || reply.status > 299) {
        const refusal = replyFailure(call.method, reply, body, {
          ...settings,
          now: clock.date(),
          versioned: call.ifMatch !== undefined,
          renewalMs,
        });
        if (renewalMs !== undefined && refusal.retryAfterMs === renewalMs) {
          onRenewal(renewalMs);
        }
        throw new IAMError(refusal);
      }
      const requestId = requestIdOf(reply);
      report(reply.status, requestId === undefined ? undefined : redactedId(redact, requestId));
      return { reply, body };
    } catch (thrown) {
      const failed = locateFailure(toFailure(thrown), call, redact, hasWritten());
      report(failed.status, failed.requestId, failed);
      throw new IAMError(failed);
    }
  };
};
