import {
  answering,
  failing,
  garbled,
  JANE,
  lostAfter,
  lostBefore,
  setUpVendor,
  type VendorOptions,
} from '../__fixtures__/in-memory-vendor';

const LOOKUP = 'getUser userName=jane@example.com';
const PROFILE = { email: 'jane@example.com' };
const INACTIVE = { ...JANE, active: false };
const UNKNOWN = { ...JANE, active: undefined };
const silent = { id: '42', username: null, email: null, active: null, details: {} };

const disable = async (
  options: VendorOptions,
  prepare: (acme: ReturnType<typeof setUpVendor>) => void = () => {},
) => {
  const acme = setUpVendor(options);
  prepare(acme);
  return { ...acme, result: await acme.run('iam-disable-user', PROFILE) };
};

describe('iam-disable-user', () => {
  it.each([
    ['active', JANE],
    ['of unknown activity', UNKNOWN],
  ])('disables a user who is %s, in two requests', async (_, user) => {
    const { result, calls, users } = await disable({ users: [user] });

    expect(result).toMatchObject({ status: 'done', happened: 'disabled' });
    expect(result.vendor).toMatchObject({
      action: 'disable',
      success: true,
      active: false,
      id: '42',
      details: users.get('42'),
      reason: '',
    });
    expect(calls).toEqual([LOOKUP, 'disableUser 42']);
  });

  it('skips a user who is inactive already, in one request', async () => {
    const { result, calls } = await disable({ users: [INACTIVE] });

    expect(result).toMatchObject({
      skipCause: 'already',
      vendor: {
        success: true,
        skipped: true,
        reason: 'User is already disabled.',
        active: false,
        id: '42',
        details: INACTIVE,
      },
    });
    expect(calls).toEqual([LOOKUP]);
  });

  it('skips a missing user and names the identifier that was tried', async () => {
    const { result } = await disable({});

    expect(result.warnings).toEqual(['Nobody has userName "jane@example.com".']);
    expect(result).toMatchObject({
      skipCause: 'not-found',
      vendor: {
        success: true,
        skipped: true,
        reason: 'User does not exist',
        email: 'jane@example.com',
        id: null,
      },
    });
  });

  it('warns of a different email address where the vendor cannot be searched by email', async () => {
    const { run } = setUpVendor({ users: [JANE] });
    const { warnings } = await run('iam-disable-user', {
      username: 'jane@example.com',
      email: 'bob@example.com',
    });

    expect(warnings).toEqual(['The user 42 has another email than the profile says.']);
  });

  it('does not warn of a derived user name', async () => {
    const { run } = setUpVendor({ users: [{ ...JANE, userName: 'jdoe' }] });

    expect((await run('iam-disable-user', { id: '42', ...PROFILE })).warnings).toEqual([]);
  });

  it('warns when a switch of the instance leaves a user enabled', async () => {
    const { run } = setUpVendor({ users: [JANE], params: { disableUserEnabled: false } });

    expect((await run('iam-disable-user', PROFILE)).warnings).toEqual([
      'disableUserEnabled is off: jane@example.com was left as before.',
    ]);
  });

  it('fails when the user is not found after the write: one search does not prove a deletion', async () => {
    const { result, users } = await disable({ users: [JANE] }, ({ next }) => {
      next('disableUser', answering(silent));
      next('getUser', (carryOut) => carryOut(), answering([]));
    });

    expect(result.failure).toMatchObject({
      kind: 'not-applied',
      message: expect.stringContaining('cannot be found'),
    });
    expect(users.get('42')).toMatchObject({ active: true });
  });

  it('warns when the profile’s identifiers belong to two people', async () => {
    const { run } = setUpVendor({
      users: [JANE],
      definition: { lookupBy: ['userName', 'email'] },
    });
    const { status, warnings } = await run('iam-disable-user', {
      username: 'jane@example.com',
      email: 'bob@example.com',
    });

    expect([status, warnings]).toEqual(['done', ['The user 42 has another email than the profile says.']]);
  });

  it('does not warn of the former names of a renamed user', async () => {
    const { run } = setUpVendor({ users: [JANE] });
    const { warnings } = await run('iam-disable-user', {
      email: 'doe@example.com',
      olduserdata: PROFILE,
    });

    expect(warnings).toEqual([]);
  });

  it('does not warn of a third name of somebody who was renamed either: the vendor may lag behind', async () => {
    const { run } = setUpVendor({ users: [{ ...JANE, userName: 'jane.third@example.com' }] });
    const profile = { id: '42', username: 'jane.new@example.com' };
    const renamed = { ...profile, olduserdata: { username: 'jane.old@example.com' } };

    expect((await run('iam-disable-user', renamed)).warnings).toEqual([]);
    expect((await run('iam-enable-user', profile)).warnings).toEqual([
      'The user 42 has another userName than the profile says.',
    ]);
  });

  it('is skipped before any request when disabling is not allowed', async () => {
    const { result, calls } = await disable({ users: [JANE], params: { disableUserEnabled: false } });

    expect(result.vendor).toMatchObject({ success: true, skipped: true, reason: 'Command is disabled.' });
    expect(calls).toEqual([]);
  });

  it('fails when the vendor refuses, and reports the user as still active', async () => {
    const { result } = await disable({ users: [JANE] }, ({ next }) =>
      next('disableUser', failing('forbidden', 403)),
    );

    expect(result.vendor).toMatchObject({ success: false, errorCode: 403, active: true, id: '42' });
  });
});

