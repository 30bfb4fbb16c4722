import {
  answering,
  failing,
  garbled,
  JANE,
  lostAfter,
  lostBefore,
  setUpVendor,
} from '../__fixtures__/in-memory-vendor';

const LOOKUP = 'getUser userName=jane@example.com';
const PROFILE = { email: 'jane@example.com' };
const INACTIVE = { ...JANE, active: false };

describe('iam-update-user of an existing user', () => {
  it('writes what changes and nothing else, in two requests', async () => {
    const { run, calls } = setUpVendor({ users: [JANE] });
    const { vendor, happened } = await run('iam-update-user', {
      ...PROFILE,
      title: 'Boss',
      givenname: 'Jane',
    });

    expect(vendor).toMatchObject({
      action: 'update',
      success: true,
      id: '42',
      active: true,
      details: { title: 'Boss' },
    });
    expect(happened).toBe('updated');
    expect(calls).toEqual([LOOKUP, 'updateUser 42 {"title":"Boss"}']);
  });

  it.each([
    ['title', { title: 'Clerk', active: true }, 'shows the old value of: title.'],
    ['activity', { title: 'Boss', active: false }, 'is still inactive.'],
  ])('warns when the reply shows the old %s', async (_what, shown, warning) => {
    const { run, next } = setUpVendor({ users: [INACTIVE] });
    next('updateUser', answering({ ...JANE, ...shown, username: null, details: { ...JANE, ...shown } }));

    expect((await run('iam-update-user', { ...PROFILE, title: 'Boss' })).warnings).toEqual([
      expect.stringContaining(warning),
    ]);
  });

  it('does not warn when the vendor writes a value in its own way', async () => {
    const { run, next } = setUpVendor({ users: [JANE] });
    const shown = { ...JANE, title: 'BOSS' };
    next('updateUser', answering({ ...JANE, username: null, email: null, active: true, details: shown }));

    expect((await run('iam-update-user', { ...PROFILE, title: 'Boss' })).warnings).toEqual([]);
  });

  it('succeeds when the client returns the record it was given', async () => {
    const { run } = setUpVendor({
      users: [JANE],
      client: (client) => ({
        ...client,
        updateUser: async (user, changes, options) => {
          await client.updateUser(user, changes, options);
          return user;
        },
      }),
    });

    expect((await run('iam-update-user', { ...PROFILE, title: 'Boss' })).happened).toBe('updated');
  });

  it('sends nothing when nothing changes', async () => {
    const { run, calls } = setUpVendor({ users: [JANE] });
    const { vendor, happened } = await run('iam-update-user', { ...PROFILE, title: 'Clerk' });

    expect(vendor).toMatchObject({ action: 'update', success: true, details: JANE });
    expect([happened, calls]).toEqual(['unchanged', [LOOKUP]]);
  });

  it.each<[string, object, object, object, boolean]>([
    ['by default', INACTIVE, {}, {}, true],
    ['when it is not known whether the user is active', { ...JANE, active: undefined }, {}, {}, true],
    ['not with allow-enable=false', INACTIVE, { 'allow-enable': 'false' }, {}, false],
    ['not when the instance does not allow it', INACTIVE, {}, { enableUserEnabled: false }, false],
    ['not when the user is active', JANE, {}, {}, false],
  ])('enables too: %s', async (_, user, args, params, enabling) => {
    const { run, calls } = setUpVendor({ users: [user as typeof JANE], params: params as never });
    await run('iam-update-user', { ...PROFILE, title: 'Boss' }, args as never);

    expect(calls).toEqual([
      LOOKUP,
      `updateUser 42 ${JSON.stringify({ title: 'Boss', ...(enabling ? { active: true } : {}) })}`,
    ]);
  });

  it('reports a user who can sign in again as re-enabled', async () => {
    const { run } = setUpVendor({ users: [INACTIVE] });

    expect(await run('iam-update-user', PROFILE)).toMatchObject({
      reEnabled: true,
      happened: 'enabled',
      vendor: { active: true },
    });
  });

  it('warns, once, when a user stays inactive although enabling was asked for', async () => {
    const { run, next } = setUpVendor({ users: [INACTIVE], params: { enableUserEnabled: false } });
    next('updateUser', lostAfter);
    const { warnings, vendor } = await run('iam-update-user', { ...PROFILE, title: 'Boss' });

    expect(vendor).toMatchObject({ success: true, active: false });
    expect(warnings).toEqual(['The user stays inactive: this instance does not allow enabling users.']);
  });

  it('is skipped before any request when updating is not allowed', async () => {
    const { run, calls } = setUpVendor({ users: [JANE], params: { updateUserEnabled: false } });

    expect((await run('iam-update-user', PROFILE)).vendor).toMatchObject({
      action: 'update',
      success: true,
      skipped: true,
      reason: 'Command is disabled.',
    });
    expect(calls).toEqual([]);
  });

  it('clears attributes that are null and keeps those that are absent or empty', async () => {
    const { run, calls } = setUpVendor({ users: [JANE] });
    await run('iam-update-user', { ...PROFILE, title: null, givenname: '', surname: undefined });

    expect(calls.at(-1)).toBe('updateUser 42 {"title":null}');
  });

  it('refuses to clear a required attribute', async () => {
    const { run, calls } = setUpVendor({
      users: [JANE],
      definition: { requiredAttributes: ['name.familyName'] },
    });
    const { vendor } = await run('iam-update-user', { ...PROFILE, surname: null });

    expect(vendor.errorMessage).toBe(
      'Acme would refuse this user: name.familyName: cannot be cleared, Acme requires it.',
    );
    expect(calls).toEqual([LOOKUP]);
  });

  it('never writes active, whatever the profile says', async () => {
    const { run, calls } = setUpVendor({ users: [JANE] });
    const { warnings, vendor } = await run('iam-update-user', { ...PROFILE, active: true, title: 'Boss' });

    expect(calls.at(-1)).toBe('updateUser 42 {"title":"Boss"}');
    expect(vendor.active).toBe(true);
    expect(warnings).toEqual([
      'user-profile: active does not decide who may sign in; use iam-enable-user, iam-disable-user or allow-enable.',
    ]);
  });

  it('fails with the vendor’s message and still names the user', async () => {
    const { run, next } = setUpVendor({ users: [JANE] });
    next('updateUser', failing('bad-request', 400));

    expect((await run('iam-update-user', { ...PROFILE, title: 'Boss' })).vendor).toMatchObject({
      success: false,
      errorCode: 400,
      id: '42',
      username: 'jane@example.com',
      details: null,
    });
  });
});

