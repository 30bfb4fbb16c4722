import { oktaSeed, setUpOkta } from '../../__fixtures__/okta';
import type { OktaStatus } from '../org/okta-records';

const STATUSES: readonly OktaStatus[] = [
  'STAGED',
  'PROVISIONED',
  'ACTIVE',
  'RECOVERY',
  'LOCKED_OUT',
  'PASSWORD_EXPIRED',
  'SUSPENDED',
  'DEPROVISIONED',
];

/** What becomes of a user without a password, or the refusal. */
const CHANGES: Readonly<
  Record<string, { readonly refusal: string; readonly to: Partial<Record<OktaStatus, string>> }>
> = {
  activate: {
    refusal: '403 E0000016',
    to: { STAGED: 'PROVISIONED', DEPROVISIONED: 'PROVISIONED' },
  },
  reactivate: {
    refusal: '403 E0000038',
    to: { PROVISIONED: 'PROVISIONED', RECOVERY: 'RECOVERY' },
  },
  deactivate: {
    refusal: '404 E0000007',
    to: Object.fromEntries(
      STATUSES.filter((one) => one !== 'DEPROVISIONED').map((one) => [one, 'DEPROVISIONED']),
    ),
  },
  suspend: { refusal: '400 E0000001', to: { ACTIVE: 'SUSPENDED' } },
  unsuspend: { refusal: '400 E0000001', to: { SUSPENDED: 'ACTIVE' } },
  unlock: { refusal: '403 E0000032', to: { LOCKED_OUT: 'ACTIVE' } },
  'reset_password?sendEmail=false': {
    refusal: '403 E0000038',
    to: {
      PROVISIONED: 'RECOVERY',
      ACTIVE: 'RECOVERY',
      RECOVERY: 'RECOVERY',
      LOCKED_OUT: 'RECOVERY',
      PASSWORD_EXPIRED: 'RECOVERY',
    },
  },
  expire_password: { refusal: '403 E0000038', to: { ACTIVE: 'PASSWORD_EXPIRED' } },
};

