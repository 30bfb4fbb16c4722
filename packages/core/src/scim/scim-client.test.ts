import type { IAMUserAppData } from '../profile/app-data';
import { type ScimDialect, standardDialect } from './dialect';
import { scimClient } from './scim-client';
import { page, scimError, scimHttp, type Asked, type Reply } from './__fixtures__/scim-http';

const JANE = { id: '42', userName: 'jane', active: true, title: 'Clerk' };
const jane = { id: '42', username: 'jane', email: null, active: true, details: JANE };
const GONE: Reply = [404, scimError(404)];

const setUp = (answer: (asked: Asked) => Reply, dialect: Partial<ScimDialect> = {}) => {
  const { http, asked } = scimHttp(answer);
  return { client: scimClient(http, { ...standardDialect, ...dialect }), asked };
};

const write = (asked: readonly Asked[]) => asked.find(({ method }) => method !== 'GET');

describe('finding a user', () => {
  it('reads by id', async () => {
    const { client, asked } = setUp(() => [200, JANE]);

    expect(await client.getUser({ attribute: 'id', value: 'a/b' })).toEqual({ ...jane });
    expect(asked[0]?.target).toBe('/Users/a/b');
  });

  it('searches by any other attribute, with the value escaped in its quotes', async () => {
    const { client, asked } = setUp(() => [200, page(JANE)]);

    expect(await client.getUser({ attribute: 'userName', value: 'ja"ne' })).toEqual([jane]);
    expect(asked[0]?.target).toBe('/Users?filter=userName eq "ja\\"ne"');
  });

  it.each<[string, 'id' | 'userName', Reply, unknown]>([
    ['an empty list', 'userName', [200, page()], []],
    ['a 404 by id in SCIM’s error shape', 'id', GONE, undefined],
  ])('reads %s as no match', async (_, attribute, reply, noMatch) => {
    const { client } = setUp(() => reply);

    expect(await client.getUser({ attribute, value: '42' })).toEqual(noMatch);
  });

  it.each<[string, 'id' | 'userName', Reply]>([
    ['a 404 of a list', 'userName', GONE],
    ['a 404 without SCIM’s error shape', 'id', [404, { detail: 'Not Found' }]],
    ['an empty 404', 'id', [404]],
    ['a list without totalResults and Resources', 'userName', [200, {}]],
    ['a list in place of a user', 'id', [200, page(JANE)]],
    ['a user without an id', 'userName', [200, page({ userName: 'jane' })]],
    ['more matches than are shown', 'userName', [200, { totalResults: 2, Resources: [JANE] }]],
    ['an empty reply', 'id', [200]],
  ])('fails for %s', async (_, attribute, reply) => {
    const { client } = setUp(() => reply);

    await expect(client.getUser({ attribute, value: '42' })).rejects.toThrow();
  });
});

describe('a vendor that answers a search without a match with 404', () => {
  const NO_MATCH = { noMatch: '404' } as const;

  it('finds no user and no group on a 404 when the dialect says so', async () => {
    const { client } = setUp(() => GONE, NO_MATCH);

    expect(await client.getUser({ attribute: 'userName', value: '42' })).toEqual([]);
    expect(await client.groups?.findGroup('Staff')).toEqual([]);
  });

  it('accepts a group without members', async () => {
    const groups = { ...standardDialect.groups, members: 'users-by-group' } as const;
    const { client } = setUp(() => GONE, { ...NO_MATCH, groups });

    expect(await client.groups?.getMembers?.('g1')).toEqual([]);
  });

  it('fails on a 404 without the SCIM error shape, for a list of all users, and with Retry-After', async () => {
    const { client } = setUp(
      ({ target }) => (target.includes('filter') ? [404, { detail: 'x' }] : GONE),
      NO_MATCH,
    );

    await expect(client.getUser({ attribute: 'userName', value: '42' })).rejects.toThrow();
    await expect(client.listUsers?.()).rejects.toThrow();
    await expect(client.testConnection()).rejects.toThrow();
  });
});

