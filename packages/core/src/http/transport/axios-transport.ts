import http, { type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { AxiosHeaders, getAdapter, isAxiosError, type AxiosRequestConfig, type AxiosResponse } from 'axios';
import { failure } from '../../errors/failure';
import { IAMError } from '../../errors/iam-error';
import { withConnectTimeout } from './connect-timeout';
import { connectionFailure, TOO_LARGE } from './transport-failure';
import { onAbort } from './on-abort';
import { requestStop } from './request-stop';
import { proxyHeaders, tunnelAgent } from '../proxy/proxy-tunnel';
import type { SystemProxy } from '../proxy/system-proxy';
import { watchedRequests } from './watched-requests';
import type { Transport, WireReply, WireRequest } from './wire';

export interface TransportOptions {
  /** Skips certificate verification. */
  readonly insecure: boolean;
  /** The proxy to use, or why it cannot be determined. */
  readonly route: SystemProxy;
  /** The largest reply that is read, in bytes, before and after decompression; 16 MiB when absent. */
  readonly maxReplyBytes?: number;
}

/** Maximum of Node's timers, which fire at once for a longer delay. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Much more than any page of records: a page of 100 SCIM users is some 200 kB. */
const MAX_REPLY_BYTES = 16 * 1024 * 1024;

/**
 * A transport with connections of its own that are kept alive, on axios's http adapter. This module is the only one that knows
 * axios. The adapter is called directly: merging defaults and headers, which an instance of axios does before, takes as long as
 * the request itself, and there is nothing to merge.
 */
export const createAxiosTransport = (options: TransportOptions): Transport => {
  const {
    maxReplyBytes: maxBytes = MAX_REPLY_BYTES,
    route: { proxy, problem },
  } = options;
  const requestOptionsFor = requestRoutes(options);

  return async (request) => {
    if (problem !== undefined) {
      throw new IAMError(failure('proxy', problem));
    }
    const { timeoutMs, signal, onSent } = request;
    if (signal?.aborted === true) {
      // axios's adapter rejects then, and sends the request all the same.
      throw new IAMError(connectionFailure({ code: ENDED.stopped, connected: false, timeoutMs }));
    }
    const state: { connected: boolean; ended?: 'timeout' | 'stopped' } = { connected: false };
    const giveUp = requestStop();
    let endTunnel: () => void = () => {};
    const end = (why: 'timeout' | 'stopped') => (): void => {
      state.ended ??= why;
      giveUp.stop();
      // A request has no connection while its tunnel is opened: aborting only the request would leave the one to the proxy
      // open.
      endTunnel();
    };
    const timer = setTimeout(end('timeout'), Math.min(timeoutMs, MAX_TIMER_MS));
    timer.unref();
    const leave = onAbort(signal, end('stopped'));
    const onConnected = (): void => {
      state.connected = true;
      onSent?.();
    };
    const onTunnel = (stop: () => void): void => {
      endTunnel = stop;
    };
    const { proxy: forward, httpAgent, httpsAgent, headers } = requestOptionsFor(request);
    try {
      const reply = await httpAdapter({
        method: request.method,
        url: request.url,
        data: request.body,
        headers: new AxiosHeaders(),
        // Not the caller's signal: axios adds a listener for each request, and Node takes more than ten for a leak.
        signal: giveUp.signal,
        transport: watchedRequests({ headers, maxBytes, onConnected, onTunnel }),
        proxy: forward,
        httpAgent,
        httpsAgent,
        maxRedirects: 0,
        maxContentLength: maxBytes,
        // Bodies are bytes and are read by the caller, whatever the status.
        responseType: 'arraybuffer',
        validateStatus: null,
      });
      return wireReply(reply);
    } catch (thrown) {
      const code = state.ended === undefined ? codeOf(thrown) : ENDED[state.ended];
      if (code === undefined && !isAxiosError(thrown)) {
        // Not the network: a defect must not be reported as one.
        throw thrown;
      }
      throw new IAMError(
        connectionFailure({
          code,
          connected: state.connected,
          timeoutMs,
          viaProxy: proxy !== undefined,
        }),
      );
    } finally {
      clearTimeout(timer);
      leave();
    }
  };
};

const httpAdapter = getAdapter('http');

/** The part of axios's request options that depends on the route: direct, through a tunnel, or to a forward proxy. */
interface RequestRoute extends Required<Pick<AxiosRequestConfig, 'proxy' | 'httpsAgent'>> {
  /** Absent where every request is to an https address. */
  readonly httpAgent?: http.Agent;
  readonly headers: OutgoingHttpHeaders;
}

const requestRoutes = ({
  insecure,
  route: { proxy },
}: TransportOptions): ((request: WireRequest) => RequestRoute) => {
  const tls = { keepAlive: true, rejectUnauthorized: !insecure };
  const httpAgent = withConnectTimeout(new http.Agent({ keepAlive: true }));
  if (proxy === undefined) {
    const httpsAgent = withConnectTimeout(new https.Agent(tls));
    return (request) => ({ proxy: false, httpAgent, httpsAgent, headers: headersOf(request) });
  }
  // TLS to the proxy: its certificate must name the proxy, not the host of the request.
  const servername = isIP(proxy.host) === 0 ? proxy.host : '';
  const httpsAgent = withConnectTimeout(new https.Agent({ ...tls, servername }));
  const tunnels = tunnelAgent(proxy, tls);
  const forward = { protocol: proxy.secure ? 'https:' : 'http:', host: proxy.host, port: proxy.port };
  return (request) => {
    const { protocol, host } = new URL(request.url);
    return protocol === 'https:'
      ? { proxy: false, httpsAgent: tunnels, headers: headersOf(request) }
      : {
          proxy: forward,
          httpAgent,
          httpsAgent,
          headers: { ...headersOf(request), Host: host, ...proxyHeaders(proxy) },
        };
  };
};

/** Sends a content type only with a body. */
const headersOf = ({
  headers: { 'Content-Type': contentType, ...rest },
  body,
}: WireRequest): OutgoingHttpHeaders => ({
  'User-Agent': 'iam',
  'Accept-Encoding': 'gzip, br',
  ...rest,
  ...(body === undefined
    ? {}
    : { 'Content-Type': contentType ?? 'application/json', 'Content-Length': Buffer.byteLength(body) }),
});

const wireReply = ({ status, data, request }: AxiosResponse): WireReply => ({
  status,
  headers: pairs((request as { readonly res: IncomingMessage }).res.rawHeaders),
  body: data as Buffer,
});

const pairs = (raw: readonly string[]): WireReply['headers'] => {
  const headers: [string, string][] = [];
  for (let index = 0; index < raw.length; index += 2) {
    headers.push([raw[index] ?? '', raw[index + 1] ?? '']);
  }
  return headers;
};

const ENDED = { timeout: 'ECONNABORTED', stopped: 'ERR_CANCELED' } as const;

const codeOf = (thrown: unknown): string | undefined => {
  if (isAxiosError(thrown) && thrown.code === 'ERR_BAD_RESPONSE') {
    // axios uses one code for two errors; only the error of an interrupted reply has a reply.
    return thrown.response === undefined ? TOO_LARGE : 'ECONNRESET';
  }
  // Not instanceof: the errors of Node's own modules are of another realm in some test runners.
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code !== undefined
    ? String(thrown.code)
    : undefined;
};