describe('Okta: changes of status', () => {
  it.each(
    Object.entries(CHANGES).flatMap(([change, { refusal, to }]) =>
      STATUSES.map((from) => [change, from, to[from] ?? refusal] as const),
    ),
  )('%s of a user of status %s: %s', (change, from, expected) => {
    const okta = setUpOkta({ users: [oktaSeed('jane', { status: from, password: false })] });
    const reply = okta.change('jane', change);
    const { status } = okta.get('/users/jane').body;
    expect(reply.status === 200 ? status : `${reply.status} ${reply.body.errorCode}`).toBe(expected);
    expect(status).toBe(reply.status === 200 ? expected : from);
  });

  it('sends a mail with an activation unless told not to, and then replies with the link', () => {
    const okta = setUpOkta();
    const loud = okta.newUser('jane').id;
    expect([okta.change(loud, 'activate').body, okta.vendor.outbox()]).toEqual([
      {},
      [{ to: 'jane@example.com', kind: 'activation', userId: loud }],
    ]);
    const silent = okta.newUser('joe').id;
    expect(okta.change(silent, 'activate?sendEmail=false').body).toEqual({
      activationUrl: expect.stringMatching(/^http:\/\/org\.example\.com\/welcome\/[0-9a-f]{20}$/),
      activationToken: expect.stringMatching(/^[0-9a-f]{20}$/),
    });
    expect(okta.vendor.outbox()).toHaveLength(1);
    okta.vendor.reset();
    expect(okta.vendor.outbox()).toEqual([]);
  });

  it('sends mails with the others only when asked, those of a deactivation to the administrator', () => {
    const okta = setUpOkta({ users: [oktaSeed('jane', { status: 'PROVISIONED' })] });
    expect(okta.change('jane', 'reactivate').body).toHaveProperty('activationUrl');
    expect(okta.change('jane', 'reset_password').body.errorCode).toBe('E0000028');
    expect(okta.change('jane', 'reset_password?sendEmail=false').body).toHaveProperty('resetPasswordUrl');
    expect(okta.vendor.outbox()).toEqual([]);
    okta.change('jane', 'reactivate?sendEmail=true');
    okta.change('jane', 'reset_password?sendEmail=true');
    okta.change('jane', 'deactivate?sendEmail=true');
    expect(okta.vendor.outbox().map(({ to, kind }) => [to, kind])).toEqual([
      ['jane@example.com', 'reactivation'],
      ['jane@example.com', 'password-reset'],
      ['admin@example.com', 'deactivation'],
    ]);
  });

  it('dates activation and change of status', () => {
    const okta = setUpOkta();
    const { id } = okta.newUser('jane');
    okta.clock.advance(1000);
    okta.change(id, 'activate?sendEmail=false');
    okta.clock.advance(1000);
    okta.change(id, 'deactivate');
    expect(okta.get(`/users/${id}`).body).toMatchObject({
      created: '2020-10-18T17:54:30.000Z',
      activated: '2020-10-18T17:54:31.000Z',
      statusChanged: '2020-10-18T17:54:32.000Z',
      lastUpdated: '2020-10-18T17:54:32.000Z',
    });
  });

  it('answers the second deactivation as if there were no such user', () => {
    const okta = setUpOkta({ users: [oktaSeed('jane')] });
    expect(
      [okta.change('jane', 'deactivate'), okta.change('jane', 'deactivate')].map(({ body }) => body),
    ).toEqual([
      {},
      expect.objectContaining({
        errorCode: 'E0000007',
        errorSummary: 'Not found: Resource not found: jane (User)',
      }),
    ]);
    expect(okta.change('none', 'deactivate').body.errorSummary).toBe(
      'Not found: Resource not found: none (User)',
    );
  });

  it('takes its time when told to, and meanwhile says where the user goes', () => {
    const okta = setUpOkta({ transitionMs: 1000, users: [oktaSeed('joe')] });
    const { id } = okta.newUser('jane');
    okta.change(id, 'activate?sendEmail=false');
    okta.change('joe', 'deactivate');
    const seen = (user: string): unknown[] => {
      const { status, transitioningToStatus } = okta.get(`/users/${user}`).body;
      return [status, transitioningToStatus];
    };
    expect([seen(id), seen('joe')]).toEqual([
      ['STAGED', 'ACTIVE'],
      ['ACTIVE', 'DEPROVISIONED'],
    ]);
    expect(okta.change('joe', 'suspend').body.errorCode).toBe('E0000038');
    okta.clock.advance(1000);
    expect([seen(id), seen('joe')]).toEqual([
      ['PROVISIONED', undefined],
      ['DEPROVISIONED', undefined],
    ]);
  });

  it('deletes a user in two steps', () => {
    const okta = setUpOkta({
      users: [oktaSeed('jane')],
      groups: [{ id: 'g', profile: { name: 'Team' }, members: ['jane'] }],
    });
    expect([okta.delete('/users/jane').status, okta.get('/users/jane').body.status]).toEqual([
      204,
      'DEPROVISIONED',
    ]);
    expect([okta.delete('/users/jane').status, okta.get('/users/jane').status]).toEqual([204, 404]);
    expect(okta.delete('/users/jane').status).toBe(404);
    expect([okta.vendor.users(), okta.vendor.groups()[0]?.members]).toEqual([[], []]);
  });

  it('takes applications away with a deactivation for good, and groups only when switched', () => {
    const seeds = {
      users: [oktaSeed('jane')],
      groups: [{ id: 'g', profile: { name: 'Team' }, members: ['jane'] }],
      apps: [
        { id: 'a', name: 'workday', label: 'Workday', users: { jane: {} } },
        { id: 'b', name: 'github', label: 'GitHub', groups: ['g'] },
      ],
    };
    const assigned = (okta: ReturnType<typeof setUpOkta>): number[] =>
      ['a', 'b'].map((app) => okta.get(`/apps/${app}/users/jane`).status);
    const keeps = setUpOkta(seeds);
    expect(assigned(keeps)).toEqual([200, 200]);
    keeps.change('jane', 'deactivate');
    expect([assigned(keeps), keeps.vendor.groups()[0]?.members]).toEqual([[404, 404], ['jane']]);
    keeps.change('jane', 'activate');
    expect(assigned(keeps)).toEqual([404, 200]);
    const drops = setUpOkta({ ...seeds, groupsOfDeactivated: 'drop' });
    drops.change('jane', 'deactivate');
    expect(drops.vendor.groups()[0]?.members).toEqual([]);
  });

  it('keeps applications and groups of a suspended user', () => {
    const okta = setUpOkta({
      users: [oktaSeed('jane')],
      groups: [{ id: 'g', profile: { name: 'Team' }, members: ['jane'] }],
      apps: [{ id: 'a', name: 'workday', label: 'Workday', users: { jane: {} } }],
    });
    okta.change('jane', 'suspend');
    expect([okta.get('/apps/a/users/jane').status, okta.vendor.groups()[0]?.members]).toEqual([
      200,
      ['jane'],
    ]);
  });
});
