import type { OktaOptions } from '@iam/sandbox';
import { JANE, person, setUp as start } from './__fixtures__/set-up';

// Okta's statuses, and what the reference makes of them. Rules common to all vendors are in okta.test.ts.

let close: (() => void) | undefined;
afterEach(() => close?.());

const setUp = (options: OktaOptions = {}, params: object = {}) => {
  const running = start(options, params);
  close = running.close;
  return running;
};

const STATUSES = [
  ['STAGED', false],
  ['PROVISIONED', true],
  ['ACTIVE', true],
  ['RECOVERY', true],
  ['LOCKED_OUT', true],
  ['PASSWORD_EXPIRED', true],
  ['SUSPENDED', false],
  ['DEPROVISIONED', false],
] as const;

const error = (errorCode: string, errorSummary: string) => ({
  errorCode,
  errorSummary,
  errorLink: errorCode,
  errorId: 'oae1',
  errorCauses: [],
});
const NOT_FOUND = error('E0000007', 'Not found: Resource not found: 00ujane (User)');
const ALREADY_ACTIVE = error('E0000016', 'Activation failed because the user is already active');

const CREATE = 'POST /users';
const ACTIVATE = 'POST /users/00ujane/lifecycle/activate';
const UPDATE = 'POST /users/00ujane';

describe('each status', () => {
  it.each(STATUSES)('%s is read as active %s, and shown', async (status, active) => {
    const { run } = setUp({ users: [person('00ujane', { status })] });
    expect(await run('iam-get-user', JANE)).toMatchObject({
      state: status,
      vendor: { success: true, active },
    });
  });

  it('that is not known is unknown, never inactive', async () => {
    const { run, fail } = setUp({ users: [person('00ujane')] });
    const alter = (reply: object) => ({
      status: 200,
      body: { ...(reply as { body: object }).body, status: 'ARCHIVED' },
    });
    fail({ on: 'reads', mishap: { kind: 'altered', alter } });
    expect(await run('iam-get-user', JANE)).toMatchObject({ state: 'ARCHIVED', vendor: { active: null } });
  });

  it('on its way is the one that was accepted', async () => {
    const { run } = setUp({ users: [person('00ujane', { status: 'STAGED' })], transitionMs: 60_000 });
    expect((await run('iam-enable-user', JANE)).vendor).toMatchObject({ success: true, active: true });
  });
});

describe('enabling', () => {
  it.each([
    ['STAGED', 'lifecycle/activate', 'sendEmail=false', 'PROVISIONED'],
    ['DEPROVISIONED', 'lifecycle/activate', 'sendEmail=false', 'PROVISIONED'],
    ['SUSPENDED', 'lifecycle/unsuspend', '', 'ACTIVE'],
    ['LOCKED_OUT', 'lifecycle/unlock', '', 'ACTIVE'],
  ] as const)('%s: %s, without a mail', async (status, path, query, becomes) => {
    const { run, requests, statuses, vendor } = setUp({ users: [person('00ujane', { status })] });
    expect(await run('iam-enable-user', JANE)).toMatchObject({
      state: becomes,
      vendor: { action: 'enable', success: true, active: true, details: { status: becomes } },
    });
    expect(requests().filter(({ method }) => method !== 'GET')).toMatchObject([
      { method: 'POST', path: `/api/v1/users/00ujane/${path}`, query },
    ]);
    expect([statuses(), vendor.outbox()]).toEqual([[becomes], []]);
  });

  it('writes to the person only when the instance asks for it', async () => {
    const { run, vendor } = setUp({ users: [person('00ujane', { status: 'STAGED' })] }, { sendEmail: true });
    await run('iam-enable-user', JANE);
    expect(vendor.outbox()).toMatchObject([{ to: '00ujane@example.com', kind: 'activation' }]);
  });

  it('of somebody whom another request just activated is no failure', async () => {
    const { run, fail, vendor } = setUp({ users: [person('00ujane', { status: 'STAGED' })] });
    fail({ on: 'writes', mishap: { kind: 'altered', alter: () => ({ status: 403, body: ALREADY_ACTIVE }) } });
    expect((await run('iam-enable-user', JANE)).vendor).toMatchObject({ success: true, active: true });
    expect(vendor.events().filter(({ eventType }) => eventType === 'user.lifecycle.activate')).toHaveLength(
      1,
    );
  });

  it('shows no activation token', async () => {
    const { run } = setUp({ users: [person('00ujane', { status: 'STAGED' })] });
    expect(JSON.stringify(await run('iam-enable-user', JANE))).not.toMatch(/activationToken|welcome/);
  });
});

