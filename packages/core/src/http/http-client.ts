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

/** A 2xx reply and its decoded body. */
interface CarriedOut<A> {
  readonly wire: WireReply;
  readonly body: A;
}

const replyOf = <A>({ wire, body }: CarriedOut<A>): Reply<A> => ({
  status: wire.status,
  body,
  header: (name) => joinedHeader(wire, name),
});

/** The HTTP of one command on one instance. */
export const createHttp = (settings: HttpSettings, scope: HttpScope): Http => {
  const { connection, redact } = settings;
  const { baseUrl } = connection;
  // Set once a write of this command was acknowledged: what fails afterwards must not claim that nothing was changed.
  let written = false;
  const withRetries = createRetries(settings, scope, () => written);

  const place = { baseUrl, redact };

  const carryOut = async <A>(call: HttpCall, options: WriteOptions<A>): Promise<CarriedOut<A>> => {
    if (scope.signal?.aborted === true) {
      throw new IAMError(stoppedBefore(call, 1));
    }
    if (!call.reads) {
      scope.gate?.enter?.(call);
    }
    const { reply, body } = await withRetries(call);
    written ||= !call.reads;
    scope.onReply(reply.headers);
    return { wire: reply, body: decodeReply(call, reply, body, options.reply, settings, written) };
  };

  const bodyOf = async <A>(method: Method, path: Path, options: WriteOptions<A>): Promise<A> =>
    (await carryOut(callOf(method, path, options, place), options)).body;

  const exchange = async <A>(method: Method, path: Path, options: WriteOptions<A> = {}): Promise<Reply<A>> =>
    replyOf(await carryOut(callOf(method, path, options, place), options));

  const page = async <A>(
    path: Path,
    address: string | undefined,
    options: ReadOptions<A> = {},
  ): Promise<PageReply<A>> => {
    const first = callOf('GET', path, options, place);
    const fail = (failed: Failure): never => {
      throw new IAMError(locateFailure(failed, first, redact, written));
    };
    const call = address === undefined ? E.right(first) : pageCall(first, address, place);
    const found = E.isLeft(call) ? fail(call.left) : call.right;
    const carriedOut = await carryOut(found, options);
    const next = nextPage(carriedOut.wire, found.url, baseUrl);
    return {
      next: E.isLeft(next) ? fail(next.left) : next.right,
      total: totalIn(carriedOut.wire),
      ...replyOf(carriedOut),
    };
  };

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
