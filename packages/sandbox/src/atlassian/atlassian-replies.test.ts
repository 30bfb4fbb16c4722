import { atlassianUser, setUpAtlassian } from '../__fixtures__/atlassian';
import { callerOf, filterQuery } from '../__fixtures__/vendor-caller';

const EXTERNAL = 'urn:scim:schemas:extension:atlassian-external:1.0';
const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
describe('Atlassian: who may call, and where', () => {
  it('answers 401 for a wrong key', () => {
    const { vendor } = setUpAtlassian();
    const { status, body } = callerOf(vendor, '/scim/directory/d1', { authorization: 'Bearer x' }).get(
      '/Users',
    );
    expect([status, body.status]).toEqual([401, '401']);
  });

  it.each(['/scim/directory/d2', '/scim/directory/d1/v2', '/scim/v2'])('has nothing below %s', (base) => {
    const caller = callerOf(setUpAtlassian().vendor, base, { authorization: 'Bearer t0ken' });
    expect(caller.get('/Users').status).toBe(404);
  });

  it('answers 429 above a rate, when one is set', () => {
    const directory = setUpAtlassian({ requestsPerSecond: 1, retryAfter: 3 });
    expect(directory.get('/Users').status).toBe(200);
    expect(directory.get('/Users')).toMatchObject({ status: 429, headers: { 'Retry-After': '3' } });
  });
});

