import {
  answering,
  failing,
  garbled,
  JANE,
  lostAfter,
  lostBefore,
  meanwhile,
  setUpVendor,
} from '../__fixtures__/in-memory-vendor';

const PROFILE = { email: 'jane@example.com', givenname: 'Jane', surname: 'Doe', title: 'Clerk' };
const SENT = {
  userName: 'jane@example.com',
  name: { givenName: 'Jane', familyName: 'Doe' },
  displayName: 'Jane Doe',
  email: 'jane@example.com',
  title: 'Clerk',
};
const LOOKUP = 'getUser userName=jane@example.com';
const create = (active: boolean) => `createUser ${JSON.stringify({ ...SENT, active })}`;

describe('iam-create-user of a missing user', () => {
  it('creates, in two requests', async () => {
    const { run, calls, users } = setUpVendor();
    const result = await run('iam-create-user', PROFILE);

    expect(calls).toEqual([LOOKUP, create(true)]);
    expect(result).toMatchObject({
      status: 'done',
      happened: 'created',
      userProfile: PROFILE,
      reEnabled: false,
    });
    expect(result.vendor).toMatchObject({
      action: 'create',
      success: true,
      active: true,
      id: 'new1',
      username: 'jane@example.com',
      email: 'jane@example.com',
      details: users.get('new1'),
    });
  });

  it.each<[string, object, object, boolean]>([
    ['by default', {}, {}, true],
    ['with allow-enable=true', { 'allow-enable': 'true' }, {}, true],
    ['with allow-enable=no', { 'allow-enable': 'no' }, {}, false],
    ['with allow-enable=false', { 'allow-enable': false }, {}, false],
    [
      'when the instance does not allow enabling',
      { 'allow-enable': 'true' },
      { enableUserEnabled: false },
      false,
    ],
  ])('%s the new user is active: see the last column', async (_, args, params, active) => {
    const { run, calls } = setUpVendor({ params: params as never });
    await run('iam-create-user', PROFILE, args as never);

    expect(calls.at(-1)).toBe(create(active));
  });

  it('is skipped before any request when creating is not allowed', async () => {
    const { run, calls } = setUpVendor({ params: { createUserEnabled: false } });
    const { vendor, skipCause } = await run('iam-create-user', PROFILE);

    expect(vendor).toMatchObject({
      action: 'create',
      success: true,
      skipped: true,
      reason: 'Command is disabled.',
    });
    expect(vendor.email).toBe('jane@example.com');
    expect(skipCause).toBe('not-allowed');
    expect(calls).toEqual([]);
  });

  it('sends nothing for null: there is nothing to clear', async () => {
    const { run, calls } = setUpVendor();
    await run('iam-create-user', { ...PROFILE, title: null, surname: null, displayname: 'Jane' });

    expect(calls.at(-1)).toBe(
      `createUser ${JSON.stringify({ userName: SENT.userName, name: { givenName: 'Jane' }, displayName: 'Jane', email: SENT.email, active: true })}`,
    );
  });

  it('uses the mapping for creation, not the one for updates', async () => {
    const { run, calls } = setUpVendor({ onUpdate: { title: null } });
    await run('iam-create-user', PROFILE);

    expect(calls.at(-1)).toBe(create(true));
  });

  it.each([
    ['is missing', { surname: undefined }, 'name.familyName: is missing, Acme requires it'],
    ['is null', { surname: null }, 'name.familyName: is missing, Acme requires it'],
    ['is empty', { surname: '' }, 'name.familyName: is missing, Acme requires it'],
  ])('sends nothing when something required %s', async (_, more, problem) => {
    const { run, calls } = setUpVendor({
      definition: { requiredAttributes: ['userName', 'name.familyName'] },
    });
    const { vendor, failure } = await run('iam-create-user', { ...PROFILE, displayname: 'x', ...more });

    expect(vendor).toMatchObject({
      success: false,
      errorCode: null,
      errorMessage: expect.stringContaining(problem) as string,
    });
    expect(failure?.kind).toBe('invalid-input');
    expect(calls).toEqual([LOOKUP]);
  });

  it('sends nothing when the vendor is known to refuse a value, without showing it', async () => {
    const refuses = () => [{ attribute: 'title', message: 'is too long' }];
    const { run, calls } = setUpVendor({ definition: { refuses } });
    const { vendor } = await run('iam-create-user', PROFILE);

    expect(vendor.errorMessage).toBe('Acme would refuse this user: title: is too long.');
    expect(calls).toEqual([LOOKUP]);
  });

  it('fails with what the vendor says', async () => {
    const { run, next } = setUpVendor();
    next('createUser', failing('bad-request', 400));

    expect((await run('iam-create-user', PROFILE)).vendor).toMatchObject({
      action: 'create',
      success: false,
      errorCode: 400,
      details: null,
    });
  });
});