describe('creating', () => {
  it('stages the person, then activates without a mail, and shows the record as it is then', async () => {
    const { run, requests, vendor } = setUp();
    const result = await run('iam-create-user', JANE);
    expect(result.vendor).toMatchObject({
      action: 'create',
      success: true,
      active: true,
      details: { status: 'PROVISIONED', profile: { login: '00ujane@example.com', firstName: 'Jane' } },
    });
    const writes = requests().filter(({ method }) => method === 'POST');
    expect(writes).toMatchObject([
      { path: '/api/v1/users', query: 'activate=false', body: { profile: { firstName: 'Jane' } } },
      { path: expect.stringMatching(/lifecycle\/activate$/) as string, query: 'sendEmail=false' },
    ]);
    expect(vendor.outbox()).toEqual([]);
  });

  it.each(['iam-create-user', 'iam-update-user'])(
    'a person whose activation failed is told of, and activated by the next %s',
    async (command) => {
      const { run, fail, statuses } = setUp();
      fail({ on: 'writes', after: 1, mishap: { kind: 'instead', reply: { status: 403 } } });
      const failed = await run('iam-create-user', JANE);
      expect(failed).toMatchObject({ status: 'failed', vendor: { success: false } });
      expect(failed.vendor.errorMessage).toMatch(/created, but not activated/);
      expect(statuses()).toEqual(['STAGED']);

      expect((await run(command, JANE)).vendor).toMatchObject({ success: true, active: true });
      expect(statuses()).toEqual(['PROVISIONED']);
    },
  );

  it('leaves the person staged when the command does not enable', async () => {
    const { run, statuses, calls } = setUp();
    const result = await run('iam-create-user', JANE, { 'allow-enable': false });
    expect(result).toMatchObject({ state: 'STAGED', vendor: { success: true, active: false } });
    expect([statuses(), calls().filter((call) => call.startsWith('POST'))]).toEqual([['STAGED'], [CREATE]]);
  });

  it('finds a login in other letters, which Okta takes for the same', async () => {
    const { run, vendor } = setUp({
      users: [
        person('00ujane', { profile: { login: 'Jane.Doe@Example.com', email: 'Jane.Doe@Example.com' } }),
      ],
    });
    const result = await run('iam-create-user', {
      ...JANE,
      email: 'jane.doe@example.com',
      username: 'jane.doe@example.com',
      title: 'Boss',
    });
    expect(result.vendor).toMatchObject({ success: true, id: '00ujane', action: 'update' });
    expect(vendor.users()).toHaveLength(1);
  });

  it('reports a login that is taken as a conflict, in Okta’s words', async () => {
    const { run, fail } = setUp();
    const body = {
      errorCode: 'E0000001',
      errorSummary: 'Api validation failed: login',
      errorLink: 'E0000001',
      errorId: 'oae1',
      errorCauses: [
        { errorSummary: 'login: An object with this field already exists in the current organization' },
      ],
    };
    fail({ on: 'writes', mishap: { kind: 'instead', reply: { status: 400, body } } });
    const { failure, vendor } = await run('iam-create-user', JANE);
    expect(failure).toMatchObject({ kind: 'conflict', status: 400 });
    expect(vendor.errorMessage).toContain('login: An object with this field already exists');
  });
});

