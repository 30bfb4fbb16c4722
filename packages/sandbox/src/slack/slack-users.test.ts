import { CORE_1, setUpSlack, SLACK_HEADERS, USER } from '../__fixtures__/slack';
import { patchOf } from '../__fixtures__/vendor-caller';

// Each test is one thing that Slack's documentation says or that was seen in its replies.

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const ENTERPRISE_1 = 'urn:scim:schemas:extension:enterprise:1.0';

describe('who asks', () => {
  it.each<[string, Record<string, string>, string]>([
    ['a wrong token', { authorization: 'Bearer other' }, 'invalid_authentication'],
    ['another scheme', { authorization: 'Basic eDp5' }, 'invalid_authentication'],
    ['no token', {}, 'missing_authentication'],
  ])('is refused with 401: %s', (_, headers, word) => {
    const { v1, v2 } = setUpSlack();
    expect(v1.send('GET', '/Users', '', headers)).toMatchObject({
      status: 401,
      body: { Errors: { description: word, code: 401 } },
    });
    expect(v2.send('GET', '/Users', '', headers)).toMatchObject({
      status: 401,
      body: { detail: word, status: 401 },
    });
  });
});

describe('an error', () => {
  it('of v1 is a word and a code in one object', () => {
    expect(setUpSlack().v1.get('/Users/U0')).toMatchObject({
      status: 404,
      body: { Errors: { description: 'no_such_user (id=U0)', code: 404 } },
    });
  });

  it('of v2 has a number as status', () => {
    expect(setUpSlack().v2.get('/Groups/S0').body).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      detail: 'no_such_group (id=S0)',
      status: 404,
    });
  });

  it('of v2 may have that of v1 as well', () => {
    expect(setUpSlack({ v2Errors: 'both' }).v2.get('/Users/U0').body).toMatchObject({
      status: 404,
      Errors: { description: 'no_such_user (id=U0)', code: 404 },
    });
  });

  it.each<[string, string, number, string]>([
    ['GET', '/Nothing', 404, 'bad_endpoint'],
    ['PUT', '/Users', 405, 'method_not_allowed'],
    ['POST', '/Users/U0', 405, 'method_not_allowed'],
    ['POST', '/Users', 400, 'invalid_request_payload'],
  ])('%s %s is a %d %s', (method, target, status, detail) => {
    expect(setUpSlack().v2.send(method, target, '{')).toMatchObject({ status, body: { detail } });
  });

  it('for another version says so', () => {
    const { vendor } = setUpSlack();
    const request = {
      method: 'GET',
      path: '/scim/v3/Users',
      query: '',
      headers: SLACK_HEADERS,
      body: undefined,
      text: '',
    };
    expect(vendor.handle(request)).toMatchObject({
      status: 400,
      body: { detail: 'unsupported_version (version=v3)' },
    });
  });
});

