import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { setUpOkta, type OktaSetup } from '../../__fixtures__/okta';
import { callerOf, type Answer } from '../../__fixtures__/vendor-caller';
import type { OktaClient, OktaOptions } from '../org/okta-options';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });

const client = (more: Partial<OktaClient> = {}): OktaClient => ({
  clientId: 'c1',
  publicKey: rsa.publicKey.export({ format: 'jwk' }),
  scopes: ['okta.users.manage', 'okta.groups.read'],
  ...more,
});

const setUp = (options: OktaOptions = {}): OktaSetup => setUpOkta({ clients: [client()], ...options });

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const ENDPOINT = 'http://org.example.com/oauth2/v1/token';

const claimsOf = (okta: OktaSetup, more: Record<string, unknown> = {}): Record<string, unknown> => {
  const now = Math.floor(okta.clock.now().getTime() / 1000);
  return { iss: 'c1', sub: 'c1', aud: ENDPOINT, iat: now, exp: now + 300, jti: 'j1', ...more };
};

const signed = (
  claims: Record<string, unknown>,
  header: Record<string, unknown> = {},
  key: KeyObject = rsa.privateKey,
): string => {
  const head = `${base64url({ alg: 'RS256', ...header })}.${base64url(claims)}`;
  const signature = sign('sha256', Buffer.from(head), { key, dsaEncoding: 'ieee-p1363' });
  return `${head}.${signature.toString('base64url')}`;
};

const ask = (
  okta: OktaSetup,
  client_assertion: string,
  more: Record<string, string> = {},
  headers: Record<string, string> = {},
): Answer => {
  const form = {
    grant_type: 'client_credentials',
    scope: 'okta.users.manage',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion,
    ...more,
  };
  return callerOf(okta.vendor, '', {}).send(
    'POST',
    '/oauth2/v1/token',
    new URLSearchParams(form).toString(),
    { host: 'org.example.com', 'content-type': 'application/x-www-form-urlencoded', ...headers },
  );
};

describe('Okta: access tokens', () => {
  it('are given for an assertion that the registered key signed, and open what their scopes say', () => {
    const okta = setUp();
    const { status, headers, body } = ask(okta, signed(claimsOf(okta)));
    expect([status, body]).toEqual([
      200,
      {
        token_type: 'Bearer',
        expires_in: 3600,
        access_token: expect.stringMatching(/^\S{60,}$/),
        scope: 'okta.users.manage',
      },
    ]);
    expect(headers['Cache-Control']).toContain('no-store');
    const bearer = okta.with({ authorization: `Bearer ${body.access_token}` });
    expect([bearer.get('/users').status, bearer.post('/users', {}).status]).toEqual([200, 400]);
    expect(bearer.get('/groups')).toMatchObject({
      status: 403,
      headers: { 'WWW-Authenticate': expect.stringContaining('scope="okta.groups.read"') },
      body: { errorCode: 'E0000006' },
    });
  });

  it('with a scope to read let nothing be written', () => {
    const okta = setUp();
    const { body } = ask(okta, signed(claimsOf(okta)), { scope: 'okta.groups.read' });
    const bearer = okta.with({ authorization: `Bearer ${body.access_token}` });
    expect([bearer.get('/groups').status, bearer.post('/groups', { profile: { name: 'x' } }).status]).toEqual(
      [200, 403],
    );
  });

  it('end after their time and with a reset', () => {
    const okta = setUp({ accessTokenSeconds: 60 });
    const granted = ask(okta, signed(claimsOf(okta)));
    expect(granted.body.expires_in).toBe(60);
    const bearer = okta.with({ authorization: `Bearer ${granted.body.access_token}` });
    okta.clock.advance(59_999);
    expect(bearer.get('/users').status).toBe(200);
    okta.clock.advance(1);
    expect(bearer.get('/users')).toMatchObject({ status: 401, body: { errorCode: 'E0000011' } });
  });

  it('belong to no user: users/me is not found unless switched', () => {
    for (const [meOfClients, expected] of [
      ['not-found', 404],
      ['owner', 200],
    ] as const) {
      const okta = setUp({ meOfClients });
      const { body } = ask(okta, signed(claimsOf(okta)));
      const bearer = okta.with({ authorization: `Bearer ${body.access_token}` });
      expect(bearer.get('/users/me').status).toBe(expected);
    }
  });

  it.each([
    [
      'an elliptic key',
      client({ publicKey: ec.publicKey.export({ format: 'jwk' }) }),
      'ES256',
      ec.privateKey,
    ],
    [
      'PEM',
      client({ publicKey: rsa.publicKey.export({ format: 'pem', type: 'spki' }).toString() }),
      'RS256',
      rsa.privateKey,
    ],
  ])('take %s', (_what, registered, alg, key) => {
    const okta = setUp({ clients: [registered] });
    expect(ask(okta, signed(claimsOf(okta), { alg }, key)).status).toBe(200);
  });

  it('take the issuer as audience only when switched', () => {
    const strict = setUp();
    expect(ask(strict, signed(claimsOf(strict, { aud: 'http://org.example.com' }))).status).toBe(401);
    const lax = setUp({ assertionAudience: 'endpoint-or-issuer' });
    expect(ask(lax, signed(claimsOf(lax, { aud: 'http://org.example.com' }))).status).toBe(200);
  });
});

