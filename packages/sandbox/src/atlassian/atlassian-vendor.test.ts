import { atlassianUser, setUpAtlassian } from '../__fixtures__/atlassian';
import { callerOf, filterQuery, patchOf } from '../__fixtures__/vendor-caller';

const EXTERNAL = 'urn:scim:schemas:extension:atlassian-external:1.0';
const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const emails = (...values: readonly string[]): { emails: unknown } => ({
  emails: values.map((value, n) => ({ value, type: 'work', primary: n === 0 })),
});

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
    expect(directory.newUser('jane').headers['content-type']).toBe('application/scim+json');
    expect(directory.get('/Users/none').headers['content-type']).toBe('application/scim+json');
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
    const told = setUpAtlassian({ publicUrl: 'https://jira.example.com/' });
    expect(told.newUser('jane').body.meta.location).toMatch(
      /^https:\/\/jira\.example\.com\/scim\/directory\/d1\/Users\//,
    );
  });

  it('have microseconds without trailing zeros', () => {
    const directory = setUpAtlassian();
    const stamps = Array.from({ length: 20 }, (_, n) => String(directory.newUser(`u${n}`).body.meta.created));
    for (const stamp of stamps) expect(stamp).toMatch(/^2021-02-16T15:05:41\.185(\d{0,2}[1-9])?Z$/);
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
  });
});

