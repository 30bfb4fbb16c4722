import { createInstance } from '@iam/core';
import { INACTIVE, JANE, PARAMS, PROFILE, setUp } from './__fixtures__/intercepted-slack';
import { slack } from './slack';

// Peculiarities of Slack's users, and mistakes of the reference with them. Rules common to all vendors are in slack.test.ts.

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const PROFILE_URN = 'urn:ietf:params:scim:schemas:extension:slack:profile:2.0:User';
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const CORE_1 = 'urn:scim:schemas:core:1.0';

const URL = PARAMS.url;

describe('the address', () => {
  it.each<[string, { readonly url?: string; readonly scimVersion?: 'v1' | 'v2' }, string]>([
    ['nothing, which is Slack’s own', {}, '/scim/v2/'],
    ['a version', { scimVersion: 'v1' }, '/scim/v1/'],
    ['a host with a slash', { url: `${URL}/` }, '/scim/v2/'],
    ['what the documentation shows', { url: `${URL}/scim/v2/` }, '/scim/v2/'],
    ['the same of v1', { url: `${URL}/scim/v1`, scimVersion: 'v1' }, '/scim/v1/'],
    ['a gateway', { url: `${URL}/slack` }, '/slack/scim/v2/'],
  ])('follows from %s', async (_, params, path) => {
    const { requests } = setUp();
    const { accessToken } = PARAMS;
    const instance = createInstance(slack, { accessToken, ...params }, { name: 'slack_1', env: {} });
    await instance.run('test-module');

    expect(requests()[0]?.path.replace(/Users.*/, '')).toBe(path);
  });

  it.each([
    [`${URL}/scim/v1`, 'v2'],
    [`${URL}/scim/v2/`, 'v1'],
    [`${URL}/scim/v3`, 'v2'],
  ])('%s contradicts the version %s', (url, scimVersion) => {
    const params = { ...PARAMS, url, scimVersion } as never;
    expect(() => createInstance(slack, params, { name: 'slack_1', env: {} })).toThrow(
      /params\.url: ends with v\d, but scimVersion is v\d/,
    );
  });
});

describe('looking up a user', () => {
  it('asks for an address by the name that it has in filters', async () => {
    const { run, queries } = setUp({ users: [JANE] });

    expect((await run('iam-get-user', { email: 'jane@example.com' })).vendor.id).toBe('U0JANE');
    expect(queries()).toEqual([expect.stringContaining('filter=email eq "jane@example.com"')]);
  });

  it.each([
    ['a b', 'userName eq "a_b"'],
    ['x" or userName pr or userName eq "', 'userName eq "x__or_userName_pr_or_"'],
  ])('quotes the user name %p', async (username, filter) => {
    const { run, queries } = setUp({ users: [JANE] });

    // A name that Slack would alter may be another person's, too.
    expect((await run('iam-get-user', { username })).vendor).toMatchObject({
      success: false,
      errorMessage: expect.stringContaining('proves nothing'),
    });
    expect(queries()[0]).toContain(filter);
  });

  it('escapes what is in an address', async () => {
    const { run, queries } = setUp({ users: [JANE] });
    await run('iam-get-user', { email: '"o\\k"@example.com' });

    expect(queries()[0]).toContain('email eq "\\"o\\\\k\\"@example.com"');
  });

  it.each(['iam-get-user', 'iam-update-user', 'iam-disable-user'])(
    '%s takes the list of several for nobody’s record',
    async (command) => {
      const twins = ['U1', 'U2'].map((id) => ({ ...JANE, id }));
      const { run, vendor, calls } = setUp({ users: twins });

      expect(await run(command, { email: 'jane@example.com', title: 'Boss' })).toMatchObject({
        failure: { kind: 'ambiguous' },
        vendor: { id: null },
      });
      expect(calls()).toEqual(['GET /Users']);
      expect(vendor.users()).toMatchObject([{ title: 'Clerk' }, { title: 'Clerk' }]);
    },
  );

  it('finds deactivated users, also by an id that lists do not show', async () => {
    const { run } = setUp({ users: [INACTIVE], listsDeactivated: false });

    expect((await run('iam-get-user', { id: 'U0JANE' })).vendor).toMatchObject({
      success: true,
      active: false,
    });
  });
});

