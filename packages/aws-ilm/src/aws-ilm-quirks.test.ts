import { createInstance } from '@iam/core';
import { serveVendor } from '@iam/conformance';
import { createAwsVendor, type AwsOptions, type SeedUser } from '@iam/sandbox';
import { interceptedInstance, recordedInstance } from '@iam/sandbox/msw';
import { awsIlm } from './aws-ilm';

// Peculiarities of AWS, and mistakes of the reference with them. Rules common to all vendors are in aws-ilm.test.ts.

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const JANE: SeedUser = {
  id: 'u-jane',
  userName: 'jane@example.com',
  displayName: 'Jane Doe',
  name: { givenName: 'Jane', familyName: 'Doe' },
  emails: [{ value: 'jane@example.com', type: 'work', primary: true }],
  title: 'Clerk',
  active: true,
};
const PROFILE = { email: 'jane@example.com', givenname: 'Jane', surname: 'Doe' };

const URL = 'https://scim.eu-west-1.amazonaws.com';
const PATH = '/t1/scim/v2';

const fake = (options: AwsOptions) =>
  createAwsVendor({ tenantId: 't1', token: 't0ken-of-aws', seed: 's', ...options });
const params = (url: string) => ({
  url,
  tenantId: 't1',
  authenticationToken: 't0ken-of-aws',
  rateLimit: 1000,
});

let close: (() => unknown) | undefined;
afterEach(() => close?.());

const setUp = (options: AwsOptions = {}, further: object = {}) => {
  const vendor = fake(options);
  const running = interceptedInstance(awsIlm, { ...params(URL), ...further }, vendor, PATH);
  close = running.close;
  return { ...running, vendor };
};

/** Over real HTTP, for the effects of a server and its connection. */
const setUpServer = async (options: AwsOptions) => {
  const server = await serveVendor(fake(options));
  close = server.close;
  return recordedInstance(awsIlm, params(server.url), server, PATH);
};

it.each(['https://scim.us-east-1.amazonaws.com/t-1', 't-1/scim/v2', 't 1'])(
  'refuses %p as a tenant: AWS would answer as to a wrong token',
  (tenantId) => {
    const params = { url: 'https://scim.us-east-1.amazonaws.com', tenantId, authenticationToken: 'a token' };
    expect(() => createInstance(awsIlm, params, { name: 'aws', env: {} })).toThrow(
      'params.tenantId: must be',
    );
  },
);

describe('the endpoint', () => {
  it.each([
    ['the host alone', ''],
    ['the whole endpoint, as the console shows it', '/t1/scim/v2'],
    ['the endpoint with a slash', '/t1/scim/v2/'],
  ])('may be given as %s', async (_, more) => {
    setUp();
    const instance = createInstance(
      awsIlm,
      { url: `${URL}${more}`, tenantId: 't1', authenticationToken: 't0ken-of-aws' },
      { name: 'aws_1', env: {} },
    );

    expect((await instance.run('test-module')).status).toBe('done');
  });
});

describe('looking up a user', () => {
  it.each([
    ['iam-get-user', { success: false, errorCode: 404, errorMessage: 'User does not exist' }],
    ['iam-update-user', { success: true, skipped: true, reason: 'User does not exist' }],
    ['iam-disable-user', { success: true, skipped: true, reason: 'User does not exist' }],
    ['iam-enable-user', { success: true, skipped: true, reason: 'User does not exist' }],
  ])('by an unknown id ends %s as documented', async (command, vendor) => {
    const { run } = setUp({ users: [JANE] }, { createIfNotExists: false });

    expect((await run(command, { id: 'u-nobody' })).vendor).toMatchObject(vendor);
  });

  it('by an unknown id still creates the user', async () => {
    const { run } = setUp();

    expect((await run('iam-create-user', { id: 'u-nobody', ...PROFILE })).vendor).toMatchObject({
      action: 'create',
      success: true,
    });
  });

  it.each([['x" or userName pr or userName eq "'], ['jane@example.com" or "a" eq "a'], ['\\" pr']])(
    'finds no user by the filter injection %p',
    async (username) => {
      const { run } = setUp({ users: [JANE] });

      expect((await run('iam-get-user', { username })).vendor).toMatchObject({
        success: false,
        errorCode: 404,
      });
    },
  );

  it('never reaches another path by an id', async () => {
    const { run, requests } = setUp({ users: [JANE], groups: [{ id: 'g1', displayName: 'Staff' }] });
    await run('iam-disable-user', { id: '../Groups/g1' });

    expect(requests().map(({ path }) => path)).toEqual(['/t1/scim/v2/Users/..%2FGroups%2Fg1']);
  });
});

