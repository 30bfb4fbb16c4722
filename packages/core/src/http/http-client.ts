import * as E from 'fp-ts/Either';
import type { Failure } from '../errors/failure';
import { IAMError, toFailure } from '../errors/iam-error';
import type { Clock } from './clock';
import { callOf, keyOf, pageCall, stoppedBefore, type HttpCall } from './call';
import { connectionHeaders, type Connection } from './connection';
import type { Http, PageReply, ReadOptions, Reply, WriteOptions } from './http';
import { nextPage, totalIn } from './paging/page-links';
import type { Path } from './path';
import type { Throttle } from './limits/throttle';
import type { RateLimit } from './rate-limit';
import { readBody, type Body } from './reply/read-body';
import type { Redact } from './redaction/redact';
import { isNoSuchRecord, replyFailure, requestIdOf, type ErrorReader } from './reply/reply-failure';
import type { RequestListener } from './request-event';
import { MAX_TOTAL_MS, waitBeforeRetry } from './retry-policy';
import type { SignIn } from './sign-in/sign-in';
import {
  joinedHeader,
  type Method,
  type Transport,
  type WireReply,
  type WireRequest,
} from './transport/wire';
import { redactedId, locateFailure } from './locate-failure';
import { decodeReply } from './decode-reply';

/** What all requests of an instance share. */
export interface HttpSettings extends ErrorReader {
  readonly connection: Connection;
  readonly transport: Transport;
  readonly rateLimit: RateLimit;
  /** Hears of every reply; the milliseconds until a used-up limit is renewed, where the reply says so. */
  readonly heed?: Throttle['heed'];
  /** Where the connection signs in for its credentials. */
  readonly signIn?: SignIn | undefined;
  readonly clock: Clock;
  readonly redact: Redact;
  /** Milliseconds one attempt of a request may take. */
  readonly timeoutMs: number;
}

/** What belongs to one command. */
export interface HttpScope {
  readonly signal?: AbortSignal | undefined;
  readonly onRequest: RequestListener;
  /** Called with the headers of every 2xx reply, in the spelling of the wire. */
  readonly onReply: (headers: WireReply['headers']) => void;
}

interface AttemptOptions {
  readonly timeoutMs: number;
  readonly onSent: (() => void) | undefined;
  /** Of a token; undefined where the connection has its credentials itself. */
  readonly authorization: string | undefined;
  /** Called when the vendor refused the request until a limit is renewed. */
  readonly onRenewal: (ms: number) => void;
}

