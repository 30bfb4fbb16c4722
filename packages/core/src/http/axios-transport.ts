import http from 'node:http';
import https from 'node:https';
import { Axios } from 'axios';
import { failure } from '../errors/failure';
import { IAMError } from '../errors/iam-error';
import { withConnectTimeout } from './connect-timeout';
import { connectionFailure } from './lost-connection';
import { nodeAdapter } from './node-adapter';
import type { Hops, Progress } from './node-adapter';
import { onAbort } from './on-abort';
import { tunnelAgent } from './proxy-tunnel';
import type { SystemProxy } from './system-proxy';
import type { Transport, WireReply } from './wire';

export interface TransportOptions {
  /** Accept certificates nobody vouches for. */
  readonly insecure: boolean;
  /** The proxy to go through, or why that cannot be known. */
  readonly route: SystemProxy;
}

/** Node's timers fire at once when they are asked to wait longer. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** A transport with connections of its own that are kept alive. This module is the only one that knows axios. */
export const createAxiosTransport = ({ insecure, route }: TransportOptions): Transport => {
  const tls = { keepAlive: true, rejectUnauthorized: !insecure };
  const { proxy, problem } = route;
  const hops: Hops = {
    httpAgent: withConnectTimeout(new http.Agent({ keepAlive: true })),
    httpsAgent: withConnectTimeout(new https.Agent(tls)),
    ...(proxy === undefined ? {} : { proxy, tunnels: tunnelAgent(proxy, tls) }),
  };

  return async ({ method, url, headers, body, timeoutMs, signal, onSent }) => {
    if (problem !== undefined) {
      throw new IAMError(failure('proxy', problem));
    }
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
    const progress: Progress = {
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
    };
    const adapter = nodeAdapter(hops, progress, headers);
    try {
      const { data } = await client.request<WireReply>({ adapter, method, url, data: body });
      return data;
    } catch (thrown) {
      const code = state.ended === undefined ? codeOf(thrown) : ENDED[state.ended];
      if (code === undefined) {
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