describe('creating', () => {
  it('sends schemas, JSON booleans and the primary address, and omits absent values', async () => {
    const { run, bodies } = setUp();
    await run('iam-create-user', PROFILE);

    expect(bodies()).toEqual([
      {
        schemas: [USER],
        userName: 'jane@example.com',
        displayName: 'Jane Doe',
        name: { givenName: 'Jane', familyName: 'Doe' },
        emails: [{ value: 'jane@example.com', type: 'work', primary: true }],
        active: true,
      },
    ]);
  });

  it('works with an address as the only identifier', async () => {
    const { run, vendor } = setUp();
    await run('iam-create-user', PROFILE);
    await run('iam-disable-user', { email: 'jane@example.com' });

    expect(vendor.users()).toMatchObject([{ userName: 'jane@example.com', active: false }]);
  });

  it('names missing attributes before it sends anything, because AWS does not name them', async () => {
    const { run, calls } = setUp();
    const { vendor } = await run('iam-create-user', { email: 'jane@example.com' });

    expect(vendor.errorMessage).toBe(
      'AWS-ILM would refuse this user: displayName: is missing, AWS-ILM requires it; name.givenName: is missing, AWS-ILM requires it; ' +
        'name.familyName: is missing, AWS-ILM requires it.',
    );
    expect(calls()).toEqual(['GET /Users']);
  });

  it.each<[string, object, object, boolean]>([
    ['allow-enable=false', { 'allow-enable': 'false' }, {}, false],
    ['enabling not allowed', {}, { enableUserEnabled: false }, false],
    ['neither', {}, {}, true],
  ])('honours %s', async (_, args, params, active) => {
    const { run, vendor } = setUp({ activeWhenOmitted: true }, params);

    expect((await run('iam-create-user', PROFILE, args)).vendor.active).toBe(active);
    expect(vendor.users()).toMatchObject([{ active }]);
  });

  it('writes an employee number into the enterprise extension of SCIM 2.0', async () => {
    const { run, vendor, bodies } = setUp();
    await run('iam-create-user', { ...PROFILE, employeenumber: '701984', department: 'Sales' });

    expect(bodies()).toMatchObject([{ schemas: [USER, ENTERPRISE] }]);
    expect(vendor.users()).toMatchObject([
      { [ENTERPRISE]: { employeeNumber: '701984', department: 'Sales' } },
    ]);
  });

  it('preserves quotes and backslashes in names', async () => {
    const { run, vendor } = setUp();
    await run('iam-create-user', { ...PROFILE, givenname: 'Ja"ne\\', surname: '", "active": "false' });

    expect(vendor.users()).toMatchObject([
      { name: { givenName: 'Ja"ne\\', familyName: '", "active": "false' }, active: true },
    ]);
  });

  it.each<[string, object, string]>([
    ['a phone number', { mobilephone: '+49\u200b151' }, 'phoneNumbers.value'],
    ['an address', { city: 'Bonn\u0007' }, 'addresses.locality'],
    ['a role', { roles: ['a\u2060b'] }, 'roles.value'],
    ['a locale', { locale: 'de\u200e' }, 'locale'],
    ['a time zone', { timezone: 'Europe\u0000' }, 'timezone'],
    ['a URL', { profileurl: 'https://x.example/\u200b' }, 'profileUrl'],
    ['the department', { department: 'R\u200dD' }, `${ENTERPRISE}.department`],
    ['the manager', { manager: 'u-\u200b9' }, `${ENTERPRISE}.manager.value`],
  ])('refuses an invisible character in %s before anything is written', async (_, given, attribute) => {
    const { run, requests } = setUp({ users: [JANE] });
    const created = await run('iam-create-user', { ...PROFILE, username: 'new@example.com', ...given });
    const updated = await run('iam-update-user', { ...PROFILE, ...given });

    for (const { vendor } of [created, updated]) {
      expect(vendor.errorMessage).toContain(`${attribute}: contains the character U+`);
    }
    expect(requests().filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('names an invisible character that AWS refuses', async () => {
    const { run } = setUp();

    expect(
      (await run('iam-create-user', { ...PROFILE, surname: 'Doe\u200b' })).vendor.errorMessage,
    ).toContain('name.familyName: contains the character U+200B');
  });

  it('fails with every attribute that could conflict, because AWS names none', async () => {
    const { run } = setUp({ users: [{ ...JANE, userName: 'jd' }] });
    const { vendor } = await run('iam-create-user', PROFILE);

    expect(vendor).toMatchObject({ success: false, errorCode: 409 });
    expect(vendor.errorMessage).toMatch(
      /^Refused to create a new, duplicate resource\. User already exists, but nobody is found by userName "jane@example\.com"; the email "jane@example\.com" cannot be searched for\./,
    );
  });
});

describe('updating', () => {
  it('sends no request without a change, and one operation per changed attribute', async () => {
    const { run, calls, bodies } = setUp({ users: [JANE] });
    await run('iam-update-user', { ...PROFILE, title: 'Clerk' });
    await run('iam-update-user', { ...PROFILE, title: 'Boss' });

    expect(calls()).toEqual(['GET /Users', 'GET /Users', 'PATCH /Users/u-jane']);
    expect(bodies()).toEqual([
      {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'replace', path: 'title', value: 'Boss' }],
      },
    ]);
  });

  it('changes a surname alone', async () => {
    const { run, vendor } = setUp({ users: [JANE] });
    await run('iam-update-user', { email: 'jane@example.com', surname: 'Roe' });

    expect(vendor.users()).toMatchObject([{ name: { givenName: 'Jane', familyName: 'Roe' } }]);
  });

  it('changes one attribute of the extension and keeps the others', async () => {
    const { run, vendor, bodies } = setUp({
      users: [{ ...JANE, [ENTERPRISE]: { department: 'Sales', division: 'East' } }],
    });
    await run('iam-update-user', { email: 'jane@example.com', department: 'Research' });

    expect(bodies()).toMatchObject([
      { Operations: [{ op: 'replace', path: `${ENTERPRISE}:department`, value: 'Research' }] },
    ]);
    expect(vendor.users()).toMatchObject([{ [ENTERPRISE]: { department: 'Research', division: 'East' } }]);
  });

  it('enables with a JSON boolean in the same request', async () => {
    const { run, bodies, calls } = setUp({ users: [{ ...JANE, active: false }] });
    const { vendor, reEnabled } = await run('iam-update-user', { email: 'jane@example.com', title: 'Boss' });

    expect(calls()).toEqual(['GET /Users', 'PATCH /Users/u-jane']);
    expect(bodies()).toMatchObject([
      {
        Operations: [
          { path: 'title', value: 'Boss' },
          { op: 'replace', path: 'active', value: true },
        ],
      },
    ]);
    expect([vendor.active, reEnabled]).toEqual([true, true]);
  });

  it('replaces the only phone number that AWS keeps, whatever its type', async () => {
    const { run, vendor } = setUp({
      users: [{ ...JANE, phoneNumbers: [{ value: '1', type: 'mobile' }] }],
    });

    expect(
      (await run('iam-update-user', { email: 'jane@example.com', mobilephone: '2' })).vendor.success,
    ).toBe(true);
    expect(vendor.users()).toMatchObject([{ phoneNumbers: [{ value: '2' }] }]);
  });

  it('looks up the old name and then the new one, once each', async () => {
    const { run, calls } = setUp({ users: [JANE] });
    const { vendor } = await run('iam-update-user', {
      username: 'jane@example.com',
      title: 'Boss',
      olduserdata: { username: 'former@example.com' },
    });

    expect(vendor).toMatchObject({ action: 'update', success: true });
    expect(calls()).toEqual(['GET /Users', 'GET /Users', 'PATCH /Users/u-jane']);
  });
});

describe('failures', () => {
  it('quote AWS’s message and request id, never a stack trace', async () => {
    const { run, fail } = setUp({ users: [JANE] });
    fail({
      on: 'writes',
      mishap: {
        kind: 'instead',
        reply: {
          status: 400,
          headers: { 'x-amzn-RequestId': 'r-1' },
          body: { detail: 'No.', status: '400' },
        },
      },
    });
    const { vendor } = await run('iam-update-user', { ...PROFILE, title: 'Boss' });

    expect(vendor).toMatchObject({
      success: false,
      errorCode: 400,
      errorMessage: 'No. (request id r-1)',
      details: null,
      id: 'u-jane',
    });
  });

  it.each<[string, object]>([
    ['no detail', { body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '400' } }],
    ['a list', { body: ['x'] }],
    ['nothing', {}],
    ['a web page', { text: '<html></html>', headers: { 'content-type': 'text/html' } }],
  ])('name the status when the reply has %s', async (_, reply) => {
    const { run, fail } = setUp({ users: [JANE] });
    fail({ on: 'all', mishap: { kind: 'instead', reply: { status: 400, ...reply } } });
    const { vendor } = await run('iam-get-user', PROFILE);

    expect(vendor).toMatchObject({ success: false, errorCode: 400 });
    expect(vendor.errorMessage).toMatch(/^(Bad Request|SCIM error 400)/);
    expect(vendor.errorMessage).not.toMatch(/None|undefined|null|Error:/);
  });

  it('end a command once: skipped or failed, never both', async () => {
    const { run, fail } = setUp({ users: [JANE] });
    fail({
      on: 'writes',
      mishap: {
        kind: 'instead',
        reply: { status: 404, body: { detail: 'Resource not found.', status: '404' } },
      },
    });
    const result = await run('iam-disable-user', PROFILE);

    // The user still exists: the 404 had another cause.
    expect(result).toMatchObject({
      status: 'failed',
      vendor: { success: false, skipped: false, errorCode: 404, reason: '' },
    });
  });
});

