import { createClock } from '../../__fixtures__/aws';
import { oktaProfile, oktaSeed, setUpOkta } from '../../__fixtures__/okta';

const invalidToken = {
  errorCode: 'E0000011',
  errorSummary: 'Invalid token provided',
  errorLink: 'E0000011',
  errorId: expect.stringMatching(/^oae[0-9a-f]{22}$/),
  errorCauses: [],
};

describe('Okta: who may ask', () => {
  it.each([
    ['no header', {}],
    ['another token', { authorization: 'SSWS t0ken2' }],
    ['the token of another scheme', { authorization: 'Bearer t0ken' }],
    ['no scheme', { authorization: 't0ken' }],
    ['an empty token', { authorization: 'SSWS ' }],
    ['basic authentication', { authorization: 'Basic dDprZW4=' }],
  ])('answers 401 E0000011 to %s', (_what, headers) => {
    const okta = setUpOkta();
    const reply = okta.send('GET', '/users', '', headers);
    expect([reply.status, reply.body]).toEqual([401, invalidToken]);
    expect(JSON.stringify(reply)).not.toContain('t0ken');
  });

  it('gives every error an id of its own', () => {
    const okta = setUpOkta();
    const ids = [1, 2, 3].map(() => okta.get('/users/none').body.errorId);
    expect(new Set(ids).size).toBe(3);
  });

  it('answers 403 E0000006 to what the role of the token’s owner does not allow', () => {
    const reader = setUpOkta({ tokenPermissions: 'read' });
    const refused = reader.post('/users', { profile: oktaProfile('jane') });
    expect([refused.status, refused.body.errorCode, refused.body.errorSummary]).toEqual([
      403,
      'E0000006',
      'You do not have permission to perform the requested action',
    ]);
    expect(reader.get('/users').status).toBe(200);
    expect(setUpOkta({ tokenPermissions: 'none' }).get('/users').status).toBe(403);
  });

  it('shows the owner of the token at users/me, who is in no list unless seeded', () => {
    const okta = setUpOkta();
    expect(okta.get('/users/me')).toMatchObject({
      status: 200,
      body: { status: 'ACTIVE', profile: { login: 'admin@example.com' } },
    });
    expect(okta.get('/users').body).toEqual([]);
    const owned = setUpOkta({ users: [oktaSeed('owner')], tokenOwner: 'owner' });
    expect(owned.get('/users/me').body).toEqual(owned.get('/users/owner').body);
  });

  it('lets a token die with its owner', () => {
    const okta = setUpOkta({ users: [oktaSeed('owner')], tokenOwner: 'owner' });
    expect(okta.change('owner', 'deactivate').status).toBe(200);
    expect(okta.get('/users')).toMatchObject({ status: 401, body: { errorCode: 'E0000011' } });
  });
});

describe('Okta: rates', () => {
  it('tells limit, remaining requests, the second of the reset, and the date with every reply', () => {
    const { now } = createClock('2026-01-01T00:00:00.250Z');
    const okta = setUpOkta({ now, requestsPerMinute: { users: 5 } });
    const replies = [okta.get('/users'), okta.get('/users/none'), okta.send('GET', '/users', '', {})];
    expect(replies.map(({ status, headers }) => [status, headers['X-Rate-Limit-Remaining']])).toEqual([
      [200, '4'],
      [404, '3'],
      [401, '2'],
    ]);
    for (const { headers } of replies) {
      expect(headers).toMatchObject({
        Date: 'Thu, 01 Jan 2026 00:00:00 GMT',
        'X-Rate-Limit-Limit': '5',
        'X-Rate-Limit-Reset': String(Date.parse('2026-01-01T00:01:01Z') / 1000),
      });
    }
  });

  it('answers 429 E0000047 above the limit of a kind of endpoint, without acting, until the reset', () => {
    const okta = setUpOkta({ requestsPerMinute: { users: 2 } });
    okta.newUser('a');
    okta.newUser('b');
    const refused = okta.post('/users', { profile: oktaProfile('c') });
    expect(refused).toMatchObject({
      status: 429,
      headers: { 'X-Rate-Limit-Limit': '2', 'X-Rate-Limit-Remaining': '0' },
      body: {
        errorCode: 'E0000047',
        errorSummary: 'API call exceeded rate limit due to too many requests.',
      },
    });
    expect(refused.headers['Retry-After']).toBeUndefined();
    expect([okta.vendor.users().length, okta.get('/groups').status]).toEqual([2, 200]);
    const wait = Number(refused.headers['X-Rate-Limit-Reset']) * 1000 - okta.clock.now().getTime();
    okta.clock.advance(wait - 1);
    expect(okta.get('/users').status).toBe(429);
    okta.clock.advance(1);
    expect(okta.get('/users').status).toBe(200);
  });

  it('takes one number for every kind, and without one tells a limit that is never reached', () => {
    const narrow = setUpOkta({ requestsPerMinute: 1 });
    expect([narrow.get('/logs'), narrow.get('/logs')].map(({ status }) => status)).toEqual([200, 429]);
    const wide = setUpOkta();
    const statuses = Array.from({ length: 700 }, () => wide.get('/logs').status);
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(wide.get('/logs').headers).toMatchObject({
      'X-Rate-Limit-Limit': '120',
      'X-Rate-Limit-Remaining': '119',
    });
  });

  it('starts again after a reset', () => {
    const okta = setUpOkta({ requestsPerMinute: 1 });
    okta.get('/users');
    okta.vendor.reset();
    expect(okta.get('/users').status).toBe(200);
  });
});
