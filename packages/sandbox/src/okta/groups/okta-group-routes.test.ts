import { linksOf, oktaSeed, pagesOf, setUpOkta, type OktaSetup } from '../../__fixtures__/okta';

const GROUPS = [
  { id: 'eng', profile: { name: 'Engineering', description: 'All of it' }, members: ['jane', 'left'] },
  { id: 'en', profile: { name: 'Eng' } },
  { id: 'app', type: 'APP_GROUP', profile: { name: 'Eng' } },
  { id: 'all', type: 'BUILT_IN', profile: { name: 'Everyone' }, members: ['jane'] },
] as const;

const setUp = (options = {}): OktaSetup =>
  setUpOkta({
    users: [oktaSeed('jane'), oktaSeed('joe'), oktaSeed('left', { status: 'DEPROVISIONED' })],
    groups: GROUPS,
    ...options,
  });

const ids = (body: readonly { id: string }[]): string[] => body.map(({ id }) => id);

describe('Okta: groups', () => {
  it('are created with 200, empty and of their own type', () => {
    const okta = setUp();
    const { status, body } = okta.post('/groups', { profile: { name: 'Sales', description: 'x' } });
    expect([status, body]).toEqual([
      200,
      {
        id: expect.stringMatching(/^00g[0-9a-f]{14}0h7$/),
        created: '2020-10-18T17:54:30.000Z',
        lastUpdated: '2020-10-18T17:54:30.000Z',
        lastMembershipUpdated: '2020-10-18T17:54:30.000Z',
        objectClass: ['okta:user_group'],
        type: 'OKTA_GROUP',
        profile: { name: 'Sales', description: 'x' },
        _links: {
          logo: [],
          users: { href: `http://org.example.com/api/v1/groups/${body.id}/users` },
          apps: { href: `http://org.example.com/api/v1/groups/${body.id}/apps` },
        },
      },
    ]);
    expect(okta.get(`/groups/${body.id}`).body).toEqual(body);
    expect(okta.get(`/groups/${body.id}/users`).body).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    [
      'a name in use',
      { name: 'eng' },
      'name: An object with this field already exists in the current organization',
    ],
    ['no name', {}, 'name: The field must be between 1 and 255 characters long'],
    ['a long name', { name: 'x'.repeat(256) }, 'name: The field must be between 1 and 255 characters long'],
    [
      'a long description',
      { name: 'x', description: 'x'.repeat(1025) },
      'description: The field must be at most 1024 characters long',
    ],
  ])('are refused with %s', (_what, profile, cause) => {
    expect(setUp().post('/groups', { profile })).toMatchObject({
      status: 400,
      body: { errorCode: 'E0000001', errorCauses: [{ errorSummary: cause }] },
    });
  });

  it('are renamed with PUT and deleted with 204', () => {
    const okta = setUp();
    expect(okta.put('/groups/en', { profile: { name: 'English' } }).body.profile).toEqual({
      name: 'English',
      description: null,
    });
    expect(okta.put('/groups/en', { profile: { name: 'Engineering' } }).status).toBe(400);
    expect([okta.delete('/groups/en').status, okta.get('/groups/en')]).toEqual([
      204,
      expect.objectContaining({
        status: 404,
        body: expect.objectContaining({ errorSummary: 'Not found: Resource not found: en (UserGroup)' }),
      }),
    ]);
  });

  it('are listed whole in pages, by the start of a name, filter and search', () => {
    const okta = setUp();
    const listed = (query: string): unknown => {
      const { status, body } = okta.get(`/groups?${query}`);
      return status === 200 ? ids(body) : body.errorCode;
    };
    const by = (parameter: string, text: string): unknown =>
      listed(`${parameter}=${encodeURIComponent(text)}`);
    expect(pagesOf(okta, '/groups?limit=3').map(ids)).toEqual([['eng', 'en', 'app'], ['all']]);
    expect(by('q', 'ENG')).toEqual(['eng', 'en', 'app']);
    expect(okta.get('/groups?q=eng').headers).not.toHaveProperty('Link');
    expect(by('filter', 'type eq "APP_GROUP"')).toEqual(['app']);
    expect(by('filter', 'lastMembershipUpdated gt "2021-01-01T00:00:00.000Z"')).toEqual([]);
    expect(by('filter', 'profile.name eq "Eng"')).toBe('E0000031');
    expect(by('search', 'profile.name eq "eng"')).toEqual(['en', 'app']);
    expect(by('search', 'profile.name eq "Eng" and type eq "OKTA_GROUP"')).toEqual(['en']);
    expect(by('search', 'profile.description co "all"')).toEqual(['eng']);
    expect(by('search', 'id co "x"')).toBe('E0000031');
    okta.post('/groups', { profile: { name: 'Sales' } });
    expect(by('search', 'profile.name eq "Sales"')).toEqual([]);
    okta.clock.advance(1000);
    expect(by('search', 'profile.name eq "Sales"')).toHaveLength(1);
  });

  it('are those of a user', () => {
    expect(ids(setUp().get('/users/jane/groups').body)).toEqual(['eng', 'all']);
    expect(setUp().get('/users/none/groups').status).toBe(404);
  });
});

