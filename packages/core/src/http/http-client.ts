import * as E from 'fp-ts/Either';
import type { Failure } from '../errors/failure';
import { IAMError, toFailure } from '../errors/iam-error';
import { callOf, pageCall, stoppedBefore, type HttpCall } from './request/call';
import { decodeReply } from './reply/decode-reply';
import type { Http, PageReply, ReadOptions, Reply, WriteOptions } from './http';
import type { HttpScope, HttpSettings } from './http-settings';
import { locateFailure } from './request/locate-failure';
import { nextPage, totalIn } from './paging/page-links';
import type { Path } from './path/path';
import { isNoSuchRecord } from './reply/reply-failure';
import { createRetries } from './request/retries';
import { joinedHeader, type Method, type WireReply } from './transport/wire';

/** The HTTP of one command on one instance. */
export const createHttp = (settings: HttpSettings, scope: HttpScope): Http => {
  const { connection, redact } = settings;
  const { baseUrl } = connection;
  // Set once a write of this command was acknowledged: what fails afterwards must not claim that nothing was changed.
  let written = false;
  const withRetries = createRetries(settings, scope, () => written);

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
    if (!call.reads) {
      scope.gate?.enter?.(call);
    }
    const { reply, body } = await withRetries(call);
    written ||= !call.reads;
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

  const bodyOf = async <A>(method: Method, path: Path, options: WriteOptions<A>): Promise<A> =>
    (await exchange(method, path, options)).body;

  const unlessMissing = async <A>(read: Promise<A>): Promise<A | undefined> => {
    try {
      return await read;
    } catch (thrown) {
      if (isNoSuchRecord(toFailure(thrown))) {
        return undefined;
      }
      throw thrown;
    }
  };

  const findExchange = <A>(path: Path, options: ReadOptions<A> = {}): Promise<Reply<A> | undefined> =>
    unlessMissing(exchange('GET', path, options));

  return {
    get: (path, options = {}) => bodyOf('GET', path, options),
    find: async (path, options) => (await findExchange(path, options))?.body,
    post: (path, options = {}) => bodyOf('POST', path, options),
    put: (path, options = {}) => bodyOf('PUT', path, options),
    patch: (path, options = {}) => bodyOf('PATCH', path, options),
    delete: (path, options = {}) => bodyOf('DELETE', path, options),
    exchange,
    page,
    findExchange,
    findPage: (path, address, options) => unlessMissing(page(path, address, options)),
  };
};
