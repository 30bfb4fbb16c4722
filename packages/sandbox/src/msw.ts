import { setTimeout } from 'node:timers/promises';
import { createInstance, type GroupResult, type Integration, type UserResult } from '@iam/core';
import { recordExchanges, type ExchangeRecord, type FakeVendor } from '@iam/conformance';
import { http, HttpResponse, type HttpHandler } from 'msw';
import { setupServer } from 'msw/node';
import { parseBody, replyHeaders, replyText, type SandboxReply } from './wire';

/**
 * msw handlers that answer everything below a base URL from a vendor, without a port.
 *
 * @param baseUrl what the client is configured with, for example `https://scim.eu-west-1.amazonaws.com`; a path in it is
 *   cut off before the vendor sees the request
 */
export const vendorHandlers = (vendor: FakeVendor, baseUrl: string): HttpHandler[] => {
  const base = new URL(baseUrl);
  const prefix = base.pathname.replace(/\/+$/, '');
  return [
    http.all(`${base.origin}${prefix}/*`, async ({ request }) => {
      const url = new URL(request.url);
      const text = await request.text();
      const reply: SandboxReply = vendor.handle({
        method: request.method,
        path: url.pathname.slice(prefix.length),
        query: rawQuery(request.url),
        headers: Object.fromEntries(request.headers),
        body: parseBody(text),
        text,
      });
      if (reply.delayMs !== undefined) {
        await setTimeout(reply.delayMs);
      }
      return toResponse(reply);
    }),
  ];
};

// Taken from the text: URLSearchParams would turn a bare `cursor` into `cursor=`.
const rawQuery = (url: string): string => {
  const at = url.indexOf('?');
  return at < 0 ? '' : (url.slice(at + 1).split('#')[0] ?? '');
};

const toResponse = (reply: SandboxReply): HttpResponse<string | ReadableStream> => {
  if (reply.drop !== undefined) {
    return HttpResponse.error() as HttpResponse<string>;
  }
  const text = replyText(reply) ?? null;
  const init = { status: reply.status, headers: replyHeaders(reply) };
  if (reply.truncated !== true || text === null) {
    return new HttpResponse(text, init);
  }
  return new HttpResponse(brokenOff(text), init);
};

const brokenOff = (text: string): ReadableStream => {
  const body = new TextEncoder().encode(text);
  return new ReadableStream({
    start: (controller) => {
      controller.enqueue(body.slice(0, Math.floor(body.length / 2)));
      controller.error(new TypeError('The connection ended before the body did'));
    },
  });
};

/** A vendor that answers below a URL without a port, until it is closed. */
export interface InterceptedVendor extends ExchangeRecord {
  readonly close: () => void;
}

/** Lets msw answer every request of this process from a vendor; requests to other addresses fail. */
export const interceptVendor = (vendor: FakeVendor, baseUrl: string): InterceptedVendor => {
  const { answer, ...record } = recordExchanges(vendor);
  const handle = (request: Parameters<FakeVendor['handle']>[0]): SandboxReply => {
    const { reply, cut } = answer(request);
    return reply === undefined ? { status: 500, drop: 'after' } : { ...reply, truncated: cut };
  };
  const server = setupServer(...vendorHandlers({ ...vendor, handle }, baseUrl));
  server.listen({ onUnhandledRequest: 'error' });
  return { ...record, close: () => server.close() };
};

/** An instance and its exchanges with the vendor, for tests of one vendor's peculiarities. */
export const recordedInstance = (
  integration: Integration,
  params: Readonly<Record<string, unknown>>,
  { exchanges, fail }: ExchangeRecord,
  /** Base path of the vendor's API; `calls` omits it. */
  basePath = '',
) => {
  const instance = createInstance(integration, params, { name: 'test_1', env: {} });
  const requests = () => exchanges().map(({ request }) => request);
  return {
    instance,
    fail,
    requests,
    calls: () => requests().map(({ method, path }) => `${method} ${path.replace(basePath, '')}`),
    bodies: () => requests().flatMap(({ body }) => (body === undefined ? [] : [body])),
    run: async (command: string, profile: object, args: object = {}) =>
      (await instance.runByName(command, { 'user-profile': profile, ...args })) as UserResult,
    runGroup: async (command: string, scim: object, args: object = {}) =>
      (await instance.runByName(command, { scim, ...args })) as GroupResult,
  };
};

/** The same with the vendor in this process, until it is closed. */
export const interceptedInstance = (
  integration: Integration,
  params: Readonly<Record<string, unknown>> & { readonly url: string },
  vendor: FakeVendor,
  basePath?: string,
) => {
  const { close, ...record } = interceptVendor(vendor, new URL(params.url).origin);
  return { ...recordedInstance(integration, params, record, basePath), close };
};
