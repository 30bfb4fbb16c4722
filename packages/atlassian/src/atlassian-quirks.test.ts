import { createAtlassianVendor, type AtlassianOptions, type SeedUser } from '@iam/sandbox';
import { interceptedInstance } from '@iam/sandbox/msw';
import { atlassian } from './atlassian';

// Peculiarities of Atlassian, and mistakes of the reference with them. Rules common to all vendors are in atlassian.test.ts.

const JANE: SeedUser = {
  id: 'u-jane',
  userName: 'jane@example.com',
  displayName: 'Jane Doe',
  name: { givenName: 'Jane', familyName: 'Doe' },
  emails: [{ value: 'jane@example.com', type: 'work', primary: true }],
  title: 'Clerk',
  timezone: 'Europe/Berlin',
  active: true,
};
const INACTIVE = { ...JANE, active: false };
const PROFILE = { email: 'jane@example.com', givenname: 'Jane', surname: 'Doe' };

const PARAMS = {
  url: 'https://api.atlassian.com',
  directoryId: 'd1',
  accessToken: 't0ken-of-atlassian',
};

let close: (() => void) | undefined;
afterEach(() => close?.());

const setUp = (options: AtlassianOptions = {}, params: object = {}) => {
  const vendor = createAtlassianVendor({
    directoryId: 'd1',
    token: 't0ken-of-atlassian',
    seed: 's',
    ...options,
  });
  const running = interceptedInstance(atlassian, { ...PARAMS, ...params }, vendor, '/scim/directory/d1');
  close = running.close;
  return { ...running, vendor };
};

describe('a search without a match', () => {
  it.each([
    ['iam-get-user', { success: false, errorCode: 404, errorMessage: 'User does not exist', id: null }],
    ['iam-disable-user', { success: true, skipped: true, reason: 'User does not exist', id: null }],
    ['iam-enable-user', { success: true, skipped: true, reason: 'User does not exist', id: null }],
  ])('is reported by %s as a missing user, not as a user without an id', async (command, vendor) => {
    const { run, calls } = setUp();

    expect((await run(command, PROFILE)).vendor).toMatchObject(vendor);
    expect(calls()).toEqual(['GET /Users']);
  });

  it.each(['iam-create-user', 'iam-update-user'])('makes %s create the user', async (command) => {
    const { run, calls } = setUp();

    expect((await run(command, PROFILE)).vendor).toMatchObject({ action: 'create', success: true });
    expect(calls()).toEqual(['GET /Users', 'POST /Users']);
  });

  it('by id is reported in the same way', async () => {
    const { run } = setUp({ users: [JANE] });

    expect((await run('iam-get-user', { id: 'u-nobody' })).vendor).toMatchObject({
      success: false,
      errorCode: 404,
    });
    expect((await run('iam-disable-user', { id: 'u-nobody' })).vendor).toMatchObject({
      skipped: true,
      reason: 'User does not exist',
    });
  });

  it('sends no filter that Atlassian does not support', async () => {
    const { run, requests } = setUp({ users: [JANE] });
    await run('iam-get-user', { email: 'jane@example.com', employeeid: 'E1' });
    await run('iam-get-user', { employeeid: 'E1' });

    expect(requests().map(({ query }) => decodeURIComponent(query))).toEqual([
      'filter=userName eq "jane@example.com"',
      'filter=externalId eq "E1"',
    ]);
  });

  it('quotes a value so that it cannot alter the filter', async () => {
    const { run } = setUp({ users: [JANE] });

    expect(
      (await run('iam-get-user', { username: 'x" or userName pr or userName eq "' })).vendor,
    ).toMatchObject({ errorCode: 404 });
  });
});

describe('enabling', () => {
  it('sends one request with a JSON boolean, also as part of an update', async () => {
    const { run, bodies, vendor } = setUp({ users: [INACTIVE] });
    const result = await run('iam-update-user', { ...PROFILE, title: 'Boss' });

    expect(result).toMatchObject({
      reEnabled: true,
      vendor: { action: 'update', success: true, active: true },
    });
    expect(bodies()).toMatchObject([
      { Operations: [{ path: 'title' }, { op: 'replace', path: 'active', value: true }] },
    ]);
    expect(vendor.users()).toMatchObject([{ active: true, title: 'Boss' }]);
  });

  it('enables with iam-enable-user', async () => {
    const { run } = setUp({ users: [INACTIVE] });

    expect((await run('iam-enable-user', PROFILE)).vendor).toMatchObject({
      action: 'enable',
      success: true,
      active: true,
    });
  });
});

