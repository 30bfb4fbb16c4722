import type { VendorReply } from '@iam/conformance';

/**
 * A reply that may also break the connection: what `withFaults` produces and what the server and the msw handlers
 * understand. A plain `VendorReply` is a `SandboxReply` that breaks nothing.
 */
export interface SandboxReply extends VendorReply {
  /**
   * `before`: the connection was cut before the vendor saw the request. `after`: the vendor acted on it, then the reply was
   * lost. Callers cannot tell the two apart.
   */
  readonly drop?: 'before' | 'after';
  /**
   * What the vendor itself answered, where something else is sent; null when the vendor was not asked. Without it the vendor answered
   * what is sent.
   */
  readonly answered?: VendorReply | null;
  /** Milliseconds between the vendor's acting and its reply. */
  readonly delayMs?: number;
  /** Only the first half of the body is sent, under the length of the whole one; then the connection ends. */
  readonly truncated?: boolean;
}

/** The body as it goes on the wire, or undefined when the reply has none. */
export const replyText = (reply: SandboxReply): string | undefined => {
  if (reply.text !== undefined) {
    return reply.text;
  }
  return reply.body === undefined ? undefined : JSON.stringify(reply.body);
};

/** The headers of a reply in the vendor's spelling; JSON bodies get a content type when the vendor named none. */
export const replyHeaders = (reply: SandboxReply): Readonly<Record<string, string>> => {
  const headers = reply.headers ?? {};
  const named = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  return reply.body !== undefined && !named ? { 'Content-Type': 'application/json', ...headers } : headers;
};

/** The parsed JSON of a body text; undefined when there is none or it is no JSON. */
export const parseBody = (text: string): unknown => {
  if (text === '') {
    return undefined;
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};
