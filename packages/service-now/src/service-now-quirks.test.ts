import { createInstance } from '@iam/core';
import { JANE, JOE, setUp, withoutQuery } from './__fixtures__/service-now-instance';
import { serviceNow } from './service-now';

// What is peculiar to ServiceNow, and mistakes of the reference with it. Rules common to all vendors are in service-now.test.ts.

let close: (() => void) | undefined;
afterEach(() => close?.());

const at = (...args: Parameters<typeof setUp>) => {
  const running = setUp(...args);
  ({ close } = running);
  return running;
};

const BASIC = { username: 'sandbox-admin', password: 'sandbox-password' };
const V1 = { ...BASIC, apiVersion: 'v1' };

describe('a lookup', () => {
  it('whose condition is ignored touches nobody, although every row comes back', async () => {
    const { run, vendor } = at({ users: [JOE, JANE] }, BASIC, withoutQuery(/sysparm_query=[^&]*/));

    expect((await run('iam-disable-user', { email: 'jane@example.com' })).failure).toMatchObject({
      kind: 'malformed-reply',
      message: expect.stringContaining('other rows of sys_user than those of that user_name') as string,
    });
    expect(vendor.users()).toMatchObject([{ active: 'true' }, { active: 'true' }]);
  });

  it('that meets two people of one address is ambiguous', async () => {
    const { run, vendor } = at({ users: [JANE, { ...JOE, email: 'JANE@example.com' }] });

    expect((await run('iam-disable-user', { email: 'jane@example.com' })).failure?.kind).toBe('ambiguous');
    expect(vendor.users()).toMatchObject([{ active: 'true' }, { active: 'true' }]);
  });

  it.each([
    'jane^ORuser_name=joe',
    'nobody^NQuser_name=joe',
    'jane\n^ORuser_name=joe',
    'javascript:gs.getUserName()',
    'NULL',
  ])('by the user name %j is refused before anything is sent', async (username) => {
    const { run, calls } = at({ users: [JANE, JOE] });

    expect((await run('iam-get-user', { username })).status).toBe('failed');
    expect(calls()).toEqual([]);
  });

  it('tells a person whom access controls hide from one who is not there', async () => {
    const { run, vendor } = at({ users: [JANE], hidden: { sys_user: 'user_name=jane' } });
    const result = await run('iam-create-user', { email: 'jane@example.com' });

    expect(result.failure).toMatchObject({
      kind: 'forbidden',
      message: expect.stringContaining('access controls hide') as string,
    });
    expect(vendor.users()).toHaveLength(1);
  });

  it('that shows one of two people is no proof of the other', async () => {
    const { run } = at({
      users: [JANE, { ...JOE, email: 'jane@example.com' }],
      hidden: { sys_user: 'user_name=joe' },
    });

    expect((await run('iam-disable-user', { email: 'jane@example.com' })).failure?.kind).toBe('forbidden');
  });

  it.each(['iam-get-user', 'iam-disable-user'])(
    'takes 404 for an empty list in version 1 (%s)',
    async (command) => {
      const { run } = at({}, V1);
      const { vendor } = await run(command, { email: 'jane@example.com' });

      expect(vendor.errorMessage || vendor.reason).toBe('User does not exist');
    },
  );

  it('makes the user in version 1 whom the 404 shows to be missing', async () => {
    const { run, calls } = at({}, V1);

    expect((await run('iam-create-user', { email: 'jane@example.com' })).happened).toBe('created');
    expect(calls()).toEqual(['GET /sys_user', 'GET /sys_user', 'POST /sys_user']);
  });

  it('by a sys_id that is hidden or missing finds nobody', async () => {
    const { run } = at({ users: [JANE], hidden: { sys_user: 'user_name=jane' } });

    expect((await run('iam-get-user', { id: JANE.sys_id })).vendor).toMatchObject({ errorCode: 404 });
  });
});

