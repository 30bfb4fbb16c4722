/** One exchange as it goes over the wire, below retries and decoding. */

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface WireRequest {
  readonly method: Method;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Milliseconds the whole exchange may take. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  /** Called when the request is on a connection. */
  readonly onSent?: (() => void) | undefined;
}

export interface WireReply {
  readonly status: number;
  /** Names and values in the order and spelling of the wire. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

/** Sends one request once. Rejects with an IAMError when there is no whole reply. */
export type Transport = (request: WireRequest) => Promise<WireReply>;

/** Value of a header, whatever the case of its name; undefined when absent. */
export const headerOf = (reply: WireReply, name: string): string | undefined =>
  reply.headers.find(([key]) => key.toLowerCase() === name)?.[1];

/** All values of a header as one (RFC 9110 section 5.3); undefined when absent, and for cookies, which are credentials. */
export const joinedHeader = (reply: WireReply, name: string): string | undefined => {
  const wanted = name.toLowerCase();
  const values = reply.headers.filter(([key]) => key.toLowerCase() === wanted).map(([, value]) => value);
  return values.length === 0 || /^set-cookie2?$/.test(wanted) ? undefined : values.join(', ');
};
