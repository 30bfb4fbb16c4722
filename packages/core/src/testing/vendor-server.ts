import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as E from 'fp-ts/Either';
import { parseJson } from '../codec/json';
import type { FakeVendor, VendorReply, VendorRequest } from './fake-vendor';
import { isRead } from './fault';
import type { Fault, Mishap } from './fault';

/** One request and what came of it. */
export interface Exchange {
  readonly request: VendorRequest;
  /** What was put on the wire; undefined when the connection was cut. */
  readonly reply: VendorReply | undefined;
  /** Whether the vendor's users or groups are other ones than before. */
  readonly changed: boolean;
}

/** A fake vendor on a port of this machine, where connections can break. */
export interface VendorServer {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  /** What went over the wire since the last `forget`, oldest first. */
  readonly exchanges: () => readonly Exchange[];
  readonly forget: () => void;
  /** Lets something go wrong from now on. The first fault that matches a request hits it. */
  readonly fail: (fault: Fault) => void;
  /** Everything goes well again. */
  readonly repair: () => void;
  readonly close: () => Promise<void>;
}

/** Serves a fake on 127.0.0.1, on a port that is free. */
export const serveVendor = async (vendor: FakeVendor): Promise<VendorServer> => {
  const exchanges: Exchange[] = [];
  const faults: { readonly fault: Fault; seen: number }[] = [];

  const strike = (request: VendorRequest): Mishap | undefined => {
    const sort = isRead(request) ? 'reads' : 'writes';
    for (const entry of faults.filter(({ fault }) => fault.on === 'all' || fault.on === sort)) {
      const { after = 0, times = 1, mishap } = entry.fault;
      entry.seen += 1;
      if (entry.seen > after && entry.seen <= after + times) {
        return mishap;
      }
    }
    return undefined;
  };

  const answer = (
    request: VendorRequest,
  ): { readonly reply: VendorReply | undefined; readonly cut: boolean } => {
    const mishap = strike(request);
    const before = stateOf(vendor);
    const reply = replyTo(vendor, request, mishap);
    exchanges.push({ request, reply, changed: stateOf(vendor) !== before });
    return { reply, cut: mishap?.kind === 'truncated' };
  };

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
    exchanges: () => [...exchanges],
    forget: () => void exchanges.splice(0),
    fail: (fault) => void faults.push({ fault, seen: 0 }),
    repair: () => void faults.splice(0),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** Everything a vendor has stored, for telling whether something was written. */
export const stateOf = (vendor: FakeVendor): string => JSON.stringify([vendor.users(), vendor.groups()]);

const replyTo = (
  vendor: FakeVendor,
  request: VendorRequest,
  mishap: Mishap | undefined,
): VendorReply | undefined => {
  switch (mishap?.kind) {
    case 'instead':
      return mishap.reply;
    case 'lost-before':
      return undefined;
    case 'lost-after':
      vendor.handle(request);
      return undefined;
    case 'altered':
      return mishap.alter(vendor.handle(request));
    default:
      return vendor.handle(request);
  }
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
