import { connectionFailure, TOO_LARGE } from './lost-connection';

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
  ['ERR_CANCELED', false, 'interrupted', 'none'],
  ['ERR_CANCELED', true, 'interrupted', 'unknown'],
])('%s (connected: %p) is %s with the effect %s', (code, connected, kind, effect) => {
  expect(connectionFailure({ code, connected, timeoutMs: 30_000 })).toMatchObject({
    kind,
    effect,
    status: null,
  });
});

it('says how long it waited', () => {
  expect(connectionFailure({ code: 'ECONNABORTED', connected: true, timeoutMs: 2500 }).message).toContain(
    '2.5 s',
  );
});