describe('Okta: refusals of the token endpoint', () => {
  it.each<[string, (okta: OktaSetup) => string]>([
    ['no JWT', () => 'abc'],
    ['a JWT of no objects', () => `${base64url(1)}.${base64url([])}.x`],
    ['an unregistered client', (okta) => signed(claimsOf(okta, { iss: 'c2', sub: 'c2' }))],
    ['an issuer other than the subject', (okta) => signed(claimsOf(okta, { iss: 'c2' }))],
    ['another key', (okta) => signed(claimsOf(okta), {}, stranger.privateKey)],
    ['no algorithm', (okta) => `${base64url({ alg: 'none' })}.${base64url(claimsOf(okta))}.`],
    ['an algorithm of another kind of key', (okta) => signed(claimsOf(okta), { alg: 'ES256' })],
    ['an algorithm of Object.prototype', (okta) => signed(claimsOf(okta), { alg: 'constructor' })],
    [
      'the public key as a shared secret',
      (okta) => {
        const head = `${base64url({ alg: 'HS256' })}.${base64url(claimsOf(okta))}`;
        const secret = rsa.publicKey.export({ format: 'pem', type: 'spki' });
        return `${head}.${createHmac('sha256', secret).update(head).digest('base64url')}`;
      },
    ],
    [
      'claims changed after signing',
      (okta) => {
        const [head, , signature] = signed(claimsOf(okta)).split('.');
        return `${head}.${base64url(claimsOf(okta, { exp: 9e9 }))}.${signature}`;
      },
    ],
    [
      'another audience',
      (okta) => signed(claimsOf(okta, { aud: 'https://other.example.com/oauth2/v1/token' })),
    ],
    ['no end', (okta) => signed(claimsOf(okta, { exp: undefined }))],
    ['an end in the past', (okta) => signed(claimsOf(okta, { exp: okta.clock.now().getTime() / 1000 }))],
    [
      'an end beyond an hour',
      (okta) => signed(claimsOf(okta, { exp: okta.clock.now().getTime() / 1000 + 3601 })),
    ],
    [
      'a beginning in the future',
      (okta) => signed(claimsOf(okta, { iat: okta.clock.now().getTime() / 1000 + 60 })),
    ],
  ])('%s: 401 invalid_client', (_what, assertion) => {
    const okta = setUp();
    const { status, body } = ask(okta, assertion(okta));
    expect([status, body]).toEqual([
      401,
      { error: 'invalid_client', error_description: expect.stringMatching(/\.$/) },
    ]);
  });

  it('a key id other than the registered one', () => {
    const publicKey = { ...rsa.publicKey.export({ format: 'jwk' }), kid: 'k1' };
    const okta = setUp({ clients: [client({ publicKey })] });
    expect(ask(okta, signed(claimsOf(okta), { kid: 'k2' })).body.error_description).toBe(
      'The client_assertion JWT kid is invalid.',
    );
    expect(ask(okta, signed(claimsOf(okta), { kid: 'k1' })).status).toBe(200);
  });

  it('an assertion that was used before', () => {
    const okta = setUp();
    const assertion = signed(claimsOf(okta));
    expect(ask(okta, assertion).status).toBe(200);
    expect(ask(okta, assertion)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    expect(ask(okta, signed(claimsOf(okta, { jti: 'j2' }))).status).toBe(200);
  });

  it.each([
    ['a secret in the form', { client_secret: 's' }, {}, 401, 'invalid_client'],
    ['a secret in the header', {}, { authorization: 'Basic YTpi' }, 401, 'invalid_client'],
    ['another grant', { grant_type: 'password' }, {}, 400, 'unsupported_grant_type'],
    ['another assertion type', { client_assertion_type: 'x' }, {}, 400, 'invalid_request'],
    ['JSON', {}, { 'content-type': 'application/json' }, 400, 'invalid_request'],
    ['no scope', { scope: '' }, {}, 400, 'invalid_scope'],
    ['a scope of no kind', { scope: 'everything' }, {}, 400, 'invalid_scope'],
    ['a scope that was not granted', { scope: 'okta.apps.read' }, {}, 400, 'consent_required'],
  ])('%s', (_what, form, headers, status, error) => {
    const okta = setUp();
    const reply = ask(okta, signed(claimsOf(okta)), form, headers);
    expect([reply.status, reply.body.error]).toEqual([status, error]);
  });
});
