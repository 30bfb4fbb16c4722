import { listText, rawScim } from './__fixtures__/raw-scim';
import { standardDialect } from './dialect';

// What any server that follows RFC 7643 and 7644 gets: a vendor that overrides nothing is one of those.

const USER_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

// RFC 7643 section 4.1, without what is written by other commands or by the server: active, password, groups.
const CORE_ATTRIBUTES = {
  userName: 'ann',
  externalId: 'E1',
  name: { givenName: 'Ann' },
  displayName: 'Ann',
  nickName: 'Annie',
  profileUrl: 'https://people.example/ann',
  title: 'Clerk',
  userType: 'Employee',
  preferredLanguage: 'de',
  locale: 'de-DE',
  timezone: 'Europe/Berlin',
  emails: [{ value: 'ann@x.example' }, { value: 'ann@home.example' }],
  phoneNumbers: [{ value: '+49151' }, { value: '+49152' }],
  addresses: [{ locality: 'Bonn' }],
  roles: [{ value: 'admin' }],
  entitlements: [{ value: 'vpn' }],
  ims: [{ value: 'ann' }],
  photos: [{ value: 'https://people.example/ann.png' }],
  x509Certificates: [{ value: 'MII=' }],
  [ENTERPRISE]: { department: 'IT' },
};

const echoing = () =>
  rawScim(({ method, body }) => (method === 'GET' ? listText() : `{"id":"u-1",${body.slice(1)}`));

it('creates a user with every attribute of RFC 7643, including lists of several values', async () => {
  const { instance, written } = echoing();
  const result = await instance.runByName('iam-create-user', { 'user-profile': CORE_ATTRIBUTES });

  expect(result.failure).toBeUndefined();
  expect(written().map((body): unknown => JSON.parse(body))).toEqual([
    { schemas: [USER_SCHEMA, ENTERPRISE], ...CORE_ATTRIBUTES, active: true },
  ]);
});

it('looks a user up by id, then by user name, then by external id', async () => {
  const { instance, sent } = rawScim(({ target }) =>
    target.includes('externalId') ? listText('{"id":"u-1","externalId":"E1","active":true}') : listText(),
  );
  await instance.runByName('iam-get-user', { 'user-profile': { id: 'u-1' } });
  await instance.runByName('iam-get-user', { 'user-profile': { username: 'ann', employeeid: 'E1' } });

  expect(sent.map(({ target }) => target)).toEqual([
    '/Users/u-1',
    '/Users?filter=userName eq "ann"',
    '/Users?filter=externalId eq "E1"',
  ]);
});

it('refuses to create a user without a user name, and sends nothing', async () => {
  const { instance, written } = echoing();

  expect(
    (await instance.runByName('iam-create-user', { 'user-profile': { employeeid: 'E1' } })).failure,
  ).toMatchObject({ kind: 'invalid-input', message: expect.stringContaining('userName') as string });
  expect(written()).toEqual([]);
});

it('updates a user with a PATCH of the differences', async () => {
  const record = '{"id":"u-1","userName":"ann","title":"Clerk","active":true}';
  const { instance, sent } = rawScim(({ method }) =>
    method === 'GET' ? listText(record) : record.replace('Clerk', 'Boss'),
  );
  await instance.runByName('iam-update-user', { 'user-profile': { username: 'ann', title: 'Boss' } });

  expect(sent.filter(({ method }) => method !== 'GET')).toEqual([
    {
      method: 'PATCH',
      target: '/Users/u-1',
      body: JSON.stringify({
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'replace', path: 'title', value: 'Boss' }],
      }),
    },
  ]);
});

it('adds group members a hundred per request, and removes each by a value path', async () => {
  const ids = Array.from({ length: 101 }, (_, index) => `u${index + 1}`);
  const { instance, written } = rawScim(
    () => `{"id":"g1","displayName":"Staff","members":${JSON.stringify(ids.map((value) => ({ value })))}}`,
  );
  await instance.runByName('iam-update-group', {
    scim: { id: 'g1' },
    memberIdsToAdd: ids,
  });
  const sizes = written().map((body) => (JSON.parse(body) as { Operations: [{ value: [] }] }).Operations);

  expect(sizes.map(([{ value }]) => value.length)).toEqual([100, 1]);
  expect(standardDialect.groups).toMatchObject({ removeMembers: 'value-path', uniqueNames: false });
});

it('keeps as many values of a list as a profile has', async () => {
  const { instance, written } = rawScim(() => listText('{"id":"u-1","userName":"ann","active":true}'));
  const roles = [{ value: 'admin' }, { value: 'staff' }];
  await instance.runByName('iam-update-user', { 'user-profile': { username: 'ann', roles } });

  expect(JSON.parse(written()[0] ?? '')).toMatchObject({ Operations: [{ path: 'roles', value: roles }] });
  expect(standardDialect.singleValued).toEqual([]);
});

it('sends application/scim+json and asks for pages of at most 100 users', async () => {
  expect(standardDialect).toMatchObject({ contentType: 'application/scim+json', pageSize: 100 });
});

describe('values that a vendor refuses', () => {
  const refused = async (profile: object, dialect: Parameters<typeof rawScim>[1]) => {
    const { instance, written } = rawScim(() => listText(), dialect);
    const { failure } = await instance.runByName('iam-create-user', {
      'user-profile': { username: 'ann', ...profile },
    });
    return { message: failure?.message, written: written() };
  };

  it('fail before the request when a single-valued attribute has two values', async () => {
    const { message, written } = await refused(
      { phoneNumbers: ['+49151', '+49152'] },
      { dialect: { singleValued: ['phoneNumbers'] } },
    );

    expect(message).toContain('phoneNumbers: has 2 values, at most one is allowed');
    expect(written).toEqual([]);
  });

  it('fail before the request when the dialect refuses them for this kind of write', async () => {
    const { message, written } = await refused(
      { title: 'Boss' },
      {
        dialect: {
          refuses: ({ title }, action) => [
            { attribute: 'title', message: `is ${String(title)} at ${action}` },
          ],
        },
      },
    );

    expect(message).toContain('title: is Boss at create');
    expect(written).toEqual([]);
  });
});
