import { AWS_HEADERS, createClock, setUpAws } from '../__fixtures__/aws';
import { callerOf, filterQuery } from '../__fixtures__/vendor-caller';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/;

describe('AWS: who may call', () => {
  it('answers 401 for a wrong token, and as well for an unknown tenant', () => {
    const { vendor } = setUpAws();
    const wrongToken = callerOf(vendor, '/t1/scim/v2', { authorization: 'Bearer other' }).get('/Users');
    const noToken = callerOf(vendor, '/t1/scim/v2', {}).get('/Users');
    const wrongTenant = callerOf(vendor, '/t2/scim/v2', AWS_HEADERS).get('/Users');
    expect([wrongToken.status, noToken.status, wrongTenant.status]).toEqual([401, 401, 401]);
  });

  it('answers 403 to everything when access is denied', () => {
    expect(setUpAws({ accessDenied: true }).get('/Users').status).toBe(403);
  });

  it('answers 404 for a path that lost its slash after v2, and for other versions', () => {
    const { vendor } = setUpAws();
    for (const base of ['/t1/scim/v3', '/t1/other/v2', '/t1']) {
      expect(callerOf(vendor, base, AWS_HEADERS).get('/Users').status).toBe(404);
    }
    expect(callerOf(vendor, '/t1/scim', AWS_HEADERS).get('/v2Users').status).toBe(404);
  });
});

describe('AWS: replies', () => {
  it('are application/json with a request id, without Location and ETag', () => {
    const { headers } = setUpAws().newUser('jane');
    expect(headers['Content-Type']).toBe('application/json');
    expect(headers['x-amzn-RequestId']).toMatch(UUID);
    expect(Object.keys(headers).map((name) => name.toLowerCase())).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(location|etag)$/)]),
    );
  });

  it('say when in whole seconds, and neither location nor version in meta', () => {
    expect(setUpAws().newUser('jane').body.meta).toEqual({
      resourceType: 'User',
      created: '2021-08-23T12:53:51Z',
      lastModified: '2021-08-23T12:53:51Z',
    });
  });

  it('write the keys of a user in their own order, whatever order the client used', () => {
    const { body } = setUpAws().post('/Users', {
      emails: [{ type: 'work', primary: true, value: 'john.doe@example.com' }],
      active: false,
      displayName: 'test',
      name: { givenName: 'test', familyName: 'test' },
      userName: 'test',
    });
    expect(Object.keys(body)).toEqual([
      'id',
      'meta',
      'schemas',
      'userName',
      'name',
      'displayName',
      'active',
      'emails',
    ]);
    expect(JSON.stringify(body.name)).toBe('{"familyName":"test","givenName":"test"}');
    expect(Object.keys(body.emails[0])).toEqual(['value', 'type', 'primary']);
  });

  it('write the keys of a group in their own order', () => {
    expect(Object.keys(setUpAws().newGroup('The group').body)).toEqual([
      'id',
      'meta',
      'schemas',
      'displayName',
      'members',
    ]);
  });

  it('name the enterprise schema only when there is such data, and drop profileUrl and the $ref of the manager', () => {
    const aws = setUpAws();
    const urn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
    expect(aws.newUser('plain').body.schemas).toEqual(['urn:ietf:params:scim:schemas:core:2.0:User']);
    const { body } = aws.newUser('rich', {
      profileUrl: 'https://example.com/rich',
      [urn]: { department: 'IT', manager: { value: 'm1', $ref: '../Users/m1' } },
    });
    expect(body.schemas).toEqual(['urn:ietf:params:scim:schemas:core:2.0:User', urn]);
    expect(body[urn]).toEqual({ department: 'IT', manager: { value: 'm1' } });
    expect(body).not.toHaveProperty('profileUrl');
  });

  it('to errors carry schema and schemas, a status in quotes, a time with a blank, and no scimType', () => {
    const { status, body } = setUpAws().post('/Users', {});
    expect(status).toBe(400);
    expect(body).toEqual({
      schema: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      detail: 'Request is unparsable, syntactically incorrect, or violates schema.',
      status: '400',
      exceptionRequestId: expect.stringMatching(UUID),
      timeStamp: '2021-08-23 12:53:51.123',
    });
  });

  it.each([
    ['401', {}, '/Users'],
    ['403', { accessDenied: true }, '/Users'],
    ['404', {}, '/Users/none'],
    ['429', { requestsPerSecond: 0.5 }, '/Users'],
  ])('to a %s have the same shape', (status, options, path) => {
    const { vendor } = setUpAws(options);
    const headers = status === '401' ? {} : AWS_HEADERS;
    const { body } = callerOf(vendor, '/t1/scim/v2', headers).get(path);
    expect(Object.keys(body)).toEqual([
      'schema',
      'schemas',
      'detail',
      'status',
      'exceptionRequestId',
      'timeStamp',
    ]);
    expect([body.status, body.detail]).toEqual([status, expect.stringMatching(/\w/)]);
  });

  it('to an unreadable body are a 400', () => {
    expect(setUpAws().send('POST', '/Users', '{"userName":').status).toBe(400);
    expect(setUpAws().send('POST', '/Users', '[]').status).toBe(400);
  });

  it('give CloudTrail’s reason when specific details are switched on', () => {
    const aws = setUpAws({ specificDetails: true });
    const email = (value: string) => ({ value, type: 'work', primary: true });
    const { body } = aws.newUser('jane', { emails: [email('a@example.com'), email('b@example.com')] });
    expect(body.detail).toBe('List attribute emails exceeds allowed limit of 1');
  });
});

