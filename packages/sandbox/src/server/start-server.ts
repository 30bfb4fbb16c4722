import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { FakeVendor, VendorRequest } from '@iam/conformance';
import { userOf, type SeenRequest } from './seen-request';
import { parseBody, replyHeaders, replyText, type SandboxReply } from '../wire';

export interface ServerOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default `127.0.0.1`: the sandbox is not hardened for a network others can reach. */
  readonly host?: string;
  /** Is told of each request when its reply is out, or its connection has ended. */
  readonly onRequest?: (request: SeenRequest) => void;
}

export interface RunningServer {
  /** `http://host:port`, without a slash at the end. */
  readonly url: string;
  /** Stops listening and ends open connections, idle ones too. */
  readonly close: () => Promise<void>;
}

const MAX_BODY_BYTES = 5 * 1024 * 1024;

/** Serves one vendor over HTTP. Rejects when the port cannot be listened on. */
export const startServer = async (
  vendor: FakeVendor,
  options: ServerOptions = {},
): Promise<RunningServer> => {
  const host = options.host ?? '127.0.0.1';
  const server = createServer((incoming, outgoing) => {
    serve(vendor, incoming, outgoing, options.onRequest).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const serve = async (
  vendor: FakeVendor,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  onRequest: ServerOptions['onRequest'],
): Promise<void> => {
  const from = performance.now();
  const text = await readText(incoming);
  if (text === undefined) {
    outgoing
      .writeHead(413, { 'content-type': 'text/plain', connection: 'close' })
      .end('Request body too large');
    return;
  }
  const request = toRequest(incoming, text);
  const reply = answer(vendor, request);
  if (onRequest !== undefined) {
    const answered = reply.answered === undefined ? reply : reply.answered;
    // Follows the last of the reply as well as an end of the connection.
    outgoing.once('close', () =>
      onRequest({
        method: request.method,
        path: request.path,
        user: userOf(request, answered),
        status: answered?.status,
        sent: reply.drop === undefined ? reply.status : undefined,
        from,
        until: performance.now(),
      }),
    );
  }
  if (reply.delayMs !== undefined) {
    await setTimeout(reply.delayMs);
  }
  send(reply, outgoing);
};

const answer = (vendor: FakeVendor, request: VendorRequest): SandboxReply => {
  try {
    return vendor.handle(request);
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { status: 500, headers: { 'content-type': 'text/plain' }, text: `The sandbox failed: ${message}` };
  }
};

/** The body as text; undefined when it is longer than the sandbox takes. */
const readText = async (incoming: IncomingMessage): Promise<string | undefined> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // Drains the body, so that the refusal reaches a client that is still sending.
    if (bytes <= MAX_BODY_BYTES) {
      chunks.push(chunk);
    }
  }
  return bytes > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks).toString('utf8');
};

const toRequest = (incoming: IncomingMessage, text: string): VendorRequest => {
  const [path = '/', ...query] = (incoming.url ?? '/').split('?');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) {
      headers[name] = Array.isArray(value) ? value.join(', ') : value;
    }
  }
  return {
    method: incoming.method ?? 'GET',
    path,
    query: query.join('?'),
    headers,
    body: parseBody(text),
    text,
  };
};

const send = (reply: SandboxReply, outgoing: ServerResponse): void => {
  if (reply.drop !== undefined) {
    outgoing.destroy();
    return;
  }
  const text = replyText(reply);
  const body = Buffer.from(text ?? '', 'utf8');
  // A 204 must not carry a length (RFC 9110 section 8.6).
  const length = reply.status === 204 || text === undefined ? {} : { 'content-length': String(body.length) };
  outgoing.writeHead(reply.status, { ...inLines(replyHeaders(reply)), ...length });
  if (reply.truncated === true) {
    outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => outgoing.destroy());
    return;
  }
  outgoing.end(text === undefined ? undefined : body);
};

// A header line for each link, as vendors send them that page by links; it means the same (RFC 9110 section 5.3).
const inLines = (headers: Readonly<Record<string, string>>): OutgoingHttpHeaders =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      name.toLowerCase() === 'link' ? value.split(/, (?=<)/) : value,
    ]),
  );
