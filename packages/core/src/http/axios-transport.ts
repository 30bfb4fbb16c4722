import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { Axios } from 'axios';
import { IAMError } from '../errors/iam-error';
import { connectionFailure } from './lost-connection';
import { nodeAdapter } from './node-adapter';
import { onAbort } from './on-abort';
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

  return async ({ method, url, headers, body, timeoutMs, signal, onSent }) => {
    const state: { connected: boolean; ended?: 'timeout' | 'stopped' } = { connected: false };
    let giveUp: (() => void) | undefined;
    const end = (why: 'timeout' | 'stopped') => (): void => {
      state.ended ??= why;
      giveUp?.();
    };
    const onStop = end('stopped');
    const timer = setTimeout(end('timeout'), Math.min(timeoutMs, MAX_TIMER_MS));
    timer.unref();
    const leave = onAbort(signal, onStop);
    const adapter = nodeAdapter(agents, {
      onConnected: () => {
        state.connected = true;
        onSent?.();
      },
      onStarted: (stop) => {
        giveUp = stop;
        if (signal?.aborted === true) {
          onStop();
        }
      },
    });
    try {
      const { data } = await client.request<WireReply>({ adapter, method, url, headers, data: body });
      return data;
    } catch (thrown) {
      const code = state.ended === undefined ? codeOf(thrown) : ENDED[state.ended];
      if (code === undefined) {
        // Not the network: a defect must not be reported as one.
        throw thrown;
      }
      throw new IAMError(connectionFailure({ code, connected: state.connected, timeoutMs }));
    } finally {
      clearTimeout(timer);
      leave();
    }
  };
};

/**
 * Bodies are text in both directions and are read by the caller. Without axios's other defaults: it goes through all of them
 * for every request, and none means anything to our adapter.
 */
const client = new Axios({ transformRequest: [], transformResponse: [] });

const ENDED = { timeout: 'ECONNABORTED', stopped: 'ERR_CANCELED' } as const;

// Not instanceof: the errors of Node's own modules are of another realm in some test runners.
const codeOf = (thrown: unknown): string | undefined =>
  typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code !== undefined
    ? String(thrown.code)
    : undefined;

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
