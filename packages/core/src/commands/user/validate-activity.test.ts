import { JANE, lostAfter, meanwhile, setUpVendor } from '../__fixtures__/in-memory-vendor';
import { defineMapper } from '../../profile/mapper/define-mapper';

const PROFILE = { email: 'jane@example.com' };
const LEAVER = { ...JANE, active: false };
const UNREADABLE = { status: 'failed', failure: { kind: 'invalid-input', effect: 'none' } };
const USE_DISABLE = expect.stringContaining('use iam-disable-user, or leave the key out');

describe.each(['iam-create-user', 'iam-update-user', 'iam-enable-user', 'iam-disable-user'])('%s', (name) => {
  it.each([
    { active: 0 },
    { Active: 'inactive' },
    { is_active: null },
    { IsActive: '' },
    { active: true, IsActive: false },
  ])('refuses an unreadable activity before anything is sent: %p', async (word) => {
    const { run, calls } = setUpVendor({ users: [LEAVER] });

    expect(await run(name, { ...PROFILE, ...word })).toMatchObject(UNREADABLE);
    expect(calls).toEqual([]);
  });

  it('runs as usual when the activity is true', async () => {
    const given = { users: [{ ...JANE, active: name !== 'iam-enable-user' }] };
    const [plain, told] = [setUpVendor(given), setUpVendor(given)];
    const before = await plain.run(name, PROFILE);

    expect((await told.run(name, { ...PROFILE, IsActive: 'TRUE' })).vendor).toEqual(before.vendor);
    expect(told.calls).toEqual(plain.calls);
  });

  it('ignores activity in olduserdata', async () => {
    const { run } = setUpVendor({ users: [{ ...JANE, active: name !== 'iam-enable-user' }] });

    expect(await run(name, { ...PROFILE, olduserdata: { ...PROFILE, active: 'left' } })).toMatchObject({
      status: 'done',
    });
  });
});

it('an instance that does not allow the command skips it, whatever the activity is', async () => {
  const { run } = setUpVendor({ users: [JANE], params: { updateUserEnabled: false } });

  expect(await run('iam-update-user', { ...PROFILE, active: 0 })).toMatchObject({ status: 'skipped' });
});

describe.each([
  ['active', false],
  ['Active', 'No'],
  ['is_active', 'FALSE'],
  ['IsActive', false],
  ['enabled', false],
  ['suspended', true],
])('a profile that marks the user inactive, by %s: %p', (key, value) => {
  const profile = { ...PROFILE, [key]: value };

  it.each([JANE, LEAVER])('is refused by an update before anything is sent', async (user) => {
    const { run, calls } = setUpVendor({ users: [user] });

    expect(await run('iam-update-user', { ...profile, title: 'Boss' })).toMatchObject({
      status: 'failed',
      failure: { kind: 'invalid-input' },
      vendor: { success: false, errorMessage: USE_DISABLE },
    });
    expect(calls).toEqual([]);
  });

  it('is refused by an update that would create', async () => {
    const { run, calls } = setUpVendor();

    expect(await run('iam-update-user', profile)).toMatchObject({ status: 'failed' });
    expect(calls).toEqual([]);
  });

  it('creates the user inactive, and warns of it', async () => {
    const { run, users } = setUpVendor();
    const { status, vendor, warnings } = await run('iam-create-user', profile);

    expect([status, vendor.active]).toEqual(['done', false]);
    expect([...users.values()]).toMatchObject([{ active: false }]);
    expect(warnings).toContain('The user is created inactive: the user profile says so.');
    expect(warnings.join()).not.toMatch(/is not written|does not decide/);
  });

  it.each([JANE, LEAVER])(
    'is refused by a create that turns into an update: nothing is written',
    async (user) => {
      const { run, calls, users } = setUpVendor({ users: [user] });

      expect(await run('iam-create-user', { ...profile, title: 'Boss' })).toMatchObject({
        status: 'failed',
        vendor: { action: 'update', id: '42', errorMessage: USE_DISABLE },
      });
      expect(calls).toEqual(['getUser userName=jane@example.com']);
      expect(users.get('42')).toEqual(user);
    },
  );

  it('fails iam-enable-user and enables no user', async () => {
    const { run, calls } = setUpVendor({ users: [LEAVER] });

    expect(await run('iam-enable-user', profile)).toMatchObject({
      status: 'failed',
      failure: { kind: 'invalid-input', message: expect.stringContaining('leave the key out') },
    });
    expect(calls).toEqual([]);
  });

  it('does not stop iam-disable-user', async () => {
    const { run, users } = setUpVendor({ users: [JANE] });

    expect(await run('iam-disable-user', profile)).toMatchObject({
      status: 'done',
      vendor: { active: false },
    });
    expect(users.get('42')).toMatchObject({ active: false });
  });
});