describe('AWS: rate limit', () => {
  it('answers 429 to the 21st request within a second, without Retry-After', () => {
    const clock = createClock();
    const aws = setUpAws({ requestsPerSecond: 20, now: clock.now });
    const statuses = Array.from({ length: 21 }, () => aws.get('/Users').status);
    expect(statuses).toEqual([...Array<number>(20).fill(200), 429]);
    expect(Object.keys(aws.get('/Users').headers)).not.toContain('Retry-After');
    clock.advance(100);
    expect([aws.get('/Users').status, aws.get('/Users').status, aws.get('/Users').status]).toEqual([
      200, 200, 429,
    ]);
  });

  it('says when to come back if switched on', () => {
    const aws = setUpAws({ requestsPerSecond: 1, retryAfter: 2 });
    aws.get('/Users');
    expect(aws.get('/Users').headers['Retry-After']).toBe('2');
  });

  it('does not exist unless asked for', () => {
    const aws = setUpAws();
    const statuses = new Set(Array.from({ length: 100 }, () => aws.get('/Users').status));
    expect([...statuses]).toEqual([200]);
  });
});

describe('AWS: other endpoints', () => {
  it.each([
    ['PUT', '/Groups/g1'],
    ['GET', '/Me'],
    ['POST', '/Bulk'],
    ['POST', '/.search'],
    ['POST', '/Users/.search'],
  ])('refuses %s %s with the configured status', (method, path) => {
    expect(setUpAws().send(method, path, '{}').status).toBe(405);
    expect(setUpAws({ unsupportedStatus: 501 }).send(method, path, '{}').status).toBe(501);
  });

  it('serves three schemas, each by its id too', () => {
    const aws = setUpAws();
    const { Resources, totalResults } = aws.get('/Schemas').body;
    expect(totalResults).toBe(3);
    for (const { id } of Resources) {
      expect(aws.get(`/Schemas/${id}`).body.attributes.length).toBeGreaterThan(0);
    }
    expect(aws.get('/Schemas/urn:none').status).toBe(404);
  });

  it('serves two resource types and calls the enterprise extension required', () => {
    const { Resources } = setUpAws().get('/ResourceTypes').body;
    expect(Resources.map((one: { id: string }) => one.id)).toEqual(['User', 'Group']);
    expect(Resources[0].schemaExtensions[0].required).toBe(true);
  });

  it('still says 50 as the most results of a filter', () => {
    const { body } = setUpAws().get('/ServiceProviderConfig');
    expect(body.filter).toEqual({ supported: true, maxResults: 50 });
    expect(body.patch.supported).toBe(true);
    for (const name of ['bulk', 'sort', 'etag', 'changePassword']) {
      expect(body[name].supported).toBe(false);
    }
    expect(body.authenticationSchemes).toEqual([
      expect.objectContaining({ type: 'oauthbearertoken', primary: true }),
    ]);
  });

  it('filters the value of a quoted string as JSON reads it', () => {
    const aws = setUpAws();
    aws.newUser('o"brien\\x');
    const { Resources } = aws.get(`/Users${filterQuery(`userName eq ${JSON.stringify('O"Brien\\X')}`)}`).body;
    expect(Resources).toHaveLength(1);
  });
});
