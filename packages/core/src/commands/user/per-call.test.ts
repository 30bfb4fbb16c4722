import { JANE, lostAfter, lostBefore, setUpVendor } from '../__fixtures__/in-memory-vendor';
import type { UserResult } from '../result';
import type { RunOptions } from '../../instance/run-options';

const INACTIVE = { ...JANE, active: false };
const PROFILE = { email: 'jane@example.com', title: 'Boss' };

const setUp = (...given: Parameters<typeof setUpVendor>) => {
  const vendor = setUpVendor(...given);
  return {
    ...vendor,
    run: async (command: string, profile: object, options: RunOptions): Promise<UserResult> =>
      (await vendor.instance.runByName(command, { 'user-profile': profile }, options)) as UserResult,
  };
};

describe('ifExists of a creation', () => {
  it('updates, and lets in, when absent', async () => {
    const { run, users } = setUp({ users: [INACTIVE] });
    expect(await run('iam-create-user', PROFILE, {})).toMatchObject({ happened: 'enabled' });
    expect(users.get('42')).toMatchObject({ title: 'Boss', active: true });
  });

  it('skip leaves the user as found, and says whom', async () => {
    const { run, users, calls } = setUp({ users: [INACTIVE] });
    const result = await run('iam-create-user', PROFILE, { ifExists: 'skip' });

    expect(result).toMatchObject({
      status: 'skipped',
      skipCause: 'exists',
      warnings: ['The user 42 (jane@example.com, inactive) is this person. It was left as it is.'],
      vendor: { id: '42', active: false, action: 'create', reason: 'User already exists' },
      before: INACTIVE,
    });
    expect(result).not.toHaveProperty('changes');
    expect(users.get('42')).toEqual(INACTIVE);
    expect(calls.every((call) => call.startsWith('getUser'))).toBe(true);
  });

  it('fail leaves the user as found, and names the record', async () => {
    const { run, users } = setUp({ users: [INACTIVE] });
    expect(await run('iam-create-user', PROFILE, { ifExists: 'fail' })).toMatchObject({
      status: 'failed',
      failure: {
        kind: 'conflict',
        status: 409,
        effect: 'none',
        message: 'User already exists: The user 42 (jane@example.com, inactive) is this person.',
      },
      vendor: { id: '42', active: false },
    });
    expect(users.get('42')).toEqual(INACTIVE);
  });

  it.each(['skip', 'fail'] as const)('%s creates who is missing', async (ifExists) => {
    const { run } = setUp();
    expect(await run('iam-create-user', PROFILE, { ifExists })).toMatchObject({ happened: 'created' });
  });

  it.each([
    ['skip', { status: 'skipped', skipCause: 'exists' }],
    ['fail', { status: 'failed', failure: { kind: 'conflict', effect: 'none' } }],
  ] as const)('%s holds where the user turns up at the creation alone', async (ifExists, expected) => {
    const { run, users, next } = setUp({ users: [INACTIVE] });
    // Another request creates the user between the look and the creation.
    next('getUser', async () => []);

    expect(await run('iam-create-user', PROFILE, { ifExists })).toMatchObject(expected);
    expect(users.get('42')).toEqual(INACTIVE);
  });

  it.each(['skip', 'fail'] as const)(
    '%s does not touch a user of whom it is not known who created them',
    async (ifExists) => {
      const { run, users, next } = setUp();
      // The reply is lost, and what is there afterwards differs from what was sent.
      next('createUser', async () => {
        users.set('42', INACTIVE);
        return lostBefore(async () => undefined);
      });

      expect(await run('iam-create-user', PROFILE, { ifExists })).toMatchObject({
        status: 'failed',
        failure: { kind: 'conflict', effect: 'unknown' },
      });
      expect(users.get('42')).toEqual(INACTIVE);
    },
  );

  it('fail still takes a user for its own whose reply was lost', async () => {
    const { run, next } = setUp();
    next('createUser', lostAfter);
    expect(await run('iam-create-user', PROFILE, { ifExists: 'fail' })).toMatchObject({
      happened: 'created',
    });
  });
});

describe('ifMissing', () => {
  it.each(['iam-update-user', 'iam-enable-user', 'iam-disable-user'])(
    'fail ends %s with the identifiers that nobody has',
    async (command) => {
      const { run, users } = setUp();
      expect(await run(command, PROFILE, { ifMissing: 'fail' })).toMatchObject({
        status: 'failed',
        failure: {
          kind: 'not-found',
          status: 404,
          effect: 'none',
          message: 'User does not exist. Nobody has userName "jane@example.com".',
        },
      });
      expect(users.size).toBe(0);
    },
  );

  it.each([
    ['skip', true, { status: 'skipped', skipCause: 'not-found' }],
    ['create', false, { happened: 'created' }],
    [undefined, true, { happened: 'created' }],
    [undefined, false, { status: 'skipped', skipCause: 'not-found' }],
  ] as const)(
    '%s of an update, where createIfNotExists is %s',
    async (ifMissing, createIfNotExists, expected) => {
      const { run } = setUp({ params: { createIfNotExists } });
      const options = ifMissing === undefined ? {} : { ifMissing };
      expect(await run('iam-update-user', PROFILE, options)).toMatchObject(expected);
    },
  );

  it('create does not overrule an instance that creates nobody', async () => {
    const { run, users } = setUp({ params: { createUserEnabled: false } });
    expect(await run('iam-update-user', PROFILE, { ifMissing: 'create' })).toMatchObject({
      skipCause: 'not-allowed',
    });
    expect(users.size).toBe(0);
  });

  it.each(['iam-enable-user', 'iam-disable-user'])(
    'create is refused by %s before a request',
    async (command) => {
      const { run, calls } = setUp();
      expect(await run(command, PROFILE, { ifMissing: 'create' })).toMatchObject({
        failure: { kind: 'invalid-input', message: `${command} creates nobody: ifMissing is skip or fail.` },
      });
      expect(calls).toEqual([]);
    },
  );
});
