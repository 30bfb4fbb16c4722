import { AWS_HEADERS, awsUser, createClock, setUpAws } from '../__fixtures__/aws';
import { callerOf, filterQuery, patchOf } from '../__fixtures__/vendor-caller';

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

  it('answers 404 for a path that lost its slash after v2', () => {
    const { vendor } = setUpAws();
    expect(callerOf(vendor, '/t1/scim', AWS_HEADERS).get('/v2Users').status).toBe(404);
  });
});

describe('AWS: replies', () => {
  it('are application/json with a request id, without Location and ETag', () => {
    const { headers } = setUpAws().newUser('jane');
    expect(headers['content-type']).toBe('application/json');
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

  it('to an unreadable body are a 400', () => {
    expect(setUpAws().send('POST', '/Users', '{"userName":').status).toBe(400);
    expect(setUpAws().send('POST', '/Users', '[]').status).toBe(400);
  });

  it('give the reason CloudTrail shows when specific details are switched on', () => {
    const aws = setUpAws({ specificDetails: true });
    const email = (value: string) => ({ value, type: 'work', primary: true });
    const { body } = aws.newUser('jane', { emails: [email('a@example.com'), email('b@example.com')] });
    expect(body.detail).toBe('List attribute emails exceeds allowed limit of 1');
  });
});

describe('AWS: what a user must and may have', () => {
  it.each(['userName', 'displayName', 'name.givenName', 'name.familyName'])(
    'answers 400 when %s is missing on create and on replace',
    (path) => {
      const aws = setUpAws();
      const { id } = aws.newUser('jane').body;
      const incomplete: Record<string, unknown> = awsUser('joe');
      if (path === 'name.givenName') incomplete['name'] = { familyName: 'Doe' };
      else if (path === 'name.familyName') incomplete['name'] = { givenName: 'Joe' };
      else delete incomplete[path];
      expect(aws.post('/Users', incomplete).status).toBe(400);
      expect(aws.put(`/Users/${id}`, incomplete).status).toBe(400);
    },
  );

  it('takes a user without email and without schemas', () => {
    expect(setUpAws().newUser('jane').status).toBe(201);
  });

  it.each(['emails', 'phoneNumbers', 'addresses', 'roles'])('takes one of %s and refuses two', (name) => {
    const aws = setUpAws();
    const one = (value: string) => (name === 'addresses' ? { locality: value } : { value, primary: true });
    expect(aws.newUser('one', { [name]: [one('a@example.com')] }).status).toBe(201);
    expect(aws.newUser('two', { [name]: [one('b@example.com'), one('c@example.com')] }).status).toBe(400);
  });

  it('refuses an email that is not primary', () => {
    expect(setUpAws().newUser('jane', { emails: [{ value: 'a@example.com', type: 'work' }] }).status).toBe(
      400,
    );
  });

  it.each([
    ['photos', []],
    ['password', 'secret'],
    ['ims', []],
    ['x509Certificates', []],
    ['entitlements', []],
    ['groups', []],
    ['favouriteColour', 'blue'],
    ['emails', [{ value: 'a@example.com', primary: true, display: 'A' }]],
    ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User', { manager: { displayName: 'M' } }],
  ])('refuses the unsupported attribute %s, even when it is empty', (name, value) => {
    expect(setUpAws().newUser('jane', { [name]: value }).status).toBe(400);
  });

  it('refuses empty strings and takes null for nothing', () => {
    const aws = setUpAws();
    expect(aws.newUser('jane', { title: '' }).status).toBe(400);
    expect(aws.newUser('joe', { title: null }).body).not.toHaveProperty('title');
  });

  it('refuses control and zero-width characters and takes letters of any script', () => {
    const aws = setUpAws();
    expect(aws.newUser('a', { title: 'zero\u200bwidth' }).status).toBe(400);
    expect(aws.newUser('b', { title: 'bell\u0007' }).status).toBe(400);
    expect(aws.newUser('c', { title: 'Łódź 開発 ½' }).status).toBe(201);
  });

  it.each([
    ['none', 'externalId', 201],
    ['none', 'title', 201],
    ['externalId', 'externalId', 400],
    ['externalId', 'title', 201],
    ['all', 'externalId', 400],
    ['all', 'title', 400],
    ['all', 'profileUrl', 201],
  ] as const)(
    'with forbidden characters in %s, a colon in %s answers %i',
    (forbiddenCharacters, name, status) => {
      expect(setUpAws({ forbiddenCharacters }).newUser('jane', { [name]: 'a:b' }).status).toBe(status);
    },
  );

  it('refuses blanks in a userName on create and takes them on replace, as the two pages say', () => {
    const aws = setUpAws();
    const { id } = aws.newUser('jane').body;
    expect(aws.newUser('jane doe').status).toBe(400);
    expect(aws.put(`/Users/${id}`, awsUser('jane doe')).status).toBe(200);
    const strict = setUpAws({ userNameBlanks: 'reject' });
    expect(strict.put(`/Users/${strict.newUser('jane').body.id}`, awsUser('jane doe')).status).toBe(400);
    expect(setUpAws({ userNameBlanks: 'accept' }).newUser('jane doe').status).toBe(201);
  });

  it('refuses a userName beyond 128 characters and other text beyond 1024', () => {
    const aws = setUpAws();
    expect(aws.newUser('x'.repeat(128)).status).toBe(201);
    expect(aws.newUser('x'.repeat(129)).status).toBe(400);
    expect(aws.newUser('jane', { title: 'x'.repeat(1025) }).status).toBe(400);
  });

  it('refuses reserved names only when switched on', () => {
    expect(setUpAws().newUser('Administrator').status).toBe(201);
    expect(setUpAws({ reservedNames: true }).newUser('Administrator').status).toBe(400);
    expect(setUpAws({ reservedNames: true }).newGroup('AWSAdministrators').status).toBe(400);
  });

  it('makes a user inactive when nothing is said about active, unless switched', () => {
    const { active: _said, ...unsaid } = awsUser('jane');
    expect(setUpAws().post('/Users', unsaid).body.active).toBe(false);
    expect(setUpAws({ activeWhenOmitted: true }).post('/Users', unsaid).body.active).toBe(true);
  });
});

describe('AWS: duplicates', () => {
  const email = (value: string) => ({ emails: [{ value, primary: true }] });

  it.each([
    ['userName in another case', 'JANE', {}],
    ['email in another case', 'other', email('Jane@Example.com')],
    ['externalId', 'other', { externalId: 'e1' }],
  ])('answers 409 for the same %s', (_what, userName, more) => {
    const aws = setUpAws();
    aws.newUser('jane', { ...email('jane@example.com'), externalId: 'e1' });
    const { status, body } = aws.newUser(userName, more);
    expect(status).toBe(409);
    expect(body.detail).toBe('Refused to create a new, duplicate resource.');
  });

  it('tells externalIds of another case apart', () => {
    const aws = setUpAws();
    aws.newUser('jane', { externalId: 'e1' });
    expect(aws.newUser('joe', { externalId: 'E1' }).status).toBe(201);
  });

  it('answers 409 for the same displayName or externalId of a group', () => {
    const aws = setUpAws();
    aws.post('/Groups', { displayName: 'Team', externalId: 'g1' });
    expect(aws.newGroup('team').status).toBe(409);
    expect(aws.post('/Groups', { displayName: 'Other', externalId: 'g1' }).status).toBe(409);
  });

  it('answers 409 when a PUT or PATCH takes what another user has, and changes nothing', () => {
    const aws = setUpAws();
    aws.newUser('jane');
    const { id } = aws.newUser('joe').body;
    expect(aws.put(`/Users/${id}`, awsUser('jane')).status).toBe(409);
    expect(
      aws.patch(`/Users/${id}`, patchOf({ op: 'replace', path: 'userName', value: 'jane' })).status,
    ).toBe(409);
    expect(aws.get(`/Users/${id}`).body.userName).toBe('joe');
  });

  it('forgets what was deleted', () => {
    const aws = setUpAws();
    aws.delete(`/Users/${aws.newUser('jane').body.id}`);
    expect(aws.newUser('jane').status).toBe(201);
  });
});

describe('AWS: reading and writing', () => {
  it('answers a PATCH of a user with 200 and the user, of a group with 204 and nothing', () => {
    const aws = setUpAws();
    const user = aws.newUser('jane').body;
    const group = aws.newGroup('Team').body;
    const patched = aws.patch(`/Users/${user.id}`, patchOf({ op: 'replace', path: 'title', value: 'CTO' }));
    expect(patched).toMatchObject({ status: 200, body: { id: user.id, userName: 'jane', title: 'CTO' } });
    const renamed = aws.patch(
      `/Groups/${group.id}`,
      patchOf({ op: 'replace', path: 'displayName', value: 'Crew' }),
    );
    expect([renamed.status, renamed.body]).toEqual([204, undefined]);
    expect(aws.get(`/Groups/${group.id}`).body.displayName).toBe('Crew');
  });

  it.each(['Users', 'Groups'])('answers a DELETE in %s with 204 once and 404 ever after', (collection) => {
    const aws = setUpAws();
    const { id } = collection === 'Users' ? aws.newUser('jane').body : aws.newGroup('Team').body;
    const gone = aws.delete(`/${collection}/${id}`);
    expect([gone.status, gone.body, gone.headers['content-type']]).toEqual([
      204,
      undefined,
      'application/json',
    ]);
    expect(gone.headers['x-amzn-RequestId']).toMatch(UUID);
    expect(aws.delete(`/${collection}/${id}`).status).toBe(404);
    expect(aws.get(`/${collection}/${id}`).status).toBe(404);
    expect(
      aws.patch(`/${collection}/${id}`, patchOf({ op: 'add', path: 'displayName', value: 'x' })).status,
    ).toBe(404);
  });

  it('replaces the whole user on PUT', () => {
    const aws = setUpAws();
    const { id } = aws.newUser('jane', { title: 'CTO' }).body;
    const { status, body } = aws.put(`/Users/${id}`, { ...awsUser('jane'), active: false });
    expect([status, body.title, body.active]).toEqual([200, undefined, false]);
  });

  it.each([
    ['"false"', 'false', false],
    ['"True"', 'True', true],
    ['false', false, false],
  ])('takes %s for active and gives a boolean back', (_text, value, active) => {
    const aws = setUpAws();
    const { id } = aws.newUser('jane').body;
    const reply = aws.patch(`/Users/${id}`, patchOf({ op: 'replace', path: 'active', value }));
    expect([reply.status, reply.body.active]).toEqual([200, active]);
  });

  it('dates a change and keeps the date of creation', () => {
    const clock = createClock();
    const aws = setUpAws({ now: clock.now });
    const { id } = aws.newUser('jane').body;
    clock.advance(3000);
    const { meta } = aws.patch(`/Users/${id}`, patchOf({ op: 'replace', path: 'title', value: 'CTO' })).body;
    expect([meta.created, meta.lastModified]).toEqual(['2021-08-23T12:53:51Z', '2021-08-23T12:53:54Z']);
  });

  it('takes operations in any case, as Entra sends them', () => {
    const aws = setUpAws();
    const { id } = aws.newUser('jane', {
      emails: [{ value: 'old@example.com', type: 'work', primary: true }],
    }).body;
    const change = { op: 'Replace', path: 'emails[type eq "work"].value', value: 'new@example.com' };
    expect(aws.patch(`/Users/${id}`, patchOf(change)).body.emails[0].value).toBe('new@example.com');
  });
});

describe('AWS: PATCH of a user', () => {
  it.each([
    ['removing userName', [{ op: 'remove', path: 'userName' }]],
    ['removing active', [{ op: 'remove', path: 'active' }]],
    ['removing a required name', [{ op: 'remove', path: 'displayName' }]],
    [
      'two operations on active',
      [
        { op: 'replace', path: 'active', value: true },
        { op: 'replace', path: 'active', value: false },
      ],
    ],
    [
      'a path filter other than eq',
      [{ op: 'replace', path: 'emails[type ne "x"].value', value: 'b@example.com' }],
    ],
    ['a second email', [{ op: 'add', path: 'emails', value: [{ value: 'b@example.com', primary: true }] }]],
    ['an unsupported attribute', [{ op: 'add', path: 'photos', value: [] }]],
    ['an empty string', [{ op: 'replace', path: 'title', value: '' }]],
    ['an unknown operation', [{ op: 'move', path: 'title', value: 'x' }]],
    ['an operation without op', [{ path: 'title', value: 'x' }]],
    ['an add without value', [{ op: 'add', path: 'title' }]],
    ['no operations', []],
  ])('refuses %s and changes nothing', (_what, operations) => {
    const aws = setUpAws();
    const created = aws.newUser('jane', {
      emails: [{ value: 'a@example.com', type: 'work', primary: true }],
    }).body;
    expect(aws.patch(`/Users/${created.id}`, patchOf(...operations)).status).toBe(400);
    expect(aws.get(`/Users/${created.id}`).body).toEqual(created);
  });

  it('takes a path-less change of one attribute', () => {
    const aws = setUpAws();
    const { id } = aws.newUser('jane').body;
    expect(
      aws.patch(`/Users/${id}`, patchOf({ op: 'replace', value: { active: 'false' } })).body.active,
    ).toBe(false);
  });

  it('clears what is removed', () => {
    const aws = setUpAws();
    const { id } = aws.newUser('jane', { title: 'CTO' }).body;
    expect(aws.patch(`/Users/${id}`, patchOf({ op: 'remove', path: 'title' })).body).not.toHaveProperty(
      'title',
    );
  });

  it('explains a path-less change of several attributes in the exact words of AWS', () => {
    const aws = setUpAws();
    const { id } = aws.newUser('jane').body;
    const { status, body } = aws.patch(
      `/Users/${id}`,
      patchOf({ op: 'replace', value: { title: 'a', nickName: 'b' } }),
    );
    expect([status, body.detail]).toEqual([
      400,
      'Current PATCH support allows omitting "path" attribute only for Add and Replace operations modifying a single attribute.',
    ]);
  });

  it('explains a remove without a path', () => {
    const aws = setUpAws();
    const { id } = aws.newUser('jane').body;
    const { status, body } = aws.patch(`/Users/${id}`, patchOf({ op: 'remove' }));
    expect([status, body.detail]).toEqual([400, 'Missing path in PATCH request']);
  });
});

describe('AWS: where people come from', () => {
  it('lists people made by hand, who have neither externalId nor email nor names', () => {
    const aws = setUpAws({ users: [{ userName: 'console-admin', displayName: 'Admin' }] });
    const { Resources } = aws.get('/Users').body;
    expect(Resources).toHaveLength(1);
    for (const key of ['externalId', 'emails', 'name']) expect(Resources[0]).not.toHaveProperty(key);
    const changed = aws.patch(
      `/Users/${Resources[0].id}`,
      patchOf({ op: 'replace', path: 'active', value: false }),
    );
    expect(changed.status).toBe(200);
  });

  it('gives ids of either shape, the same ones for the same seed', () => {
    expect(setUpAws().newUser('jane').body.id).toMatch(UUID);
    expect(setUpAws({ idShape: 'legacy' }).newUser('jane').body.id).toMatch(/^[0-9a-f]{10}-[0-9a-f]{8}-/);
    expect(setUpAws().newUser('jane').body.id).toBe(setUpAws().newUser('jane').body.id);
    const aws = setUpAws();
    const first = aws.newUser('jane').body.id;
    aws.vendor.reset();
    expect(aws.vendor.users()).toEqual([]);
    expect(aws.newUser('jane').body.id).toBe(first);
  });

  it('shows its users and groups to assertions', () => {
    const aws = setUpAws();
    const user = aws.newUser('jane').body;
    const group = aws.newGroup('Team', [user.id]).body;
    expect(aws.vendor.users()).toEqual([user]);
    expect(aws.vendor.groups()).toEqual([{ id: group.id, displayName: 'Team', members: [user.id] }]);
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

describe('AWS: what else there is', () => {
  it.each([
    ['PUT', '/Groups/g1'],
    ['GET', '/Me'],
    ['POST', '/Bulk'],
    ['POST', '/.search'],
    ['POST', '/Users/.search'],
  ])('refuses %s %s with the status of choice', (method, path) => {
    expect(setUpAws().send(method, path, '{}').status).toBe(405);
    expect(setUpAws({ unsupportedStatus: 501 }).send(method, path, '{}').status).toBe(501);
  });

  it('serves three schemas, each by its id too', () => {
    const aws = setUpAws();
    const { Resources, totalResults } = aws.get('/Schemas').body;
    expect(totalResults).toBe(3);
    for (const { id } of Resources)
      expect(aws.get(`/Schemas/${id}`).body.attributes.length).toBeGreaterThan(0);
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
  });

  it('filters the value of a quoted string as JSON reads it', () => {
    const aws = setUpAws();
    aws.newUser('o"brien\\x');
    const { Resources } = aws.get(`/Users${filterQuery(`userName eq ${JSON.stringify('O"Brien\\X')}`)}`).body;
    expect(Resources).toHaveLength(1);
  });
});