describe('Atlassian: replies', () => {
  it('are application/scim+json', () => {
    const directory = setUpAtlassian();
    expect(directory.newUser('jane').headers['Content-Type']).toBe('application/scim+json');
    expect(directory.get('/Users/none').headers['Content-Type']).toBe('application/scim+json');
  });

  it('write the keys of a user in the order that was seen', () => {
    const { body } = setUpAtlassian().post('/Users', {
      title: 'Team Lead',
      ...atlassianUser('jane'),
      emails: [{ value: 'jane@example.com', type: 'work', primary: 'true' }],
    });
    expect(Object.keys(body)).toEqual([
      'schemas',
      'userName',
      'emails',
      'title',
      'meta',
      'groups',
      EXTERNAL,
      'id',
      'active',
    ]);
    expect(body.schemas).toEqual([EXTERNAL, CORE, ENTERPRISE]);
    expect(Object.keys(body.meta)).toEqual(['resourceType', 'location', 'lastModified', 'created']);
    expect(body).toMatchObject({ groups: [], active: true, emails: [{ primary: true }] });
  });

  it('name the account apart from the record', () => {
    const { body } = setUpAtlassian().newUser('jane');
    expect(body[EXTERNAL].atlassianAccountId).toMatch(/^[0-9a-f]{24}$/);
    expect(body.id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('have an absolute location: the vendor’s own, the host that was asked, or the one that is set', () => {
    const directory = setUpAtlassian();
    const { id, meta } = directory.newUser('jane').body;
    expect(meta.location).toBe(`https://api.atlassian.com/scim/directory/d1/Users/${id}`);
    const hosted = callerOf(directory.vendor, '/scim/directory/d1', {
      authorization: 'Bearer t0ken',
      host: '127.0.0.1:9',
    });
    expect(hosted.get(`/Users/${id}`).body.meta.location).toBe(
      `http://127.0.0.1:9/scim/directory/d1/Users/${id}`,
    );
    const withUrl = setUpAtlassian({ publicUrl: 'https://jira.example.com/' });
    expect(withUrl.newUser('jane').body.meta.location).toMatch(
      /^https:\/\/jira\.example\.com\/scim\/directory\/d1\/Users\//,
    );
  });

  it('have microseconds without trailing zeros', () => {
    const directory = setUpAtlassian();
    const stamps = Array.from({ length: 20 }, (_, n) => String(directory.newUser(`u${n}`).body.meta.created));
    for (const stamp of stamps) {
      expect(stamp).toMatch(/^2021-02-16T15:05:41\.185(\d{0,2}[1-9])?Z$/);
    }
    expect(new Set(stamps.map((stamp) => stamp.length)).size).toBeGreaterThan(1);
  });

  it('leave active out on reads when switched', () => {
    const directory = setUpAtlassian({ omitActive: 'on-read' });
    const { id, active } = directory.newUser('jane').body;
    expect(active).toBe(true);
    expect(directory.get(`/Users/${id}`).body).not.toHaveProperty('active');
    expect(directory.get('/Users').body.Resources[0]).not.toHaveProperty('active');
  });

  it('to errors have SCIM’s shape, or a Java exception for a 400 when switched', () => {
    expect(setUpAtlassian().post('/Users', {}).body).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: '400',
      scimType: 'invalidValue',
      detail: 'Attribute schemas is required.',
    });
    const { status, body } = setUpAtlassian({ javaStyleErrors: true }).post('/Users', {});
    expect(status).toBe(400);
    expect(body).toMatchObject({
      responseStatus: 'BAD_REQUEST',
      scimErrorType: 'invalidValue',
      message: expect.any(String),
    });
    expect(body).not.toHaveProperty('status');
    const java = setUpAtlassian({ javaStyleErrors: true });
    expect(java.get(`/Users${filterQuery('id pr')}`).body.scimErrorType).toBe('invalidFilter');
    expect(java.get('/Users/none').body.status).toBe('404');
  });
});

describe('Atlassian: discovery', () => {
  it('serves schemas, resource types and abilities', () => {
    const directory = setUpAtlassian();
    expect(directory.get(`/Schemas/${CORE}`).status).toBe(200);
    expect(directory.get('/ResourceTypes/User').status).toBe(200);
    expect(directory.get('/ServiceProviderConfig').body.patch).toEqual({ supported: true });
    expect(directory.get('/Me').status).toBe(404);
  });
});

describe('Atlassian: lists', () => {
  const many = (count: number) => ({
    users: Array.from({ length: count }, (_, n) => ({
      ...atlassianUser(`u${n}`),
      id: `id${n}`,
      externalId: `X${n}`,
    })),
  });

  it.each([
    ['Users', 'userName eq "U1"', ['id1']],
    ['Users', 'externalId eq "X2"', ['id2']],
    ['Users', 'externalId eq "x2"', []],
    ['Groups', 'displayName eq "team"', ['g1']],
  ])('finds %s by %s', (collection, filter, ids) => {
    const directory = setUpAtlassian({ ...many(3), groups: [{ id: 'g1', displayName: 'Team' }] });
    const { Resources, totalResults } = directory.get(`/${collection}${filterQuery(filter)}`).body;
    expect([Resources.map(({ id }: { id: string }) => id), totalResults]).toEqual([ids, ids.length]);
  });

  it.each([
    ['Users', 'emails.value eq "u1@example.com"'],
    ['Users', 'id eq "id1"'],
    ['Users', 'userName sw "u"'],
    ['Users', 'userName eq "u1" and externalId eq "X1"'],
    ['Groups', 'members.value eq "id1"'],
  ])('refuses to filter %s by %s', (collection, filter) => {
    const { status, body } = setUpAtlassian(many(3)).get(`/${collection}${filterQuery(filter)}`);
    expect([status, body.scimType]).toEqual([400, 'invalidFilter']);
  });

  it('clamps count to 100 and pages by startIndex', () => {
    const directory = setUpAtlassian(many(250));
    const page = (query: string) => {
      const { body } = directory.get(`/Users?${query}`);
      return [
        body.totalResults,
        body.startIndex,
        body.itemsPerPage,
        body.Resources.length,
        body.Resources[0]?.id,
      ];
    };
    expect(page('')).toEqual([250, 1, 100, 100, 'id0']);
    expect(page('startIndex=101&count=200')).toEqual([250, 101, 100, 100, 'id100']);
    expect(page('startIndex=201&count=200')).toEqual([250, 201, 50, 50, 'id200']);
    expect(page('startIndex=251')).toEqual([250, 251, 0, 0, undefined]);
    expect(page('count=0')).toEqual([250, 1, 0, 0, undefined]);
  });

  it('takes attributes or excludedAttributes of users, not both', () => {
    const directory = setUpAtlassian(many(1));
    expect(Object.keys(directory.get('/Users?attributes=userName,emails.value').body.Resources[0])).toEqual([
      'schemas',
      'userName',
      'emails',
      'id',
    ]);
    expect(directory.get('/Users?attributes=emails.value').body.Resources[0].emails).toEqual([
      { value: 'u0@example.com' },
    ]);
    expect(directory.get('/Users/id0?excludedAttributes=emails,meta').body).not.toHaveProperty('emails');
    expect(directory.get('/Users?attributes=userName&excludedAttributes=emails').status).toBe(400);
  });
});
