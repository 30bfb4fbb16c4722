import { linksOf, oktaSeed, pagesOf, setUpOkta, type OktaSetup } from '../../__fixtures__/okta';

const SEEDS = {
  users: [oktaSeed('jane')],
  groups: [{ id: 'g', profile: { name: 'Team' } }],
  apps: [{ id: 'a', name: 'workday', label: 'Workday' }],
};

/** An org in which one thing happened every second. */
const busy = (options = {}): OktaSetup => {
  const okta = setUpOkta({ ...SEEDS, ...options });
  const steps = [
    () => okta.post('/apps/a/users', { id: 'jane' }),
    () => okta.delete('/apps/a/users/jane'),
    () => okta.send('PUT', '/groups/g/users/jane', ''),
    () => okta.delete('/groups/g/users/jane'),
    () => okta.post('/users/jane', { profile: { city: 'Bonn', title: 'CTO' } }),
    () => okta.change('jane', 'deactivate'),
  ];
  for (const step of steps) {
    step();
    okta.clock.advance(1000);
  }
  return okta;
};

const TYPES = [
  'application.user_membership.add',
  'application.user_membership.remove',
  'group.user_membership.add',
  'group.user_membership.remove',
  'user.account.update_profile',
  'user.lifecycle.deactivate',
];

const typesOf = (body: readonly { eventType: string }[]): string[] => body.map(({ eventType }) => eventType);

const query = (parameters: Record<string, string>): string => `/logs?${new URLSearchParams(parameters)}`;

describe('Okta: system log', () => {
  it('has an event of each kind, oldest first', () => {
    expect(typesOf(busy().get('/logs').body)).toEqual(TYPES);
  });

  it('names the application, the user and its account there, in this order', () => {
    const [event] = busy().get('/logs').body;
    expect(event).toMatchObject({
      uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      published: '2020-10-18T17:54:30.000Z',
      severity: 'INFO',
      displayMessage: 'Add user to application membership',
      outcome: { result: 'SUCCESS', reason: null },
      actor: { type: 'User', alternateId: 'admin@example.com' },
    });
    expect(event.target).toEqual([
      { id: 'a', type: 'AppInstance', alternateId: 'Workday', displayName: 'Workday' },
      { id: 'jane', type: 'User', alternateId: 'jane@example.com', displayName: 'Jane Doe' },
      { id: 'jane', type: 'AppUser', alternateId: 'jane@example.com', displayName: 'Jane Doe' },
    ]);
  });

  it('names what changed in a profile', () => {
    expect(busy().get('/logs').body[4].debugContext.debugData).toEqual({ changedAttributes: 'city,title' });
  });

  it('writes nothing for what changed nothing', () => {
    const okta = setUpOkta(SEEDS);
    okta.delete('/groups/g/users/jane');
    okta.change('jane', 'unlock');
    expect(okta.vendor.events()).toEqual([]);
  });

  it('is bounded by since and until, of which only the first is included', () => {
    const okta = busy();
    const between = { since: '2020-10-18T17:54:31.000Z', until: '2020-10-18T19:54:33+02:00' };
    expect(typesOf(okta.get(query(between)).body)).toEqual(TYPES.slice(1, 3));
  });

  it('goes back seven days unless told', () => {
    const okta = busy();
    okta.clock.advance(7 * 24 * 3600 * 1000 - 3000);
    expect(typesOf(okta.get('/logs').body)).toEqual(TYPES.slice(3));
    expect(okta.get(query({ since: '2020-01-01T00:00:00Z' })).body).toHaveLength(6);
    expect(okta.get(query({ until: '2020-10-19T00:00:00Z' })).body).toHaveLength(6);
  });

  it.each<[string, readonly number[]]>([
    ['eventType eq "user.lifecycle.deactivate"', [5]],
    [
      '(eventType eq "application.user_membership.add" or eventType eq "application.user_membership.remove") and(target.id co "a" or target.id co "zz")',
      [0, 1],
    ],
    ['target.type eq "UserGroup"', [2, 3]],
    ['not (target.type eq "UserGroup") and eventType sw "group"', []],
    ['actor.alternateId ne "admin@example.com"', []],
  ])('is filtered by %s', (filter, expected) => {
    expect(typesOf(busy().get(query({ filter })).body)).toEqual(expected.map((at) => TYPES[at]));
  });

  it('is searched by at most ten keywords of forty characters', () => {
    const okta = busy();
    expect(typesOf(okta.get(query({ q: 'TEAM membership.add' })).body)).toEqual([TYPES[2]]);
    expect(okta.get(query({ q: 'x '.repeat(11) })).status).toBe(400);
    expect(okta.get(query({ q: 'x'.repeat(41) })).status).toBe(400);
  });

  it('ends when it has an until; a poll always has a next page, which shows what came since', () => {
    const okta = busy();
    const ended = okta.get(query({ until: '2030-01-01T00:00:00Z', limit: '6' }));
    expect(Object.keys(linksOf(ended))).toEqual(['self']);
    const poll = linksOf(okta.get('/logs'))['next']?.split('/api/v1')[1] ?? '';
    const empty = okta.get(poll);
    expect([empty.body, Object.keys(linksOf(empty))]).toEqual([[], ['self', 'next']]);
    okta.change('jane', 'activate');
    const again = linksOf(empty)['next']?.split('/api/v1')[1] ?? '';
    expect(typesOf(okta.get(again).body)).toEqual(['user.lifecycle.activate']);
  });

  it('polls from an empty log on', () => {
    const okta = setUpOkta(SEEDS);
    const poll = linksOf(okta.get('/logs'))['next']?.split('/api/v1')[1] ?? '';
    okta.change('jane', 'deactivate');
    expect(okta.get(poll).body).toHaveLength(1);
  });

  it('comes in pages, also newest first', () => {
    const okta = busy();
    const until = '2030-01-01T00:00:00Z';
    expect(pagesOf(okta, query({ until, limit: '4' })).map(({ length }) => length)).toEqual([4, 2]);
    const down = pagesOf(okta, query({ sortOrder: 'DESCENDING', limit: '4' }));
    expect(typesOf(down.flat())).toEqual([...TYPES].reverse());
  });

  it.each([
    [{ since: 'yesterday' }, 'E0000030'],
    [{ until: '2020-13-01T00:00:00Z' }, 'E0000030'],
    [{ sortOrder: 'UP' }, 'E0000001'],
    [{ limit: '1001' }, 'E0000001'],
    [{ limit: '-2' }, 'E0000001'],
    [{ filter: 'eventType' }, 'E0000031'],
  ])('refuses %j with %s', (parameters, code) => {
    const reply = setUpOkta().get(query(parameters));
    expect([reply.status, reply.body.errorCode]).toEqual([400, code]);
  });

  it('takes the limits 0 and 1000, and has 100 events on a page unless told', () => {
    const okta = busy();
    expect([okta.get('/logs?limit=0').body, okta.get('/logs?limit=1000').body.length]).toEqual([[], 6]);
    for (let n = 0; n < 60; n += 1) {
      okta.send('PUT', '/groups/g/users/jane', '');
      okta.delete('/groups/g/users/jane');
    }
    expect(okta.get('/logs').body).toHaveLength(100);
  });

  it('shows events late when told', () => {
    const okta = setUpOkta({ ...SEEDS, logLagMs: 5000 });
    okta.change('jane', 'deactivate');
    expect([okta.get('/logs').body, okta.vendor.events().length]).toEqual([[], 1]);
    okta.clock.advance(5000);
    expect(okta.get('/logs').body).toHaveLength(1);
  });
});
