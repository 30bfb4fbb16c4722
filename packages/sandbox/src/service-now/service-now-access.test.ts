import { basicAuth, JSON_HEADERS, SERVICE_NOW_HEADERS, setUpServiceNow } from '../__fixtures__/service-now';
import type { ServiceNowOptions } from './service-now-options';

const UNAUTHENTICATED = {
  error: { message: 'User Not Authenticated', detail: 'Required to provide Auth information' },
  status: 'failure',
};
const DENIED = { status: 401, body: { error_description: 'access_denied', error: 'server_error' } };
const CLIENT = { client_id: 'c', client_secret: 's&+' };
const PASSWORD = { ...CLIENT, grant_type: 'password', username: 'admin', password: 'p:ä' };

const setUp = (options: ServiceNowOptions = {}) => {
  const now = setUpServiceNow({ clientId: 'c', clientSecret: 's&+', ...options });
  const form = (fields: Record<string, string>, authorization?: string) =>
    now.below('').send('POST', '/oauth_token.do', new URLSearchParams(fields).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      ...(authorization === undefined ? {} : { authorization }),
    });
  const statusWith = (authorization: string): number =>
    now.below('/api/now/table', { ...JSON_HEADERS, authorization }).get('/sys_user').status;
  return { ...now, form, statusWith };
};

describe('ServiceNow: who may call', () => {
  it('answers 401 without credentials and with wrong ones, before anything else', () => {
    const { below } = setUp();
    for (const authorization of [
      undefined,
      basicAuth('admin:wrong'),
      basicAuth('x:p:ä'),
      'Bearer x',
      'Bearer ',
    ]) {
      const headers = authorization === undefined ? JSON_HEADERS : { ...JSON_HEADERS, authorization };
      expect(below('/api/now/table', headers).get('/nothing')).toMatchObject({
        status: 401,
        body: UNAUTHENTICATED,
        headers: { 'WWW-Authenticate': 'BASIC realm="Service-now"' },
      });
    }
  });

  it('accepts Basic authentication', () => {
    expect(setUp().statusWith(basicAuth('admin:p:ä'))).toBe(200);
  });
});

describe('ServiceNow: OAuth', () => {
  it('gives tokens for a password', () => {
    const now = setUp();
    const { status, headers, body } = now.form(PASSWORD);
    expect([status, headers['Cache-Control'], body]).toEqual([
      200,
      'no-store',
      {
        access_token: expect.stringMatching(/^[0-9a-f]{64}$/),
        refresh_token: expect.stringMatching(/^[0-9a-f]{64}$/),
        scope: 'useraccount',
        token_type: 'Bearer',
        expires_in: 1799,
      },
    ]);
    expect(now.statusWith(`Bearer ${body.access_token}`)).toBe(200);
    expect(now.statusWith(`Bearer ${body.refresh_token}`)).toBe(401);
  });

  it('gives an access token alone for client credentials, where the property allows them', () => {
    const request = { ...CLIENT, grant_type: 'client_credentials' };
    const now = setUp();
    const { status, body } = now.form(request);
    expect([status, Object.keys(body)]).toEqual([200, ['access_token', 'scope', 'token_type', 'expires_in']]);
    expect(now.statusWith(`Bearer ${body.access_token}`)).toBe(200);
    expect(setUp({ clientCredentialsGrant: false }).form(request)).toMatchObject(DENIED);
  });

  it('renews an access token, with the same refresh token or with a new one', () => {
    for (const rotateRefreshTokens of [false, true]) {
      const now = setUp({ rotateRefreshTokens });
      const first = now.form(PASSWORD).body;
      const renew = (token: string) =>
        now.form({ ...CLIENT, grant_type: 'refresh_token', refresh_token: token });
      const second = renew(first.refresh_token).body;
      expect(second.access_token).not.toBe(first.access_token);
      expect(second.refresh_token === first.refresh_token).toBe(!rotateRefreshTokens);
      expect(renew(first.refresh_token).status).toBe(rotateRefreshTokens ? 401 : 200);
      expect(renew(second.refresh_token).status).toBe(200);
      expect(now.statusWith(`Bearer ${second.access_token}`)).toBe(200);
    }
  });

  it('ends tokens after their time, and all access tokens on demand', () => {
    const now = setUp({ accessTokenSeconds: 60, refreshTokenSeconds: 120 });
    const renew = (token: string) =>
      now.form({ ...CLIENT, grant_type: 'refresh_token', refresh_token: token });
    const { access_token: access, refresh_token: refresh, expires_in: seconds } = now.form(PASSWORD).body;
    expect(seconds).toBe(59);
    now.clock.advance(59_999);
    expect(now.statusWith(`Bearer ${access}`)).toBe(200);
    now.clock.advance(1);
    expect(now.statusWith(`Bearer ${access}`)).toBe(401);
    const again = renew(refresh).body.access_token;
    now.vendor.endAccessTokens();
    expect(now.statusWith(`Bearer ${again}`)).toBe(401);
    expect(renew(refresh).status).toBe(200);
    now.clock.advance(60_000);
    expect(renew(refresh)).toMatchObject(DENIED);
  });

  it('denies everything else in the same words', () => {
    const now = setUp();
    for (const fields of [
      { ...PASSWORD, password: 'wrong' },
      { ...PASSWORD, username: 'other' },
      { ...PASSWORD, client_secret: 'wrong' },
      { ...PASSWORD, client_id: 'other' },
      { ...PASSWORD, grant_type: 'magic' },
      { ...CLIENT, grant_type: 'refresh_token', refresh_token: 'none' },
      {},
    ]) {
      expect(now.form(fields as Record<string, string>)).toMatchObject(DENIED);
    }
    expect(now.below('').get('/oauth_token.do').status).toBe(405);
  });

  it("takes the client's credentials in the body, and in a Basic header where told so", () => {
    const request = { grant_type: 'client_credentials' };
    const header = basicAuth('c:s%26%2B');
    expect(setUp().form(request, header)).toMatchObject(DENIED);
    const both = setUp({ clientAuthentication: 'body-or-basic' });
    expect(both.form(request, header).status).toBe(200);
    expect(both.form(request, basicAuth('c:wrong')).status).toBe(401);
    expect(both.form({ ...CLIENT, ...request }).status).toBe(200);
  });

  it('forgets all tokens in a reset, and gives the same ones again for the same seed', () => {
    const now = setUp();
    const { access_token: token } = now.form(PASSWORD).body;
    now.vendor.reset();
    expect(now.statusWith(`Bearer ${token}`)).toBe(401);
    expect(now.form(PASSWORD).body.access_token).toBe(token);
  });
});