describe('a user name', () => {
  it.each([
    ['an address', {}, 'maximilian.mustermann'],
    ['a long one', { username: 'maximilian.mustermann.the.third' }, 'maximilian.mustermann'],
    ['other characters', { username: "Max O'Neil/x" }, 'Max_O_Neil_x'],
    ['letters of other alphabets', { username: 'Jürgen' }, 'Jürgen'],
  ])('of %s is read back as Slack has it, and found again', async (_, more, username) => {
    const { run, writes, vendor } = setUp();
    const profile = { email: 'Maximilian.Mustermann@example.com', surname: 'Mustermann', ...more };

    expect((await run('iam-create-user', profile)).vendor).toMatchObject({ success: true, username });
    expect(await run('iam-update-user', profile)).toMatchObject({ happened: 'unchanged' });
    expect((await run('iam-get-user', profile)).vendor).toMatchObject({ success: true, username });
    expect((await run('iam-create-user', profile)).vendor).toMatchObject({ action: 'update', username });
    expect(vendor.users()).toHaveLength(1);
    expect(writes()).toEqual(['POST /Users']);
  });

  it('that two people would share is no proof: the second is not taken for the first', async () => {
    const { run, vendor } = setUp();
    await run('iam-create-user', { username: 'maximilian.mustermann.the.third', email: 'a@example.com' });
    const { failure } = await run('iam-create-user', {
      username: 'maximilian.mustermann.the.fourth',
      email: 'b@example.com',
    });

    expect(failure).toMatchObject({ kind: 'conflict' });
    expect(vendor.users()).toMatchObject([{ emails: [{ value: 'a@example.com' }] }]);
  });

  it('is not changed by an update that names the address only', async () => {
    const { run, vendor } = setUp({ users: [JANE] });

    expect((await run('iam-update-user', { email: 'jane@example.com', title: 'Boss' })).vendor).toMatchObject(
      { action: 'update', success: true, username: 'jane', email: 'jane@example.com' },
    );
    expect(vendor.users()).toMatchObject([{ userName: 'jane', title: 'Boss' }]);
  });

  it('that was made of the address follows the address', async () => {
    const { run, vendor } = setUp({ users: [{ ...JANE, userName: 'jane_example.com' }] });
    await run('iam-update-user', { id: 'U0JANE', email: 'roe@example.com', 'allow-enable': false });

    expect(vendor.users()).toMatchObject([
      { userName: 'roe_example.com', emails: [{ value: 'roe@example.com' }] },
    ]);
  });

  it('that a channel has is a conflict which says so', async () => {
    const { run } = setUp({ channelNames: ['general'] });
    const { vendor, failure } = await run('iam-create-user', { ...PROFILE, username: 'general' });

    expect(vendor).toMatchObject({ errorCode: 409, errorMessage: expect.stringMatching(/^username_taken/) });
    expect(failure).toMatchObject({ kind: 'conflict', next: expect.stringContaining('channels') });
  });
});

describe.each(['v2', 'v1'])('an address that a deactivated user still holds, over %s', (scimVersion) => {
  it('leads to that user, who is enabled: nobody can have it anew', async () => {
    const { run, calls, vendor } = setUp({ users: [INACTIVE] }, { scimVersion });

    expect((await run('iam-create-user', { ...PROFILE, title: 'Boss' })).vendor).toMatchObject({
      action: 'update',
      success: true,
      active: true,
      id: 'U0JANE',
    });
    expect(calls()).toEqual(['GET /Users', 'PATCH /Users/U0JANE']);
    expect(vendor.users()).toMatchObject([{ title: 'Boss', active: true }]);
  });

  it('is a conflict that names the user when the name is another', async () => {
    const { run, vendor } = setUp({ users: [INACTIVE] }, { scimVersion });

    expect(await run('iam-create-user', { ...PROFILE, username: 'jane.roe' })).toMatchObject({
      failure: { kind: 'conflict', next: expect.stringContaining('olduserdata') },
      vendor: { id: 'U0JANE', active: false, errorMessage: expect.stringContaining('another userName') },
    });
    expect(vendor.users()).toMatchObject([{ active: false }]);
  });

  it.each([400, 409] as const)(
    'is a conflict that says what to do when lists hide the user (%d)',
    async (takenStatus) => {
      const options = { users: [INACTIVE], listsDeactivated: false, takenStatus };
      const { run } = setUp(options, { scimVersion });
      const { vendor, failure } = await run('iam-create-user', { ...PROFILE, username: 'jane.roe' });

      expect(vendor).toMatchObject({
        errorCode: takenStatus,
        errorMessage: expect.stringMatching(/^email_taken \(email=jane@example\.com\)\. User already exists/),
      });
      expect(failure).toMatchObject({ kind: 'conflict', next: expect.stringContaining('iam-enable-user') });
    },
  );
});