describe('derived values in iam-update-user', () => {
  it('do not overwrite values that were set explicitly', async () => {
    const { run, calls } = setUpVendor({
      users: [{ ...JANE, userName: 'jd', displayName: 'J. Doe', externalId: 'E1' }],
    });
    await run('iam-update-user', { id: '42', email: 'jane@example.com', givenname: 'Janet', surname: 'Doe' });

    expect(calls.at(-1)).toBe('updateUser 42 {"name":{"givenName":"Janet"}}');
  });

  it('follow the change where they were derived before', async () => {
    const { run, calls } = setUpVendor({ users: [JANE] });
    await run('iam-update-user', {
      email: 'roe@example.com',
      givenname: 'Jane',
      surname: 'Roe',
      olduserdata: { email: 'jane@example.com' },
    });

    expect(calls).toEqual([
      LOOKUP,
      'updateUser 42 {"userName":"roe@example.com","name":{"familyName":"Roe"},"displayName":"Jane Roe","email":"roe@example.com"}',
    ]);
  });
});

describe('iam-update-user of a missing user', () => {
  it('creates, in two requests, when the instance creates missing users', async () => {
    const { run, calls } = setUpVendor();
    const { vendor } = await run('iam-update-user', PROFILE);

    expect(vendor).toMatchObject({ action: 'create', success: true, active: true });
    expect(calls).toEqual([
      LOOKUP,
      'createUser {"userName":"jane@example.com","email":"jane@example.com","active":true}',
    ]);
  });

  it('uses the mapping for creation', async () => {
    const { run, calls } = setUpVendor({ onUpdate: { title: null } });
    await run('iam-update-user', { ...PROFILE, title: 'Clerk' });

    expect(calls.at(-1)).toContain('"title":"Clerk"');
  });

  it('is skipped, action create, when creating is not allowed', async () => {
    const { run, calls } = setUpVendor({ params: { createUserEnabled: false } });

    expect((await run('iam-update-user', PROFILE)).vendor).toMatchObject({
      action: 'create',
      skipped: true,
      reason: 'Command is disabled.',
    });
    expect(calls).toEqual([LOOKUP]);
  });

  it('is skipped when the instance does not create missing users', async () => {
    const { run } = setUpVendor({ params: { createIfNotExists: false } });

    expect(await run('iam-update-user', PROFILE)).toMatchObject({
      skipCause: 'not-found',
      vendor: {
        action: 'update',
        success: true,
        skipped: true,
        reason: 'User does not exist',
        errorCode: null,
      },
    });
  });

  it('becomes an update after all when the vendor says that there is such a user', async () => {
    const { run, next, calls } = setUpVendor({ users: [JANE] });
    next('getUser', async () => []);
    const { vendor } = await run('iam-update-user', { ...PROFILE, title: 'Boss' });

    expect(vendor).toMatchObject({ action: 'update', success: true, id: '42' });
    expect(calls.map((call) => call.split(' ')[0])).toEqual([
      'getUser',
      'createUser',
      'getUser',
      'updateUser',
    ]);
  });
});

