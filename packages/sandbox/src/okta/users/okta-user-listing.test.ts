import { linksOf, oktaProfile, oktaSeed, pagesOf, setUpOkta, type OktaSetup } from '../../__fixtures__/okta';

const PEOPLE = [
  oktaSeed('jane', { profile: { ...oktaProfile('jane'), city: 'Bonn', department: 'A"B\\C' } }),
  oktaSeed('joe', { profile: { ...oktaProfile('joe'), firstName: 'Joé' } }),
  oktaSeed('left', { status: 'DEPROVISIONED' }),
  oktaSeed('new', { status: 'STAGED' }),
];

const by = (okta: OktaSetup, parameter: string, text: string) =>
  okta.get(`/users?${parameter}=${encodeURIComponent(text)}`);

const idsBy = (okta: OktaSetup, parameter: string, text: string): unknown => {
  const { status, body } = by(okta, parameter, text);
  return status === 200 ? body.map(({ id }: { id: string }) => id) : `${status} ${body.errorCode}`;
};

describe('Okta: users by filter', () => {
  it.each<[string, unknown]>([
    ['id eq "jane"', ['jane']],
    ['profile.login eq "jane@example.com"', ['jane']],
    ['profile.email eq "joe@example.com"', ['joe']],
    ['profile.firstName eq "Jane"', ['jane', 'left', 'new']],
    ['profile.lastName eq "Doe" and status eq "STAGED"', ['new']],
    ['status eq "DEPROVISIONED" or status eq "STAGED"', ['left', 'new']],
    ['profile.lastName eq "Doe" and (status eq "STAGED" or id eq "joe")', ['joe', 'new']],
    ['lastUpdated ge "2020-10-18T17:54:30.000Z"', ['jane', 'joe', 'left', 'new']],
    ['lastUpdated lt "2020-10-18T19:54:30.000+02:00"', []],
    // Values and names with case, operators without.
    ['profile.login EQ "JANE@example.com"', []],
    ['status eq "active"', []],
    ['Profile.login eq "jane@example.com"', '400 E0000031'],
    ['profile.city eq "Bonn"', '400 E0000031'],
    ['profile.login sw "jane"', '400 E0000031'],
    ['profile.login co "jane"', '400 E0000031'],
    ['profile.login ne "jane"', '400 E0000031'],
    ['profile.login pr', '400 E0000031'],
    ['status gt "ACTIVE"', '400 E0000031'],
    ['not (id eq "jane")', '400 E0000031'],
    ['profile[login eq "jane"]', '400 E0000031'],
    ['id eq "jane" and', '400 E0000031'],
    ["id eq 'jane'", '400 E0000031'],
    ['id eq "a"b"', '400 E0000031'],
    ['id eq "a\\"', '400 E0000031'],
    ['id eq null', '400 E0000031'],
    ['', '400 E0000031'],
    ['(((((((((((((((((((((((((((((((((id eq "a")))))))))))))))))))))))))))))))))', '400 E0000031'],
  ])('%s: %j', (filter, expected) => {
    expect(idsBy(setUpOkta({ users: PEOPLE }), 'filter', filter)).toEqual(expected);
  });

  it('reads values as JSON strings', () => {
    const okta = setUpOkta({ loginPattern: 'any' });
    const login = 'a"b\\c\'d';
    const { id } = okta.newUser('x', '?activate=false', { profile: { ...oktaProfile('x'), login } });
    expect(idsBy(okta, 'filter', `profile.login eq ${JSON.stringify(login)}`)).toEqual([id]);
  });

  it('shows a write at once', () => {
    const okta = setUpOkta();
    const { id } = okta.newUser('jane');
    expect(idsBy(okta, 'filter', 'profile.login eq "jane@example.com"')).toEqual([id]);
    okta.post(`/users/${id}`, { profile: { login: 'june@example.com' } });
    expect(idsBy(okta, 'filter', 'profile.login eq "jane@example.com"')).toEqual([]);
  });
});