describe('ServiceNow: rate limit rules', () => {
  // The clock stands at 14:55:48; the hour ends at 15:00.
  const reset = String(Date.parse('2020-11-11T15:00:00Z') / 1000);

  it('are no matter without a rule: no headers', () => {
    expect(Object.keys(setUp().get('/sys_user').headers)).toEqual(['X-Total-Count']);
  });

  it('allow so many requests in a clock hour, and say how long to wait', () => {
    const now = setUp({ rateLimits: [{ requestsPerHour: 2, rule: 'r1', flushSeconds: 0 }] });
    const headers = { 'X-RateLimit-Limit': '2', 'X-RateLimit-Reset': reset, 'X-RateLimit-Rule': 'r1' };
    expect(now.get('/sys_user')).toMatchObject({ status: 200, headers });
    expect(now.get('/sys_user/none')).toMatchObject({ status: 404, headers });
    expect(now.get('/sys_user')).toMatchObject({
      status: 429,
      headers: { ...headers, 'Retry-After': '252' },
      body: {
        error: {
          message: 'Rate limit exceeded',
          detail: 'Rate limit of 2 requests per hour for Table API exceeded',
        },
        status: 'failure',
      },
    });
    expect(now.form(PASSWORD).status).toBe(200);
    now.clock.advance(252_000);
    expect(now.get('/sys_user').status).toBe(200);
  });

  it('add their counts every half minute, so that more get through', () => {
    const now = setUp({ rateLimits: [{ requestsPerHour: 1 }] });
    const statuses = () => [now.get('/sys_user').status, now.get('/sys_user').status];
    expect(statuses()).toEqual([200, 200]);
    now.clock.advance(30_000);
    expect(statuses()).toEqual([429, 429]);
    now.vendor.reset();
    expect(statuses()).toEqual([200, 200]);
  });

  it('of a table go before those of all', () => {
    const now = setUp({
      rateLimits: [
        { requestsPerHour: 9, flushSeconds: 0 },
        { requestsPerHour: 1, table: 'sys_user', flushSeconds: 0 },
      ],
    });
    const limitAt = (target: string) => {
      const { status, headers } = now.get(target);
      return [status, headers['X-RateLimit-Limit']];
    };
    expect([limitAt('/sys_user'), limitAt('/sys_user'), limitAt('/sys_user_group')]).toEqual([
      [200, '1'],
      [429, '1'],
      [200, '9'],
    ]);
  });
});

describe('ServiceNow: requests it cannot read', () => {
  it.each([
    ['/table/nothing', 'Invalid table nothing'],
    ['/table', 'Requested URI does not represent any resource: /api/now/table'],
    ['/users', 'Requested URI does not represent any resource: /api/now/users'],
    ['/table/sys_user/a/b', 'Requested URI does not represent any resource: /api/now/table/sys_user/a/b'],
    ['/v3/table/sys_user', 'Requested URI does not represent any resource: /api/now/v3/table/sys_user'],
    ['/table/sys_user?x=%zz', 'Exception while reading request'],
  ])('answers GET %s with 400', (target, message) => {
    const { status, body } = setUp().below('/api/now').get(target);
    expect([status, body.error.message, body.status]).toEqual([400, message, 'failure']);
  });

  it('answers 400 to a body that is no JSON object', () => {
    for (const text of ['{"a":', '[]', '"x"', 'null']) {
      expect(setUp().send('POST', '/sys_user', text, SERVICE_NOW_HEADERS).status).toBe(400);
    }
    expect(setUp().send('POST', '/sys_user', '', SERVICE_NOW_HEADERS).status).toBe(201);
  });

  it.each([
    ['PUT', '/sys_user'],
    ['DELETE', '/sys_user'],
    ['OPTIONS', '/sys_user'],
  ])('answers 405 to %s %s', (method, target) => {
    expect(setUp().send(method, target, '').status).toBe(405);
  });

  it('asks for Accept and Content-Type unless told otherwise, and speaks JSON only', () => {
    const { authorization } = SERVICE_NOW_HEADERS;
    const statusOf = (options: ServiceNowOptions, headers: Record<string, string>) =>
      setUp(options).send('POST', '/sys_user', '{}', { authorization, ...headers }).status;
    const json = 'application/json';
    expect([
      statusOf({}, { accept: json }),
      statusOf({}, { 'content-type': json }),
      statusOf({ missingHeaders: 'accept' }, {}),
      statusOf({}, { accept: '*/*', 'content-type': 'application/json; charset=utf-8' }),
      statusOf({}, { accept: 'application/xml', 'content-type': json }),
      statusOf({}, { accept: json, 'content-type': 'text/plain' }),
    ]).toEqual([400, 400, 201, 201, 406, 415]);
  });
});