describe('a new user', () => {
  it('of v1 has what Slack fills in, in the order and form of a reply of 2021', () => {
    const { v1 } = setUpSlack({ workspace: 'acme', publicUrl: 'https://api.slack.com' });
    const { status, body } = v1.post('/Users', {
      schemas: [CORE_1],
      userName: 'testuser15',
      emails: [{ value: 'testdemistomock15@example.com' }],
    });
    expect(status).toBe(201);
    expect(Object.keys(body)).toEqual(
      'schemas id externalId meta userName nickName name displayName profileUrl title timezone active emails photos groups'.split(
        ' ',
      ),
    );
    expect(body).toMatchObject({
      schemas: [CORE_1],
      id: expect.stringMatching(/^U0[0-9A-F]{9}$/),
      externalId: '',
      nickName: 'testuser15',
      name: { givenName: 'testuser15', familyName: '' },
      displayName: 'testuser15',
      profileUrl: 'https://acme.slack.com/team/testuser15',
      title: '',
      active: true,
      emails: [{ value: 'testdemistomock15@example.com', primary: true }],
      groups: [],
    });
    expect(body.meta).toEqual({
      created: '2021-01-20T08:15:37-08:00',
      location: `https://api.slack.com/scim/v1/Users/${String(body.id)}`,
    });
  });

  it('is the same person in both versions', () => {
    const { v1, v2, newUser } = setUpSlack();
    const { id } = newUser('jane', {
      schemas: [USER, ENTERPRISE],
      [ENTERPRISE]: { department: 'IT', manager: { managerId: 'U9' } },
    }).body;
    expect(v2.get(`/Users/${String(id)}`).body).toMatchObject({
      schemas: [USER, ENTERPRISE],
      [ENTERPRISE]: { department: 'IT', manager: { managerId: 'U9' } },
    });
    expect(v1.get(`/Users/${String(id)}`).body).toMatchObject({
      schemas: [CORE_1, ENTERPRISE_1],
      [ENTERPRISE_1]: { department: 'IT', manager: { managerId: 'U9' } },
    });
  });

  it('may have a manager by the name of RFC 7643', () => {
    const { newUser } = setUpSlack({ v2Manager: 'value' });
    expect(newUser('jane', { [ENTERPRISE]: { manager: { value: 'U9' } } }).body[ENTERPRISE]).toEqual({
      manager: { value: 'U9' },
    });
  });

  it.each(['U', 'W'] as const)('has an id that begins with %s, a group one with S', (userIdPrefix) => {
    const { newUser, newGroup } = setUpSlack({ userIdPrefix });
    expect([newUser('jane').body.id[0], newGroup('Staff').body.id[0]]).toEqual([userIdPrefix, 'S']);
  });

  it('has no password and no address types', () => {
    const { body } = setUpSlack().newUser('jane', {
      password: 'hunter2',
      addresses: [{ type: 'work', locality: 'Bonn' }],
    });
    expect([body.password, body.addresses]).toEqual([undefined, [{ locality: 'Bonn' }]]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['no user name', { userName: null }, 'username_required'],
    ['an empty user name', { userName: '' }, 'username_empty'],
    ['no address', { emails: [] }, 'email_empty'],
    ['something else than an address', { emails: [{ value: 'x' }] }, 'email_invalid'],
    [
      'addresses of which none is primary',
      { emails: [{ value: 'a@x' }, { value: 'b@x' }] },
      'missing_primary_email',
    ],
    ['a display name above 80 characters', { displayName: 'x'.repeat(81) }, 'invalid_name_maxlength'],
    [
      'a guest of one channel',
      { 'urn:ietf:params:scim:schemas:extension:slack:guest:2.0:User': { type: 'single' } },
      'cannot_make_user_guest',
    ],
  ])('is refused with %s', (_, change, word) => {
    const { status, body } = setUpSlack().newUser('jane', change);
    expect([status, body.detail.split(' ')[0]]).toEqual([400, word]);
  });

  it('is refused with the 51st custom profile field of the organisation', () => {
    const { newUser } = setUpSlack();
    const fields = (from: number, count: number) => ({
      'urn:scim:schemas:extension:custom:1.0': Object.fromEntries(
        Array.from({ length: count }, (_, at) => [`f${from + at}`, 'x']),
      ),
    });
    expect(newUser('a', fields(0, 30)).status).toBe(201);
    expect(newUser('b', fields(0, 50)).status).toBe(201);
    expect(newUser('c', fields(50, 1))).toMatchObject({
      status: 400,
      body: { detail: 'unable_to_create_team_profile_fields (fields=51)' },
    });
  });
});

describe('a change', () => {
  it('by PATCH keeps what it does not name, by PUT blanks it', () => {
    const { v1, v2, newUser } = setUpSlack();
    const { id } = newUser('jane', { title: 'Clerk', displayName: 'Jane D.' }).body;
    const target = `/Users/${String(id)}`;
    expect(v1.patch(target, { displayName: 'Jane' })).toMatchObject({
      status: 200,
      body: { title: 'Clerk', displayName: 'Jane' },
    });
    expect(
      v2.patch(target, { ...(patchOf({ op: 'replace', path: 'displayName', value: 'J' }) as object) }),
    ).toMatchObject({
      status: 200,
      body: { title: 'Clerk', displayName: 'J' },
    });
    expect(
      v2.put(target, { schemas: [USER], userName: 'jane', emails: [{ value: 'jane@example.com' }] }),
    ).toMatchObject({ status: 200, body: { title: '', displayName: 'jane', active: true } });
  });

  it('of v1 removes by meta.attributes and replaces a list named there', () => {
    const { v1, newUser } = setUpSlack();
    const target = `/Users/${String(newUser('jane', { title: 'Clerk' }).body.id)}`;
    const { body } = v1.patch(target, {
      schemas: [CORE_1],
      meta: { attributes: ['title', 'emails'] },
      emails: [{ value: 'j@example.com', primary: true }],
    });
    expect([body.title, body.emails]).toEqual(['', [{ value: 'j@example.com', primary: true }]]);
  });

  it.each(['v1', 'v2'] as const)(
    'of %s by DELETE deactivates with 200, and active lets in again',
    (version) => {
      const setup = setUpSlack();
      const target = `/Users/${String(setup.newUser('jane').body.id)}`;
      const deleted = setup[version].delete(target);
      expect([deleted.status, setup[version].get(target).body.active]).toEqual([200, false]);
      setup.v1.patch(target, { active: true });
      expect(setup[version].get(target).body).toMatchObject({ active: true, userName: 'jane' });
    },
  );

  it('does not lock the primary owner out', () => {
    const { v1, v2 } = setUpSlack({
      users: [{ id: 'U1', userName: 'boss', emails: [{ value: 'boss@x' }] }],
      primaryOwner: 'U1',
    });
    for (const reply of [v1.patch('/Users/U1', { active: false }), v1.delete('/Users/U1')]) {
      expect(reply).toMatchObject({
        status: 403,
        body: { Errors: { description: 'cannot_disable_primary_owner (user=U1)' } },
      });
    }
    expect(v2.get('/Users/U1').body.active).toBe(true);
  });
});

describe('a body', () => {
  it('must be JSON by its content type', () => {
    const { v2 } = setUpSlack();
    const { authorization } = SLACK_HEADERS;
    for (const type of [undefined, 'text/plain', 'application/x-www-form-urlencoded']) {
      const headers = { authorization, ...(type === undefined ? {} : { 'content-type': type }) };
      expect(v2.send('POST', '/Users', '{}', headers)).toMatchObject({
        status: 400,
        body: { detail: 'invalid_request_payload' },
      });
    }
  });

  it('names its schemas, save in a PATCH of v1', () => {
    const setup = setUpSlack();
    const { id } = setup.newUser('jane').body;
    const { Operations } = patchOf({ op: 'replace', path: 'title', value: 'x' }) as { Operations: unknown };
    const target = `/Users/${String(id)}`;
    expect([
      setup.newUser('bob', { schemas: [] }).body.detail,
      setup.v2.patch(target, { Operations }).body.detail,
      setup.v1.put(target, { userName: 'jane' }).body.Errors.description,
      setup.v1.patch(target, { title: 'x' }).status,
      setUpSlack({ schemasRequired: 'never' }).newUser('bob', { schemas: [] }).status,
    ]).toEqual(['missing_schema_element', 'missing_schema_element', 'missing_schema_element', 200, 201]);

    const strict = setUpSlack({
      schemasRequired: 'always',
      users: [{ id: 'U1', userName: 'a', emails: [{ value: 'a@x' }] }],
    });
    expect(strict.v1.patch('/Users/U1', { title: 'x' }).body.Errors.description).toBe(
      'missing_schema_element',
    );
  });
});

describe('discovery', () => {
  it.each(['v1', 'v2'] as const)('has schemas by the name of the endpoint in %s', (version) => {
    const caller = setUpSlack()[version];
    const names = (target: string) =>
      caller.get(target).body.attributes.map(({ name }: { name: string }) => name);
    expect(names('/Schemas/Users')).toEqual(
      expect.arrayContaining(['userName', 'emails', 'department', 'startDate']),
    );
    expect(names('/Schemas/Groups')).toEqual(expect.arrayContaining(['displayName', 'members']));
  });

  it('has other names for the rest in each version', () => {
    const { v1, v2 } = setUpSlack();
    const statuses = ['/ServiceProviderConfigs', '/ServiceProviderConfig', '/ResourceTypes'].map((target) => [
      v1.get(target).status,
      v2.get(target).status,
    ]);
    expect(statuses).toEqual([
      [200, 404],
      [404, 200],
      [404, 200],
    ]);
  });
});
