import { listText, rawScim } from './__fixtures__/raw-scim';
import { page, scimHttp, type Reply } from './__fixtures__/scim-http';
import { standardDialect, type ScimDialect } from './dialect';
import { scimErrorMessage } from './error-message';
import { scimClient } from './scim-client';
import { scimMappers } from './scim-mappers';

// SCIM 1.1 (Core Schema and REST API, 2012): what differs on the wire. The policies are those of 2.0, see packages/scim.

const CORE = 'urn:scim:schemas:core:1.0';
const ENTERPRISE = 'urn:scim:schemas:extension:enterprise:1.0';
const ENTERPRISE_2 = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const RECORD = {
  schemas: [CORE, ENTERPRISE],
  id: 'u-1',
  userName: 'ann',
  title: 'Clerk',
  name: { givenName: 'Ann', familyName: 'Lee' },
  emails: [{ value: 'ann@x.example', primary: true }],
  active: true,
  [ENTERPRISE]: { department: 'IT', manager: { managerId: 'u-9', displayName: 'Bo' } },
};

const updated = async (profile: object, record: object = RECORD, dialect: Partial<ScimDialect> = {}) => {
  const text = JSON.stringify(record);
  const server = rawScim(({ method }) => (method === 'GET' ? listText(text) : text), {
    dialect: { version: '1.1', ...dialect },
  });
  const result = await server.instance.runByName('iam-update-user', {
    'user-profile': { username: 'ann', ...profile },
  });
  return { result, written: server.written().map((body): unknown => JSON.parse(body)) };
};

it('creates a user with the names of 1.1, from a profile in either vocabulary', async () => {
  for (const profile of [
    { username: 'ann', department: 'IT', manager: 'u-9' },
    { userName: 'ann', [ENTERPRISE_2]: { department: 'IT', manager: { value: 'u-9' } } },
    { userName: 'ann', [ENTERPRISE]: { department: 'IT', manager: { managerId: 'u-9' } } },
  ]) {
    const { instance, written } = rawScim(
      ({ method, body }) => (method === 'GET' ? listText() : `{"id":"u-1",${body.slice(1)}`),
      { dialect: { version: '1.1' } },
    );
    const result = await instance.runByName('iam-create-user', { 'user-profile': profile });
    expect([result.failure, result.warnings]).toEqual([undefined, []]);
    expect(written().map((body): unknown => JSON.parse(body))).toEqual([
      {
        schemas: [CORE, ENTERPRISE],
        userName: 'ann',
        [ENTERPRISE]: { department: 'IT', manager: { managerId: 'u-9' } },
        active: true,
      },
    ]);
  }
});

describe('an update', () => {
  it('writes nothing when the record has the same values under the names of 1.1', async () => {
    const { written } = await updated({
      title: 'Clerk',
      department: 'IT',
      manager: 'u-9',
      email: 'ann@x.example',
    });
    expect(written).toEqual([]);
  });

  it.each<[string, object, object]>([
    ['a single value as it is', { title: 'Boss' }, { schemas: [CORE], title: 'Boss' }],
    [
      'the part of a complex attribute that changes',
      { surname: 'Kim' },
      { schemas: [CORE], name: { familyName: 'Kim' } },
    ],
    [
      'attributes of the extension under its 1.1 name',
      { department: 'HR', manager: 'u-8' },
      {
        schemas: [CORE, ENTERPRISE],
        [ENTERPRISE]: { department: 'HR', manager: { managerId: 'u-8' } },
      },
    ],
    [
      'a whole list in place of the present one',
      { email: 'lee@x.example' },
      {
        schemas: [CORE],
        meta: { attributes: ['emails'] },
        emails: [{ value: 'lee@x.example', type: 'work', primary: true }],
      },
    ],
    [
      'what goes by name in meta.attributes',
      { title: null, surname: null, department: null },
      { schemas: [CORE], meta: { attributes: ['name.familyName', 'title', `${ENTERPRISE}:department`] } },
    ],
    [
      'a new list without removing one',
      { mobilephone: '+49 1' },
      { schemas: [CORE], phoneNumbers: [{ type: 'work', value: '+49 1' }] },
    ],
  ])('sends %s', async (_, change, body) => {
    const { written } = await updated(change);
    const [first] = written as [Record<string, unknown>];
    expect(written).toHaveLength(1);
    expect(first).toEqual(
      'emails' in body ? { ...body, emails: [expect.objectContaining({ value: 'lee@x.example' })] } : body,
    );
  });

  it('removes the manager as a whole', async () => {
    const { written } = await updated({ [ENTERPRISE_2]: { manager: { value: null } } });
    expect(written).toEqual([{ schemas: [CORE], meta: { attributes: [`${ENTERPRISE}:manager`] } }]);
  });

  it('replaces the whole record under the names of 1.1 without PATCH', async () => {
    const { written } = await updated({ department: 'HR' }, RECORD, { update: 'put' });
    expect(written).toEqual([
      { ...RECORD, [ENTERPRISE]: { department: 'HR', manager: { managerId: 'u-9', displayName: 'Bo' } } },
    ]);
  });

  it('uses the 1.1 names of the vendor’s own extensions', async () => {
    const own = {
      'urn:ietf:params:scim:schemas:extension:acme:2.0:User': 'urn:scim:schemas:extension:acme:1.0',
    };
    const [newer = '', older = ''] = Object.entries(own)[0] ?? [];
    const { written } = await updated(
      { [newer]: { badge: '7' } },
      { ...RECORD, [older]: { badge: '6' } },
      {
        userAttributes: ['userName', newer],
        version1Urns: own,
      },
    );
    expect(written).toEqual([{ schemas: [CORE, older], [older]: { badge: '7' } }]);
  });
});

