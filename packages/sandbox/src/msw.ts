import type { FakeVendor } from '@iam/core/testing';
import { http, HttpResponse, type HttpHandler } from 'msw';
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
  if (reply.drop !== undefined) return HttpResponse.error() as HttpResponse<string>;
  const text = replyText(reply) ?? null;
  const init = { status: reply.status, headers: replyHeaders(reply) };
  if (reply.truncated !== true || text === null) return new HttpResponse(text, init);
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