it('an inactive user whose creation was lost and who differs is reported as created, not updated', async () => {
  const { run, next, users } = setUpVendor();
  next('createUser', async (carryOut) => {
    await carryOut();
    users.set('new1', { ...(users.get('new1') ?? LEAVER), title: 'Set by the vendor' });
    return lostAfter(async () => undefined);
  });
  const result = await run('iam-create-user', { ...PROFILE, title: 'Boss', active: false });

  expect(result).toMatchObject({ status: 'done', happened: 'created', vendor: { active: false } });
  expect(result.warnings.join()).toContain('differs from what was sent');
});

it('a conflict with a user created concurrently ends a create with active: false without a write', async () => {
  const { run, next, users } = setUpVendor();
  next(
    'getUser',
    meanwhile(() => void users.set('42', JANE)),
  );

  expect(await run('iam-create-user', { ...PROFILE, active: false })).toMatchObject({
    status: 'failed',
    vendor: { errorMessage: USE_DISABLE },
  });
  expect(users.get('42')).toEqual(JANE);
});

describe('a mapper of the instance that fills activity from a key of another name', () => {
  const definition = {
    mappers: {
      incoming: defineMapper({ name: 'In', direction: 'incoming', fields: { Username: 'userName' } }),
      outgoing: defineMapper({
        name: 'Out',
        direction: 'outgoing',
        fields: { userName: 'email', active: 'employed' },
      }),
    },
  } as const;

  it.each([
    ['iam-update-user', false],
    ['iam-enable-user', false],
    ['iam-create-user', 'left in May'],
    ['iam-update-user', 'left in May'],
  ])('enables no user by %s whose employed is %p', async (name, employed) => {
    const { run, calls } = setUpVendor({ users: [LEAVER], definition });

    expect(await run(name, { ...PROFILE, employed })).toMatchObject({ status: 'failed' });
    expect(calls).toEqual([]);
  });

  it('creates the user inactive', async () => {
    const { run } = setUpVendor({ definition });
    const { vendor, warnings } = await run('iam-create-user', { ...PROFILE, employed: false });

    expect(vendor.active).toBe(false);
    expect(warnings).toEqual(['The user is created inactive: the user profile says so.']);
  });
});

describe('a mapper that fills activity for creations from one key and for updates from another', () => {
  const definition = {
    mappers: {
      incoming: defineMapper({ name: 'In', direction: 'incoming', fields: { Username: 'userName' } }),
      outgoing: defineMapper({
        name: 'Out',
        direction: 'outgoing',
        fields: { userName: 'email', title: 'title', active: 'starts' },
        update: { active: 'stays' },
      }),
    },
  } as const;

  it.each([{ starts: false }, { stays: false }])(
    'writes nothing by a create that turns into an update: %j',
    async (said) => {
      const { run, calls, users } = setUpVendor({ users: [LEAVER], definition });

      expect(await run('iam-create-user', { ...PROFILE, title: 'Boss', ...said })).toMatchObject({
        status: 'failed',
        vendor: { action: 'update', errorMessage: USE_DISABLE },
      });
      expect(calls).toEqual(['getUser userName=jane@example.com']);
      expect(users.get('42')).toEqual(LEAVER);
    },
  );

  it.each([{}, { starts: true }, { stays: true }])(
    'updates the user by a create otherwise: %j',
    async (said) => {
      const { run } = setUpVendor({ users: [LEAVER], definition });

      expect(await run('iam-create-user', { ...PROFILE, title: 'Boss', ...said })).toMatchObject({
        status: 'done',
        vendor: { action: 'update', active: true },
      });
    },
  );
});
