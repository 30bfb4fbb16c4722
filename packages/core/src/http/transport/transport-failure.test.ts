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
  ['ERR_CANCELED', false, 'interrupted', 'none'],
  ['ERR_CANCELED', true, 'interrupted', 'unknown'],
])('%s (connected: %p) is %s with the effect %s', (code, connected, kind, effect) => {
  expect(connectionFailure({ code, connected, timeoutMs: 30_000 })).toMatchObject({
    kind,
    effect,
    status: null,
  });
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

it('a certificate that is not accepted may be trusted by those who know what they do', () => {
  expect(
    connectionFailure({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT', connected: false, timeoutMs: 1 }).next,
  ).toContain('insecure=true');
});

it('says how long it waited', () => {
  expect(connectionFailure({ code: 'ECONNABORTED', connected: true, timeoutMs: 2500 }).message).toContain(
    '2.5 s',
  );
});
