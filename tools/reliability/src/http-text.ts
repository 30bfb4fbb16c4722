import type { VendorReply } from '@iam/conformance';

/** A reply as bytes, so that a test can send malformed ones. */
export interface RawReply {
  readonly status?: number;
  /** Header lines in order; the same name may occur twice. */
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: Buffer | string;
  /** `none` leaves the length out, a number lies about it. */
  readonly length?: number | 'none' | string;
}

/** Status line, headers and body, with a Content-Length unless the options set another one. */
export const rawReply = ({ status = 200, headers = [], body = '', length }: RawReply): Buffer => {
  const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
  return Buffer.concat([rawHead({ status, headers, length: length ?? bytes.length }), bytes]);
};

export const rawHead = ({ status = 200, headers = [], length = 'none' }: Omit<RawReply, 'body'>): Buffer => {
  const all = length === 'none' ? headers : [...headers, ['Content-Length', String(length)] as const];
  return Buffer.from(
    `HTTP/1.1 ${status} Words\r\n${all.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
  );
};

export const chunk = (body: Buffer | string): Buffer => {
  const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
};

/** The body of a vendor's reply as text. */
export const bodyOf = ({ text, body }: VendorReply): string =>
  text ?? (body === undefined ? '' : JSON.stringify(body));

/** A vendor's reply as a well-behaved server would send it. */
export const wellFormed = (reply: VendorReply, headers: RawReply['headers'] = []): Buffer => {
  const own = Object.entries(reply.headers ?? {});
  const hasType = own.some(([name]) => name.toLowerCase() === 'content-type');
  const body = bodyOf(reply);
  return rawReply({
    status: reply.status,
    headers: [
      ...own,
      ...(hasType || body === '' ? [] : [['Content-Type', 'application/json'] as const]),
      ...headers,
    ],
    body,
    // RFC 9110 section 8.6: no length with a 204.
    ...(reply.status === 204 ? { length: 'none' } : {}),
  });
};