describe('a creation', () => {
  it('has a user name, because a user without one can never sign in', async () => {
    const { run, vendor } = at();
    await run('iam-create-user', { email: 'jane@example.com', givenname: 'Jane', surname: 'Doe' });
    const refused = await run('iam-create-user', { id: 'x', first_name: 'Nameless' });

    expect(vendor.users()).toMatchObject([
      { user_name: 'jane@example.com', name: 'Jane Doe', active: 'true' },
    ]);
    expect(refused.failure?.kind).toBe('invalid-input');
  });

  it.each([['unique-key' as const], ['aborted' as const]])(
    'that the database refuses as a duplicate is a conflict (%s)',
    async (duplicateDetail) => {
      const { run, vendor } = at(
        { users: [JANE], hidden: { sys_user: 'user_name=jane' }, duplicateDetail },
        V1,
      );
      const { failure } = await run('iam-create-user', { username: 'jane', email: 'other@example.com' });

      expect(failure).toMatchObject({ kind: 'conflict', status: 403 });
      expect(vendor.users()).toHaveLength(1);
    },
  );

  it('that a right is missing for is none', async () => {
    const { run } = at({ refusals: [{ table: 'sys_user', operation: 'insert' }] });

    expect((await run('iam-create-user', { email: 'jane@example.com' })).failure).toMatchObject({
      kind: 'forbidden',
      message: 'Operation Failed: ACL Exception Insert Failed due to security constraints',
    });
  });

  it('names the column that ServiceNow cut', async () => {
    const { run, vendor } = at();
    const { failure } = await run('iam-create-user', { email: 'jane@example.com', title: 'x'.repeat(61) });

    expect(failure).toMatchObject({ kind: 'not-applied', effect: 'unknown' });
    expect(failure?.message).toContain(
      `${vendor.users()[0]?.['sys_id'] ?? ''} of sys_user does not have what`,
    );
    expect(failure?.message).toMatch(/sent for: title\.$/);
  });

  it('writes no name, which ServiceNow computes, and says so', async () => {
    const { run, bodies } = at({ writtenName: 'split' });
    const { warnings } = await run('iam-create-user', {
      email: 'jane@example.com',
      givenname: 'Jane Ann',
      surname: 'Doe',
      displayname: 'Doe, Jane',
      name: 'Doe',
    });

    expect(bodies()).toEqual([
      {
        user_name: 'jane@example.com',
        email: 'jane@example.com',
        first_name: 'Jane Ann',
        last_name: 'Doe',
        active: true,
      },
    ]);
    expect(warnings).toEqual([
      expect.stringContaining('displayname') as string,
      expect.stringContaining(' name ') as string,
    ]);
  });
});

describe('an update', () => {
  it('that changes nothing sends nothing, so that the record keeps its count of changes', async () => {
    const { run, vendor, calls } = at({ users: [JANE] });
    const { happened } = await run('iam-update-user', {
      username: 'jane',
      title: 'Clerk',
      givenname: 'Jane',
    });

    expect(happened).toBe('unchanged');
    expect(calls()).toEqual(['GET /sys_user']);
    expect(vendor.users()).toMatchObject([{ sys_mod_count: '0' }]);
  });

  it('of an inactive person says that the person may sign in, in one request', async () => {
    const { run, bodies, vendor } = at({ users: [{ ...JANE, active: false }] });

    expect((await run('iam-update-user', { username: 'jane', title: 'Boss' })).reEnabled).toBe(true);
    expect(bodies()).toEqual([{ title: 'Boss', active: true }]);
    expect(vendor.users()).toMatchObject([{ active: 'true', title: 'Boss' }]);
  });

  it('clears by an empty text', async () => {
    const { run, vendor } = at({ users: [JANE], nullValues: 'ignore' });

    expect((await run('iam-update-user', { username: 'jane', title: null })).status).toBe('done');
    expect(vendor.users()).toMatchObject([{ title: '' }]);
  });

  it('whose columns ServiceNow ignores has failed, and names them', async () => {
    const { run } = at({ users: [JANE] }, BASIC, (vendor) => ({
      handle: (request) =>
        vendor.handle(request.method === 'PATCH' ? { ...request, body: { first_name: 'Janet' } } : request),
    }));
    const { failure } = await run('iam-update-user', {
      username: 'jane',
      givenname: 'Janet',
      surname: 'Roe',
      city: 'Bonn',
    });

    expect(failure).toMatchObject({ kind: 'not-applied', effect: 'unknown' });
    expect(failure?.message).toMatch(/sent for: last_name, city\.$/);
  });

  it('of a choice that cannot be cleared has failed', async () => {
    const { run } = at({ users: [{ ...JANE, gender: 'Female' }] });

    expect((await run('iam-update-user', { username: 'jane', gender: null })).failure?.kind).toBe(
      'not-applied',
    );
  });

  it('writes the boolean of a technical account and finds it unchanged afterwards', async () => {
    const { run, vendor } = at({ users: [JANE] });
    await run('iam-update-user', { username: 'jane', web_service_access_only: true });
    const again = await run('iam-update-user', { username: 'jane', web_service_access_only: true });

    expect(vendor.users()).toMatchObject([{ web_service_access_only: 'true' }]);
    expect(again.happened).toBe('unchanged');
  });
});