describe('iam-disable-user accepts only active: false as success', () => {
  it('reads the user again when the reply has no activity', async () => {
    const { result, calls } = await disable({ users: [JANE] }, ({ next }) =>
      next('disableUser', async (carryOut) => {
        await carryOut();
        return silent;
      }),
    );

    expect(result.vendor).toMatchObject({ success: true, active: false });
    expect(calls).toEqual([LOOKUP, 'disableUser 42', 'getUser id=42']);
  });

  it.each([
    ['is still active', { ...JANE }, 'The vendor accepted the request, but the user is still active.'],
    [
      'is of unknown activity',
      UNKNOWN,
      'The vendor accepted the request, but it does not say whether the user is active.',
    ],
  ])('fails when the user %s then', async (_, user, message) => {
    const { result } = await disable({ users: [user] }, ({ next }) => next('disableUser', answering(silent)));

    expect(result).toMatchObject({
      status: 'failed',
      failure: { kind: 'not-applied', effect: 'unknown' },
      vendor: { errorMessage: message },
    });
  });

  it('fails when the vendor replies that the user is active', async () => {
    const { result } = await disable({ users: [JANE] }, ({ next }) =>
      next('disableUser', answering({ ...silent, active: true })),
    );

    expect(result.failure?.kind).toBe('not-applied');
  });

  it('fails when the read fails', async () => {
    const { result } = await disable({ users: [JANE] }, ({ next }) => {
      next('disableUser', answering(silent));
      next('getUser', (carryOut) => carryOut(), failing('vendor-error', 500));
    });

    expect(result.vendor).toMatchObject({ success: false, errorCode: 500 });
  });
});

describe('iam-disable-user whose reply is lost', () => {
  it.each([
    ['was carried out', lostAfter],
    ['was answered unreadably', garbled],
  ])('is done when it %s and the look shows it', async (_, mishap) => {
    const { result } = await disable({ users: [JANE] }, ({ next }) => next('disableUser', mishap));

    expect(result.vendor).toMatchObject({ success: true, active: false });
  });

  it('is sent once more when it was not carried out', async () => {
    const { result, calls } = await disable({ users: [JANE] }, ({ next }) => next('disableUser', lostBefore));

    expect(result.vendor).toMatchObject({ success: true, active: false });
    expect(calls).toEqual([LOOKUP, 'disableUser 42', 'getUser id=42', 'disableUser 42']);
  });

  it('is done when another request removed the user in the meantime', async () => {
    const { result } = await disable({ users: [JANE] }, ({ next, users }) =>
      next('disableUser', async (carryOut) => {
        users.delete('42');
        return lostBefore(carryOut);
      }),
    );

    expect(result).toMatchObject({
      happened: 'deleted',
      vendor: {
        success: true,
        active: false,
        id: '42',
        reason: 'The user no longer exists at the vendor after the request.',
      },
    });
  });

  it('does not take an unfound user for deleted where the vendor cannot be searched by id', async () => {
    const { result } = await disable(
      { users: [JANE], definition: { lookupBy: ['userName'] } },
      ({ next, users }) =>
        next('disableUser', async (carryOut) => {
          users.set('42', { ...JANE, userName: 'renamed' });
          return lostBefore(carryOut);
        }),
    );

    expect(result).toMatchObject({ status: 'failed', failure: { effect: 'unknown' } });
  });
});

