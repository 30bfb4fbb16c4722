import { setUpScim } from '../__fixtures__/scim';
import { callerOf, filterQuery, patchOf } from '../__fixtures__/vendor-caller';
import type { ScimOptions } from './scim-vendor';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const idsOf = (body: { Resources: readonly { id: string }[] }): readonly string[] =>
  body.Resources.map(({ id }) => id);
const people = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ id: `id${n}`, userName: `u${n}` }));

describe('a standard server', () => {
  it('answers 401 without its token and 404 outside its base path', () => {
    const { vendor } = setUpScim();
    expect(callerOf(vendor, '/scim/v2', {}).get('/Users').status).toBe(401);
    expect(callerOf(vendor, '/scim', { authorization: 'Bearer t0ken' }).get('/Users').status).toBe(404);
    expect(setUpScim({ basePath: '/own/path' }).get('/Users').status).toBe(200);
    const root = setUpScim({ basePath: '/api/' }).vendor;
    expect(callerOf(root, '/api', { authorization: 'Bearer t0ken' }).get('/Users').status).toBe(200);
  });

  it('creates with 201, Location, meta and an id of its own', () => {
    const { status, headers, body } = setUpScim().newUser('jane', {
      id: 'mine',
      name: { givenName: 'Jane' },
    });
    const location = `https://scim.example.com/scim/v2/Users/${body.id}`;
    expect([status, headers['location'], headers['Content-Type']]).toEqual([
      201,
      location,
      'application/scim+json',
    ]);
    expect(body.id).not.toBe('mine');
    expect(body).toEqual({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      id: body.id,
      userName: 'jane',
      name: { givenName: 'Jane' },
      active: true,
      meta: {
        resourceType: 'User',
        created: '2021-08-23T12:53:51.123Z',
        lastModified: '2021-08-23T12:53:51.123Z',
        location,
      },
    });
  });

  it('reads by id with 200, and takes no other method there', () => {
    const scim = setUpScim();
    const created = scim.newUser('jane').body;
    expect(scim.get(`/Users/${created.id}`)).toMatchObject({ status: 200, body: created });
    expect(scim.send('POST', `/Users/${created.id}`, '{}').status).toBe(405);
  });

  it('never gives a password back', () => {
    const scim = setUpScim();
    const { id } = scim.newUser('jane', { password: 'secret' }).body;
    expect(JSON.stringify([scim.get(`/Users/${id}`).body, scim.vendor.users()])).not.toContain('secret');
  });

  it('takes names in any case, and the extension', () => {
    const { body } = setUpScim().post('/Users', {
      USERNAME: 'jane',
      [ENTERPRISE.toLowerCase()]: { Department: 'IT' },
    });
    expect(body).toMatchObject({ userName: 'jane', [ENTERPRISE]: { department: 'IT' } });
    expect(body.schemas).toContain(ENTERPRISE);
  });

  it.each([
    ['no userName', {}],
    ['a blank userName', { userName: ' ' }],
    ['a list for a text', { userName: ['x'] }],
    ['an object for a list', { userName: 'x', emails: { value: 'a' } }],
    ['a text for an object', { userName: 'x', name: 'Jane' }],
    ['neither true nor false for active', { userName: 'x', active: 'yes' }],
  ])('answers 400 to %s', (_what, body) => {
    const reply = setUpScim().post('/Users', body);
    expect([reply.status, reply.body.scimType]).toEqual([400, 'invalidValue']);
  });

  it('answers 409 uniqueness to a userName in use, on POST, PUT and PATCH', () => {
    const scim = setUpScim();
    scim.newUser('jane');
    const { id } = scim.newUser('joe').body;
    const replies = [
      scim.newUser('JANE'),
      scim.put(`/Users/${id}`, { userName: 'jane' }),
      scim.patch(`/Users/${id}`, patchOf({ op: 'replace', path: 'userName', value: 'jane' })),
    ];
    for (const { status, body } of replies) {
      expect([status, body.status, body.scimType]).toEqual([409, '409', 'uniqueness']);
    }
  });

  it('shows the groups of a user and the members of a group', () => {
    const scim = setUpScim();
    const user = scim.newUser('jane').body;
    const group = scim.newGroup('Team', [user.id, user.id]).body;
    expect(group.members).toEqual([
      { value: user.id, $ref: user.meta.location, display: 'jane', type: 'User' },
    ]);
    expect(scim.get(`/Users/${user.id}`).body.groups).toEqual([
      { value: group.id, $ref: group.meta.location, display: 'Team', type: 'direct' },
    ]);
    expect(scim.newGroup('Bad', ['nobody']).status).toBe(400);
    expect(
      scim.patch(`/Groups/${group.id}`, patchOf({ op: 'remove', path: 'members' })).body,
    ).not.toHaveProperty('members');
    const hidden = setUpScim({ returnMembers: false });
    expect(hidden.newGroup('Team', [hidden.newUser('jane').body.id]).body).not.toHaveProperty('members');
  });

  it('refuses a PATCH of what it does not know and ignores it in a POST', () => {
    const scim = setUpScim();
    const { status, body } = scim.newUser('jane', { shoeSize: 43 });
    expect([status, body.shoeSize]).toEqual([201, undefined]);
    const refused = scim.patch(`/Users/${body.id}`, patchOf({ op: 'add', path: 'shoeSize', value: 43 }));
    expect([refused.status, refused.body.scimType]).toEqual([400, 'invalidPath']);
  });

  it('applies a PATCH wholly or not at all', () => {
    const scim = setUpScim();
    const { id } = scim.newUser('jane').body;
    const operations = [{ op: 'add', path: 'title', value: 'x' }, { op: 'remove' }];
    expect(scim.patch(`/Users/${id}`, patchOf(...operations)).status).toBe(400);
    expect(scim.get(`/Users/${id}`).body).not.toHaveProperty('title');
  });

  it('deletes with 204, then answers 404 and lists the user no more', () => {
    const scim = setUpScim();
    const { id } = scim.newUser('jane').body;
    expect([scim.delete(`/Users/${id}`).status, scim.delete(`/Users/${id}`).status]).toEqual([204, 404]);
    expect(scim.get('/Users').body.totalResults).toBe(0);
  });
});