describe('creating', () => {
  const PERSON = {
    ...PROFILE,
    department: 'Research',
    [PROFILE_URN]: { startDate: '2026-02-01' },
  };

  it('declares every extension that is used', async () => {
    const { run, bodies } = setUp();
    await run('iam-create-user', PERSON);

    expect(bodies()).toMatchObject([{ schemas: [USER, ENTERPRISE, PROFILE_URN], active: true }]);
  });

  it('has the names of version 1 there', async () => {
    const { run, bodies } = setUp({}, { scimVersion: 'v1' });
    await run('iam-create-user', PERSON);

    expect(bodies()).toMatchObject([
      {
        schemas: [
          CORE_1,
          'urn:scim:schemas:extension:enterprise:1.0',
          'urn:scim:schemas:extension:slack:profile:1.0',
        ],
        'urn:scim:schemas:extension:enterprise:1.0': { department: 'Research' },
        'urn:scim:schemas:extension:slack:profile:1.0': { startDate: '2026-02-01' },
      },
    ]);
  });

  it('refuses several addresses of which none is the primary one before anything is sent', async () => {
    const { run, writes } = setUp();
    const emails = [{ value: 'a@example.com' }, { value: 'b@example.com' }];

    expect(await run('iam-create-user', { userName: 'a', emails })).toMatchObject({
      failure: { kind: 'invalid-input', message: expect.stringContaining('emails') },
    });
    expect(writes()).toEqual([]);
  });
});

describe.each(['v2', 'v1'])('a manager over %s', (scimVersion) => {
  it('is named by the address and written as the id that Slack calls managerId', async () => {
    const boss = { ...JANE, id: 'U0BOSS', userName: 'boss', emails: [{ value: 'boss@example.com' }] };
    const { run, bodies, vendor } = setUp({ users: [JANE, boss] }, { scimVersion });
    const profile = { ...PROFILE, manageremailaddress: 'boss@example.com' };

    expect(await run('iam-update-user', profile)).toMatchObject({ status: 'done', warnings: [] });
    expect(JSON.stringify(bodies())).toContain('{"managerId":"U0BOSS"}');
    expect(JSON.stringify(vendor.users()[0])).toContain('"manager":{"managerId":"U0BOSS"');
    expect(await run('iam-update-user', profile)).toMatchObject({ happened: 'unchanged' });
  });
});

describe('changing', () => {
  it.each([
    ['v2', [PATCH_OP]],
    ['v1', [CORE_1]],
  ])('over %s enables and updates in one request, which names its schemas', async (scimVersion, schemas) => {
    const { run, bodies, vendor } = setUp({ users: [INACTIVE], schemasRequired: 'always' }, { scimVersion });

    expect(await run('iam-update-user', { ...PROFILE, title: 'Boss' })).toMatchObject({ reEnabled: true });
    expect(bodies()).toMatchObject([{ schemas }]);
    expect(vendor.users()).toMatchObject([{ active: true, title: 'Boss', name: { familyName: 'Doe' } }]);
  });

  it('compares a city without the type that Slack does not keep', async () => {
    const { run, calls } = setUp({ users: [JANE] });
    const profile = { ...PROFILE, city: 'Bonn', mobilephone: '+49 228 1' };
    await run('iam-update-user', profile);

    expect(await run('iam-update-user', profile)).toMatchObject({ happened: 'unchanged' });
    expect(calls()).toEqual(['GET /Users', 'PATCH /Users/U0JANE', 'GET /Users']);
  });

  it('warns of keys that Slack has no attribute for', async () => {
    const { run } = setUp({ users: [JANE] });
    const { warnings } = await run('iam-update-user', { ...PROFILE, nickname: 'J', peoplemanagerflag: true });

    expect(warnings).toEqual([
      expect.stringContaining('nickname') as string,
      expect.stringContaining('peoplemanagerflag') as string,
    ]);
  });
});

describe('disabling', () => {
  it.each(['v2', 'v1'])('over %s deactivates and keeps the record', async (scimVersion) => {
    const { run, calls, vendor } = setUp({ users: [JANE] }, { scimVersion });

    expect((await run('iam-disable-user', PROFILE)).vendor).toMatchObject({
      success: true,
      active: false,
      id: 'U0JANE',
    });
    expect(calls()).toEqual(['GET /Users', 'PATCH /Users/U0JANE']);
    expect(vendor.users()).toMatchObject([{ active: false, title: 'Clerk' }]);
  });

  it('never removes a record, since a DELETE only deactivates', () => {
    const { deleteUser } = slack.client({ http: undefined, config: { scimVersion: 'v2' } } as never);

    expect(deleteUser).toBeUndefined();
  });

  it.each(['v2', 'v1'])('over %s is refused for the primary owner, with what to do', async (scimVersion) => {
    const { run, vendor } = setUp({ users: [JANE], primaryOwner: 'U0JANE' }, { scimVersion });
    const result = await run('iam-disable-user', PROFILE);

    expect(result.vendor).toMatchObject({
      success: false,
      errorCode: 403,
      errorMessage: 'cannot_disable_primary_owner (user=U0JANE)',
      active: true,
    });
    expect(result.failure).toMatchObject({ kind: 'forbidden', next: expect.stringContaining('ownership') });
    expect(vendor.users()).toMatchObject([{ active: true }]);
  });
});