describe('Okta: users by search', () => {
  it.each<[string, unknown]>([
    ['profile.login eq "JANE@EXAMPLE.COM"', ['jane']],
    ['profile.city eq "bonn"', ['jane']],
    ['profile.department eq "a\\"b\\\\c"', ['jane']],
    ['profile.city pr', ['jane']],
    ['profile.login sw "j"', ['jane', 'joe']],
    ['profile.email co "O"', ['jane', 'joe', 'left', 'new']],
    ['profile.firstName eq "joe"', []],
    ['profile.firstName eq "joé"', ['joe']],
    ['status eq "deprovisioned"', ['left']],
    ['type.id eq "oty8zfz6plq7b0r830h7" and activated pr', ['jane', 'joe', 'left']],
    ['created gt "2020-01-01T00:00:00Z" and id eq "joe"', ['joe']],
    ['profile.city co "Bonn"', '400 E0000031'],
    ['profile.login ne "x"', '400 E0000031'],
    ['profile.Login eq "x"', '400 E0000031'],
    ['profile.colour eq "x"', '400 E0000031'],
    ['profile.__proto__ pr', '400 E0000031'],
    ['login eq "x"', '400 E0000031'],
  ])('%s: %j', (search, expected) => {
    expect(idsBy(setUpOkta({ users: PEOPLE }), 'search', search)).toEqual(expected);
  });

  it('knows the org’s own attributes', () => {
    const okta = setUpOkta({
      customAttributes: { badge: 'Badge' },
      users: [oktaSeed('jane', { profile: { ...oktaProfile('jane'), badge: '7' } })],
    });
    expect(idsBy(okta, 'search', 'profile.badge eq "7"')).toEqual(['jane']);
  });

  it('lags behind creation, change and deletion', () => {
    const okta = setUpOkta({ searchLagMs: 2000 });
    const found = (name: string): unknown => idsBy(okta, 'search', `profile.login eq "${name}@example.com"`);
    const { id } = okta.newUser('jane');
    okta.clock.advance(1999);
    expect([found('jane'), okta.get(`/users/${id}`).status]).toEqual([[], 200]);
    okta.clock.advance(1);
    expect(found('jane')).toEqual([id]);
    okta.post(`/users/${id}`, { profile: { login: 'june@example.com' } });
    expect([found('jane'), found('june')]).toEqual([[id], []]);
    okta.clock.advance(2000);
    expect([found('jane'), found('june')]).toEqual([[], [id]]);
    okta.delete(`/users/${id}`);
    okta.delete(`/users/${id}`);
    expect([found('june'), okta.get(`/users/${id}`).status]).toEqual([[id], 404]);
    okta.clock.advance(2000);
    expect(found('june')).toEqual([]);
  });

  it('lags a second unless told otherwise, and not at all with 0', () => {
    const usual = setUpOkta();
    usual.newUser('jane');
    usual.clock.advance(999);
    expect(idsBy(usual, 'search', 'status eq "STAGED"')).toEqual([]);
    usual.clock.advance(1);
    expect(idsBy(usual, 'search', 'status eq "STAGED"')).toHaveLength(1);
    const fresh = setUpOkta({ searchLagMs: 0 });
    fresh.newUser('jane');
    expect(idsBy(fresh, 'search', 'status eq "STAGED"')).toHaveLength(1);
  });

  it('sorts', () => {
    const okta = setUpOkta({ users: PEOPLE });
    const target = '/users?search=id%20pr&sortBy=profile.login&sortOrder=';
    const ids = (order: string): unknown => okta.get(target + order).body.map(({ id }: { id: string }) => id);
    expect(ids('asc')).toEqual(['jane', 'joe', 'left', 'new']);
    expect(ids('desc')).toEqual(['new', 'left', 'joe', 'jane']);
    expect(okta.get('/users?search=id%20pr&sortBy=colour').status).toBe(400);
  });

  it('is refused together with a filter', () => {
    const reply = setUpOkta().get('/users?search=id%20pr&filter=id%20eq%20%22x%22');
    expect([reply.status, reply.body.errorCode]).toEqual([400, 'E0000033']);
  });
});

