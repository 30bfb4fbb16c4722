import http from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import zlib from 'node:zlib';
import type { AxiosAdapter, InternalAxiosRequestConfig } from 'axios';
import { codedError } from './coded-error';
import { TOO_LARGE } from './lost-connection';
import { hostOf } from './no-proxy';
import { proxyHeaders } from './proxy-tunnel';
import type { TunnelWatcher } from './proxy-tunnel';
import type { Proxy } from './system-proxy';
import type { WireReply } from './wire';

/** The largest reply that is read, decompressed: a page of 100 SCIM users is some 200 kB. */
const MAX_REPLY_BYTES = 16 * 1024 * 1024;

/** How far an exchange has come; told while it is under way, because an error does not say. */
export interface Progress {
  /** The request is on a connection (and TLS is made), so it may have arrived. */
  readonly onConnected: () => void;
  /** Receives the means to give the exchange up. */
  readonly onStarted: (giveUp: () => void) => void;
}

/** The ways to a server. */
export interface Hops {
  readonly httpAgent: http.Agent;
  readonly httpsAgent: https.Agent;
  /** Goes between; `tunnels` lead through it to servers that speak TLS. */
  readonly proxy?: Proxy;
  readonly tunnels?: https.Agent;
}

/**
 * Carries axios's requests over node:http. axios's own adapter spends twice the time on each, most of it on redirects, streams
 * and progress events that nothing here uses; and it tells nobody whether a request was sent. Resolves with a WireReply as
 * `data`; rejects with an Error that has Node's code.
 */
export const nodeAdapter =
  (hops: Hops, progress: Progress, headers: Headers): AxiosAdapter =>
  async (config) => ({
    data: await exchange(config, hops, progress, headers),
    status: 0,
    statusText: '',
    headers: {},
    config,
  });

const exchange = (
  config: InternalAxiosRequestConfig<string | undefined>,
  hops: Hops,
  { onConnected, onStarted }: Progress,
  headers: Headers,
): Promise<WireReply> =>
  new Promise((resolve, reject) => {
    const url = new URL(config.url ?? '');
    let endTunnel: () => void = () => {};
    const options: http.RequestOptions & TunnelWatcher = {
      ...hopTo(url, hops),
      method: config.method?.toUpperCase() ?? 'GET',
      onTunnel: (giveUp) => (endTunnel = giveUp),
    };
    const isSecure = options.protocol === 'https:';
    const request = (isSecure ? https : http).request({
      ...options,
      headers: { ...headersOf(headers, config.data), ...options.headers },
    } as http.RequestOptions);
    const fail = (error: Error): void => {
      request.destroy();
      endTunnel();
      reject(error);
    };
    onStarted(() => fail(codedError('given up', 'ECONNABORTED')));
    request.once('socket', (socket) => {
      if (socket.connecting) {
        socket.once(isSecure ? 'secureConnect' : 'connect', onConnected);
      } else {
        onConnected();
      }
    });
    request.on('error', reject);
    // A 101 that nobody asked for would never become a reply, and Node ends such a request without an error.
    request.once('upgrade', (_reply, socket) => {
      socket.destroy();
      reject(codedError('unexpected upgrade', 'HPE_UNEXPECTED_UPGRADE'));
    });
    request.once('response', (reply) => {
      const status = reply.statusCode ?? 0;
      collect(decoded(reply, status, fail), reply, fail, (body) =>
        resolve({ status, headers: pairs(reply.rawHeaders), body }),
      );
    });
    request.end(config.data);
  });

/** Where a request goes first. A proxy is told the whole address (RFC 9112 section 3.2.2), unless it only opens a tunnel. */
const hopTo = (url: URL, { httpAgent, httpsAgent, proxy, tunnels }: Hops): http.RequestOptions => {
  if (proxy !== undefined && url.protocol === 'http:') {
    return {
      protocol: proxy.secure ? 'https:' : 'http:',
      hostname: proxy.host,
      port: proxy.port,
      path: `${url.origin}${url.pathname}${url.search}`,
      headers: { Host: url.host, ...proxyHeaders(proxy) },
      agent: proxy.secure ? httpsAgent : httpAgent,
    };
  }
  return {
    protocol: url.protocol,
    // Node wants IPv6 addresses without the brackets of a URL.
    hostname: hostOf(url),
    port: url.port,
    path: `${url.pathname}${url.search}`,
    agent: url.protocol === 'https:' ? (tunnels ?? httpsAgent) : httpAgent,
  };
};

/** Not through axios, which takes every name and value apart: they are checked before (connection-problems). */
type Headers = Readonly<Record<string, string>>;

/** A content type is for a body only. */
const headersOf = (
  { 'Content-Type': contentType, ...rest }: Headers,
  data: string | undefined,
): Record<string, string | number> => ({
  'User-Agent': 'iam',
  'Accept-Encoding': 'gzip, br',
  ...rest,
  ...(data === undefined
    ? {}
    : { 'Content-Type': contentType ?? 'application/json', 'Content-Length': Buffer.byteLength(data) }),
});

const pairs = (raw: readonly string[]): WireReply['headers'] => {
  const headers: [string, string][] = [];
  for (let index = 0; index < raw.length; index += 2) {
    headers.push([raw[index] ?? '', raw[index + 1] ?? '']);
  }
  return headers;
};

const collect = (
  body: Readable,
  reply: http.IncomingMessage,
  fail: (error: Error) => void,
  done: (body: Buffer) => void,
): void => {
  const chunks: Buffer[] = [];
  let size = 0;
  body.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_REPLY_BYTES) {
      fail(codedError('the reply is too large', TOO_LARGE));
      body.destroy();
      return;
    }
    chunks.push(chunk);
  });
  body.once('error', fail);
  body.once('end', () => {
    if (!reply.complete) {
      fail(codedError('the reply broke off', 'ECONNRESET'));
      return;
    }
    done(chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks, size));
  });
};

// A body that breaks off is read as far as it goes: what is in it decides, as with one that is not compressed.
const SYNC = { flush: zlib.constants.Z_SYNC_FLUSH, finishFlush: zlib.constants.Z_SYNC_FLUSH };
const BROTLI = {
  flush: zlib.constants.BROTLI_OPERATION_FLUSH,
  finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH,
};

/** The body as it was before compression. An encoding nobody asked for and nobody knows stays as it is. */
const decoded = (reply: http.IncomingMessage, status: number, fail: (error: Error) => void): Readable => {
  const decoder =
    status === 204 || status === 304 ? undefined : decoderFor(reply.headers['content-encoding']);
  return decoder === undefined
    ? reply
    : pipeline(reply, decoder, (error) => {
        if (error !== null && error !== undefined) {
          fail(error);
        }
      });
};

const decoderFor = (encoding: string | undefined): zlib.Unzip | zlib.BrotliDecompress | undefined => {
  switch (encoding?.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
    case 'deflate':
      return zlib.createUnzip(SYNC);
    case 'br':
      return zlib.createBrotliDecompress(BROTLI);
    default:
      return undefined;
  }
};