describe('writing a user', () => {
  it('creates a user with schemas and activity', async () => {
    const { client, asked } = setUp(({ body }) => [201, { ...(body as object), id: '42' }]);

    expect(await client.createUser({ userName: 'jane' }, { active: false })).toMatchObject({
      id: '42',
      active: false,
    });
    expect(asked).toMatchObject([
      { method: 'POST', target: '/Users', body: { schemas: [expect.any(String)], active: false } },
    ]);
  });

  it('changes and enables a user in one PATCH', async () => {
    const { client, asked } = setUp(() => [200, { ...JANE, title: 'Boss' }]);
    await client.updateUser(jane, { title: 'Boss' }, { activate: true });

    expect(asked).toMatchObject([
      {
        method: 'PATCH',
        target: '/Users/42',
        body: {
          Operations: [
            { op: 'replace', path: 'title', value: 'Boss' },
            { op: 'replace', path: 'active', value: true },
          ],
        },
      },
    ]);
  });

  it.each([
    ['enableUser', true],
    ['disableUser', false],
  ] as const)('%s sets active and nothing else', async (method, active) => {
    const { client, asked } = setUp(() => [200, { ...JANE, active }]);

    expect(await client[method](jane)).toMatchObject({ active });
    expect(asked.map(({ body }) => body)).toMatchObject([
      { Operations: [{ op: 'replace', path: 'active', value: active }] },
    ]);
  });

  it('sends the whole record when the dialect has no PATCH', async () => {
    const { client, asked } = setUp(({ body }) => [200, body], { update: 'put' });
    await client.updateUser(jane, { title: null }, { activate: false });
    await client.disableUser(jane);

    expect(asked).toMatchObject([
      { method: 'PUT', target: '/Users/42', body: { id: '42', userName: 'jane', active: true } },
      { method: 'PUT', body: { title: 'Clerk', active: false } },
    ]);
    expect(asked[0]?.body).not.toHaveProperty('title');
  });

  it.each<[string, unknown, string | undefined, string | undefined]>([
    ['the header', undefined, 'W/"a1"', 'W/"a1"'],
    ['meta.version', 'W/"a1"', undefined, 'W/"a1"'],
    ['meta.version before a header of a gateway', '"a1"', 'W/"gateway"', '"a1"'],
    ['the header before a meta.version that is no entity tag', 'a1', '"a1"', '"a1"'],
    ['meta.version as it is where that is all', 'a1', undefined, 'a1'],
    ['meta.version that is a number', 7, undefined, '7'],
    ['nothing where there is none', undefined, undefined, undefined],
    ['nothing that would match every version', '*', '*', undefined],
    ['nothing that cannot stand in a header', 'a\r\nb: c', undefined, undefined],
    ['nothing that is no text', { a: 1 }, undefined, undefined],
  ])('replaces a record with If-Match of its version: %s', async (_, version, etag, ifMatch) => {
    const record = { ...JANE, meta: { version } };
    const { client, asked } = setUp(() => [200, record, etag === undefined ? {} : { ETag: etag }], {
      update: 'put',
    });
    const user = (await client.getUser({ attribute: 'id', value: '42' })) as IAMUserAppData;
    await client.updateUser(user, { title: 'Boss' }, { activate: false });
    await client.disableUser(user);
    await client.enableUser(user);

    expect(asked.slice(1).map((one) => one.ifMatch)).toEqual([ifMatch, ifMatch, ifMatch]);
    expect(client.replacesRecords).toBe(true);
  });

  it('ignores the ETag of a list as the version of a record', async () => {
    const { client } = setUp(() => [200, page(JANE), { ETag: '"of the list"' }], { update: 'put' });

    expect(await client.getUser({ attribute: 'userName', value: 'jane' })).toEqual([jane]);
  });

  it('sends no If-Match with a PATCH', async () => {
    const { client, asked } = setUp(() => [200, { ...JANE, meta: { version: '"a1"' } }]);
    await client.disableUser({ ...jane, version: '"a1"' });

    expect(asked[0]).not.toHaveProperty('ifMatch');
    expect(client.replacesRecords).toBe(false);
  });

  it.each([400, 409, 412, 500])(
    'sends no If-Match with the PATCH after one that failed with %p',
    async (status) => {
      let isFirst = true;
      const { client, asked } = setUp(() => {
        const failing = isFirst;
        isFirst = false;
        return failing ? [status, scimError(status)] : [200, { ...JANE, active: false }];
      });
      const versioned = { ...jane, version: '"a1"' };
      await expect(client.disableUser(versioned)).rejects.toThrow();
      await client.disableUser(versioned);
      expect(asked.map(({ ifMatch }) => ifMatch)).toEqual([undefined, undefined]);
    },
  );

  it('sends If-Match with later PATCHes when the vendor requires it (428)', async () => {
    const { client, asked } = setUp(({ ifMatch }) =>
      ifMatch === undefined ? [428, scimError(428)] : [200, { ...JANE, active: false }],
    );
    const versioned = { ...jane, version: '"a1"' };

    await expect(client.disableUser(jane)).rejects.toMatchObject({ failure: { kind: 'version-required' } });
    await client.disableUser(versioned);
    await client.updateUser(versioned, { title: 'Boss' }, { activate: false });
    expect(asked.map(({ ifMatch }) => ifMatch)).toEqual([undefined, '"a1"', '"a1"']);
  });

  it.each<[string, Reply]>([
    ['no body (RFC 7644 section 3.5.2)', [204]],
    ['a body that is no user', [200, {}]],
  ])('reads the user after a write that answers with %s', async (_, reply) => {
    const { client, asked } = setUp(({ method }) =>
      method === 'GET' ? [200, { ...JANE, active: false }] : reply,
    );

    expect(await client.disableUser(jane)).toMatchObject({ active: false });
    expect(asked.map(({ method }) => method)).toEqual(['PATCH', 'GET']);
  });

  it('reports an unknown effect when the read after a write fails', async () => {
    const { client } = setUp(({ method }) => (method === 'GET' ? [400, scimError(400)] : [204]));

    await expect(client.disableUser(jane)).rejects.toMatchObject({
      failure: { effect: 'unknown', status: 400 },
    });
  });

  it('fails when the user is gone after the write', async () => {
    const { client } = setUp(({ method }) => (method === 'GET' ? GONE : [204]));

    await expect(client.disableUser(jane)).rejects.toMatchObject({
      failure: { kind: 'no-such-resource', effect: 'unknown' },
    });
  });

  it('deletes a user', async () => {
    const { client, asked } = setUp(() => [204]);
    await client.deleteUser?.(jane);

    expect(write(asked)).toMatchObject({ method: 'DELETE', target: '/Users/42' });
  });
});