describe('disabling', () => {
  it('keeps the record and its id', async () => {
    const { run, calls, vendor } = setUp({ users: [JANE] });

    expect((await run('iam-disable-user', PROFILE)).vendor).toMatchObject({
      success: true,
      active: false,
      id: 'u-jane',
      username: 'jane@example.com',
    });
    expect(calls()).toEqual(['GET /Users', 'PATCH /Users/u-jane']);
    expect(vendor.users()).toMatchObject([{ id: 'u-jane', active: false, title: 'Clerk' }]);
  });

  it('deletes only when the instance is configured to, and reports the deletion', async () => {
    const { run, calls, vendor } = setUp({ users: [JANE] }, { deleteOnDisable: true });
    const result = await run('iam-disable-user', PROFILE);

    expect(result).toMatchObject({
      happened: 'deleted',
      vendor: {
        success: true,
        active: false,
        id: 'u-jane',
        username: 'jane@example.com',
        reason: 'The user was deleted: this instance disables by deletion.',
      },
    });
    expect(result.vendor.details).not.toBeNull();
    expect([calls(), vendor.users()]).toEqual([
      ['GET /Users', 'DELETE /Users/u-jane', 'GET /Users/u-jane'],
      [],
    ]);
  });

  it('disables a user whose read omits active: unknown is not inactive', async () => {
    const { run, vendor } = setUp({ users: [JANE], omitActive: 'on-read' });

    expect((await run('iam-disable-user', PROFILE)).vendor).toMatchObject({
      success: true,
      skipped: false,
      active: false,
    });
    expect(vendor.users()).toMatchObject([{ active: false }]);
  });

  it('fails when no reply confirms that the user is inactive', async () => {
    const { run, fail } = setUp({ users: [JANE], omitActive: 'on-read' });
    fail({ on: 'writes', mishap: { kind: 'instead', reply: { status: 204 } } });

    expect((await run('iam-disable-user', PROFILE)).failure?.kind).toBe('not-applied');
  });
});

describe('updating', () => {
  it('keeps attributes that the profile does not name', async () => {
    const { run, vendor, bodies } = setUp({ users: [JANE] });
    await run('iam-update-user', { email: 'jane@example.com', surname: 'Roe' });

    expect(bodies()).toMatchObject([
      { Operations: [{ op: 'replace', path: 'name.familyName', value: 'Roe' }] },
    ]);
    expect(vendor.users()).toMatchObject([
      {
        name: { givenName: 'Jane', familyName: 'Roe' },
        title: 'Clerk',
        timezone: 'Europe/Berlin',
        active: true,
      },
    ]);
  });

  it('accepts a profile in Atlassian’s own attributes, including an email as one object', async () => {
    const { run, vendor, calls } = setUp();
    const profile = {
      userName: 'john@example.com',
      emails: { value: 'john@example.com', type: 'work', primary: true },
      name: { givenName: 'John', familyName: 'Doe' },
    };
    await run('iam-create-user', profile);
    const again = await run('iam-update-user', profile);

    expect(vendor.users()).toMatchObject([
      { userName: 'john@example.com', emails: [{ value: 'john@example.com', primary: true }] },
    ]);
    expect(again.happened).toBe('unchanged');
    expect(calls()).toEqual(['GET /Users', 'POST /Users', 'GET /Users']);
  });

  it('warns of keys that Atlassian would ignore silently', async () => {
    const { run } = setUp({ users: [JANE] });

    expect((await run('iam-update-user', { ...PROFILE, division: 'East', city: 'Bonn' })).warnings).toEqual([
      expect.stringContaining('division') as string,
      expect.stringContaining('city') as string,
    ]);
  });
});

describe('failures', () => {
  it('quote Atlassian’s message when an address belongs to another account', async () => {
    const { run } = setUp({ takenEmails: ['jane@example.com'] });

    expect((await run('iam-create-user', PROFILE)).vendor).toMatchObject({
      success: false,
      errorCode: 409,
      errorMessage: expect.stringMatching(
        /^Resource \[USER\]: with email\[jane@example\.com\] already exists\. User already exists, but nobody/,
      ) as string,
    });
  });

  it('omit the Java stack trace that Atlassian sends', async () => {
    const { run, fail } = setUp({ users: [JANE] });
    const body = {
      cause: null,
      stackTrace: [{ methodName: 'validate', fileName: 'UserResource.java' }],
      message: 'No such path.',
    };
    fail({ on: 'writes', mishap: { kind: 'instead', reply: { status: 400, body } } });
    const { vendor } = await run('iam-update-user', { ...PROFILE, title: 'Boss' });

    expect(vendor).toMatchObject({
      success: false,
      errorCode: 400,
      errorMessage: 'No such path.',
      details: null,
    });
  });
});

describe('groups', () => {
  const people = ['a', 'b', 'c'].map((id) => ({
    ...JANE,
    id,
    userName: id,
    emails: [{ value: `${id}@example.com`, primary: true }],
  }));

  it('list their members and remove them one by one, never all at once', async () => {
    const { runGroup, vendor, bodies } = setUp({
      users: people,
      groups: [{ id: 'g1', displayName: 'Staff', members: ['a', 'b'] }],
    });
    const { group } = await runGroup(
      'iam-update-group',
      { id: 'g1' },
      { memberIdsToAdd: 'c', memberIdsToDelete: 'a' },
    );

    expect(group).toMatchObject({ success: true, members: [{ value: 'b' }, { value: 'c' }] });
    expect(bodies()).toMatchObject([
      {
        Operations: [
          { op: 'add', path: 'members', value: [{ value: 'c' }] },
          { op: 'remove', path: 'members[value eq "a"]' },
        ],
      },
    ]);
    expect(vendor.groups()[0]?.members).toEqual(['b', 'c']);
  });

  it('are not renamed by an update', async () => {
    const { runGroup, vendor } = setUp({ users: people, groups: [{ id: 'g1', displayName: 'Staff' }] });
    const { group } = await runGroup(
      'iam-update-group',
      { id: 'g1', displayName: 'Crew' },
      { memberIdsToAdd: 'a' },
    );

    expect([group.displayName, vendor.groups()[0]?.displayName]).toEqual(['Crew', 'Staff']);
  });
});
