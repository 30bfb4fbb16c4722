import http from 'node:http';
import https from 'node:https';
import { codedError } from './coded-error';
import { TOO_LARGE } from './transport-failure';
import type { TunnelWatcher } from '../proxy/proxy-tunnel';

/** Input of a request, and callbacks for its progress, because axios's errors do not say how far it came. */
export interface Watcher extends TunnelWatcher {
  /** As they go on the wire. Not through axios, which leaves out what a header cannot carry; Node refuses to send that. */
  readonly headers: http.OutgoingHttpHeaders;
  /** Maximum bytes of a reply before decompression; axios counts only those after it. */
  readonly maxBytes: number;
  /** The request is on a connection (and TLS is made), so it may have arrived. */
  readonly onConnected: () => void;
}

/** The part of node:http that axios's http adapter uses (`config.transport`). */
interface RequestMaker {
  readonly request: (
    options: http.RequestOptions,
    onReply: (reply: http.IncomingMessage) => void,
  ) => http.ClientRequest;
}

/** Makes requests as node:http and node:https do, reports when each has a connection, and handles replies that axios would wait for. */
export const watchedRequests = ({ headers, maxBytes, onConnected, onTunnel }: Watcher): RequestMaker => ({
  request: (options, onReply) => {
    const isSecure = options.protocol === 'https:';
    const request = (isSecure ? https : http).request(
      Object.assign(options, { headers, onTunnel }),
      (reply) => {
        // First, because axios deletes the header that names the compression.
        limitLength(reply, maxBytes);
        onReply(reply);
      },
    );
    request.once('socket', (socket) => {
      if (socket.connecting) {
        socket.once(isSecure ? 'secureConnect' : 'connect', onConnected);
      } else {
        onConnected();
      }
    });
    // RFC 9110 section 7.8: a server upgrades only when asked. Node ends such a request without an error, and axios would wait.
    request.once('upgrade', (_reply, socket) => {
      socket.destroy();
      request.emit('error', codedError('unexpected upgrade', 'HPE_UNEXPECTED_UPGRADE'));
    });
    return request;
  },
});

/** Compressed bytes that become nothing (empty blocks) would otherwise be read without end. */
const limitLength = (reply: http.IncomingMessage, maxBytes: number): void => {
  if (reply.headers['content-encoding'] === undefined) {
    return;
  }
  let size = 0;
  reply.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxBytes) {
      reply.destroy(codedError('the reply is too large', TOO_LARGE));
    }
  });
};