describe('listing users', () => {
  const users = Array.from({ length: 5 }, (_, index) => ({
    id: String(index + 1),
    userName: `u${index + 1}`,
  }));

  const walk = async (client: ReturnType<typeof scimClient>): Promise<string[]> => {
    const found: string[] = [];
    for (let next: string | undefined, first = true; first || next !== undefined; first = false) {
      const page: { users: readonly { id: string }[]; next?: string | undefined } = (await client.listUsers?.(
        next,
      )) ?? {
        users: [],
      };
      found.push(...page.users.map(({ id }) => id));
      next = page.next;
    }
    return found;
  };

  it('pages by index, even when the vendor returns fewer than asked for', async () => {
    const { client, asked } = setUp(({ target }) => {
      const start = Number(/startIndex=(\d+)/.exec(target)?.[1]);
      return [200, { totalResults: 5, Resources: users.slice(start - 1, start + 1) }];
    });

    expect(await walk(client)).toEqual(['1', '2', '3', '4', '5']);
    expect(asked.map(({ target }) => target)).toEqual(
      [1, 3, 5].map((start) => `/Users?startIndex=${start}&count=100`),
    );
  });

  it('pages by cursor, beginning with an empty cursor (RFC 9865)', async () => {
    const { client, asked } = setUp(
      ({ target }) =>
        target.includes('cursor=c1')
          ? [200, { totalResults: 5, Resources: users.slice(3) }]
          : [200, { totalResults: 5, Resources: users.slice(0, 3), nextCursor: 'c1' }],
      { paging: 'cursor' },
    );

    expect(await walk(client)).toEqual(['1', '2', '3', '4', '5']);
    expect(asked.map(({ target }) => target)).toEqual([
      '/Users?cursor&count=100',
      '/Users?cursor=c1&count=100',
    ]);
  });

  it('ends at an empty page, whatever the total', async () => {
    const { client } = setUp(() => [200, { totalResults: 5, Resources: [] }]);

    expect(await walk(client)).toEqual([]);
  });
});

