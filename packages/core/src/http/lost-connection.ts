import { failure } from '../errors/failure';
import type { Failure } from '../errors/failure';

/** What Node and axios say of an exchange without a whole reply. */
export interface ConnectionTrouble {
  readonly code: string | undefined;
  /** Whether the connection (and TLS) had been made, so that the request may have arrived. */
  readonly connected: boolean;
  readonly timeoutMs: number;
}

/**
 * Turns a transport error into a failure. Only the code is used: the error object itself holds the request with its
 * Authorization header.
 */
export const connectionFailure = ({ code, connected, timeoutMs }: ConnectionTrouble): Failure => {
  const effect = connected ? 'unknown' : 'none';
  if (code === 'ERR_CANCELED') {
    return failure(
      'interrupted',
      connected ? STOPPED_UNDER_WAY : 'The command was stopped before this request.',
      { effect },
    );
  }
  if (code === 'ECONNABORTED' || code === 'ETIMEDOUT' || code === 'ESOCKETTIMEDOUT') {
    return connected
      ? failure('timeout', `No complete reply within ${seconds(timeoutMs)}.`, { effect })
      : failure('timeout', 'No connection could be made in time.', { effect });
  }
  if (code !== undefined && TLS_CODES.test(code)) {
    return failure('tls', `The server's certificate is not accepted (${code}).`, { effect });
  }
  if (code === TOO_LARGE) {
    return failure('malformed-reply', 'The reply is larger than this client accepts.', { effect });
  }
  if (code?.startsWith('HPE_') === true || code === 'Z_DATA_ERROR' || code === 'Z_BUF_ERROR') {
    return failure('malformed-reply', `The reply is no readable HTTP (${code}).`, { effect: 'unknown' });
  }
  return connected
    ? failure('network', `The connection was lost before the reply was complete (${code ?? 'no code'}).`, {
        effect,
      })
    : failure(
        'network',
        `${CONNECT_TEXT[code ?? ''] ?? 'No connection to the server could be made'} (${code ?? 'no code'}).`,
      );
};

/** Stands for a reply that was cut off by this side. */
export const TOO_LARGE = 'REPLY_TOO_LARGE';

const STOPPED_UNDER_WAY = 'The command was stopped while this request was under way.';

const TLS_CODES =
  /^(CERT_|ERR_TLS_|ERR_SSL_|EPROTO$|DEPTH_ZERO_SELF_SIGNED_CERT$|SELF_SIGNED_CERT_IN_CHAIN$|UNABLE_TO_|HOSTNAME_MISMATCH$)/;

const CONNECT_TEXT: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'The server refuses connections at this address',
  ENOTFOUND: 'The host name of the URL is unknown',
  EAI_AGAIN: 'The name server does not answer',
  EHOSTUNREACH: 'There is no route to the host',
  ENETUNREACH: 'There is no network route to the host',
};

const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;