describe('iam-create-user of a user to be created inactive', () => {
  it('fails when the vendor created the user active', async () => {
    const { run } = setUpVendor({
      client: (client) => ({ ...client, createUser: (data) => client.createUser(data, { active: true }) }),
    });

    expect(await run('iam-create-user', PROFILE, { 'allow-enable': false })).toMatchObject({
      status: 'failed',
      vendor: { id: 'new1', active: true },
      failure: { kind: 'not-applied', effect: 'unknown', next: expect.stringContaining('iam-disable-user') },
    });
  });
});

describe('iam-create-user whose reply is lost', () => {
  it('is done when the verification finds the user, and creates no second one', async () => {
    const { run, next, users, calls } = setUpVendor();
    next('createUser', lostAfter);
    const { vendor, happened } = await run('iam-create-user', PROFILE);

    expect(vendor).toMatchObject({ action: 'create', success: true, id: 'new1' });
    expect(happened).toBe('created');
    expect(users.size).toBe(1);
    expect(calls).toEqual([LOOKUP, create(true), LOOKUP]);
  });

  it('is sent once more when the verification finds no record', async () => {
    const { run, next, users } = setUpVendor();
    next('createUser', lostBefore);

    expect((await run('iam-create-user', PROFILE)).vendor).toMatchObject({ success: true, id: 'new1' });
    expect(users.size).toBe(1);
  });

  it('is undecided when the verification fails too, and says what to do', async () => {
    const { run, next, calls } = setUpVendor();
    next('createUser', lostAfter);
    next('getUser', (carryOut) => carryOut(), failing('vendor-error', 500));
    const { failure } = await run('iam-create-user', PROFILE);

    expect(failure).toMatchObject({
      effect: 'unknown',
      next: 'Get the record before running the command again.',
    });
    expect(calls).toHaveLength(3);
  });

  it('is not repeated when it was acknowledged but no record is found yet', async () => {
    const { run, next, users, calls } = setUpVendor();
    next('createUser', garbled);
    next(
      'getUser',
      (carryOut) => carryOut(),
      async () => [],
    );

    expect((await run('iam-create-user', PROFILE)).failure).toMatchObject({
      kind: 'malformed-reply',
      effect: 'unknown',
    });
    expect([users.size, calls.length]).toEqual([1, 3]);
  });

  it('does not report a record with the external id and another name as created', async () => {
    const { run, next } = setUpVendor({
      users: [{ ...JANE, userName: 'old@example.com', externalId: 'E1' }],
    });
    next('createUser', lostBefore, failing('conflict', 409));
    const result = await run('iam-create-user', { ...PROFILE, username: 'jane', employeeid: 'E1' });

    expect(result.vendor).toMatchObject({ id: '42', action: 'update', success: true, username: 'jane' });
  });
});