describe('Okta: members of groups', () => {
  it('are rows: one is added and removed by request, with 204 whether or not it was there', () => {
    const okta = setUp();
    const send = (method: string, path: string): number => okta.send(method, `/groups/${path}`, '').status;
    okta.clock.advance(1000);
    expect([send('PUT', 'en/users/joe'), send('PUT', 'en/users/joe'), send('PUT', 'en/users/jane')]).toEqual([
      204, 204, 204,
    ]);
    expect(ids(okta.get('/groups/en/users').body)).toEqual(['joe', 'jane']);
    expect(okta.get('/groups/en').body.lastMembershipUpdated).toBe('2020-10-18T17:54:31.000Z');
    expect([send('DELETE', 'en/users/joe'), send('DELETE', 'en/users/joe')]).toEqual([204, 204]);
    expect(okta.vendor.groups()[1]).toEqual({ id: 'en', displayName: 'Eng', members: ['jane'] });
    expect([
      send('PUT', 'en/users/none'),
      send('PUT', 'none/users/joe'),
      send('DELETE', 'en/users/none'),
    ]).toEqual([404, 404, 404]);
  });

  it.each(['app', 'all'])('of the group %s are not for requests to change', (group) => {
    const change = (okta: OktaSetup): unknown[] => {
      const { status, body } = okta.send('PUT', `/groups/${group}/users/joe`, '');
      return [status, body.errorCode];
    };
    expect(change(setUp())).toEqual([403, 'E0000006']);
    expect(change(setUp({ readOnlyGroupStatus: 400 }))).toEqual([400, 'E0000001']);
    expect(setUp().delete(`/groups/${group}`).status).toBe(403);
  });

  it('include deactivated users unless switched, and link to themselves only', () => {
    const { body } = setUp().get('/groups/eng/users');
    expect(body.map(({ id, status }: { id: string; status: string }) => [id, status])).toEqual([
      ['jane', 'ACTIVE'],
      ['left', 'DEPROVISIONED'],
    ]);
    expect(Object.keys(body[0]._links)).toEqual(['self']);
    expect(ids(setUp({ listDeactivatedMembers: false }).get('/groups/eng/users').body)).toEqual(['jane']);
  });

  it('come in pages of a thousand, or as many as asked for', () => {
    const users = Array.from({ length: 1001 }, (_, n) => oktaSeed(`u${n}`));
    const okta = setUpOkta({
      users,
      groups: [{ id: 'g', profile: { name: 'Many' }, members: users.map(({ id = '' }) => id) }],
    });
    expect(pagesOf(okta, '/groups/g/users').map(({ length }) => length)).toEqual([1000, 1]);
    expect(pagesOf(okta, '/groups/g/users?limit=450').map(({ length }) => length)).toEqual([450, 450, 101]);
    expect(linksOf(okta.get('/groups/g/users?limit=1001'))).toEqual({});
  });
});