describe('updating', () => {
  it.each(['STAGED', 'SUSPENDED', 'DEPROVISIONED'] as const)(
    'enables somebody %s first, and keeps the changes',
    async (status) => {
      const { run, calls, vendor } = setUp({ users: [person('00ujane', { status })] });
      const result = await run('iam-update-user', { ...JANE, title: 'Boss' });
      expect(result).toMatchObject({
        reEnabled: true,
        vendor: { action: 'update', success: true, active: true, details: { profile: { title: 'Boss' } } },
      });
      const change = status === 'SUSPENDED' ? 'unsuspend' : 'activate';
      expect(calls().filter((call) => call.startsWith('POST'))).toEqual([
        `POST /users/00ujane/lifecycle/${change}`,
        UPDATE,
      ]);
      expect(vendor.users()).toMatchObject([{ profile: { title: 'Boss' } }]);
    },
  );

  it('never unlocks', async () => {
    const { run, statuses } = setUp({ users: [person('00ujane', { status: 'LOCKED_OUT' })] });
    expect((await run('iam-update-user', { ...JANE, title: 'Boss' })).vendor).toMatchObject({
      success: true,
      active: true,
    });
    expect(statuses()).toEqual(['LOCKED_OUT']);
  });

  it('of somebody deactivated fails as the wrong state where the org refuses it', async () => {
    const { run } = setUp({ users: [person('00ujane', { status: 'DEPROVISIONED' })] });
    const result = await run('iam-update-user', { ...JANE, title: 'Boss' }, { 'allow-enable': false });
    expect(result).toMatchObject({
      status: 'failed',
      failure: {
        kind: 'wrong-state',
        status: 404,
        message: expect.stringContaining('DEPROVISIONED') as string,
        next: expect.stringMatching(/^Enable the (person|user) first/) as string,
      },
      vendor: { action: 'update', success: false, skipped: false },
    });
  });

  it('of somebody deactivated is written where the org allows it', async () => {
    const { run, vendor, statuses } = setUp({
      users: [person('00ujane', { status: 'DEPROVISIONED' })],
      editDeactivatedUsers: true,
    });
    const result = await run('iam-update-user', { ...JANE, title: 'Boss' }, { 'allow-enable': false });
    expect(result.vendor).toMatchObject({ action: 'update', success: true, active: false });
    expect([statuses(), vendor.users()[0]?.['profile']]).toMatchObject([
      ['DEPROVISIONED'],
      { title: 'Boss' },
    ]);
  });

  it('of somebody who is gone is no wrong state', async () => {
    const { run, fail } = setUp({ users: [person('00ujane')] });
    fail({
      on: 'all',
      after: 1,
      times: 2,
      mishap: { kind: 'instead', reply: { status: 404, body: NOT_FOUND } },
    });
    const { failure } = await run('iam-update-user', { ...JANE, title: 'Boss' });
    expect(failure).toMatchObject({ kind: 'no-such-resource', status: 404 });
  });

  it('sends what changed, below profile', async () => {
    const { run, bodies } = setUp({ users: [person('00ujane', { profile: { title: 'Clerk' } })] });
    await run('iam-update-user', { ...JANE, surname: 'Roe', title: null });
    expect(bodies()).toEqual([{ profile: { lastName: 'Roe', title: null } }]);
  });
});

describe('disabling', () => {
  it('deactivates, and shows the record as it is then', async () => {
    const { run, calls } = setUp({ users: [person('00ujane')] });
    expect(await run('iam-disable-user', JANE)).toMatchObject({
      state: 'DEPROVISIONED',
      vendor: { action: 'disable', success: true, active: false, details: { status: 'DEPROVISIONED' } },
    });
    expect(calls().filter((call) => call.startsWith('POST'))).toEqual([
      'POST /users/00ujane/lifecycle/deactivate',
    ]);
  });

  it('is skipped only for somebody who was seen to be inactive', async () => {
    const { run } = setUp({ users: [person('00ujane', { status: 'DEPROVISIONED' })] });
    expect((await run('iam-disable-user', JANE)).vendor).toMatchObject({
      success: true,
      skipped: true,
      action: 'disable',
    });
  });

  it('that meets another deactivation is done', async () => {
    const { run, fail, statuses } = setUp({ users: [person('00ujane')] });
    fail({ on: 'writes', mishap: { kind: 'altered', alter: () => ({ status: 404, body: NOT_FOUND }) } });
    expect((await run('iam-disable-user', JANE)).vendor).toMatchObject({ success: true, active: false });
    expect(statuses()).toEqual(['DEPROVISIONED']);
  });

  it('that Okta answers with “not found” is no success while the person is active', async () => {
    const { run, fail, statuses } = setUp({ users: [person('00ujane')] });
    fail({
      on: 'writes',
      times: Infinity,
      mishap: { kind: 'instead', reply: { status: 404, body: NOT_FOUND } },
    });
    expect((await run('iam-disable-user', JANE)).vendor).toMatchObject({ success: false, errorCode: 404 });
    expect(statuses()).toEqual(['ACTIVE']);
  });
});

it('activates with a path of the person’s id', async () => {
  const { run, calls } = setUp({ users: [person('00ujane', { status: 'STAGED' })] });
  await run('iam-enable-user', { id: '00ujane' });
  expect(calls()).toContain(ACTIVATE);
});