describe('iam-create-user of an existing user', () => {
  it('becomes an update of the user that was found, in two requests', async () => {
    const { run, calls } = setUpVendor({ users: [JANE] });
    const { vendor, happened } = await run('iam-create-user', { ...PROFILE, title: 'Boss' });

    expect(vendor).toMatchObject({ action: 'update', success: true, id: '42' });
    expect(happened).toBe('updated');
    expect(calls).toEqual([LOOKUP, 'updateUser 42 {"title":"Boss"}']);
  });

  it('costs one request when nothing changes', async () => {
    const { run, calls } = setUpVendor({ users: [JANE] });
    const { vendor, happened } = await run('iam-create-user', PROFILE);

    expect(vendor).toMatchObject({ action: 'update', success: true, details: JANE });
    expect(happened).toBe('unchanged');
    expect(calls).toEqual([LOOKUP]);
  });

  it('is skipped, action update, when updating is not allowed', async () => {
    const { run, calls } = setUpVendor({ users: [JANE], params: { updateUserEnabled: false } });
    const { vendor } = await run('iam-create-user', PROFILE);

    expect(vendor).toMatchObject({
      action: 'update',
      success: true,
      skipped: true,
      reason: 'Command is disabled.',
    });
    expect(calls).toEqual([LOOKUP]);
  });

  it('uses the mapping for updates', async () => {
    const { run, calls } = setUpVendor({ users: [JANE], onUpdate: { title: null } });
    await run('iam-create-user', { ...PROFILE, title: 'Boss' });

    expect(calls).toEqual([LOOKUP]);
  });

  it('enables again only when that is asked for and allowed', async () => {
    const inactive = { ...JANE, active: false };
    const enabled = await setUpVendor({ users: [inactive] }).run('iam-create-user', PROFILE);
    const left = await setUpVendor({ users: [inactive] }).run('iam-create-user', PROFILE, {
      'allow-enable': 'false',
    });

    expect([enabled.vendor.active, enabled.reEnabled]).toEqual([true, true]);
    expect([left.vendor.active, left.reEnabled]).toEqual([false, false]);
  });

  it('does not update a person with another external id', async () => {
    const { run, calls } = setUpVendor({ users: [{ ...JANE, externalId: 'E1' }] });
    const { vendor, failure } = await run('iam-create-user', { ...PROFILE, employeeid: 'E2' });

    expect(vendor).toMatchObject({ success: false, errorCode: 409, action: 'create' });
    expect(vendor.errorMessage).toBe('User already exists: the existing user 42 has another externalId.');
    expect(failure?.message).not.toMatch(/E1|E2/);
    expect(calls).toEqual([LOOKUP]);
  });

  it.each([
    ['only the vendor has one', 'E1', undefined],
    ['only the profile has one', undefined, 'E1'],
    ['both have the same', 'E1', 'E1'],
    ['one is a number', '7', 7],
  ])('updates the existing user when %s', async (_, externalId, employeeid) => {
    const { run } = setUpVendor({ users: [{ ...JANE, externalId }] });

    expect((await run('iam-create-user', { ...PROFILE, employeeid })).vendor).toMatchObject({
      action: 'update',
      success: true,
    });
  });
});