describe('a read', () => {
  it('shows the record unchanged and maps the profile from its 1.1 names', async () => {
    const { instance } = rawScim(() => listText(JSON.stringify(RECORD)), { dialect: { version: '1.1' } });
    const result = await instance.runByName('iam-get-user', { 'user-profile': { username: 'ann' } });
    expect(result).toMatchObject({
      userProfile: { Department: 'IT', Manager: 'u-9' },
      vendor: { details: RECORD },
    });
  });
});

const setUp = (dialect: Partial<ScimDialect>, answer: (target: string) => Reply) => {
  const { http, asked } = scimHttp(({ target }) => answer(target));
  return { client: scimClient(http, { ...standardDialect, ...dialect }), asked };
};

it('adds members and marks others as removed in one request', async () => {
  const { client, asked } = setUp({ version: '1.1' }, () => [204]);
  await client.groups?.createGroup({ displayName: 'Staff' }).catch(() => undefined);
  await client.groups?.updateMembers('g1', { add: ['a', 'b'], remove: ['c'] });
  expect(asked.map(({ method, body }) => [method, body])).toEqual([
    ['POST', { schemas: [CORE], displayName: 'Staff' }],
    [
      'PATCH',
      {
        schemas: [CORE],
        members: [{ value: 'a' }, { value: 'b' }, { value: 'c', operation: 'delete' }],
      },
    ],
  ]);
});

describe('the dialect', () => {
  it('sets the names in filters for users and groups', async () => {
    const { client, asked } = setUp({ filterNames: { emails: 'email', displayName: 'name' } }, () => [
      200,
      page(),
    ]);
    await client.getUser({ attribute: 'emails', value: 'a"b@x.example' });
    await client.getUser({ attribute: 'userName', value: 'ann' });
    await client.groups?.findGroup('Staff');
    expect(asked.map(({ target }) => target)).toEqual([
      '/Users?filter=email eq "a\\"b@x.example"',
      '/Users?filter=userName eq "ann"',
      '/Groups?filter=name eq "Staff"',
    ]);
  });

  it.each<[string, Partial<ScimDialect>, string]>([
    ['1.1', { version: '1.1' }, '/Schemas/Users'],
    ['2.0 with a path of its own', { schemaPaths: ['Person'] }, '/Schemas/Person'],
  ])('sets the address of the schemas: %s', async (_, dialect, target) => {
    const { client, asked } = setUp(dialect, () => [
      200,
      {
        id: `${CORE}:User`,
        attributes: [
          { name: 'userName', description: 'Login', schema: CORE },
          { name: 'department', schema: ENTERPRISE },
        ],
      },
    ]);
    expect(await client.getAppFields()).toEqual({
      userName: 'Login',
      [`${ENTERPRISE}.department`]: 'department',
    });
    expect(asked.map((one) => one.target)).toEqual([target]);
  });

  it('sets which delete methods there are', async () => {
    const { groups } = standardDialect;
    const { client } = setUp({ deletes: false, groups: { ...groups, deletes: false } }, () => [204]);
    expect([client.deleteUser, client.groups?.deleteGroup]).toEqual([undefined, undefined]);

    const { instance, sent } = rawScim(() => '{}', { dialect: { groups: { ...groups, deletes: false } } });
    const { failure } = await instance.runByName('iam-delete-group', { scim: { id: 'g1' } });
    expect([failure?.kind, sent]).toEqual(['unsupported', []]);
  });
});