describe('groups', () => {
  const people = (count: number): SeedUser[] =>
    Array.from({ length: count }, (_, index) => ({
      ...JANE,
      id: `u${index}`,
      userName: `u${index}`,
      emails: undefined as never,
    }));
  const STAFF = { id: 'g1', displayName: 'Staff', members: ['u0', 'u1'] };

  it('list members only when requested, and never from AWS’s always empty list', async () => {
    const { runGroup, requests } = setUp({ users: people(3), groups: [STAFF] });

    expect((await runGroup('iam-get-group', { id: 'g1' })).group.members).toBeNull();
    expect(requests()).toHaveLength(1);
    expect((await runGroup('iam-get-group', { id: 'g1' }, { includeMembers: true })).group.members).toEqual([
      { value: 'u0', display: 'u0' },
      { value: 'u1', display: 'u1' },
    ]);
  });

  it('change at most 100 members per request', async () => {
    const users = people(250);
    const { runGroup, vendor, calls } = setUp({ users, groups: [{ id: 'g1', displayName: 'Staff' }] });
    const { group } = await runGroup(
      'iam-update-group',
      { id: 'g1' },
      { memberIdsToAdd: users.map(({ id }) => id).join(',') },
    );

    expect(group).toMatchObject({ success: true, id: 'g1' });
    expect(calls()).toEqual(['PATCH /Groups/g1', 'PATCH /Groups/g1', 'PATCH /Groups/g1']);
    expect(vendor.groups()[0]?.members).toHaveLength(250);
  });

  it('report their id and the applied changes when a later request fails', async () => {
    const users = people(150);
    const { runGroup, fail } = setUp({ users, groups: [{ id: 'g1', displayName: 'Staff' }] });
    fail({ on: 'writes', after: 1, times: 9, mishap: { kind: 'instead', reply: { status: 403 } } });
    const { group } = await runGroup(
      'iam-update-group',
      { id: 'g1', displayName: 'Staff' },
      { memberIdsToAdd: users.map(({ id }) => id) },
    );

    expect(group).toMatchObject({ success: false, id: 'g1', displayName: 'Staff', errorCode: 403 });
    expect(group.errorMessage).toContain('(100 of 150 changes were applied)');
    expect(group.details).toMatchObject({ notRemoved: [] });
  });

  it('receive all other members when one does not exist, and name that one', async () => {
    const users = people(150);
    const { runGroup, vendor } = setUp({ users, groups: [{ id: 'g1', displayName: 'Staff' }] });
    const ids = [...users.map(({ id }) => id), 'u-nobody'];
    const { group } = await runGroup('iam-update-group', { id: 'g1' }, { memberIdsToAdd: ids });

    expect(group).toMatchObject({ success: false, id: 'g1', errorCode: 404 });
    expect(group.errorMessage).toContain('(150 of 151 changes were applied; refused: u-nobody)');
    expect(group.details).toMatchObject({ notAdded: ['u-nobody'], notRemoved: [] });
    expect(vendor.groups()[0]?.members).toHaveLength(150);
  });

  it('that do not exist are looked up once, without a request per member', async () => {
    const { runGroup, calls } = setUp({ users: people(3) });
    const { group } = await runGroup(
      'iam-update-group',
      { id: 'g1' },
      { memberIdsToAdd: ['u0', 'u1', 'u2'] },
    );

    expect(group).toMatchObject({ success: false, errorCode: 404 });
    expect(calls()).toEqual(['PATCH /Groups/g1', 'GET /Groups/g1']);
  });

  it('show the headers of a reply without a body in AWS’s spelling', async () => {
    const { runGroup } = await setUpServer({
      users: people(1),
      groups: [{ id: 'g1', displayName: 'Staff' }],
    });
    const { group } = await runGroup('iam-update-group', { id: 'g1' }, { memberIdsToAdd: 'u0' });

    expect(group.details).toMatchObject({
      'x-amzn-RequestId': expect.any(String) as string,
      Date: expect.any(String) as string,
    });
  });

  it.each([['[]'], [''], [undefined]])(
    'need something to change: %p is a clear error',
    async (memberIdsToAdd) => {
      const { runGroup } = setUp({ groups: [STAFF], users: people(2) });

      expect((await runGroup('iam-update-group', { id: 'g1' }, { memberIdsToAdd })).group).toMatchObject({
        success: false,
        errorMessage: 'You must supply either "memberIdsToAdd" or "memberIdsToDelete" in the arguments',
      });
    },
  );

  it('with a taken name fail with the status and AWS’s message', async () => {
    const { runGroup } = setUp({ groups: [{ displayName: 'Staff' }] });

    expect((await runGroup('iam-create-group', { displayName: 'Staff' })).group).toMatchObject({
      success: false,
      errorCode: 409,
      errorMessage: expect.stringContaining('Refused to create a new, duplicate resource.') as string,
      displayName: 'Staff',
    });
  });

  it('fail with the cause when AWS cannot be reached', async () => {
    const { runGroup, fail } = await setUpServer({ groups: [STAFF], users: people(2) });
    fail({ on: 'all', times: 9, mishap: { kind: 'lost-before' } });

    expect((await runGroup('iam-get-group', { id: 'g1' })).group).toMatchObject({
      success: false,
      errorCode: null,
      errorMessage: expect.stringContaining('connection was lost') as string,
    });
  });

  it('are found by their exact name with any characters', async () => {
    const { runGroup } = setUp({
      groups: [
        { id: 'g1', displayName: 'A "B" (C)' },
        { id: 'g2', displayName: 'A' },
      ],
    });

    expect((await runGroup('iam-get-group', { displayName: 'A "B" (C)' })).group.id).toBe('g1');
    expect((await runGroup('iam-get-group', { displayName: 'A" or displayName eq "A' })).group).toMatchObject(
      { errorCode: 404 },
    );
  });
});