describe('iam-disable-user of a user who is gone by then', () => {
  const goneFirst = ({ next, users }: ReturnType<typeof setUpVendor>, method: 'disableUser' | 'deleteUser') =>
    next(method, async () => {
      users.delete('42');
      return failing('no-such-resource', 404)(async () => undefined);
    });

  it.each<[string, VendorOptions, 'disableUser' | 'deleteUser']>([
    ['disables', { users: [JANE] }, 'disableUser'],
    ['deletes', { users: [JANE], definition: { disableDeletes: () => true } }, 'deleteUser'],
  ])('is done when the instance %s', async (_, options, method) => {
    const { result, calls } = await disable(options, (acme) => goneFirst(acme, method));

    expect(result).toMatchObject({
      status: 'done',
      happened: 'deleted',
      vendor: { success: true, active: false },
    });
    expect(calls).toEqual([LOOKUP, `${method} 42`, 'getUser id=42']);
  });

  it.each<[string, 'no-such-resource' | 'wrong-state', number]>([
    ['404', 'no-such-resource', 404],
    ['404 as a wrong state', 'wrong-state', 404],
    ['403 as a wrong state', 'wrong-state', 403],
  ])(
    'is done when somebody else has disabled the user and the vendor answers %s',
    async (_, kind, status) => {
      const { result, calls } = await disable({ users: [JANE] }, ({ next, users }) =>
        next('disableUser', async () => {
          users.set('42', INACTIVE);
          return failing(kind, status)(async () => undefined);
        }),
      );

      expect(result).toMatchObject({
        status: 'done',
        happened: 'disabled',
        vendor: { success: true, active: false, details: INACTIVE },
      });
      expect(calls).toEqual([LOOKUP, 'disableUser 42', 'getUser id=42']);
    },
  );

  it('is no deletion when the vendor speaks of a wrong state and does not show the user', async () => {
    const { result } = await disable({ users: [JANE] }, ({ next, users }) =>
      next('disableUser', async () => {
        users.delete('42');
        return failing('wrong-state', 404)(async () => undefined);
      }),
    );

    expect(result).toMatchObject({ status: 'failed', failure: { kind: 'wrong-state' } });
  });

  it('fails when the 404 was about something else', async () => {
    const { result } = await disable({ users: [JANE] }, ({ next }) =>
      next('disableUser', failing('no-such-resource', 404)),
    );

    expect(result.vendor).toMatchObject({ success: false, errorCode: 404, active: true });
  });
});

describe('iam-disable-user where disabling deletes', () => {
  const options: VendorOptions = { users: [JANE], definition: { disableDeletes: () => true } };

  it('deletes and says so', async () => {
    const { result, users, calls } = await disable(options);

    expect(result).toMatchObject({
      happened: 'deleted',
      vendor: {
        success: true,
        active: false,
        id: '42',
        reason: 'The user was deleted: this instance disables by deletion.',
      },
    });
    expect([users.size, calls]).toEqual([0, [LOOKUP, 'deleteUser 42', 'getUser id=42']]);
  });

  it('is done when the reply is lost and the verification finds no record', async () => {
    const { result, calls } = await disable(options, ({ next }) => next('deleteUser', lostAfter));

    expect(result.vendor.success).toBe(true);
    expect(calls).toEqual([LOOKUP, 'deleteUser 42', 'getUser id=42']);
  });

  it('is done without verification where the vendor cannot be searched by id', async () => {
    const { run, users } = setUpVendor({
      users: [JANE],
      definition: { disableDeletes: () => true, lookupBy: ['userName'] },
    });

    expect(await run('iam-disable-user', PROFILE)).toMatchObject({ status: 'done', happened: 'deleted' });
    expect(users.size).toBe(0);
  });

  it('fails when the vendor accepted the request and the user still exists', async () => {
    const { run, next } = setUpVendor({ users: [JANE], definition: { disableDeletes: () => true } });
    next('deleteUser', answering(undefined));

    expect((await run('iam-disable-user', PROFILE)).failure).toMatchObject({
      kind: 'not-applied',
      effect: 'unknown',
    });
  });

  it('is a defect of the integration when it cannot delete', async () => {
    const { result } = await disable({ ...options, client: ({ deleteUser: _none, ...client }) => client });

    expect(result.failure).toMatchObject({
      kind: 'defect',
      message: 'Acme disables by deletion but has no deleteUser.',
    });
  });

  it('never deletes unless the integration says so', async () => {
    const { calls } = await disable({ users: [JANE] });

    expect(calls.join()).not.toContain('deleteUser');
  });
});