describe('Atlassian: what a user must and may have', () => {
  it.each(['schemas', 'userName', 'emails'])(
    'answers 400 when %s is missing on create and on replace',
    (name) => {
      const directory = setUpAtlassian();
      const { id } = directory.newUser('jane').body;
      const { [name]: _missing, ...incomplete } = atlassianUser('joe');
      expect(directory.post('/Users', incomplete).status).toBe(400);
      expect(directory.put(`/Users/${id}`, incomplete).status).toBe(400);
    },
  );

  it('answers 400 unless exactly one email is primary, after a PATCH too', () => {
    const directory = setUpAtlassian();
    const { id } = directory.newUser('jane', emails('a@example.com', 'b@example.com')).body;
    const two = [
      { value: 'a@x.com', primary: true },
      { value: 'b@x.com', primary: true },
    ];
    expect(directory.newUser('joe', { emails: [{ value: 'a@x.com' }] }).status).toBe(400);
    expect(directory.newUser('joe', { emails: two }).status).toBe(400);
    expect(directory.patch(`/Users/${id}`, patchOf({ op: 'remove', path: 'emails' })).status).toBe(400);
  });

  it('ignores attributes it does not have, also department’s neighbours in the extension', () => {
    const { status, body } = setUpAtlassian().newUser('jane', {
      locale: 'en',
      department: 'IT',
      organization: 'ACME',
      [ENTERPRISE]: { department: 'IT', costCenter: '1' },
    });
    expect(status).toBe(201);
    expect(body).not.toHaveProperty('locale');
    expect(body).toMatchObject({
      department: 'IT',
      organization: 'ACME',
      [ENTERPRISE]: { department: 'IT' },
    });
    expect(body[ENTERPRISE]).not.toHaveProperty('costCenter');
  });

  it('ignores id, meta and groups of a payload', () => {
    const { body } = setUpAtlassian().newUser('jane', {
      id: 'mine',
      meta: { created: 'x' },
      groups: [{ value: 'g' }],
    });
    expect(body.id).not.toBe('mine');
    expect(body.groups).toEqual([]);
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

describe('Atlassian: duplicates', () => {
  const detailOf = ({ status, body }: { status: number; body: { scimType: string; detail: string } }) => [
    status,
    body.scimType,
    body.detail,
  ];

  it('answers 409 and names the email or userName that is taken', () => {
    const directory = setUpAtlassian();
    directory.newUser('jane');
    expect(detailOf(directory.newUser('joe', emails('Jane@example.com')))).toEqual([
      409,
      'uniqueness',
      'Resource [USER]: with email[Jane@example.com] already exists.',
    ]);
    expect(detailOf(directory.newUser('JANE', emails('other@example.com')))).toEqual([
      409,
      'uniqueness',
      'Resource [USER]: with userName[JANE] already exists.',
    ]);
  });

  it('does not mind the same externalId twice', () => {
    const directory = setUpAtlassian();
    directory.newUser('jane', { externalId: 'e' });
    expect(directory.newUser('joe', { externalId: 'e' }).status).toBe(201);
  });

  it('answers 409 for an email another Atlassian account has, on create and on change', () => {
    const directory = setUpAtlassian({ takenEmails: ['Taken@example.com'] });
    expect(directory.newUser('joe', emails('taken@example.com')).status).toBe(409);
    const { id } = directory.newUser('jane').body;
    const change = { op: 'replace', path: 'emails[type eq "work"].value', value: 'taken@example.com' };
    expect(directory.patch(`/Users/${id}`, patchOf(change)).status).toBe(409);
  });

  it('answers 409 for a group name used in the directory or anywhere in the organisation', () => {
    const directory = setUpAtlassian({ organizationGroups: ['Local'] });
    directory.newGroup('Team');
    const refusal = [409, 'uniqueness', 'Resource [GROUP]: with displayName already exists.'];
    expect(detailOf(directory.newGroup('team'))).toEqual(refusal);
    expect(detailOf(directory.newGroup('local'))).toEqual(refusal);
  });
});

describe('Atlassian: groups', () => {
  const setUp = (options = {}) => {
    const directory = setUpAtlassian(options);
    const ids = ['a', 'b', 'c'].map((name) => String(directory.newUser(name).body.id));
    const groupId = String(directory.newGroup('Team', ids).body.id);
    const members = (): readonly string[] | undefined => directory.vendor.groups()[0]?.members;
    const patch = (...operations: readonly unknown[]) =>
      directory.patch(`/Groups/${groupId}`, patchOf(...operations));
    return { directory, ids, groupId, members, patch };
  };

  it('answer a PATCH with 200 and all members', () => {
    const { directory, ids, groupId, patch } = setUp();
    const late = directory.newUser('late', { displayName: 'Latecomer' }).body.id;
    const { status, body } = patch({ op: 'add', path: 'members', value: [{ value: late }] });
    expect(status).toBe(200);
    expect(body.members.map(({ value }: { value: string }) => value)).toEqual([...ids, late]);
    expect(body.members.at(-1)).toEqual({
      type: 'User',
      value: late,
      display: 'Latecomer',
      $ref: `https://api.atlassian.com/scim/directory/d1/Users/${late}`,
    });
    expect(directory.get(`/Users/${late}`).body.groups).toEqual([
      {
        type: 'Group',
        value: groupId,
        display: 'Team',
        $ref: `https://api.atlassian.com/scim/directory/d1/Groups/${groupId}`,
      },
    ]);
  });

  it('remove one member by a path filter', () => {
    const { ids, members, patch } = setUp();
    expect(patch({ op: 'remove', path: `members[value eq "${ids[1]}"]` }).status).toBe(200);
    expect(members()).toEqual([ids[0], ids[2]]);
  });

  it('lose all members to a remove with a value, or the listed ones when switched', () => {
    const strict = setUp();
    strict.patch({ op: 'remove', path: 'members', value: [{ value: strict.ids[0] }] });
    expect(strict.members()).toEqual([]);
    const lenient = setUp({ removeWithValue: 'listed' });
    lenient.patch({ op: 'remove', path: 'members', value: [{ value: lenient.ids[0] }] });
    expect(lenient.members()).toEqual(lenient.ids.slice(1));
  });

  it('refuse a rename with 400, or keep the old name with 200 when switched', () => {
    const strict = setUp();
    const refused = strict.patch({ op: 'replace', path: 'displayName', value: 'Crew' });
    expect([refused.status, refused.body.scimType]).toEqual([400, 'mutability']);
    expect(strict.directory.put(`/Groups/${strict.groupId}`, { displayName: 'Crew' }).status).toBe(400);
    const lenient = setUp({ groupRename: 'ignore' });
    const ignored = lenient.patch({ op: 'replace', path: 'displayName', value: 'Crew' });
    expect([ignored.status, ignored.body.displayName]).toEqual([200, 'Team']);
  });

  it('lose their members to a PUT without any, or keep them when switched', () => {
    const strict = setUp();
    expect(strict.directory.put(`/Groups/${strict.groupId}`, { displayName: 'Team' }).body.members).toEqual(
      [],
    );
    const lenient = setUp({ groupPutMembers: 'keep' });
    lenient.directory.put(`/Groups/${lenient.groupId}`, { displayName: 'Team' });
    expect(lenient.members()).toEqual(lenient.ids);
  });

  it('refuse unknown members, are deleted with 204 and then gone', () => {
    const { directory, groupId, patch, members, ids } = setUp();
    expect(patch({ op: 'add', path: 'members', value: [{ value: 'nobody' }] }).status).toBe(400);
    expect(members()).toEqual(ids);
    expect([
      directory.delete(`/Groups/${groupId}`).status,
      directory.delete(`/Groups/${groupId}`).status,
    ]).toEqual([204, 404]);
  });
});

describe('Atlassian: the life of a user', () => {
  it('PUT clears what is not in it', () => {
    const directory = setUpAtlassian();
    const { id } = directory.newUser('jane', { title: 'CTO', externalId: 'e' }).body;
    const { status, body } = directory.put(`/Users/${id}`, atlassianUser('jane'));
    expect(status).toBe(200);
    expect(body).not.toHaveProperty('title');
    expect(body).not.toHaveProperty('externalId');
    expect(body.id).toBe(id);
  });

  it('active false keeps the record, its id and its groups, and active true brings it back', () => {
    const directory = setUpAtlassian();
    const { id } = directory.newUser('jane').body;
    directory.newGroup('Team', [id]);
    const off = directory.patch(
      `/Users/${id}`,
      patchOf({ op: 'replace', path: 'active', value: false }),
    ).body;
    expect([off.id, off.active, off.groups.length]).toEqual([id, false, 1]);
    expect(directory.vendor.accounts()[0]?.active).toBe(false);
    directory.patch(`/Users/${id}`, patchOf({ op: 'replace', path: 'active', value: true }));
    expect(directory.vendor.accounts()[0]?.active).toBe(true);
  });

  it('DELETE removes the record, deactivates the account, and a new POST has another id, the same account, no groups', () => {
    const directory = setUpAtlassian();
    const { id, [EXTERNAL]: link } = directory.newUser('jane').body;
    directory.newGroup('Team', [id]);
    const gone = directory.delete(`/Users/${id}`);
    expect([gone.status, gone.body, directory.get(`/Users/${id}`).status]).toEqual([204, undefined, 404]);
    expect(directory.vendor.accounts()).toEqual([
      expect.objectContaining({ ...{ accountId: link.atlassianAccountId }, active: false }),
    ]);
    const again = directory.newUser('jane').body;
    expect(again.id).not.toBe(id);
    expect([again[EXTERNAL], again.groups]).toEqual([link, []]);
    expect(directory.vendor.accounts()[0]?.active).toBe(true);
  });

  it('a change of the profile reaches the account of a verified domain only', () => {
    const directory = setUpAtlassian({ verifiedDomains: ['example.com'] });
    const inside = directory.newUser('in').body.id;
    const outside = directory.newUser('out', emails('out@elsewhere.org')).body.id;
    for (const id of [inside, outside]) {
      const { status, body } = directory.patch(
        `/Users/${id}`,
        patchOf({ op: 'replace', path: 'title', value: 'CTO' }),
      );
      expect([status, body.title]).toEqual([200, 'CTO']);
    }
    expect(directory.vendor.accounts().map(({ title }) => title)).toEqual(['CTO', undefined]);
    expect(directory.vendor.auditLog().at(-1)).toContain('profile not applied');
  });

  it('a new email unlinks an unmanaged account and drops its groups for good; a managed one stays', () => {
    const directory = setUpAtlassian({ verifiedDomains: ['example.com'] });
    const inside = directory.newUser('in').body.id;
    const outside = directory.newUser('out', emails('out@elsewhere.org')).body.id;
    directory.newGroup('Team', [inside, outside]);
    const move = (id: string, value: string) =>
      directory.patch(`/Users/${id}`, patchOf({ op: 'replace', path: 'emails[type eq "work"].value', value }))
        .body;
    expect(Object.keys(move(inside, 'in2@example.com'))).toContain(EXTERNAL);
    const moved = move(outside, 'out2@elsewhere.org');
    expect([moved.schemas, moved.groups]).toEqual([[CORE, ENTERPRISE], []]);
    expect(move(outside, 'out@elsewhere.org').groups).toEqual([]);
    expect(directory.vendor.groups()[0]?.members).toEqual([inside]);
  });

  it('effects beyond the directory are only in the log', () => {
    const directory = setUpAtlassian({ siteGroups: ['confluence-users'] });
    expect(directory.newGroup('confluence-users').status).toBe(201);
    expect(directory.vendor.auditLog()).toEqual([
      'group confluence-users: failed, the name belongs to a site',
    ]);
  });

  it('a reset brings back exactly the beginning', () => {
    const directory = setUpAtlassian({ users: [atlassianUser('seeded')] });
    const before = directory.vendor.users();
    directory.newUser('jane');
    directory.vendor.reset();
    expect(directory.vendor.users()).toEqual(before);
    expect(directory.vendor.accounts()).toHaveLength(1);
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
