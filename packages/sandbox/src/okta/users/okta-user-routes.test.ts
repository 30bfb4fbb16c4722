import { oktaProfile, oktaSeed, setUpOkta } from '../../__fixtures__/okta';

const causes = (body: { errorCauses: { errorSummary: string }[] }): string[] =>
  body.errorCauses.map(({ errorSummary }) => errorSummary);

describe('Okta: creating users', () => {
  it('answers 200 with a staged user when it is not to be activated, whose other dates are null', () => {
    const okta = setUpOkta();
    const { status, body } = okta.post('/users?activate=false&provider=true', {
      profile: { ...oktaProfile('jane'), city: 'Bonn' },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: expect.stringMatching(/^00u[0-9a-f]{14}0h7$/),
      status: 'STAGED',
      created: '2020-10-18T17:54:30.000Z',
      activated: null,
      statusChanged: null,
      lastLogin: null,
      lastUpdated: '2020-10-18T17:54:30.000Z',
      passwordChanged: null,
      type: { id: 'oty8zfz6plq7b0r830h7' },
      credentials: { provider: { type: 'OKTA', name: 'OKTA' } },
    });
    expect(body.profile).toEqual({
      firstName: 'Jane',
      lastName: 'Doe',
      mobilePhone: null,
      secondEmail: null,
      login: 'jane@example.com',
      email: 'jane@example.com',
      city: 'Bonn',
    });
    expect(okta.vendor.outbox()).toEqual([]);
  });

  it('activates by default, with a mail', () => {
    const okta = setUpOkta();
    const user = okta.newUser('jane', '');
    expect([user.status, okta.vendor.outbox()]).toEqual([
      'PROVISIONED',
      [{ to: 'jane@example.com', kind: 'activation', userId: user.id }],
    ]);
  });

  it.each([
    ['with a password', {}, '', { credentials: { password: { value: 'S3cret!' } } }],
    ['by an org that does not require one', { passwordOptional: true }, '', {}],
    [
      'of a federation',
      {},
      '?provider=true',
      { credentials: { provider: { type: 'FEDERATION', name: 'FEDERATION' } } },
    ],
  ])('makes a user %s active at once, without a mail', (_what, options, query, more) => {
    const okta = setUpOkta(options);
    const user = okta.newUser('jane', query, more);
    expect([user.status, okta.vendor.outbox()]).toEqual(['ACTIVE', []]);
    expect(JSON.stringify([user, okta.vendor.users()])).not.toContain('S3cret');
  });

  it('puts a user into at most 20 groups', () => {
    const okta = setUpOkta({ groups: [{ id: 'g', profile: { name: 'Team' } }] });
    const { id } = okta.newUser('jane', '?activate=false', { groupIds: ['g', 'g'] });
    expect(okta.vendor.groups()).toEqual([{ id: 'g', displayName: 'Team', members: [id] }]);
    const many = { profile: oktaProfile('joe'), groupIds: Array.from({ length: 21 }, () => 'g') };
    expect(okta.post('/users', many).status).toBe(400);
    expect(okta.post('/users', { profile: oktaProfile('joe'), groupIds: ['none'] }).status).toBe(404);
    expect(okta.vendor.users()).toHaveLength(1);
  });

  it.each(['?activate=false', ''])('refuses a login in use, in any case and status (%s)', (query) => {
    const okta = setUpOkta({ users: [oktaSeed('jane', { status: 'DEPROVISIONED' })] });
    const profile = { ...oktaProfile('other'), login: 'JANE@example.com' };
    const { status, body } = okta.post(`/users${query}`, { profile });
    expect([status, body.errorCode, body.errorSummary, causes(body)]).toEqual([
      400,
      'E0000001',
      'Api validation failed: login',
      ['login: An object with this field already exists in the current organization'],
    ]);
  });

  it('allows an email address more than once', () => {
    const okta = setUpOkta({ users: [oktaSeed('jane')] });
    const profile = { ...oktaProfile('other'), email: 'jane@example.com' };
    expect(okta.post('/users', { profile }).status).toBe(200);
  });

  it.each([
    ['no first name', { firstName: undefined }, 'firstName: The field cannot be left blank'],
    ['an empty last name', { lastName: '' }, 'lastName: The field cannot be left blank'],
    ['no login', { login: null }, 'login: The field cannot be left blank'],
    ['a long first name', { firstName: 'x'.repeat(51) }, expect.stringMatching(/^firstName: /)],
    ['a short login', { login: 'a@b' }, expect.stringMatching(/^login: /)],
    [
      'a login that is no address',
      { login: 'janedoe' },
      'login: Username must be in the form of an email address',
    ],
    ['an email that is no address', { email: 'janedoe' }, 'email: Does not match required pattern'],
    ['a long login', { login: `${'x'.repeat(90)}@example.com` }, expect.stringMatching(/^login: /)],
    ['a long city', { city: 'x'.repeat(129) }, expect.stringMatching(/^city: /)],
    ['a country in three letters', { countryCode: 'DEU' }, expect.stringMatching(/^countryCode: /)],
    ['a number', { title: 1 }, expect.stringMatching(/^title: /)],
    ['a list', { title: ['x'] }, expect.stringMatching(/^title: /)],
    ['a character of four bytes', { title: 'x😀' }, expect.stringMatching(/^title: /)],
    ['an unknown key', { colour: 'red' }, expect.stringMatching(/^colour: /)],
    ['the key constructor', { constructor: 'x' }, expect.stringMatching(/^constructor: /)],
  ])('refuses %s with E0000001 and a cause', (_what, more, cause) => {
    const okta = setUpOkta();
    const { status, body } = okta.post('/users', { profile: { ...oktaProfile('jane'), ...more } });
    expect([status, body.errorCode, causes(body)]).toEqual([
      400,
      'E0000001',
      expect.arrayContaining([cause]),
    ]);
    expect(okta.vendor.users()).toEqual([]);
  });

  it('takes other logins, and keys it does not know, when switched', () => {
    const okta = setUpOkta({ loginPattern: 'any', unknownProfileKeys: 'ignore' });
    const profile = { ...oktaProfile('jane'), login: 'jdoe1', colour: 'red' };
    const { status, body } = okta.post('/users', { profile });
    expect([status, body.profile.login, body.profile.colour]).toEqual([200, 'jdoe1', undefined]);
  });

  it.each(['{', '[]', '1', ''])('refuses the body %s with E0000003', (text) => {
    const reply = setUpOkta().send('POST', '/users', text);
    expect([reply.status, reply.body.errorCode]).toEqual([400, 'E0000003']);
  });

  it('does not let a profile reach Object.prototype', () => {
    const okta = setUpOkta({ unknownProfileKeys: 'ignore' });
    const text = JSON.stringify({ profile: oktaProfile('jane') }).replace(
      '{"login"',
      '{"__proto__":{"x":1},"login"',
    );
    const reply = okta.send('POST', '/users', text);
    expect([reply.status, reply.body.profile.x, ({} as { x?: unknown }).x]).toEqual([
      200,
      undefined,
      undefined,
    ]);
  });
});

