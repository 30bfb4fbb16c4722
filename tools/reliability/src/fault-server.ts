import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import type { FakeVendor, VendorReply, VendorRequest } from '@iam/conformance';
import { rawReply, wellFormed } from './http-text';

/** One complete request, with the means to reply to it wrongly. */
export interface Exchange {
  readonly socket: Socket;
  readonly request: VendorRequest;
  /** Lets the vendor carry the request out and returns its reply without sending it. */
  readonly carryOut: () => VendorReply;
  /** Resolves after this many milliseconds, or at once when the connection is gone. */
  readonly wait: (ms: number) => Promise<void>;
}

/** Replaces the proper reply to a request. */
export type Strike = (exchange: Exchange) => void | Promise<void>;

export interface Trouble {
  /** Reads are GET requests; every other method is a write. */
  readonly on: 'reads' | 'writes' | 'all';
  readonly times: number;
  readonly strike: Strike;
}

export interface FaultServer {
  readonly port: number;
  /** Requests that arrived whole, oldest first. */
  readonly arrived: readonly VendorRequest[];
  readonly fail: (trouble: Trouble | undefined) => void;
  readonly close: () => Promise<void>;
}

/**
 * A vendor on a raw socket: HTTP is written by hand, because node:http refuses to send most faults that occur in the field.
 * With `tls` it speaks TLS.
 */
export const serveWithFaults = async (
  vendor: FakeVendor,
  {
    host = '127.0.0.1',
    tls,
    trouble,
  }: { readonly host?: string; readonly tls?: TlsOptions; readonly trouble?: Trouble } = {},
): Promise<FaultServer> => {
  const arrived: VendorRequest[] = [];
  const sockets = new Set<Socket>();
  let current = trouble === undefined ? undefined : { trouble, left: trouble.times };

  const strikeFor = ({ method }: VendorRequest): Strike | undefined => {
    if (current === undefined || current.left === 0) {
      return undefined;
    }
    const kind = method === 'GET' ? 'reads' : 'writes';
    if (current.trouble.on !== 'all' && current.trouble.on !== kind) {
      return undefined;
    }
    current.left -= 1;
    return current.trouble.strike;
  };

  const accept = (socket: Socket): void => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // Ignores errors: clients reset connections as well, which some faults provoke.
    socket.on('error', () => undefined);
    socket.setNoDelay(true);
    socket.setMaxListeners(0);
    readRequests(socket, (request) => {
      arrived.push(request);
      const strike = strikeFor(request);
      if (strike === undefined) {
        socket.write(wellFormed(vendor.handle(request)));
        return;
      }
      const carryOut = (): VendorReply => vendor.handle(request);
      void Promise.resolve(strike({ socket, request, carryOut, wait: waiterOf(socket) })).catch(() =>
        socket.destroy(),
      );
    });
  };

  const server: Server = tls === undefined ? createServer(accept) : createTlsServer(tls, accept);
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    arrived,
    fail: (next) => (current = next === undefined ? undefined : { trouble: next, left: next.times }),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        sockets.forEach((socket) => socket.destroy());
      }),
  };
};

const waiterOf =
  (socket: Socket): Exchange['wait'] =>
  (ms) =>
    new Promise((resolve) => {
      if (socket.destroyed) {
        resolve();
        return;
      }
      const done = (): void => {
        clearTimeout(timer);
        socket.off('close', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      socket.once('close', done);
    });

/** The first byte of a TLS record that begins a handshake (RFC 8446 section 5.1). */
const TLS_HANDSHAKE = 22;

/** Calls back with every whole request on the connection. Bodies have a Content-Length: our client sends no other. */
const readRequests = (socket: Socket, onRequest: (request: VendorRequest) => void): void => {
  let pending = Buffer.alloc(0);
  socket.on('data', (data: Buffer) => {
    pending = Buffer.concat([pending, data]);
    if (pending[0] === TLS_HANDSHAKE) {
      // The usual reply of a web server to TLS on its plain port.
      socket.end(rawReply({ status: 400, headers: [['Connection', 'close']] }));
      return;
    }
    for (;;) {
      const end = pending.indexOf('\r\n\r\n');
      if (end < 0) {
        return;
      }
      const head = parseHead(pending.subarray(0, end).toString('latin1'));
      const size = end + 4 + Number(head.headers['content-length'] ?? 0);
      if (pending.length < size) {
        return;
      }
      const text = pending.subarray(end + 4, size).toString('utf8');
      pending = pending.subarray(size);
      onRequest({ ...head, text, body: text === '' ? undefined : (JSON.parse(text) as unknown) });
    }
  });
};

const parseHead = (head: string): Pick<VendorRequest, 'method' | 'path' | 'query' | 'headers'> => {
  const [first = '', ...lines] = head.split('\r\n');
  const [method = 'GET', target = '/'] = first.split(' ');
  const [path = '/', ...query] = target.split('?');
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { method, path, query: query.join('?'), headers: Object.fromEntries(headers) };
};
