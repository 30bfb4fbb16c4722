import { answering, failing, JANE, setUpVendor } from '../../__fixtures__/in-memory-vendor';

const PROFILE = { email: 'jane@example.com', givenname: 'Jane' };

describe.each(['iam-create-user', 'iam-update-user'])('%s where enabling is off', (command) => {
  it('warns that the new user is inactive when the caller asked for an active one', async () => {
    const { run, users } = setUpVendor({ params: { enableUserEnabled: false } });
    const { status, warnings } = await run(command, PROFILE);

    expect([status, users.get('new1')?.['active']]).toEqual(['done', false]);
    expect(warnings).toContain('The user is created inactive: this instance does not allow enabling users.');
  });

  it('says nothing of it when the caller wanted an inactive user', async () => {
    const { run } = setUpVendor({ params: { enableUserEnabled: false } });
    const { status, warnings } = await run(command, PROFILE, { 'allow-enable': false });

    expect([status, warnings.join()]).toEqual(['done', expect.not.stringContaining('inactive')]);
  });
});

it('says nothing of inactivity where the new user is active', async () => {
  expect((await setUpVendor().run('iam-create-user', PROFILE)).warnings).toEqual([]);
});

const replying = async (active: boolean | null, allowEnable: boolean) => {
  const acme = setUpVendor();
  acme.next(
    'createUser',
    answering({
      id: '42',
      username: 'jane@example.com',
      email: null,
      active,
      details: { ...JANE, active },
    }),
  );
  return acme.run('iam-create-user', PROFILE, { 'allow-enable': allowEnable });
};

it.each([[[{ value: 'jane@example.com', primary: true }]], ['jane@example.com']])(
  'a conflict names the address that cannot be searched for, whatever the vendor calls it: %j',
  async (emails) => {
    const acme = setUpVendor({ definition: { attributes: ['userName', 'emails'] } });
    acme.next('createUser', failing('conflict', 409));
    const { failure: failed } = await acme.run('iam-create-user', { username: 'jane', emails });

    expect(failed?.message).toContain('; the email "jane@example.com" cannot be searched for');
  },
);

describe('a user who is to be active', () => {
  it('and is not, by the reply of the vendor, is told', async () => {
    const { status, warnings } = await replying(false, true);

    expect([status, warnings]).toEqual([
      'done',
      ['The vendor shows the new user as inactive, although they were to be created active.'],
    ]);
    expect((await replying(null, true)).warnings).toEqual([]);
  });
});

describe('a user who is to be inactive', () => {
  it('and can sign in all the same is a failure that names the user and what to do', async () => {
    const { status, failure, vendor } = await replying(true, false);

    expect([status, vendor.id, vendor.active]).toEqual(['failed', '42', true]);
    expect(failure).toMatchObject({
      kind: 'not-applied',
      message: 'The user is active, although it was to be created inactive.',
      effect: 'unknown',
      next: 'Disable the user with iam-disable-user.',
    });
  });

  it.each([false, null])('is done where the vendor says %j of activity', async (active) => {
    expect(await replying(active, false)).toMatchObject({ status: 'done', happened: 'created' });
  });
});

describe('a conflict with a user who is not found', () => {
  const conflicting = async (profile: object, lookupBy = ['userName']) => {
    const acme = setUpVendor({ definition: { lookupBy } });
    acme.next('createUser', failing('conflict', 409, { message: 'taken.' }));
    return (await acme.run('iam-create-user', profile as never)).failure;
  };

  it('names what was asked for, and the address that could not be', async () => {
    expect((await conflicting({ username: 'jane', email: 'jane@example.com' }))?.message).toBe(
      'taken. User already exists, but nobody is found by userName "jane"; the email "jane@example.com" cannot be searched for.',
    );
  });

  it('names an address that was asked for among the others', async () => {
    const failed = await conflicting({ username: 'jane', email: 'jane@example.com' }, ['userName', 'email']);

    expect(failed?.message).toBe(
      'taken. User already exists, but nobody is found by userName "jane" or email "jane@example.com".',
    );
  });

  it('says nothing of an address that the profile does not have', async () => {
    expect(await conflicting({ username: 'jane' })).toMatchObject({
      kind: 'conflict',
      status: 409,
      message: 'taken. User already exists, but nobody is found by userName "jane".',
    });
  });

  it('keeps the advice that the integration gives for it', async () => {
    const acme = setUpVendor({ definition: { lookupBy: ['userName'] } });
    const next = 'Enable whoever has the address.';
    acme.next('createUser', failing('conflict', 409, { message: 'taken.', next }));

    expect((await acme.run('iam-create-user', { username: 'jane' } as never)).failure?.next).toBe(next);
  });

  it('passes a failure that is not a conflict on unchanged', async () => {
    const acme = setUpVendor();
    acme.next('createUser', failing('bad-request', 400, { message: 'Bad.' }));

    expect((await acme.run('iam-create-user', PROFILE)).failure).toMatchObject({
      kind: 'bad-request',
      message: 'Bad.',
    });
    expect(acme.calls).toHaveLength(2);
  });
});
