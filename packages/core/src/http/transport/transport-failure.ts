import { STATUS_CODES } from 'node:http';
import { failure, type Failure } from '../../errors/failure';
import { PROXY_REPLY } from '../proxy/proxy-tunnel';

/** What Node and axios report of an exchange without a complete reply. */
export interface TransportError {
  readonly code: string | undefined;
  /** Whether the connection (and TLS) had been made, so that the request may have arrived. */
  readonly connected: boolean;
  readonly timeoutMs: number;
  /** Whether the connection was to lead through a proxy. */
  readonly viaProxy?: boolean;
}

/**
 * Turns a transport error into a failure. Only the code is used: the error object itself holds the request with its
 * Authorization header.
 */
export const connectionFailure = ({
  code = 'no code',
  connected,
  timeoutMs,
  viaProxy = false,
}: TransportError): Failure => {
  const effect = connected ? 'unknown' : 'none';
  const proxyStatus = code.startsWith(PROXY_REPLY) ? Number(code.slice(PROXY_REPLY.length)) : undefined;
  if (proxyStatus !== undefined) {
    return refusedByProxy(proxyStatus);
  }
  if (code === 'ERR_CANCELED') {
    return failure(
      'interrupted',
      connected ? STOPPED_IN_FLIGHT : 'The command was stopped before this request.',
      { effect },
    );
  }
  if (code === 'ECONNABORTED' || code === 'ETIMEDOUT' || code === 'ESOCKETTIMEDOUT') {
    return connected
      ? failure('timeout', `No complete reply within ${seconds(timeoutMs)}.`, { effect })
      : failure('timeout', 'No connection could be made in time.', { effect });
  }
  if (CERTIFICATE_CODES.test(code)) {
    return failure('tls', `The server's certificate is not accepted (${code}).`, { effect });
  }
  if (TLS_CODES.test(code)) {
    return failure('tls', `No secure connection could be made (${code}).`, { effect, next: NO_TLS });
  }
  if (code === TOO_LARGE) {
    return failure('malformed-reply', 'The reply is larger than this client accepts.', { effect });
  }
  if (code.startsWith('HPE_') || code === 'Z_DATA_ERROR' || code === 'Z_BUF_ERROR') {
    return connected || !viaProxy
      ? failure('malformed-reply', `The reply is no readable HTTP (${code}).`, { effect: 'unknown' })
      : failure('proxy', `The reply of the proxy is no readable HTTP (${code}).`);
  }
  if (OWN_CODES.test(code)) {
    return failure('defect', `The request cannot be sent (${code}).`, { effect });
  }
  if (connected) {
    return failure('network', `The connection was lost before the reply was complete (${code}).`, { effect });
  }
  return viaProxy
    ? failure('network', `No connection through the proxy could be made (${code}).`, { next: PROXY_ADVICE })
    : failure('network', `${CONNECT_TEXT[code] ?? 'No connection to the server could be made'} (${code}).`);
};

/** The proxy answered without opening a tunnel, so nothing reached the vendor. */
const refusedByProxy = (status: number): Failure => {
  const statusLine = `${status} ${STATUS_CODES[status] ?? ''}`.trim();
  return status >= 500
    ? failure('network', `The proxy cannot reach the server (${statusLine}).`, {
        next: 'Check the URL of this instance and that the proxy can reach it.',
      })
    : failure('proxy', `The proxy refuses the connection (${statusLine}).`);
};

/** The code for a reply that this client aborted. */
export const TOO_LARGE = 'REPLY_TOO_LARGE';

const STOPPED_IN_FLIGHT = 'The command was stopped while this request was under way.';

const PROXY_ADVICE =
  'Check the proxy variables and that this machine can reach the proxy, or turn proxy off in the configuration.';

// X.509 verification errors (OpenSSL): the server that answered may not be the vendor's.
const CERTIFICATE_CODES =
  /^(CERT_|ERR_TLS_CERT_|DEPTH_ZERO_SELF_SIGNED_CERT$|SELF_SIGNED_CERT_IN_CHAIN$|UNABLE_TO_|HOSTNAME_MISMATCH$|INVALID_|PATH_LENGTH_EXCEEDED$|ERROR_IN_CERT_)/;

const TLS_CODES = /^(EPROTO$|ERR_SSL_|ERR_TLS_)/;

// Does not recommend "insecure": the server does not speak TLS as this client does, and skipping verification would not change
// that.
const NO_TLS =
  'Check the URL and its port: what answers there may not speak TLS, or only an outdated version.';

// Node's objections to a request, before anything of it is sent.
const OWN_CODES = /^ERR_(INVALID_|UNESCAPED_|HTTP_|OUT_OF_RANGE$|SOCKET_BAD_PORT$)/;

const CONNECT_TEXT: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'The server refuses connections at this address',
  ENOTFOUND: 'The host name of the URL is unknown',
  EAI_AGAIN: 'The name server does not answer',
  EHOSTUNREACH: 'There is no route to the host',
  ENETUNREACH: 'There is no network route to the host',
};

const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;