describe('iam-create-user that meets a conflict', () => {
  it('searches again by every identifier, and updates the user it finds', async () => {
    const unaware = setUpVendor({ users: [{ ...JANE, externalId: 'E1' }] });
    unaware.next('getUser', ...[1, 2].map(() => answering([])));
    const { vendor } = await unaware.run('iam-create-user', { ...PROFILE, employeeid: 'E1', title: 'Boss' });

    expect(vendor).toMatchObject({ action: 'update', success: true, id: '42' });
    expect(unaware.calls.map((call) => call.split(' ')[0])).toEqual([
      'getUser',
      'getUser',
      'createUser',
      'getUser',
      'updateUser',
    ]);
    expect(unaware.calls.at(-1)).toBe('updateUser 42 {"title":"Boss"}');
  });

  it('does not meet it when a later identifier finds the person: no second account is made', async () => {
    const { run, users, calls } = setUpVendor({
      users: [{ ...JANE, userName: 'other', externalId: 'E1', active: false }],
    });

    expect((await run('iam-create-user', { ...PROFILE, employeeid: 'E1' })).vendor).toMatchObject({
      action: 'update',
      id: '42',
    });
    expect(users.size).toBe(1);
    expect(calls.slice(0, 2)).toEqual([LOOKUP, 'getUser externalId=E1']);
  });

  it('fails naming user name, email and external id when no record is found', async () => {
    const { run, next, calls } = setUpVendor();
    next('createUser', failing('conflict', 409, { message: 'login taken.' }));
    const { vendor, failure } = await run('iam-create-user', { ...PROFILE, employeeid: 'E1' });

    expect(vendor).toMatchObject({ action: 'create', success: false, errorCode: 409 });
    expect(vendor.errorMessage).toBe(
      'login taken. User already exists, but nobody is found by userName "jane@example.com" or externalId "E1"; the email "jane@example.com" cannot be searched for.',
    );
    expect(failure?.next).toContain('console');
    const lookups = [LOOKUP, 'getUser externalId=E1'];
    expect(calls).toEqual([...lookups, expect.stringContaining('createUser'), ...lookups]);
  });

  it('does not update a person with another external id either', async () => {
    const { run, next, users } = setUpVendor();
    next(
      'getUser',
      meanwhile(() => users.set('42', { ...JANE, externalId: 'E1' })),
    );

    expect((await run('iam-create-user', { ...PROFILE, employeeid: 'E2' })).vendor).toMatchObject({
      success: false,
      errorCode: 409,
      errorMessage: 'User already exists: the existing user 42 has another externalId.',
    });
  });

  it('is skipped as an update when updating is not allowed', async () => {
    const { run, next, users } = setUpVendor({ params: { updateUserEnabled: false } });
    next(
      'getUser',
      meanwhile(() => users.set('42', JANE)),
    );

    expect((await run('iam-create-user', PROFILE)).vendor).toMatchObject({ action: 'update', skipped: true });
  });

  it('does not update a user with the same email address and another user name', async () => {
    const { run, calls, next } = setUpVendor({
      users: [{ ...JANE, userName: 'jane' }],
      definition: { lookupBy: ['userName', 'email'] },
    });
    next('createUser', failing('conflict', 409));
    const { vendor } = await run('iam-create-user', { ...PROFILE, username: 'bob' });

    expect(vendor).toMatchObject({
      success: false,
      errorCode: 409,
      errorMessage: 'User already exists: the existing user 42 has another userName.',
    });
    expect(calls.filter((call) => call.startsWith('updateUser'))).toEqual([]);
  });

  it('updates the user with the same external id, whatever the user name is', async () => {
    const { run, users, next } = setUpVendor({ users: [{ ...JANE, userName: 'jane', externalId: 'E1' }] });
    next('createUser', failing('conflict', 409));
    const { vendor } = await run('iam-create-user', { ...PROFILE, username: 'jane.doe', employeeid: 'E1' });

    expect(vendor).toMatchObject({ success: true, action: 'update', id: '42' });
    expect(users.get('42')).toMatchObject({ userName: 'jane.doe' });
  });

  it('warns when the external id alone identifies the person', async () => {
    const { run, next } = setUpVendor({ users: [{ ...JANE, userName: 'jane', externalId: 'E1' }] });
    next('createUser', failing('conflict', 409));
    const { warnings } = await run('iam-create-user', { ...PROFILE, username: 'vic', employeeid: 'E1' });

    expect(warnings).toEqual([
      'The user 42 (jane) has this externalId and another userName: it is taken for the same person.',
    ]);
  });

  it('finds a user by email address although the derived user name differs', async () => {
    const { run, users, next } = setUpVendor({
      users: [{ ...JANE, userName: 'jdoe' }],
      definition: { lookupBy: ['userName', 'email'] },
    });
    next('createUser', failing('conflict', 409));

    expect(await run('iam-create-user', { ...PROFILE, title: 'Boss' })).toMatchObject({
      status: 'done',
      vendor: { action: 'update', id: '42' },
    });
    expect(users.get('42')).toMatchObject({ title: 'Boss', userName: 'jdoe' });
  });
});

describe('iam-create-user of a user whose external id changed', () => {
  it('is the same person when olduserdata has the old one', async () => {
    const { run } = setUpVendor({ users: [{ ...JANE, externalId: 'E1' }] });
    const profile = { ...PROFILE, employeeid: 'E2', olduserdata: { email: PROFILE.email, employeeid: 'E1' } };

    expect(await run('iam-create-user', profile)).toMatchObject({ status: 'done', vendor: { id: '42' } });
  });
});