it('a mapper maps the user name from another key', () => {
  const { outgoing } = scimMappers({
    name: 'X',
    from: { username: { from: 'email', then: [['toLowerCase']] } },
  });
  expect(outgoing.map({ username: 'ann', email: 'Ann@X.example' }, 'User Profile')).toMatchObject({
    right: { data: { userName: 'ann@x.example' } },
  });
});

describe('a manager’s id by another name in 2.0', () => {
  const present = {
    ...RECORD,
    schemas: undefined,
    [ENTERPRISE]: undefined,
    [ENTERPRISE_2]: { manager: { managerId: 'u-9' } },
  };
  const dialect = { version: '2.0', managerKey: 'managerId' } as const;

  it('is compared and written under that name', async () => {
    expect((await updated({ manager: 'u-9' }, present, dialect)).written).toEqual([]);
    expect((await updated({ manager: 'u-8' }, present, dialect)).written).toMatchObject([
      { Operations: [{ op: 'replace', path: `${ENTERPRISE_2}:manager`, value: { managerId: 'u-8' } }] },
    ]);
    expect((await updated({ manager: 'u-8' }, present, { ...dialect, update: 'put' })).written).toMatchObject(
      [{ [ENTERPRISE_2]: { manager: { managerId: 'u-8' } } }],
    );
  });

  it('is written under that name for a new user', async () => {
    const { client, asked } = setUp(dialect, () => [201, { id: 'u-1' }]);
    await client.createUser(
      { userName: 'ann', [ENTERPRISE_2]: { manager: { value: 'u-9' } } },
      { active: true },
    );
    expect(asked[0]?.body).toMatchObject({ [ENTERPRISE_2]: { manager: { managerId: 'u-9' } } });
  });
});

describe('a user name that the vendor rewrites', () => {
  const legal = (given: string) =>
    given
      .toLowerCase()
      .replace(/[^a-z0-9._-]/g, '_')
      .slice(0, 8);
  const run = async (command: 'iam-update-user' | 'iam-get-user', profile: object, record: object) => {
    const text = JSON.stringify({ id: 'u-1', active: true, ...record });
    const { instance, sent } = rawScim(() => listText(text), {
      dialect: { userName: legal, lookupBy: ['id', 'userName', 'emails'] },
    });
    const result = await instance.runByName(command, { 'user-profile': profile });
    return {
      status: result.status,
      kind: result.failure?.kind,
      sent: sent.map(({ method, target }) => `${method} ${target}`),
    };
  };

  it('is searched in the vendor’s form, and is not a difference', async () => {
    expect(await run('iam-update-user', { username: 'Ann!' }, { userName: 'ann_' })).toMatchObject({
      kind: 'conflict',
    });
    expect(await run('iam-update-user', { username: 'ann.lee-kim' }, { userName: 'ann.lee-' })).toMatchObject(
      { sent: ['GET /Users?filter=userName eq "ann.lee-"'] },
    );
    expect(await run('iam-update-user', { username: 'ann' }, { userName: 'ann' })).toEqual({
      status: 'done',
      kind: undefined,
      sent: ['GET /Users?filter=userName eq "ann"'],
    });
  });

  it('identifies a person only together with the address', async () => {
    const profile = { username: 'ann.lee-kim', email: 'ann@x.example' };
    const record = { userName: 'ann.lee-', emails: [{ value: 'ann@x.example', primary: true }] };
    expect(await run('iam-get-user', profile, record)).toMatchObject({
      status: 'done',
      sent: ['GET /Users?filter=emails eq "ann@x.example"'],
    });
    const other = { ...record, emails: [{ value: 'bob@x.example', primary: true }] };
    expect(await run('iam-get-user', { username: 'ann.lee-kim' }, other)).toMatchObject({ status: 'failed' });
  });
});

describe('an error of 1.1', () => {
  it.each<[string, unknown, string | undefined]>([
    ['a list', { Errors: [{ description: 'No such user.', code: '404' }] }, 'No such user.'],
    ['one object', { Errors: { description: 'no_such_user (id=1)', code: 404 } }, 'no_such_user (id=1)'],
    [
      'several',
      {
        Errors: [
          { description: 'A', code: '400' },
          { description: 'B', code: '400' },
        ],
      },
      'A; B',
    ],
    ['none: without a status', { Errors: [{ description: 'x', code: 'E7' }] }, undefined],
    ['none: without a description', { Errors: [{ code: '404' }] }, undefined],
    ['none: an empty list', { Errors: [] }, undefined],
    ['none: another spelling', { errors: [{ description: 'x', code: '404' }] }, undefined],
  ])('is %s', (_, body, message) => {
    expect(scimErrorMessage(body)).toBe(message);
  });
});
