import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import axios, { isAxiosError } from 'axios';
import { IAMError } from '../errors/iam-error';
import { connectionFailure, TOO_LARGE } from './lost-connection';
import { proxyAgents } from './proxy';
import type { Transport, WireReply } from './wire';

export interface TransportOptions {
  /** Where the requests will go; decides which proxy is used. */
  readonly baseUrl: string;
  /** Accept certificates nobody vouches for. */
  readonly insecure: boolean;
  /** Honour HTTP_PROXY, HTTPS_PROXY and NO_PROXY; otherwise they are ignored. */
  readonly proxy: boolean;
}

/** The largest reply that is read, decompressed: a page of 100 SCIM users is some 200 kB. */
const MAX_REPLY_BYTES = 16 * 1024 * 1024;
/** Making a connection takes at most this long; a vendor that is up answers far sooner. */
const CONNECT_TIMEOUT_MS = 10_000;

/** Node's timers fire at once when they are asked to wait longer. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** A transport with connections of its own that are kept alive. This module is the only one that knows axios. */
export const createAxiosTransport = (options: TransportOptions): Transport => {
  const tls = { keepAlive: true, rejectUnauthorized: !options.insecure };
  const agents = (options.proxy ? proxyAgents(options.baseUrl, tls) : undefined) ?? {
    httpAgent: withConnectTimeout(new http.Agent({ keepAlive: true })),
    httpsAgent: withConnectTimeout(new https.Agent(tls)),
  };

  return async (request) => {
    const progress = { connected: false };
    const timer = new AbortController();
    const timeout = setTimeout(() => timer.abort(), Math.min(request.timeoutMs, MAX_TIMER_MS));
    timeout.unref();
    try {
      const reply = await axios.request<Buffer>({
        ...agents,
        method: request.method,
        url: request.url,
        headers: request.headers,
        data: request.body,
        responseType: 'arraybuffer',
        // Bodies are read by the caller, whatever the status; nothing is followed with the credentials on board.
        transformRequest: [(data: unknown) => data],
        transformResponse: [(data: unknown) => data],
        validateStatus: () => true,
        maxRedirects: 0,
        proxy: false,
        maxContentLength: MAX_REPLY_BYTES,
        signal: request.signal === undefined ? timer.signal : AbortSignal.any([request.signal, timer.signal]),
        // axios hands the socket's progress to nobody else; a request that never left is safe to repeat.
        transport: watched(request.url.startsWith('https:') ? https : http, progress),
      });
      return { status: reply.status, headers: rawHeaders(reply.request, reply.headers), body: reply.data };
    } catch (thrown) {
      const stopped = request.signal?.aborted === true;
      const code = timer.signal.aborted && !stopped ? 'ECONNABORTED' : codeOf(thrown);
      if (code === undefined && !isAxiosError(thrown)) {
        // Not the network: a defect must not be reported as one.
        throw thrown;
      }
      throw new IAMError(connectionFailure({ code, connected: progress.connected, timeoutMs: request.timeoutMs }));
    } finally {
      clearTimeout(timeout);
    }
  };
};

const codeOf = (thrown: unknown): string | undefined => {
  if (isAxiosError(thrown)) {
    const cause: unknown = thrown.cause;
    const inner = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
    return inner ?? (thrown.code === 'ERR_BAD_RESPONSE' ? badResponse(thrown.message) : thrown.code);
  }
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : undefined;
};

// axios has one code for a reply that is too large and for one that breaks off; only its own fixed text tells them apart.
const badResponse = (message: string): string => (message.startsWith('maxContentLength') ? TOO_LARGE : 'ECONNRESET');

/** node:http as axios calls it, noting when the request is on a connection. */
const watched = (lib: typeof http | typeof https, progress: { connected: boolean }) => ({
  request: (options: http.RequestOptions, onReply: (reply: http.IncomingMessage) => void): http.ClientRequest => {
    const sent = lib.request(options, onReply);
    // A 101 that nobody asked for would never become a reply, and Node ends such a request without an error.
    sent.once('upgrade', (_reply, socket) => {
      socket.destroy();
      sent.emit('error', Object.assign(new Error('unexpected upgrade'), { code: 'HPE_UNEXPECTED_UPGRADE' }));
    });
    sent.once('socket', (socket: Socket) => {
      const ready = 'encrypted' in socket ? 'secureConnect' : 'connect';
      if (socket.connecting) {
        socket.once(ready, () => (progress.connected = true));
      } else {
        progress.connected = true;
      }
    });
    return sent;
  },
});

/** axios lower-cases names; the documented `details` of a reply without a body shows them as they were sent. */
const rawHeaders = (request: unknown, parsed: object): WireReply['headers'] => {
  const raw = (request as { res?: http.IncomingMessage } | undefined)?.res?.rawHeaders;
  if (raw === undefined || raw.length === 0) {
    return Object.entries(parsed).map(([name, value]) => [name, String(value)] as const);
  }
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));
};

const withConnectTimeout = <A extends http.Agent>(agent: A): A => {
  const original = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const socket = original(options, callback) as Socket;
    const timer = setTimeout(
      () => socket.destroy(Object.assign(new Error('connect timeout'), { code: 'ETIMEDOUT' })),
      CONNECT_TIMEOUT_MS,
    );
    const stop = (): void => clearTimeout(timer);
    socket.once('encrypted' in socket ? 'secureConnect' : 'connect', stop);
    socket.once('close', stop);
    return socket;
  };
  return agent;
};