describe('iam-update-user whose reply is lost', () => {
  const BOSS = { ...PROFILE, title: 'Boss' };

  it.each([
    ['carried out', lostAfter],
    ['answered unreadably', garbled],
  ])('is done when the look shows the change (%s)', async (_, mishap) => {
    const { run, next, calls } = setUpVendor({ users: [JANE] });
    next('updateUser', mishap);
    const { vendor, happened } = await run('iam-update-user', BOSS);

    expect(vendor).toMatchObject({ success: true, details: { title: 'Boss' } });
    expect(happened).toBe('updated');
    expect(calls.slice(2)).toEqual(['getUser id=42']);
  });

  it('is sent once more when the look does not show it', async () => {
    const { run, next, users } = setUpVendor({ users: [JANE] });
    next('updateUser', lostBefore);

    expect((await run('iam-update-user', BOSS)).vendor.success).toBe(true);
    expect(users.get('42')).toMatchObject({ title: 'Boss' });
  });

  it('has failed when it was lost twice and is not seen, and claims nothing', async () => {
    const { run, next } = setUpVendor({ users: [JANE] });
    next('updateUser', lostBefore, lostBefore);

    expect((await run('iam-update-user', BOSS)).failure).toMatchObject({
      effect: 'unknown',
      message: 'The connection was lost. A look afterwards did not show the change.',
    });
  });

  it('is looked for by what the user is called where the vendor is not asked by id', async () => {
    const { run, next, calls } = setUpVendor({ users: [JANE], definition: { lookupBy: ['userName'] } });
    next('updateUser', lostAfter);

    expect((await run('iam-update-user', BOSS)).vendor.success).toBe(true);
    expect(calls.at(-1)).toBe(LOOKUP);
  });

  it('is undecided when the verification finds another user', async () => {
    const { run, next, users } = setUpVendor({ users: [JANE], definition: { lookupBy: ['userName'] } });
    next('updateUser', async (carryOut) => {
      users.delete('42');
      users.set('99', { ...JANE, id: '99' });
      return lostBefore(carryOut);
    });

    expect((await run('iam-update-user', BOSS)).failure).toMatchObject({ effect: 'unknown' });
  });
});

it('iam-update-user reports what the vendor said', async () => {
  const { run, next } = setUpVendor({ users: [INACTIVE] });
  next(
    'updateUser',
    answering({ id: '42', username: null, email: null, active: false, details: { id: '42' } }),
  );

  expect(await run('iam-update-user', { username: 'jane@example.com' })).toMatchObject({
    reEnabled: false,
    vendor: {
      success: true,
      active: false,
      username: 'jane@example.com',
      email: 'jane@example.com',
      details: { id: '42' },
    },
  });
});