describe('groups', () => {
  const STAFF = { id: 'g1', displayName: 'Staff', members: [] };
  const groupsOf = (answer: (asked: Asked) => Reply, more: object = {}) => {
    const { client, asked } = setUp(answer, { groups: { ...standardDialect.groups, ...more } });
    if (client.groups === undefined) {
      throw new Error('no groups');
    }
    return { groups: client.groups, asked };
  };

  it('are found by name, with the value escaped in its quotes', async () => {
    const { groups, asked } = groupsOf(() => [200, page(STAFF)]);

    expect(await groups.findGroup('St"aff')).toMatchObject([{ id: 'g1' }]);
    expect(asked[0]?.target).toBe('/Groups?filter=displayName eq "St\\"aff"');
  });

  it.each<[Reply, unknown]>([
    [GONE, undefined],
    [[200, STAFF], { id: 'g1', displayName: 'Staff', members: [], details: STAFF }],
  ])('are read by id: %p', async (reply, expected) => {
    const { groups } = groupsOf(() => reply);

    expect(await groups.getGroup('g1')).toEqual(expected);
  });

  it('are created with their schema, their name and their members', async () => {
    const { groups, asked } = groupsOf(({ body }) => [201, { ...(body as object), id: 'g1' }]);
    const group = { displayName: 'Staff', members: [{ value: '1' }] };

    expect(await groups.createGroup(group)).toMatchObject({ id: 'g1', ...group });
    expect(asked).toEqual([
      {
        method: 'POST',
        target: '/Groups',
        body: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], ...group },
      },
    ]);
  });

  it.each([
    ['leaves the members out', {}, []],
    ['has null for them', { members: null }, []],
    ['has them unreadable', { members: 'two' }, undefined],
  ])('are returned by a creation whose reply %s', async (_, shown, members) => {
    const { groups } = groupsOf(() => [201, { id: 'g1', displayName: 'Staff', ...shown }]);

    expect((await groups.createGroup({ displayName: 'Staff' })).members).toEqual(members);
  });

  it('have no known members after a change that is answered with 204', async () => {
    const { groups, asked } = groupsOf(() => [204]);

    expect(await groups.updateMembers('g1', { add: ['1'], remove: ['2'] })).toBeUndefined();
    expect(asked[0]).toMatchObject({ method: 'PATCH', target: '/Groups/g1' });
  });

  it('get their members from the users when the vendor omits them, page by page and each once', async () => {
    const { groups, asked } = groupsOf(
      ({ target }) => [
        200,
        {
          totalResults: 3,
          Resources: target.includes('startIndex=1&')
            ? [{ id: '1', userName: 'a' }, { id: '2' }]
            : [{ id: '2' }, { id: '3' }],
        },
      ],
      { members: 'users-by-group' },
    );

    expect(await groups.getMembers?.('g1')).toEqual([
      { value: '1', display: 'a' },
      { value: '2' },
      { value: '3' },
    ]);
    expect(asked[0]?.target).toContain('filter=groups.value eq "g1"');
  });

  it.each([
    [false, true],
    [true, false],
  ])('may have one name several times unless the vendor refuses it (%p)', (uniqueNames, namesMayRepeat) => {
    const { groups } = groupsOf(() => [200], { uniqueNames });

    expect(groups.namesMayRepeat).toBe(namesMayRepeat);
  });

  it('are read across empty pages while new users keep arriving', async () => {
    let asked = 0;
    const { http } = scimHttp(() => {
      asked += 1;
      const Resources = asked % 15 === 0 ? [{ id: String(asked), userName: `user${asked}` }] : [];
      return [200, { totalResults: 4, Resources, ...(asked < 60 ? { nextCursor: `page ${asked}` } : {}) }];
    });
    const client = scimClient(http, {
      ...standardDialect,
      paging: 'cursor',
      groups: { ...standardDialect.groups, members: 'users-by-group' },
    });

    expect(await client.groups?.getMembers?.('g1')).toHaveLength(4);
  });

  it.each([
    ['the same page again', () => 'again'],
    ['one page after the other without a new user', (asked: number) => `page ${asked}`],
  ])('stop paging through %s', async (_what, cursor) => {
    let asked = 0;
    const { http } = scimHttp(() => {
      asked += 1;
      return asked > 100 ? [500] : [200, { totalResults: 9, Resources: [JANE], nextCursor: cursor(asked) }];
    });
    const client = scimClient(http, {
      ...standardDialect,
      paging: 'cursor',
      groups: { ...standardDialect.groups, members: 'users-by-group' },
    });

    await expect(client.groups?.getMembers?.('g1')).rejects.toThrow('the list would never end');
  });

  it('tell their members themselves unless the vendor omits them', () => {
    expect(groupsOf(() => [200]).groups.getMembers).toBeUndefined();
    expect(groupsOf(() => [200], { members: 'users-by-group' }).groups.getMembers).toBeDefined();
  });

  it('are absent when the dialect has none', () => {
    const { groups: _none, ...dialect } = standardDialect;

    expect(scimClient(scimHttp(() => [200]).http, dialect).groups).toBeUndefined();
  });
});