/** The HTTP of one command on one instance. */
export const createHttp = (settings: HttpSettings, scope: HttpScope): Http => {
  const { connection, clock, redact, signIn } = settings;
  const { baseUrl } = connection;
  // Set once a write of this command was acknowledged: what fails afterwards must not claim that nothing was changed.
  let written = false;
  // Built once per command: the secret leaves its Secret only here.
  const headers = { Accept: acceptOf(connection), ...connectionHeaders(connection) };

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

  // Attempts per write: a command that verifies at the vendor and resends gets no new set of attempts.
  const tried = new Map<string, number>();

  const pause =
    (call: HttpCall, attempt: number) =>
    async (ms: number): Promise<void> => {
      try {
        await clock.sleep(ms, scope.signal);
      } catch {
        throw new IAMError(stoppedBefore(call, attempt));
      }
    };

  const once = async (
    call: HttpCall,
    attempt: number,
    { timeoutMs, onSent, authorization, onRenewal }: AttemptOptions,
  ): Promise<{ reply: WireReply; body: Body }> => {
    const started = clock.now();
    const report = (status: number | null, extra: { requestId?: string; failure?: Failure }): void =>
      scope.onRequest(
        {
          method: call.method,
          get path() {
            return call.path;
          },
          attempt,
          durationMs: clock.now() - started,
          status,
          ...extra,
        },
        call.template,
      );
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
      const renewalMs = settings.heed?.(call, reply);
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
      report(reply.status, requestId === undefined ? {} : { requestId: redactedId(redact, requestId) });
      return { reply, body };
    } catch (thrown) {
      const failed = locateFailure(toFailure(thrown), call, redact, written);
      report(failed.status, {
        failure: failed,
        ...(failed.requestId === undefined ? {} : { requestId: failed.requestId }),
      });
      throw new IAMError(failed);
    }
  };

  /** What a request waits for before it is sent, and which may refuse it. */
  const waiting = async <A>(call: HttpCall, attempt: number, wait: () => Promise<A>): Promise<A> => {
    try {
      return await wait();
    } catch (thrown) {
      const failed = toFailure(thrown);
      throw new IAMError(
        scope.signal?.aborted === true
          ? stoppedBefore(call, attempt)
          : { ...locateFailure(failed, call, redact, written), step: failed.step ?? call.step },
      );
    }
  };

  const withRetries = async (call: HttpCall): Promise<{ reply: WireReply; body: Body }> => {
    const isRead = call.method === 'GET';
    let started: number | undefined;
    let renewed = false;
    let failed: unknown;
    for (let attempt = 1 + (isRead ? 0 : (tried.get(keyOf(call)) ?? 0)); ; attempt += 1) {
      const onSent = await waiting(call, attempt, () =>
        settings.rateLimit(pause(call, attempt), call, scope.signal),
      );
      const authorization =
        signIn === undefined ? undefined : await waiting(call, attempt, () => signIn.authorization(scope));
      let renewalMs: number | undefined;
      const now = clock.now();
      // The time limit for attempts starts after the wait in the rate limiter's queue.
      started ??= now;
      const left = started + Math.max(MAX_TOTAL_MS, settings.timeoutMs) - now;
      if (left <= 0) {
        throw failed;
      }
      if (!isRead) {
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
        // The vendor did nothing (RFC 9110 section 15.5.2), so that with another token a write may be sent again.
        if (authorization !== undefined && !renewed && toFailure(thrown).status === 401) {
          renewed = true;
          signIn?.refused(authorization);
          failed = thrown;
          continue;
        }
        const wait = waitBeforeRetry({
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
        // The vendor's own period is no time that attempts took.
        started += renewalMs ?? 0;
      }
    }
  };

  const exchange = async <A>(
    method: Method,
    path: Path,
    options: WriteOptions<A> = {},
  ): Promise<Reply<A>> => {
    const call = callOf(method, path, options, { baseUrl, redact });
    return (await carryOut(call, options)).reply;
  };

  const carryOut = async <A>(
    call: HttpCall,
    options: WriteOptions<A>,
  ): Promise<{ readonly reply: Reply<A>; readonly wire: WireReply }> => {
    if (scope.signal?.aborted === true) {
      throw new IAMError(stoppedBefore(call, 1));
    }
    const { reply, body } = await withRetries(call);
    written ||= call.method !== 'GET';
    scope.onReply(reply.headers);
    return {
      reply: {
        status: reply.status,
        body: decodeReply(call, reply, body, {
          ...options,
          written,
          redact,
          errorMessage: settings.errorMessage,
        }),
        header: (name) => joinedHeader(reply, name),
      },
      wire: reply,
    };
  };

  const page = async <A>(
    path: Path,
    address: string | undefined,
    options: ReadOptions<A> = {},
  ): Promise<PageReply<A>> => {
    const first = callOf('GET', path, options, { baseUrl, redact });
    const fail = (failed: Failure): never => {
      throw new IAMError(locateFailure(failed, first, redact, written));
    };
    const call = address === undefined ? E.right(first) : pageCall(first, address, { baseUrl, redact });
    const found = E.isLeft(call) ? fail(call.left) : call.right;
    const { reply, wire } = await carryOut(found, options);
    const next = nextPage(wire, found.url, baseUrl);
    return { ...reply, next: E.isLeft(next) ? fail(next.left) : next.right, total: totalIn(wire) };
  };

  const send = async <A>(method: Method, path: Path, options: WriteOptions<A>): Promise<A> =>
    (await exchange(method, path, options)).body;

  const findExchange = async <A>(path: Path, options: ReadOptions<A> = {}): Promise<Reply<A> | undefined> => {
    try {
      return await exchange('GET', path, options);
    } catch (thrown) {
      const failed = toFailure(thrown);
      if (isNoSuchRecord(failed)) {
        return undefined;
      }
      throw thrown;
    }
  };

  return {
    get: (path, options = {}) => send('GET', path, options),
    find: async (path, options) => (await findExchange(path, options))?.body,
    post: (path, options = {}) => send('POST', path, options),
    put: (path, options = {}) => send('PUT', path, options),
    patch: (path, options = {}) => send('PATCH', path, options),
    delete: (path, options = {}) => send('DELETE', path, options),
    exchange,
    page,
    findExchange,
  };
};

const contentTypeOf = (connection: Connection): string => connection.contentType ?? 'application/json';

const acceptOf = (connection: Connection): string =>
  contentTypeOf(connection) === 'application/json'
    ? 'application/json'
    : `${contentTypeOf(connection)}, application/json`;
