import { connectionFailure, TOO_LARGE } from './transport-failure';

it.each([
  ['ECONNREFUSED', false, 'network', 'none'],
  ['ENOTFOUND', false, 'network', 'none'],
  ['ECONNRESET', true, 'network', 'unknown'],
  [undefined, true, 'network', 'unknown'],
  ['ETIMEDOUT', false, 'timeout', 'none'],
  ['ECONNABORTED', true, 'timeout', 'unknown'],
  ['SELF_SIGNED_CERT_IN_CHAIN', false, 'tls', 'none'],
  ['CERT_HAS_EXPIRED', false, 'tls', 'none'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', false, 'tls', 'none'],
  ['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', true, 'tls', 'unknown'],
  [TOO_LARGE, true, 'malformed-reply', 'unknown'],
  ['HPE_INVALID_CONSTANT', true, 'malformed-reply', 'unknown'],
  ['Z_DATA_ERROR', true, 'malformed-reply', 'unknown'],
  // Nothing left this machine, so waiting for a better network would not help.
  ['ERR_INVALID_CHAR', false, 'defect', 'none'],
  ['ERR_INVALID_HTTP_TOKEN', false, 'defect', 'none'],
  ['ERR_UNESCAPED_CHARACTERS', false, 'defect', 'none'],
  ['ERR_HTTP_INVALID_HEADER_VALUE', false, 'defect', 'none'],
  ['ERR_SOCKET_BAD_PORT', false, 'defect', 'none'],
  ['ERR_INVALID_CHAR', true, 'defect', 'unknown'],
  ['ERR_CANCELED', false, 'interrupted', 'none'],
  ['ERR_CANCELED', true, 'interrupted', 'unknown'],
])('%s (connected: %p) is %s with the effect %s', (code, connected, kind, effect) => {
  expect(connectionFailure({ code, connected, timeoutMs: 30_000 })).toMatchObject({
    kind,
    effect,
    status: null,
  });
});

const messageFor = (code: string, more: object = {}): string =>
  connectionFailure({ code, connected: false, timeoutMs: 30_000, ...more }).message;

// X.509 errors of OpenSSL and of Node.
it.each([
  'CERT_UNTRUSTED',
  'CERT_NOT_YET_VALID',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'ERROR_IN_CERT_NOT_BEFORE_FIELD',
])('%s is about the certificate', (code) => {
  expect(messageFor(code)).toBe(`The server's certificate is not accepted (${code}).`);
});

it.each([
  'XCERT_UNTRUSTED',
  'MY_ERR_TLS_CERT_X',
  'XDEPTH_ZERO_SELF_SIGNED_CERT',
  'DEPTH_ZERO_SELF_SIGNED_CERTX',
  'SELF_SIGNED_CERT_IN_CHAINS',
  'HOSTNAME_MISMATCHES',
  'PATH_LENGTH_EXCEEDED_X',
  'EPROTONOSUPPORT',
  'XEPROTO',
  'ECONNREFUSED_HPE_X',
  'XERR_INVALID_CHAR',
  'ERR_OUT_OF_RANGE_X',
  'ERR_SOCKET_BAD_PORTS',
])('%s is a code of another kind: no connection', (code) => {
  expect(messageFor(code)).toBe(`No connection to the server could be made (${code}).`);
});

it.each(['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_TLS_HANDSHAKE_TIMEOUT'])(
  '%s is about TLS',
  (code) => {
    expect(messageFor(code)).toBe(`No secure connection could be made (${code}).`);
  },
);

it.each([
  'ERR_INVALID_URL',
  'ERR_UNESCAPED_CHARACTERS',
  'ERR_HTTP_HEADERS_SENT',
  'ERR_OUT_OF_RANGE',
  'ERR_SOCKET_BAD_PORT',
])('%s is about the request', (code) => {
  expect(messageFor(code)).toBe(`The request cannot be sent (${code}).`);
});

it.each([
  ['ECONNREFUSED', 'The server refuses connections at this address'],
  ['ENOTFOUND', 'The host name of the URL is unknown'],
  ['EAI_AGAIN', 'The name server does not answer'],
  ['EHOSTUNREACH', 'There is no route to the host'],
  ['ENETUNREACH', 'There is no network route to the host'],
  ['ECONNRESET', 'No connection to the server could be made'],
])('%s has the message: %s', (code, words) => {
  expect(messageFor(code)).toBe(`${words} (${code}).`);
});

it.each(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT'])('%s is a timeout', (code) => {
  expect(messageFor(code)).toBe('No connection could be made in time.');
  expect(messageFor(code, { connected: true })).toBe('No complete reply within 30 s.');
});