describe('the application’s fields', () => {
  const schema = (...attributes: readonly object[]) => ({ id: 'x', attributes });

  it('come from the vendor’s schemas, sub-attributes and extension included', async () => {
    const { client } = setUp(({ target }) =>
      target.includes('core')
        ? [
            200,
            schema(
              { name: 'userName', description: 'Login' },
              { name: 'password', returned: 'never' },
              { name: 'name', subAttributes: [{ name: 'givenName', description: 'First' }] },
            ),
          ]
        : [200, schema({ name: 'department' })],
    );

    expect(await client.getAppFields()).toEqual({
      userName: 'Login',
      name: 'name',
      'name.givenName': 'First',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.department': 'department',
    });
  });

  it('omit attributes that are never returned, unless they are writable', async () => {
    const { client } = setUp(
      ({ target }) =>
        target.includes('core')
          ? [
              200,
              schema(
                { name: 'userName', returned: 'never' },
                { name: 'password', returned: 'never' },
                { name: 'shirtSize', returned: 'default' },
                { name: 'desk', description: null, returned: null, subAttributes: null },
                { name: 'car', subAttributes: [{ name: 'plate' }] },
              ),
            ]
          : [500],
      { userAttributes: ['userName'] },
    );

    expect(await client.getAppFields()).toEqual({
      userName: 'userName',
      shirtSize: 'shirtSize',
      desk: 'desk',
      car: 'car',
      'car.plate': 'plate',
    });
  });

  it('come from the core schema when the vendor has none for the extension', async () => {
    const { client } = setUp(({ target }) =>
      target.includes('core') ? [200, schema({ name: 'userName' })] : GONE,
    );

    expect(await client.getAppFields()).toEqual({ userName: 'userName' });
  });

  it.each<[string, unknown]>([
    ['no attributes', { id: 'x' }],
    ['attributes without a name', schema({ description: 'Login' })],
    ['a description that is no text', schema({ name: 'userName', description: 7 })],
    ['parts without a name', schema({ name: 'name', subAttributes: [{ description: 'First' }] })],
  ])('fail for a schema that has %s', async (_, body) => {
    const { client } = setUp(() => [200, body]);

    await expect(client.getAppFields()).rejects.toThrow('not what the vendor documents');
  });

  it('come from the dialect, without a question, where it names no schema', async () => {
    const { client, asked } = setUp(() => [500], { userAttributes: ['userName'], schemaPaths: [] });

    expect([await client.getAppFields(), asked]).toEqual([{ userName: 'userName' }, []]);
  });

  it.each<[string, object, string]>([
    ['a URN', { id: 'urn:acme:1.0:User' }, 'urn:acme:1.0:User.badge'],
    ['another name', { id: 'Badges' }, 'badge'],
    ['no id', {}, 'badge'],
  ])('of a schema with a path of its own are named by its id: %s', async (_, id, name) => {
    const { client } = setUp(
      ({ target }) =>
        target.endsWith('/Users')
          ? [200, schema({ name: 'userName' })]
          : [200, { ...id, attributes: [{ name: 'badge' }] }],
      { schemaPaths: ['Users', 'Badges'] },
    );

    expect(await client.getAppFields()).toEqual({ userName: 'userName', [name]: 'badge' });
  });

  it('come from the dialect when the vendor has no schemas', async () => {
    const { client } = setUp(() => GONE, { userAttributes: ['userName', 'title'] });

    expect(await client.getAppFields()).toEqual({ userName: 'userName', title: 'title' });
  });

  it('fail when the vendor fails', async () => {
    const { client } = setUp(() => [403, scimError(403)]);

    await expect(client.getAppFields()).rejects.toThrow();
  });
});

