// Of our own, because hpagent 1.2 and https-proxy-agent 7 (the last that CommonJS consumers under jest can load) limit no time for
// a tunnel, leave the connection to the proxy open when its request is given up, and do not tell the status with which a proxy
// refuses: the first has it in a text only, the second passes it off as the vendor's reply.
import http, { type ClientRequestArgs } from 'node:http';
import https from 'node:https';
import { isIPv6, type Socket } from 'node:net';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { codedError } from '../transport/coded-error';
import { CONNECT_TIMEOUT_MS, connectTimeout } from '../transport/connect-timeout';
import type { Proxy } from './system-proxy';

/** Request options for the agent: receives the function that closes the tunnel of this request. */
export interface TunnelWatcher {
  readonly onTunnel: (giveUp: () => void) => void;
}

/** Prefix of the error code for a proxy's refusal; the status follows. */
export const PROXY_REPLY = 'PROXY_REPLY_';

/** An agent with kept connections through a proxy (RFC 9110 section 9.3.6). */
export const tunnelAgent = (proxy: Proxy, tls: https.AgentOptions): https.Agent => {
  const agent = new https.Agent(tls);
  agent.createConnection = (options, callback) => {
    openTunnel(proxy, options, tls, (error, socket) => {
      // Node's type wants a socket in any case.
      callback?.(error, socket as Socket);
    });
    return undefined;
  };
  return agent;
};

type Done = (error: Error | null, socket?: Socket) => void;

const openTunnel = (
  proxy: Proxy,
  target: ClientRequestArgs & Partial<TunnelWatcher>,
  tls: https.AgentOptions,
  done: Done,
): void => {
  let isOver = false;
  let stop: () => void = () => {};
  const end = (error: Error | null, socket?: Socket): void => {
    if (!isOver) {
      isOver = true;
      clearTimeout(timer);
      if (error !== null) {
        stop();
      }
      done(error, socket);
    }
  };
  const timer = setTimeout(() => end(connectTimeout()), CONNECT_TIMEOUT_MS);
  timer.unref();
  target.onTunnel?.(() => end(codedError('given up', 'ECONNABORTED')));

  const request = askFor(proxy, authorityOf(target), tls);
  stop = () => void request.destroy();
  request.once('error', end);
  request.once('connect', ({ statusCode = 0 }, socket) => {
    stop = () => void socket.destroy();
    if (statusCode < 200 || statusCode > 299) {
      end(codedError('no tunnel', `${PROXY_REPLY}${statusCode}`));
      return;
    }
    if (isOver) {
      stop();
      return;
    }
    // What http.Agent passes are the options of the connection as well: servername, rejectUnauthorized, ...
    const secured = connectTls({ ...(target as ConnectionOptions), socket });
    stop = () => void secured.destroy();
    secured.once('error', end);
    secured.once('secureConnect', () => {
      secured.off('error', end);
      end(null, secured);
    });
    // A connection that is closed without an error would otherwise be waited for.
    secured.once('close', () => end(codedError('closed', 'ECONNRESET')));
  });
  request.end();
};

const askFor = (proxy: Proxy, authority: string, tls: https.AgentOptions): http.ClientRequest =>
  (proxy.secure ? https : http).request({
    ...(proxy.secure ? { rejectUnauthorized: tls.rejectUnauthorized } : {}),
    host: proxy.host,
    port: proxy.port,
    method: 'CONNECT',
    path: authority,
    headers: { Host: authority, ...proxyHeaders(proxy) },
    agent: false,
  });

const authorityOf = ({ host, port }: ClientRequestArgs): string =>
  `${isIPv6(host ?? '') ? `[${host}]` : host}:${port ?? 443}`;

/** The credentials for the proxy (RFC 7617), which are sent to the proxy only. */
export const proxyHeaders = ({ credentials }: Proxy): Readonly<Record<string, string>> =>
  credentials === undefined
    ? {}
    : {
        'Proxy-Authorization': `Basic ${Buffer.from(
          `${credentials.username}:${credentials.password.reveal()}`,
        ).toString('base64')}`,
      };