describe('lists of a standard server', () => {
  it('have pages by startIndex and count', () => {
    const scim = setUpScim({ users: people(25), pageSize: 7 });
    const page = (query: string) => {
      const { body } = scim.get(`/Users?${query}`);
      return [body.totalResults, body.startIndex, body.itemsPerPage, body.Resources[0]?.id];
    };
    expect(page('')).toEqual([25, 1, 7, 'id0']);
    expect(page('startIndex=8&count=100')).toEqual([25, 8, 7, 'id7']);
    expect(page('startIndex=22')).toEqual([25, 22, 4, 'id21']);
    expect(page('startIndex=26')).toEqual([25, 26, 0, undefined]);
    expect(page('startIndex=-3&count=2')).toEqual([25, 1, 2, 'id0']);
    expect(page('count=0')).toEqual([25, 1, 0, undefined]);
    expect(page('count=-1')).toEqual([25, 1, 0, undefined]);
    expect(scim.get('/Users?count=many').status).toBe(400);
  });

  it('take every filter, or the named ones only', () => {
    const scim = setUpScim({ users: people(3) });
    expect(
      idsOf(
        scim.get(`/Users${filterQuery('userName eq "u0" or not (userName sw "u") or id eq "id2"')}`).body,
      ),
    ).toEqual(['id0', 'id2']);
    expect(scim.get(`/Users${filterQuery('userName')}`).body.scimType).toBe('invalidFilter');
    const narrow = setUpScim({ users: people(3), filterable: { User: ['userName'], Group: [] } });
    expect(idsOf(narrow.get(`/Users${filterQuery('USERNAME eq "U1"')}`).body)).toEqual(['id1']);
    for (const filter of ['id eq "id1"', 'userName co "u"', 'userName eq "u1" or id eq "id2"']) {
      expect(narrow.get(`/Users${filterQuery(filter)}`).status).toBe(400);
    }
    expect(narrow.get(`/Groups${filterQuery('displayName eq "x"')}`).status).toBe(400);
  });

  it('filter groups by members, those without any included', () => {
    const scim = setUpScim({
      users: people(1),
      groups: [
        { id: 'g1', displayName: 'A' },
        { id: 'g2', displayName: 'B', members: ['id0'] },
      ],
    });
    expect(idsOf(scim.get(`/Groups${filterQuery('members.value eq "id0"')}`).body)).toEqual(['g2']);
    expect(idsOf(scim.get(`/Groups${filterQuery('members[value eq "id0"]')}`).body)).toEqual(['g2']);
    expect(idsOf(scim.get(`/Users${filterQuery('groups.value eq "g2"')}`).body)).toEqual(['id0']);
  });

  it('show the attributes that were asked for', () => {
    const scim = setUpScim({
      users: [
        {
          id: 'i',
          userName: 'u',
          name: { givenName: 'J', familyName: 'D' },
          [ENTERPRISE]: { department: 'IT', division: 'D' },
        },
      ],
    });
    const one = (query: string): Record<string, unknown> => scim.get(`/Users/i?${query}`).body;
    expect(Object.keys(one('attributes=userName,unknown'))).toEqual(['schemas', 'id', 'userName']);
    expect(one('attributes=NAME.givenname')['name']).toEqual({ givenName: 'J' });
    expect(one(`attributes=${ENTERPRISE}:department`)[ENTERPRISE]).toEqual({ department: 'IT' });
    expect(one('excludedAttributes=name.familyName,id,meta')).toMatchObject({
      id: 'i',
      name: { givenName: 'J' },
    });
    expect(one('excludedAttributes=meta')).not.toHaveProperty('meta');
    expect(scim.get('/Users?attributes=id&excludedAttributes=meta').status).toBe(400);
    expect(scim.newUser('new').headers['location']).toBeDefined();
    expect(scim.post('/Users?attributes=userName', { userName: 'n2' }).headers['location']).toMatch(
      /Users\//,
    );
  });
});