describe('activity', () => {
  it.each([
    ['true', true],
    ['false', false],
    [true, true],
    [{ display_value: 'false', value: 'false' }, false],
    ['', null],
    [undefined, null],
  ])('is read from %j as %j', async (active, read) => {
    const { run, fail } = at();
    const body = { result: [{ ...JANE, active }] };
    fail({ on: 'all', mishap: { kind: 'instead', reply: { status: 200, body } } });

    expect((await run('iam-get-user', { username: 'jane' })).vendor.active).toBe(read);
  });

  it.each([true, false])(
    'of a person who is locked out and active: %j is given back by enabling',
    async (active) => {
      const { run, vendor, bodies } = at({ users: [{ ...JANE, active, locked_out: true }] });
      const { happened, reEnabled } = await run('iam-enable-user', { username: 'jane' });

      expect([happened, reEnabled]).toEqual(['enabled', true]);
      expect(bodies()).toEqual([{ active: true, locked_out: false }]);
      expect(vendor.users()).toMatchObject([{ active: 'true', locked_out: 'false' }]);
    },
  );

  it('is shown apart from being locked out, which an update leaves as it is', async () => {
    const { run, vendor } = at({ users: [{ ...JANE, locked_out: true }] });
    const { state, vendor: shown } = await run('iam-update-user', { username: 'jane', title: 'Boss' });

    expect([state, shown.active]).toEqual(['locked_out', true]);
    expect(vendor.users()).toMatchObject([{ title: 'Boss', locked_out: 'true' }]);
  });

  it('of a person who is active and not locked out costs no write', async () => {
    const { run, calls } = at({ users: [JANE] });

    expect((await run('iam-enable-user', { username: 'jane' })).status).toBe('skipped');
    expect(calls()).toEqual(['GET /sys_user']);
  });
});

it('a list that the time limit of the instance cut is no list', async () => {
  const { run, fail } = at();
  const body = {
    result: [],
    error: { message: 'Transaction cancelled', detail: 'maximum execution time exceeded' },
  };
  fail({ on: 'all', mishap: { kind: 'instead', reply: { status: 200, body } } });

  expect((await run('iam-get-user', { username: 'jane' })).failure?.kind).toBe('malformed-reply');
});

it('the fields are the columns of the dictionary', async () => {
  const { instance } = at();
  const result = await instance.runByName('get-mapping-fields', {});
  const fields = result.kind === 'fields' ? result.fields : {};

  expect(fields).toMatchObject({ user_name: 'User name', sys_mod_count: 'Mod count' });
  expect(Object.keys(fields)).not.toContain('');
});

describe('an instance', () => {
  const make = (params: object) =>
    createInstance(serviceNow, { url: 'https://acme.service-now.com', ...params }, { name: 'a', env: {} });

  it.each([
    [{}, 'username and password are missing, or clientId and clientSecret'],
    [{ username: 'admin' }, 'username is given without password'],
    [{ password: 'secret-of-admin' }, 'password is given without username'],
    [{ ...BASIC, clientId: 'c' }, 'clientId is given without clientSecret'],
    [{ ...BASIC, apiVersion: 'v3' }, 'must be one of none, v1, v2'],
  ])('with %j is refused', (params, why) => {
    expect(() => make(params)).toThrow(why);
  });

  it.each([
    ['a client', { clientId: 'sandbox-client', clientSecret: 'sandbox-client-secret' }],
    ['a client and a user', { ...BASIC, clientId: 'sandbox-client', clientSecret: 'sandbox-client-secret' }],
  ])(
    'with %s signs in at the instance, with the secret in the body, and again when the token ends',
    async (_, params) => {
      const { run, vendor, requests } = at({ users: [JANE] }, params);
      const first = await run('iam-get-user', { username: 'jane' });
      vendor.endAccessTokens();
      const second = await run('iam-get-user', { username: 'jane' });

      expect([first.status, second.status]).toEqual(['done', 'done']);
      expect(requests().every(({ headers }) => headers['authorization']?.startsWith('Bearer '))).toBe(true);
    },
  );

  it('says that the second factor is missing', async () => {
    const { run, fail } = at();
    const body = {
      error: { message: 'User Not Authenticated', detail: 'Required to provide Auth information' },
      status: 'failure',
    };
    fail({
      on: 'all',
      mishap: { kind: 'instead', reply: { status: 401, headers: { 'X-MFA_TOKEN': 'invalid' }, body } },
    });

    expect((await run('iam-get-user', { username: 'jane' })).failure).toMatchObject({
      kind: 'unauthorized',
      next: expect.stringContaining('second factor') as string,
    });
  });
});