describe('get-mapping-fields', () => {
  it('lists the attributes of AWS in its spelling, and no unsupported one', async () => {
    const { instance } = setUp();
    const result = await instance.run('get-mapping-fields');
    const names = result.kind === 'fields' ? Object.keys(result.fields) : [];

    expect(names).toEqual(
      expect.arrayContaining(['userName', 'name.givenName', 'addresses.country', `${ENTERPRISE}.department`]),
    );
    expect(names.filter((name) => /Country$|password/.test(name))).toEqual([]);
  });
});

describe('the rate', () => {
  it('is the quota of one AWS tenant', () => {
    expect(awsIlm.rateLimit).toBe(20);
  });
});

it('reads a list of more than 50 users to its end', async () => {
  const users = Array.from({ length: 230 }, (_, index) => ({
    ...JANE,
    id: `u${index}`,
    userName: `u${index}`,
    emails: undefined as never,
  }));
  const { runGroup } = setUp({
    users,
    groups: [{ id: 'g1', displayName: 'All', members: users.map(({ id }) => id) }],
  });
  const { group } = await runGroup('iam-get-group', { id: 'g1' }, { includeMembers: true });

  expect(group.members).toHaveLength(230);
});

describe('a manager', () => {
  const BOSS: SeedUser = {
    ...JANE,
    id: 'u-boss',
    userName: 'boss@example.com',
    emails: [{ value: 'boss@example.com', type: 'work', primary: true }],
    externalId: 'E7',
  };
  const managerOf = ({ vendor }: ReturnType<typeof setUp>): unknown =>
    vendor.users().find(({ id }) => id === 'u-jane')?.[ENTERPRISE];

  it.each([[{ manageremailaddress: 'boss@example.com' }], [{ manageremployeeid: 'E7' }]])(
    'is written as the id of their own record: %j',
    async (said) => {
      const running = setUp({ users: [JANE, BOSS] });
      const profile = { ...PROFILE, ...said };
      expect(await running.run('iam-update-user', profile)).toMatchObject({ status: 'done', warnings: [] });
      expect(managerOf(running)).toEqual({ manager: { value: 'u-boss' } });
      expect(await running.run('iam-update-user', profile)).toMatchObject({ happened: 'unchanged' });
      await running.run('iam-update-user', { ...PROFILE, [Object.keys(said)[0] ?? '']: null });
      expect(managerOf(running)).toBeUndefined();
    },
  );

  it('who is not there is left out with a warning', async () => {
    const running = setUp({ users: [JANE] });
    const result = await running.run('iam-update-user', {
      ...PROFILE,
      title: 'Boss',
      manageremailaddress: 'boss@example.com',
    });
    expect(result).toMatchObject({ status: 'done', vendor: { details: { title: 'Boss' } } });
    expect(result.warnings).toEqual([expect.stringContaining('manageremailaddress "boss@example.com"')]);
    expect(managerOf(running)).toBeUndefined();
  });
});
