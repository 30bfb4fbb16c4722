import * as E from 'fp-ts/Either';
import { decode } from '../codec/decode';
import { failure, usualNext, type Failure } from '../errors/failure';
import { IAMError, toFailure } from '../errors/iam-error';
import type { Clock } from './clock';
import { callOf, keyOf, stoppedBefore, type HttpCall } from './call';
import { connectionHeaders, type Connection } from './connection';
import { excerpt } from './redaction/excerpt';
import type { Http, ReadOptions, Reply, WriteOptions } from './http';
import type { Path } from './path';
import type { RateLimit } from './rate-limit';
import { readBody, type Body } from './reply/read-body';
import type { Redact } from './redaction/redact';
import { isNoSuchRecord, replyFailure, requestIdOf, type ErrorReader } from './reply/reply-failure';
import { MAX_TOTAL_MS, waitBeforeRetry } from './retry-policy';
import { joinedHeader, type Method, type Transport, type WireReply } from './transport/wire';

/** What all requests of an instance share. */
export interface HttpSettings extends ErrorReader {
  readonly connection: Connection;
  readonly transport: Transport;
  readonly rateLimit: RateLimit;
  readonly clock: Clock;
  readonly redact: Redact;
  /** Milliseconds one attempt of a request may take. */
  readonly timeoutMs: number;
}

/** One request that was sent, for counting, debugging and auditing: nothing secret in it. */
export interface RequestEvent {
  readonly method: Method;
  /** The path below the base URL with its query. */
  readonly path: string;
  /** 1 for the first; a write that is resent after verification continues the count. */
  readonly attempt: number;
  readonly durationMs: number;
  readonly status: number | null;
  readonly requestId?: string;
  readonly failure?: Failure;
}

/** What belongs to one command. */
export interface HttpScope {
  readonly signal?: AbortSignal | undefined;
  /** Called after every attempt, with the template of the path as well: without its query and `{}` for every value. */
  readonly onRequest: (event: RequestEvent, template: string) => void;
  /** Called with the headers of every 2xx reply, in the spelling of the wire. */
  readonly onReply: (headers: WireReply['headers']) => void;
}

/** The HTTP of one command on one instance. */
export const createHttp = (settings: HttpSettings, scope: HttpScope): Http => {
  const { connection, clock, redact } = settings;
  // Set once a write of this command was acknowledged: what fails afterwards must not claim that nothing was changed.
  let written = false;
  // Built once per command: the secret leaves its Secret only here.
  const headers = { Accept: acceptOf(connection), ...connectionHeaders(connection) };

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
    timeoutMs: number,
    onSent: (() => void) | undefined,
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
        headers: {
          ...headers,
          ...(call.body === undefined ? {} : { 'Content-Type': contentTypeOf(connection) }),
          ...(call.ifMatch === undefined ? {} : { 'If-Match': call.ifMatch }),
        },
        body: call.body,
        timeoutMs,
        signal: scope.signal,
        ...(onSent === undefined ? {} : { onSent }),
      });
      const body = readBody(reply);
      if (reply.status < 200 || reply.status > 299) {
        throw new IAMError(
          replyFailure(call.method, reply, body, {
            ...settings,
            now: clock.date(),
            versioned: call.ifMatch !== undefined,
          }),
        );
      }
      const requestId = requestIdOf(reply);
      report(reply.status, requestId === undefined ? {} : { requestId: idText(redact, requestId) });
      return { reply, body };
    } catch (thrown) {
      const failed = located(toFailure(thrown), call, redact, written);
      report(failed.status, {
        failure: failed,
        ...(failed.requestId === undefined ? {} : { requestId: failed.requestId }),
      });
      throw new IAMError(failed);
    }
  };

  const withRetries = async (call: HttpCall): Promise<{ reply: WireReply; body: Body }> => {
    const isRead = call.method === 'GET';
    let started: number | undefined;
    let failed: unknown;
    for (let attempt = 1 + (isRead ? 0 : (tried.get(keyOf(call)) ?? 0)); ; attempt += 1) {
      const onSent = await settings.rateLimit(pause(call, attempt));
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
        return await once(call, attempt, Math.min(settings.timeoutMs, left), onSent ?? undefined);
      } catch (thrown) {
        const wait = waitBeforeRetry({
          method: call.method,
          failure: toFailure(thrown),
          number: attempt,
          elapsedMs: clock.now() - started,
          random: clock.random(),
        });
        if (wait === undefined || scope.signal?.aborted === true) {
          throw thrown;
        }
        failed = thrown;
        await pause(call, attempt + 1)(wait);
      }
    }
  };

  const exchange = async <A>(
    method: Method,
    path: Path,
    options: WriteOptions<A> = {},
  ): Promise<Reply<A>> => {
    const call = callOf(method, path, options, { baseUrl: connection.baseUrl, redact });
    if (scope.signal?.aborted === true) {
      throw new IAMError(stoppedBefore(call, 1));
    }
    const { reply, body } = await withRetries(call);
    written ||= method !== 'GET';
    scope.onReply(reply.headers);
    return {
      status: reply.status,
      body: read(call, reply, body, { ...options, written, redact, errorMessage: settings.errorMessage }),
      header: (name) => joinedHeader(reply, name),
    };
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
    findExchange,
  };
};

