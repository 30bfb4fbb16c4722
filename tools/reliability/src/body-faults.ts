import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { VendorReply } from '@iam/conformance';
import type { FaultRow } from './fault-row';
import type { Exchange } from './fault-server';
import { bodyOf, rawReply, type RawReply } from './http-text';

const JSON_TYPE = ['Content-Type', 'application/json'] as const;

type Alter = (text: string, reply: VendorReply) => RawReply & { readonly end?: boolean };

/** Lets the vendor act and sends its reply in another form. */
const sent =
  (alter: Alter) =>
  ({ socket, carryOut }: Exchange): void => {
    const reply = carryOut();
    const { end = false, ...raw } = alter(bodyOf(reply), reply);
    const bytes = rawReply({ status: reply.status, ...raw });
    if (end) {
      socket.end(bytes);
    } else {
      socket.write(bytes);
    }
  };

const row = (group: string, fault: string, alter: Alter): FaultRow => ({ group, fault, strike: sent(alter) });

const encoded = (name: string, body: Buffer): RawReply => ({
  headers: [JSON_TYPE, ['Content-Encoding', name]],
  body,
});

/** 200 MB of blanks, which gzip makes a thousandth of: ten members of 20 MB (RFC 1952 section 2.2 lets them follow each other). */
const bomb = (): Buffer => {
  const member = gzipSync(Buffer.alloc(20 * 1024 * 1024, ' '));
  return Buffer.concat(Array.from({ length: 10 }, () => member));
};

const labels: readonly FaultRow[] = [
  row('Labels', 'JSON called text/html', (body) => ({ headers: [['Content-Type', 'text/html']], body })),
  row('Labels', 'no content type', (body) => ({ body })),
  row('Labels', 'two content types', (body) => ({
    headers: [JSON_TYPE, ['Content-Type', 'text/plain']],
    body,
  })),
  row('Labels', 'no length, closed at the end', (body) => ({
    headers: [JSON_TYPE],
    body,
    length: 'none',
    end: true,
  })),
  row('Labels', 'length too small', (body) => ({ headers: [JSON_TYPE], body, length: 20, end: true })),
  row('Labels', 'length too large, then closed', (body) => ({
    headers: [JSON_TYPE],
    body,
    length: Buffer.byteLength(body) + 10,
    end: true,
  })),
  row('Labels', 'length that is no number', (body) => ({
    headers: [JSON_TYPE],
    body,
    length: 'many',
    end: true,
  })),
  row('Labels', 'two different lengths', (body) => ({
    headers: [JSON_TYPE, ['Content-Length', '5']],
    body,
    end: true,
  })),
  row('Labels', 'two request ids', (body) => ({
    headers: [JSON_TYPE, ['x-amzn-RequestId', 'one'], ['x-amzn-RequestId', 'two']],
    body,
  })),
];

const compression: readonly FaultRow[] = [
  row('Compression', 'gzip', (body) => encoded('gzip', gzipSync(body))),
  row('Compression', 'deflate', (body) => encoded('deflate', deflateSync(body))),
  row('Compression', 'br', (body) => encoded('br', brotliCompressSync(body))),
  row('Compression', 'gzip that breaks off', (body) => encoded('gzip', gzipSync(body).subarray(0, 60))),
  row('Compression', 'called gzip but plain', (body) => encoded('gzip', Buffer.from(body))),
  row('Compression', 'an unknown encoding', () => encoded('zzz', Buffer.from([0xff, 0xfe, 0x00, 0x01]))),
  row('Compression', 'a decompression bomb (200 MB)', () => encoded('gzip', bomb())),
];

/** The vendor's record, inflated beyond any real size. */
const padded = (body: string, padding: string): string =>
  body.replace(/^\{/, () => `{"padding":${padding}${body === '{}' ? '' : ','}`);

const bodies: readonly FaultRow[] = [
  row('Bodies', 'JSON of 10 MB', (body) => ({
    headers: [JSON_TYPE],
    body: padded(body, JSON.stringify('x'.repeat(10_000_000))),
  })),
  row('Bodies', 'JSON of 20 MB', (body) => ({
    headers: [JSON_TYPE],
    body: padded(body, JSON.stringify('x'.repeat(20_000_000))),
  })),
  row('Bodies', 'JSON nested 100 000 deep', (body) => ({
    headers: [JSON_TYPE],
    body: padded(body, `${'['.repeat(100_000)}${']'.repeat(100_000)}`),
  })),
  row('Bodies', 'a byte order mark', (body) => ({ headers: [JSON_TYPE], body: `\ufeff${body}` })),
  row('Bodies', 'charset=iso-8859-1, ASCII inside', (body) => ({
    headers: [['Content-Type', 'application/json; charset=iso-8859-1']],
    body,
  })),
  row('Bodies', 'charset=iso-8859-1, Latin-1 inside', (body) => ({
    headers: [['Content-Type', 'application/json; charset=iso-8859-1']],
    body: Buffer.from(padded(body, '"é"'), 'latin1'),
  })),
  row('Bodies', 'UTF-16', (body) => ({
    headers: [JSON_TYPE],
    body: Buffer.from(`\ufeff${body}`, 'utf16le'),
  })),
  row('Bodies', 'invalid UTF-8', (body) => ({
    headers: [JSON_TYPE],
    body: Buffer.concat([
      Buffer.from(padded(body, '"').slice(0, 12)),
      Buffer.from([0xc3, 0x28]),
      Buffer.from('"}'),
    ]),
  })),
  row('Bodies', 'JSON that is cut off', (body) => ({ headers: [JSON_TYPE], body: body.slice(0, 40) })),
  row('Bodies', 'JSON of another shape', () => ({ headers: [JSON_TYPE], body: '{"hello":"world"}' })),
  row('Bodies', 'an HTML page with status 200', () => ({
    status: 200,
    headers: [['Content-Type', 'text/html']],
    body: '<!doctype html><title>Sign in</title>',
  })),
  row('Bodies', 'no body with status 200', () => ({ status: 200, headers: [JSON_TYPE] })),
];

export const bodyFaults: readonly FaultRow[] = [...labels, ...compression, ...bodies];
