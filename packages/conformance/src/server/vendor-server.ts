import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as E from 'fp-ts/Either';
import { parseJson } from '@iam/core/internal';
import { recordExchanges, type ExchangeRecord } from './exchanges';
import type { FakeVendor, VendorReply, VendorRequest } from '../fake/fake-vendor';

/** A fake vendor on a local port, with faults of the connection. */
export interface VendorServer extends ExchangeRecord {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Serves a fake on 127.0.0.1, on a port that is free. */
export const serveVendor = async (vendor: FakeVendor): Promise<VendorServer> => {
  const { answer, ...record } = recordExchanges(vendor);

  const server = createServer((incoming, outgoing) => {
    readRequest(incoming)
      .then((request) => send(answer(request), outgoing))
      .catch((thrown: unknown) => {
        const text = `The fake vendor threw ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`;
        send({ reply: { status: 500, text }, cut: false }, outgoing);
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...record,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const readRequest = async (incoming: IncomingMessage): Promise<VendorRequest> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  const [path = '/', ...query] = (incoming.url ?? '/').split('?');
  const body = text === '' ? undefined : parseJson(text);
  return {
    method: incoming.method ?? 'GET',
    path,
    query: query.join('?'),
    headers: Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : (value ?? ''),
      ]),
    ),
    body: body === undefined || E.isLeft(body) ? undefined : body.right,
    text,
  };
};

const send = (
  { reply, cut }: { readonly reply: VendorReply | undefined; readonly cut: boolean },
  outgoing: ServerResponse,
): void => {
  if (reply === undefined) {
    outgoing.destroy();
    return;
  }
  const text = bodyText(reply);
  const body = Buffer.from(text ?? '', 'utf8');
  // RFC 9110 section 8.6: no length with a 204.
  const length = reply.status === 204 ? {} : { 'content-length': String(body.length) };
  const type = reply.body === undefined ? {} : { 'content-type': 'application/json' };
  outgoing.writeHead(reply.status, { ...type, ...lowerCase(reply.headers ?? {}), ...length });
  if (cut) {
    outgoing.flushHeaders();
    outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => outgoing.destroy());
    return;
  }
  outgoing.end(text === undefined || reply.status === 204 ? undefined : body);
};

/** The body of a reply as it goes on the wire; undefined when it has none. */
export const bodyText = (reply: VendorReply): string | undefined =>
  reply.text ?? (reply.body === undefined ? undefined : JSON.stringify(reply.body));

// One content type only, whichever case the vendor wrote it in. Other names keep their case: results show them.
const lowerCase = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      /^content-type$/i.test(name) ? 'content-type' : name,
      value,
    ]),
  );