describe('Okta: users without a filter, and by q', () => {
  it('leave deactivated users out, which filter and search show', () => {
    const okta = setUpOkta({ users: PEOPLE });
    expect(idsBy(okta, 'x', '')).toEqual(['jane', 'joe', 'new']);
    expect(idsBy(okta, 'q', 'left')).toEqual([]);
    expect(idsBy(okta, 'filter', 'id eq "left"')).toEqual(['left']);
    expect(idsBy(okta, 'search', 'id eq "left"')).toEqual(['left']);
  });

  it('q is the start of a name or address in any case; it has no links and ten users unless told', () => {
    const okta = setUpOkta({ users: Array.from({ length: 12 }, (_, n) => oktaSeed(`jane${n}`)) });
    expect(idsBy(okta, 'q', 'JANE1')).toEqual(['jane1', 'jane10', 'jane11']);
    expect(idsBy(okta, 'q', 'ane')).toEqual([]);
    expect(idsBy(okta, 'q', 'doe')).toHaveLength(10);
    expect(by(okta, 'q', 'doe').headers).not.toHaveProperty('Link');
    expect(okta.get('/users?q=doe&limit=12').body).toHaveLength(12);
  });

  it('come in pages with absolute links to the page itself and the next', () => {
    const okta = setUpOkta({ users: Array.from({ length: 450 }, (_, n) => oktaSeed(`u${n}`)) });
    const first = okta.get('/users');
    expect(first.body).toHaveLength(200);
    expect(linksOf(first)).toEqual({
      self: 'http://org.example.com/api/v1/users',
      next: expect.stringMatching(/^http:\/\/org\.example\.com\/api\/v1\/users\?after=[\w-]+&limit=200$/),
    });
    const pages = pagesOf(okta, '/users');
    expect(pages.map(({ length }) => length)).toEqual([200, 200, 50]);
    expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(450);
  });

  it('keep the query in the next link, whose cursor belongs to it', () => {
    const okta = setUpOkta({ users: Array.from({ length: 5 }, (_, n) => oktaSeed(`u${n}`)) });
    const filter = 'profile.lastName eq "Doe" and status eq "ACTIVE"';
    const pages = pagesOf(okta, `/users?limit=2&filter=${encodeURIComponent(filter)}`);
    expect(pages.map((page) => page.map(({ id }) => id))).toEqual([['u0', 'u1'], ['u2', 'u3'], ['u4']]);
    const next = new URL(linksOf(okta.get('/users?limit=2'))['next'] ?? '');
    const after = next.searchParams.get('after') ?? '';
    for (const target of [`?after=${after}&filter=${encodeURIComponent(filter)}`, '?after=x', '?after=']) {
      expect(okta.get(`/users${target}`)).toMatchObject({ status: 400, body: { errorCode: 'E0000029' } });
    }
  });

  it('lose and repeat no user when users come and go between pages', () => {
    const okta = setUpOkta({ users: Array.from({ length: 6 }, (_, n) => oktaSeed(`u${n}`)) });
    const next = linksOf(okta.get('/users?limit=2'))['next']?.split('/api/v1')[1] ?? '';
    okta.change('u0', 'deactivate');
    expect(okta.get(next).body.map(({ id }: { id: string }) => id)).toEqual(['u2', 'u3']);
  });

  it('link to the address the org is known by', () => {
    const okta = setUpOkta({ publicUrl: 'https://dev-1.okta.com', users: [oktaSeed('a'), oktaSeed('b')] });
    expect(linksOf(okta.get('/users?limit=1'))['next']).toMatch(
      /^https:\/\/dev-1\.okta\.com\/api\/v1\/users\?/,
    );
  });

  it.each(['0', '-2', '201', 'many', '1.5'])(
    'refuse the limit %s, or take the nearest when switched',
    (limit) => {
      expect(setUpOkta().get(`/users?limit=${limit}`)).toMatchObject({
        status: 400,
        body: { errorCode: 'E0000001' },
      });
      const clamped = setUpOkta({ limitOutOfRange: 'clamp' }).get(`/users?limit=${limit}`);
      expect(clamped.status).toBe(/^-?\d+$/.test(limit) ? 200 : 400);
    },
  );
});