/** Adds where it happened, and takes secrets out of whatever the vendor or the network said. */
const located = (failed: Failure, call: HttpCall, redact: Redact, written: boolean): Failure => ({
  ...failed,
  ...(call.method === 'GET' ? { effect: written ? 'unknown' : 'none' } : {}),
  message: excerpt(redact, stopped(failed, call)),
  step: call.step,
  ...(failed.requestId === undefined ? {} : { requestId: idText(redact, failed.requestId) }),
  ...(failed.next === undefined || failed.next === usualNext(failed.kind)
    ? {}
    : { next: excerpt(redact, failed.next) }),
});

/** Maximum length of a request id; a longer value is not one. */
const MAX_ID = 200;

const idText = (redact: Redact, id: string): string => excerpt(redact, id, MAX_ID);

/** No verification follows an interruption, so the message says what is unknown. */
const stopped = ({ kind, effect, message }: Failure, { method }: HttpCall): string =>
  kind === 'interrupted' && effect === 'unknown' && method !== 'GET'
    ? `${message} Whether the vendor carried it out is not known.`
    : message;

const read = <A>(
  call: HttpCall,
  reply: WireReply,
  body: Body,
  options: ReadOptions<A> & Pick<HttpSettings, 'redact' | 'errorMessage'> & { readonly written: boolean },
): A => {
  const fail = (what: string): never => {
    const requestId = requestIdOf(reply);
    throw new IAMError(
      failure('malformed-reply', excerpt(options.redact, what), {
        status: reply.status,
        step: call.step,
        effect: options.written ? 'unknown' : 'none',
        ...(requestId === undefined ? {} : { requestId: idText(options.redact, requestId) }),
      }),
    );
  };
  if (body.tag === 'other') {
    return fail(`The reply is ${body.what} instead of the vendor's JSON.`);
  }
  const value = body.tag === 'json' ? body.value : undefined;
  if (options.reply === undefined) {
    // No codec would notice a gateway or a vendor that answers an error under a 2xx.
    const said = body.tag === 'json' ? options.errorMessage(value) : undefined;
    if (said !== undefined) {
      return fail(`The status says that it was done, the body that it failed: ${said}`);
    }
    // Without a codec the type parameter is unknown (see ReadOptions).
    return value as A;
  }
  const decoded = decode(options.reply, value);
  if (E.isRight(decoded)) {
    return decoded.right;
  }
  return fail(
    body.tag === 'empty'
      ? 'The reply has no body.'
      : `The reply is not what the vendor documents: ${decoded.left.slice(0, 5).join('; ')}.`,
  );
};

const contentTypeOf = (connection: Connection): string => connection.contentType ?? 'application/json';

const acceptOf = (connection: Connection): string =>
  contentTypeOf(connection) === 'application/json'
    ? 'application/json'
    : `${contentTypeOf(connection)}, application/json`;