type Client = ReturnType<typeof scimClient>;

// RFC 7644 section 3.2: what each operation is on the wire.
it.each<[string, string, (client: Client) => Promise<unknown> | undefined]>([
  ['GET /Users/42', 'reading a user', (client) => client.getUser({ attribute: 'id', value: '42' })],
  ['POST /Users', 'creating one', (client) => client.createUser({ userName: 'jane' }, { active: true })],
  ['PATCH /Users/42', 'changing one', (client) => client.disableUser(jane)],
  ['DELETE /Users/42', 'deleting one', (client) => client.deleteUser?.(jane)],
  ['GET /Users?startIndex=1&count=100', 'listing them', (client) => client.listUsers?.()],
  ['GET /Groups/42', 'reading a group', (client) => client.groups?.getGroup('42')],
  ['POST /Groups', 'creating one', (client) => client.groups?.createGroup({ displayName: 'Staff' })],
  [
    'PATCH /Groups/42',
    'changing one',
    (client) => client.groups?.updateMembers('42', { add: ['1'], remove: [] }),
  ],
  ['DELETE /Groups/42', 'deleting one', (client) => client.groups?.deleteGroup?.('42')],
  ['GET /Groups?startIndex=1&count=100', 'listing them', (client) => client.groups?.listGroups?.()],
])('%s is %s', async (request, _, run) => {
  const { client, asked } = setUp(({ target }) => [200, target.includes('?') ? page(JANE) : JANE]);
  await run(client);

  expect(asked.map(({ method, target }) => `${method} ${target}`)).toEqual([request]);
});

it.each<[string, Reply]>([
  ['a group without an id', [200, { displayName: 'Staff' }]],
  ['an empty reply', [200]],
])('does not take %s for a group', async (_, reply) => {
  const { client } = setUp(() => reply);

  await expect(client.groups?.getGroup('g1')).rejects.toThrow();
  await expect(client.groups?.createGroup({ displayName: 'Staff' })).rejects.toThrow();
  expect(await client.groups?.updateMembers('g1', { add: ['1'], remove: [] })).toBeUndefined();
});

it('tests the connection with one cheap read', async () => {
  const { client, asked } = setUp(() => [200, page()]);
  await client.testConnection();

  expect(asked).toMatchObject([{ method: 'GET', target: '/Users?count=1' }]);
});