it.each(['HPE_INVALID_CONSTANT', 'Z_DATA_ERROR', 'Z_BUF_ERROR'])(
  '%s is a reply that cannot be read, of the proxy where there is no connection behind it yet',
  (code) => {
    const failed = (connected: boolean, viaProxy: boolean) =>
      connectionFailure({ code, connected, viaProxy, timeoutMs: 1 });
    const vendors = {
      kind: 'malformed-reply',
      effect: 'unknown',
      message: `The reply is no readable HTTP (${code}).`,
    };

    expect([failed(true, true), failed(true, false), failed(false, false)]).toMatchObject([
      vendors,
      vendors,
      vendors,
    ]);
    expect(failed(false, true)).toMatchObject({
      kind: 'proxy',
      effect: 'none',
      message: `The reply of the proxy is no readable HTTP (${code}).`,
    });
  },
);

it('a lost connection is that of the vendor where there was one, else of the proxy where one is between', () => {
  const failed = (connected: boolean, viaProxy?: boolean) =>
    connectionFailure({
      code: 'ECONNRESET',
      connected,
      timeoutMs: 1,
      ...(viaProxy === undefined ? {} : { viaProxy }),
    });
  const lost = 'The connection was lost before the reply was complete (ECONNRESET).';

  expect([failed(true, true).message, failed(true).message]).toEqual([lost, lost]);
  expect(failed(false, true)).toMatchObject({
    message: 'No connection through the proxy could be made (ECONNRESET).',
    next: expect.stringContaining('proxy variables') as string,
  });
  expect(failed(false).next).not.toContain('proxy variables');
});

it.each([
  [499, 'proxy', 'The proxy refuses the connection (499).'],
  [500, 'network', 'The proxy cannot reach the server (500 Internal Server Error).'],
])('a proxy that answers with %p is of kind %s', (status, kind, message) => {
  expect(
    connectionFailure({ code: `PROXY_REPLY_${status}`, connected: false, timeoutMs: 1, viaProxy: true }),
  ).toMatchObject({ kind, message });
});

it('distinguishes a request stopped under way from one stopped before', () => {
  expect(messageFor('ERR_CANCELED')).toBe('The command was stopped before this request.');
  expect(messageFor('ERR_CANCELED', { connected: true })).toBe(
    'The command was stopped while this request was under way.',
  );
});

it.each(['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG'])(
  '%s is not about a certificate, so the advice does not mention trusting one',
  (code) => {
    const failed = connectionFailure({ code, connected: false, timeoutMs: 1 });

    expect(failed).toMatchObject({ kind: 'tls', effect: 'none' });
    expect(`${failed.message} ${failed.next}`).not.toMatch(/insecure|certificate/);
    expect(failed.next).toContain('port');
  },
);

it('advises how to accept a certificate that is not trusted', () => {
  expect(
    connectionFailure({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT', connected: false, timeoutMs: 1 }).next,
  ).toContain('insecure=true');
});

it('an error without a code says so', () => {
  expect(connectionFailure({ code: undefined, connected: true, timeoutMs: 1 }).message).toBe(
    'The connection was lost before the reply was complete (no code).',
  );
});

it('says how long it waited', () => {
  expect(connectionFailure({ code: 'ECONNABORTED', connected: true, timeoutMs: 2500 }).message).toContain(
    '2.5 s',
  );
});