describe('Okta: reading and changing users', () => {
  it('finds a user by id, login in any case, and the login’s first part when that is one user’s', () => {
    const okta = setUpOkta({
      users: [
        oktaSeed('jane'),
        oktaSeed('a', { profile: { ...oktaProfile('joe'), login: 'joe@a.example' } }),
        oktaSeed('b', { profile: { ...oktaProfile('joe'), login: 'joe@b.example' } }),
        oktaSeed('c', { profile: { ...oktaProfile('x'), login: 'odd/name@example.com' } }),
      ],
    });
    const found = (key: string): unknown => okta.get(`/users/${encodeURIComponent(key)}`).body.id;
    expect(['jane', 'JANE@example.com', 'joe@a.example', 'c'].map(found)).toEqual(['jane', 'jane', 'a', 'c']);
    expect(['joe', 'odd/name@example.com', 'none', '__proto__'].map(found)).toEqual(
      Array.from({ length: 4 }, () => undefined),
    );
    expect(okta.get('/users/00u1').body).toMatchObject({
      errorCode: 'E0000007',
      errorSummary: 'Not found: Resource not found: 00u1 (User)',
    });
  });

  it('changes the sent attributes with POST, null clearing one, and all of them with PUT', () => {
    const okta = setUpOkta();
    const { id } = okta.newUser('jane', '?activate=false', {
      profile: { ...oktaProfile('jane'), city: 'Bonn', title: 'CTO' },
    });
    okta.clock.advance(60_000);
    const changed = okta.post(`/users/${id}`, { profile: { firstName: 'June', title: null } });
    expect([changed.status, changed.body.lastUpdated, changed.body.profile]).toEqual([
      200,
      '2020-10-18T17:55:30.000Z',
      expect.objectContaining({ firstName: 'June', lastName: 'Doe', city: 'Bonn' }),
    ]);
    expect(changed.body.profile).not.toHaveProperty('title');
    const replaced = okta.put(`/users/${id}`, { profile: oktaProfile('jane') });
    expect([replaced.status, replaced.body.profile.firstName, replaced.body.profile.city]).toEqual([
      200,
      'Jane',
      undefined,
    ]);
    expect(okta.put(`/users/${id}`, { profile: { firstName: 'x' } }).status).toBe(400);
    expect(okta.get(`/users/${id}`).body).toEqual(replaced.body);
  });

  it('refuses another user’s login in a change, and keeps its own in any case', () => {
    const okta = setUpOkta({ users: [oktaSeed('jane'), oktaSeed('joe')] });
    expect(okta.post('/users/jane', { profile: { login: 'JOE@example.com' } }).status).toBe(400);
    expect(okta.post('/users/jane', { profile: { login: 'JANE@example.com' } }).status).toBe(200);
  });

  it('answers a change of a deactivated user as if there were none, unless the org allows it', () => {
    const users = [oktaSeed('jane', { status: 'DEPROVISIONED' })];
    for (const method of ['POST', 'PUT']) {
      const refused = setUpOkta({ users }).send(
        method,
        '/users/jane',
        JSON.stringify({ profile: oktaProfile('jane') }),
      );
      expect([refused.status, refused.body.errorCode, refused.body.errorSummary]).toEqual([
        404,
        'E0000007',
        'Not found: Resource not found: jane (User)',
      ]);
    }
    const lax = setUpOkta({ users, editDeactivatedUsers: true });
    expect(lax.post('/users/jane', { profile: { city: 'Bonn' } }).body).toMatchObject({
      status: 'DEPROVISIONED',
      profile: { city: 'Bonn' },
    });
  });

  it('refuses with 412 a change of a version that is no more', () => {
    const okta = setUpOkta({ users: [oktaSeed('jane')] });
    const tag = okta.get('/users/jane').headers['ETag'] ?? '';
    expect(tag).toMatch(/^W\/"\d+"$/);
    const guarded = okta.with({ 'if-match': tag });
    const change = { profile: { city: 'Bonn' } };
    expect(
      [guarded.post('/users/jane', change), guarded.post('/users/jane', change)].map((one) => one.status),
    ).toEqual([200, 412]);
  });

  it.each([
    ['PROVISIONED', ['suspend', 'schema', 'resetPassword', 'reactivate', 'self', 'type', 'deactivate']],
    ['STAGED', ['schema', 'activate', 'self', 'type', 'deactivate']],
    ['SUSPENDED', ['schema', 'unsuspend', 'self', 'type', 'deactivate']],
    ['LOCKED_OUT', ['schema', 'resetPassword', 'unlock', 'self', 'type', 'deactivate']],
    ['DEPROVISIONED', ['schema', 'activate', 'self', 'type', 'delete']],
  ] as const)(
    'links what a user of status %s allows, read alone; lists link to the user only',
    (status, names) => {
      const okta = setUpOkta({ users: [oktaSeed('jane', { status })] });
      const links = okta.get('/users/jane').body._links;
      expect(Object.keys(links)).toEqual(names);
      expect(links.self).toEqual({ href: 'http://org.example.com/api/v1/users/jane' });
      const [listed] = okta.get('/users?filter=id%20eq%20%22jane%22').body;
      expect(listed._links).toEqual({ self: links.self });
    },
  );

  it('links with the method and path that the change of status takes', () => {
    const okta = setUpOkta({ users: [oktaSeed('jane')], publicUrl: 'https://dev-1.okta.com/' });
    expect(okta.get('/users/jane').body._links).toMatchObject({
      resetPassword: {
        href: 'https://dev-1.okta.com/api/v1/users/jane/lifecycle/reset_password',
        method: 'POST',
      },
      schema: { href: expect.stringContaining('/meta/schemas/user/osc') },
    });
  });
});