describe('dialects of a standard server', () => {
  it('PUT only', () => {
    const scim = setUpScim({ patch: false });
    const { id } = scim.newUser('jane', { title: 'x' }).body;
    expect(scim.patch(`/Users/${id}`, patchOf({ op: 'remove', path: 'title' })).status).toBe(501);
    expect(scim.get('/ServiceProviderConfig').body.patch.supported).toBe(false);
    expect(scim.put(`/Users/${id}`, { userName: 'jane', active: false }).body).toMatchObject({
      id,
      active: false,
    });
    expect(scim.get(`/Users/${id}`).body).not.toHaveProperty('title');
  });

  describe.each(['honoured', 'required'] as const)('with versions that are %s', (versions) => {
    const scim = setUpScim({ versions });
    const { body, headers } = scim.newUser('jane');
    const change = (more: Record<string, string>) =>
      scim.send('PUT', `/Users/${body.id}`, '{"userName":"jane","title":"Boss"}', {
        authorization: 'Bearer t0ken',
        ...more,
      });

    it('ETag and meta.version are the same, and another one after every change', () => {
      expect(headers['ETag']).toBe('W/"1"');
      expect(body.meta.version).toBe('W/"1"');
      expect(change({ 'if-match': 'W/"1"' })).toMatchObject({
        status: 200,
        headers: { ETag: 'W/"2"' },
        body: { meta: { version: 'W/"2"' } },
      });
      expect(scim.get(`/Users/${body.id}`).headers['ETag']).toBe('W/"2"');
    });

    it('a change under another version is a 412 and changes nothing', () => {
      expect(change({ 'if-match': 'W/"1"' }).status).toBe(412);
      expect(scim.get(`/Users/${body.id}`).headers['ETag']).toBe('W/"2"');
    });

    it('a change without one is a matter of the server', () => {
      expect(change({}).status).toBe(versions === 'required' ? 428 : 200);
    });
  });

  it('PATCH only', () => {
    const scim = setUpScim({ put: false });
    expect(scim.put(`/Users/${scim.newUser('jane').body.id}`, { userName: 'jane' }).status).toBe(501);
  });

  it('PATCH answered with 204', () => {
    const scim = setUpScim({ patchReply: 'none' });
    const { id } = scim.newUser('jane').body;
    const { status, body } = scim.patch(
      `/Users/${id}`,
      patchOf({ op: 'replace', path: 'active', value: false }),
    );
    expect([status, body, scim.get(`/Users/${id}`).body.active]).toEqual([204, undefined, false]);
  });

  it('remove with a list as its value: all members, or the listed ones', () => {
    const left = (options: ScimOptions): unknown => {
      const scim = setUpScim({ users: people(3), ...options });
      const { id } = scim.newGroup('Team', ['id0', 'id1', 'id2']).body;
      scim.patch(`/Groups/${id}`, patchOf({ op: 'remove', path: 'members', value: [{ value: 'id1' }] }));
      return scim.vendor.groups()[0]?.members;
    };
    expect([left({}), left({ removeWithValue: 'listed' })]).toEqual([[], ['id0', 'id2']]);
  });

  it('no members in groups and no groups in users', () => {
    const scim = setUpScim({ users: people(1), returnMembers: false });
    scim.newGroup('Team', ['id0']);
    expect(scim.get('/Users/id0').body).not.toHaveProperty('groups');
    expect(scim.get('/Groups').body.Resources[0]).not.toHaveProperty('members');
  });

  it('users inactive unless said otherwise', () => {
    expect(setUpScim({ activeWhenOmitted: false }).newUser('jane').body.active).toBe(false);
  });

  it('discovery: schemas, resource types, abilities, and 501 for what is not offered', () => {
    const scim = setUpScim({ pageSize: 7 });
    expect(scim.get('/Schemas').body.totalResults).toBe(3);
    expect(scim.get(`/Schemas/${ENTERPRISE}`).body.id).toBe(ENTERPRISE);
    expect(scim.get('/ResourceTypes').body.totalResults).toBe(2);
    expect(scim.get('/ServiceProviderConfig').body.filter).toEqual({ supported: true, maxResults: 7 });
    expect([
      scim.get('/Me').status,
      scim.send('POST', '/Bulk', '{}').status,
      scim.send('POST', '/.search', '{}').status,
    ]).toEqual([501, 501, 501]);
    expect(scim.send('PUT', '/Users', '{}').status).toBe(405);
  });
});
