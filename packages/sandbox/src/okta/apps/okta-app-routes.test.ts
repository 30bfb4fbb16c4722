import { oktaSeed, pagesOf, setUpOkta, type OktaSetup } from '../../__fixtures__/okta';
import { OKTA_EXAMPLES } from '../org/okta-seeds';

const USER = '00uuv6y8t1iy8YXm94h7';
const APP = '0oae3ioe51sQ64Aui2h7';

const setUp = (options = {}): OktaSetup => setUpOkta({ ...OKTA_EXAMPLES, ...options });

describe('Okta: the documented examples', () => {
  it('an assigned user has a profile in the application, another one is a 404', () => {
    const okta = setUp();
    expect(okta.get(`/apps/${APP}/users/${USER}`)).toMatchObject({
      status: 200,
      body: { id: USER, scope: 'USER', status: 'ACTIVE', profile: {} },
    });
    const { id } = okta.newUser('jane');
    for (const user of [id, 'none']) {
      expect(okta.get(`/apps/${APP}/users/${user}`)).toMatchObject({
        status: 404,
        body: { errorCode: 'E0000007', errorSummary: `Not found: Resource not found: ${user} (AppUser)` },
      });
    }
    expect(okta.get(`/apps/none/users/${USER}`).body.errorSummary).toBe(
      'Not found: Resource not found: none (AppInstance)',
    );
  });

  it('three applications start with Workday, and their logos are links', () => {
    const { body } = setUp().get('/apps?q=Workday&limit=5');
    expect(
      body.map(({ label, _links }: { label: string; _links: { logo: { href: string }[] } }) => [
        label,
        _links.logo[0]?.href,
      ]),
    ).toEqual([
      ['Workday', expect.stringMatching(/^https:/)],
      ['Workday - Preview', expect.stringMatching(/^https:/)],
      ['Workday - Production', expect.stringMatching(/^https:/)],
    ]);
  });
});

describe('Okta: applications', () => {
  const apps = [
    { id: 'a', name: 'workday', label: 'HR', users: { jane: { role: 'admin' } } },
    { id: 'b', name: 'github', label: 'Code', status: 'INACTIVE', groups: ['g'] },
    { id: 'c', name: 'wiki', label: 'Words' },
  ] as const;
  const users = [oktaSeed('jane'), oktaSeed('joe')];
  const groups = [{ id: 'g', profile: { name: 'Team' }, members: ['joe', 'jane'] }];
  const own = (options = {}): OktaSetup => setUpOkta({ users, groups, apps, ...options });

  const listed = (okta: OktaSetup, query: string): unknown => {
    const { status, body } = okta.get(`/apps?${query}`);
    return status === 200 ? body.map(({ id }: { id: string }) => id) : body.errorCode;
  };
  const filtered = (okta: OktaSetup, filter: string): unknown =>
    listed(okta, `filter=${encodeURIComponent(filter)}`);

  it('are listed in pages, by the start of a name or label, and by filter', () => {
    const okta = own();
    expect(pagesOf(okta, '/apps?limit=2').map(({ length }) => length)).toEqual([2, 1]);
    expect([
      listed(okta, 'q=W'),
      listed(okta, 'q=co'),
      listed(okta, 'q=ode'),
      listed(okta, 'limit=-1'),
    ]).toEqual([['a', 'c'], ['b'], [], ['a', 'b', 'c']]);
    expect(filtered(okta, 'status eq "ACTIVE"')).toEqual(['a', 'c']);
    expect(filtered(okta, 'label eq "HR"')).toBe('E0000031');
    expect(listed(okta, 'limit=201')).toBe('E0000001');
  });

  it('of a user are found by filter, unless switched off, and by its links', () => {
    expect(filtered(own(), 'user.id eq "jane"')).toEqual(['a', 'b']);
    expect(filtered(own(), 'user.id eq "joe" and status eq "ACTIVE"')).toEqual([]);
    expect(filtered(own({ appsFilterByUser: 'reject' }), 'user.id eq "jane"')).toBe('E0000031');
    expect(own().get('/users/jane/appLinks').body).toEqual([
      expect.objectContaining({ appInstanceId: 'a', appName: 'workday', label: 'HR', logoUrl: null }),
    ]);
  });

  it('have an empty list of logos when they have none', () => {
    expect(own().get('/apps/a').body._links.logo).toEqual([]);
    expect(own().get('/apps/none').status).toBe(404);
  });

  it('are assigned with 200, changed with 200, and taken away with 204', () => {
    const okta = own();
    const assigned = okta.post('/apps/a/users', { id: 'joe', scope: 'USER', profile: { role: 'reader' } });
    expect([assigned.status, assigned.body.profile, assigned.body.credentials]).toEqual([
      200,
      { role: 'reader' },
      { userName: 'joe@example.com' },
    ]);
    expect(okta.post('/apps/a/users/joe', { profile: { team: 'x' } }).body.profile).toEqual({
      role: 'reader',
      team: 'x',
    });
    expect(okta.get('/apps/a/users').body.map(({ id }: { id: string }) => id)).toEqual(['jane', 'joe']);
    expect([okta.delete('/apps/a/users/joe').status, okta.delete('/apps/a/users/joe').status]).toEqual([
      204, 404,
    ]);
    expect(okta.post('/apps/c/users/joe', {}).status).toBe(404);
    expect([
      okta.post('/apps/a/users', {}).status,
      okta.post('/apps/a/users', { id: 'none' }).status,
    ]).toEqual([400, 404]);
    okta.change('joe', 'deactivate');
    expect(okta.post('/apps/a/users', { id: 'joe' }).status).toBe(400);
  });

  it('come by groups too', () => {
    expect(own().get('/apps/b/users/joe').body).toMatchObject({ id: 'joe', scope: 'GROUP' });
  });
});