describe('iam-enable-user', () => {
  it.each([
    ['inactive', INACTIVE, true],
    ['of unknown activity', UNKNOWN, false],
  ])('enables a user who is %s, in two requests', async (_, user, reEnabled) => {
    const { run, calls } = setUpVendor({ users: [user] });
    const result = await run('iam-enable-user', PROFILE);

    expect(result).toMatchObject({
      status: 'done',
      happened: 'enabled',
      reEnabled,
      vendor: { action: 'enable', success: true, active: true },
    });
    expect(calls).toEqual([LOOKUP, 'enableUser 42']);
  });

  it.each<[string, VendorOptions, string, string[]]>([
    ['who is active', { users: [JANE] }, 'User is already enabled.', [LOOKUP]],
    ['who is missing: it never creates', {}, 'User does not exist', [LOOKUP]],
    [
      'when enabling is not allowed',
      { users: [INACTIVE], params: { enableUserEnabled: false } },
      'Command is disabled.',
      [],
    ],
  ])('skips a user %s', async (_, options, reason, requests) => {
    const { run, calls } = setUpVendor(options);

    expect((await run('iam-enable-user', PROFILE)).vendor).toMatchObject({
      action: 'enable',
      success: true,
      skipped: true,
      reason,
    });
    expect(calls).toEqual(requests);
  });

  it('is done when the reply is lost and the look shows it, else sent once more', async () => {
    const after = setUpVendor({ users: [INACTIVE] });
    const before = setUpVendor({ users: [INACTIVE] });
    after.next('enableUser', lostAfter);
    before.next('enableUser', lostBefore);

    expect((await after.run('iam-enable-user', PROFILE)).vendor).toMatchObject({
      success: true,
      active: true,
    });
    expect((await before.run('iam-enable-user', PROFILE)).vendor).toMatchObject({
      success: true,
      active: true,
    });
    expect(before.calls.filter((call) => call.startsWith('enableUser'))).toHaveLength(2);
  });

  it('reads the user again when the reply says inactive', async () => {
    const { run, next, calls } = setUpVendor({ users: [INACTIVE] });
    next('enableUser', async (carryOut) => {
      await carryOut();
      return { ...silent, active: false };
    });

    expect(await run('iam-enable-user', PROFILE)).toMatchObject({ status: 'done', vendor: { active: true } });
    expect(calls).toEqual([LOOKUP, 'enableUser 42', 'getUser id=42']);
  });

  it('fails when the vendor says that the user is still inactive', async () => {
    const { run, next } = setUpVendor({ users: [INACTIVE] });
    next('enableUser', answering({ ...silent, active: false }));

    expect(await run('iam-enable-user', PROFILE)).toMatchObject({
      reEnabled: false,
      failure: {
        kind: 'not-applied',
        effect: 'unknown',
        message: expect.stringMatching(/still inactive\.$/),
      },
    });
  });

  it('fails with the state that the vendor tells', async () => {
    const { run, next } = setUpVendor({ users: [INACTIVE] });
    const suspended = { ...silent, active: false, state: 'SUSPENDED' };
    next('enableUser', answering(suspended));
    next('getUser', (carryOut) => carryOut(), answering([suspended]));

    expect((await run('iam-enable-user', PROFILE)).failure?.message).toBe(
      'The vendor accepted the request, but the user is still inactive (SUSPENDED).',
    );
  });
});

it('iam-enable-user fails when the reply says inactive and the record is gone', async () => {
  const acme = setUpVendor({ users: [INACTIVE] });
  acme.next('enableUser', answering({ ...silent, active: false }));
  acme.next('getUser', (carryOut) => carryOut(), answering([]));
  const { status, failure } = await acme.run('iam-enable-user', PROFILE);

  expect([status, failure?.kind, failure?.effect]).toEqual(['failed', 'not-applied', 'unknown']);
});
