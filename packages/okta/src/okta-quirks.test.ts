import { createOktaVendor, type OktaOptions } from '@iam/sandbox';
import { interceptedInstance } from '@iam/sandbox/msw';
import { JANE, person, setUp as start, URL as ORG } from './__fixtures__/set-up';
import { okta } from './okta';

// Peculiarities of Okta and mistakes of the reference with them. Statuses are in okta-status.test.ts.

let close: (() => void) | undefined;
afterEach(() => close?.());

const setUp = (options: OktaOptions = {}, params: object = {}) => {
  const running = start(options, params);
  close = running.close;
  return running;
};

const error = (errorCode: string, errorSummary: string) => ({
  errorCode,
  errorSummary,
  errorLink: errorCode,
  errorId: 'oae1',
  errorCauses: [],
});

describe('reading', () => {
  it('finds the profile where Okta has it', async () => {
    const { run } = setUp({
      users: [person('00ujane', { profile: { title: 'Clerk', employeeNumber: 'E1', costCenter: 'C7' } })],
    });
    expect((await run('iam-get-user', JANE)).userProfile).toEqual({
      Username: '00ujane@example.com',
      Email: '00ujane@example.com',
      'Given Name': 'Jane',
      Surname: 'Doe',
      Title: 'Clerk',
      'Employee ID': 'E1',
      'Cost Center': 'C7',
    });
  });

  it.each(['me', 'jane', '00ujane@example.com'])('an id is an id, and %s is none', async (id) => {
    const { run } = setUp({ users: [person('00ujane', { profile: { login: 'jane@example.com' } })] });
    expect((await run('iam-get-user', { id })).vendor).toMatchObject({ success: false, errorCode: 404 });
  });

  it('the part of a login before the @ is nobody’s user name', async () => {
    const { run } = setUp({ users: [person('00ujane')] });
    expect((await run('iam-get-user', { username: '00ujane' })).vendor).toMatchObject({ errorCode: 404 });
  });

  it('an address that is stored with other capitals is the person’s, so that a leaver is out and nobody is doubled', async () => {
    const users = [person('00ujane', { profile: { login: 'jd@example.com', email: 'Jane@Example.com' } })];
    const { run, requests } = setUp({ users });
    expect((await run('iam-disable-user', { email: 'jane@example.com' })).vendor).toMatchObject({
      success: true,
      skipped: false,
      active: false,
      id: '00ujane',
    });
    const created = await run('iam-create-user', {
      username: 'jane.new@example.com',
      email: 'jane@example.com',
      givenname: 'Jane',
      surname: 'Doe',
    });
    expect(created.vendor).toMatchObject({ success: false });
    expect(requests().filter(({ method, path }) => method === 'POST' && path.endsWith('/users'))).toEqual([]);
  });

  it('a login with a slash is asked for by a filter', async () => {
    const { run, requests } = setUp({
      users: [person('00ujane', { profile: { login: 'a/b@example.com' } })],
    });
    expect((await run('iam-get-user', { username: 'a/b@example.com' })).vendor).toMatchObject({
      id: '00ujane',
    });
    expect(requests().map(({ query }) => decodeURIComponent(query))).toEqual([
      'filter=profile.login eq "a/b@example.com"',
    ]);
  });

  it.each(['a"b@example.com', 'a\\b@example.com', 'x" or status eq "ACTIVE'])(
    'the address %s stays one value of the filter',
    async (email) => {
      const { run } = setUp({ users: [person('00ujane'), person('00uodd', { profile: { email } })] });
      expect((await run('iam-get-user', { email, username: 'none@example.com' })).vendor).toMatchObject({
        id: '00uodd',
      });
    },
  );

  it('several people with one address are an error, and nobody is created', async () => {
    const shared = { email: 'shared@example.com' };
    const { run, vendor } = setUp({
      users: [person('00ua', { profile: shared }), person('00ub', { profile: shared })],
    });
    const result = await run('iam-create-user', { ...JANE, ...shared });
    expect(result.failure).toMatchObject({ kind: 'ambiguous' });
    expect(vendor.users()).toHaveLength(2);
  });

  it('people who are deactivated are found', async () => {
    const { run } = setUp({ users: [person('00ujane', { status: 'DEPROVISIONED' })] });
    expect((await run('iam-get-user', JANE)).vendor).toMatchObject({ id: '00ujane', active: false });
  });

  it('a person who was created a moment ago is found', async () => {
    const { run, vendor } = setUp({ searchLagMs: 60_000 });
    await run('iam-create-user', JANE);
    await run('iam-create-user', { ...JANE, title: 'Boss' });
    expect(vendor.users()).toMatchObject([{ profile: { title: 'Boss' } }]);
  });

  it('a path that the API does not have is not a missing person', async () => {
    const { run, fail } = setUp({ users: [person('00ujane')] });
    const body = error('E0000008', 'The requested path was not found');
    fail({ on: 'reads', times: Infinity, mishap: { kind: 'instead', reply: { status: 404, body } } });
    const created = await run('iam-create-user', JANE);
    expect(created).toMatchObject({ status: 'failed', failure: { kind: 'no-such-resource', status: 404 } });
    expect((await run('iam-disable-user', JANE)).status).toBe('failed');
  });
});

describe('writing', () => {
  it('takes attributes of the org’s own, and data of a mapper that has none below profile', async () => {
    const { run, bodies } = setUp({ customAttributes: { badge: 'Badge' }, users: [person('00ujane')] });
    await run('iam-update-user', { ...JANE, profile: { badge: 'B7' } });
    expect(bodies()).toEqual([{ profile: { badge: 'B7' } }]);
  });

  it('writes the id of the manager whose address the profile has', async () => {
    const { run, vendor } = setUp({ users: [person('00uboss')] });
    const result = await run('iam-create-user', { ...JANE, manageremailaddress: '00uboss@example.com' });
    expect(result).toMatchObject({ status: 'done', warnings: [] });
    expect(vendor.users()[1]).toMatchObject({ profile: { managerId: '00uboss' } });
  });

  it('warns of a manager who is not found, and writes the rest', async () => {
    const { run, vendor } = setUp();
    const result = await run('iam-create-user', { ...JANE, manageremailaddress: 'gone@example.com' });
    expect(result).toMatchObject({
      status: 'done',
      warnings: [expect.stringContaining('manageremailaddress')],
    });
    expect(vendor.users()).toHaveLength(1);
  });

  it('tells all reasons of a refusal, with Okta’s code', async () => {
    const { run } = setUp();
    const { failure } = await run('iam-create-user', { ...JANE, username: 'short', email: 'a@b.c' });
    expect(failure).toMatchObject({ kind: 'bad-request', status: 400 });
    expect(failure?.message).toMatch(/E0000001.*Username must be in the form of an email address/s);
  });

  it('says where a person has to be changed who comes from another system', async () => {
    const { run, fail } = setUp({ users: [person('00ujane')] });
    const body = error('E0000023', 'Operation failed because user profile is mastered under another system');
    fail({ on: 'writes', mishap: { kind: 'instead', reply: { status: 403, body } } });
    const { failure } = await run('iam-update-user', { ...JANE, title: 'Boss' });
    expect(failure).toMatchObject({
      kind: 'forbidden',
      next: expect.stringContaining('comes from') as string,
    });
  });
});

it('lists everybody once, the deactivated ones as well', async () => {
  const users = Array.from({ length: 450 }, (_, index) =>
    person(`00u${index}`, { status: index % 9 === 0 ? 'DEPROVISIONED' : 'ACTIVE' }),
  );
  const { withClient, requests } = setUp({ users });
  const seen: string[] = [];
  await withClient(async ({ listUsers }) => {
    let page: string | undefined;
    do {
      const reply = await listUsers?.(page);
      seen.push(...(reply?.users.map(({ id }) => id) ?? []));
      page = reply?.next;
    } while (page !== undefined);
  });
  expect([seen.length, new Set(seen).size, requests().length]).toEqual([450, 450, 3]);
});

it.each([
  ['do not repeat the filter', ''],
  ['have an empty filter', '&filter='],
])('lists everybody once where the links to further pages %s', async (_, more) => {
  const pages: Readonly<Record<string, readonly [id: string, status: string, next?: string]>> = {
    first: ['00ua', 'ACTIVE', 'c2'],
    c2: ['00ub', 'ACTIVE'],
    deactivated: ['00uc', 'DEPROVISIONED', 'd2'],
    d2: ['00ud', 'DEPROVISIONED'],
  };
  const vendor = createOktaVendor({ apiToken: 't0ken-of-okta', publicUrl: ORG });
  const { instance, close: end } = interceptedInstance(
    okta,
    { url: ORG, apiToken: 't0ken-of-okta' },
    {
      ...vendor,
      handle: ({ query }) => {
        const asked = new URLSearchParams(query);
        const cursor = asked.get('after') ?? (asked.get('filter') ? 'deactivated' : 'first');
        const [id = '', status = '', next] = pages[cursor] ?? [];
        const link = `<${ORG}/api/v1/users?after=${next}&limit=200${more}>; rel="next"`;
        return {
          status: 200,
          body: [{ ...person(id), status }],
          ...(next === undefined ? {} : { headers: { Link: link } }),
        };
      },
    },
    '/api/v1',
  );
  close = end;
  const seen: string[] = [];
  for await (const { id } of instance.users()) {
    seen.push(id);
  }
  expect(seen).toEqual(['00ua', '00ub', '00uc', '00ud']);
});

it('gives the titles of Okta’s attributes and of those of the org', async () => {
  const { instance } = setUp({ customAttributes: { badge: 'Badge number' } });
  expect(await instance.run('get-mapping-fields', {})).toMatchObject({
    status: 'done',
    fields: { login: 'Username', firstName: 'First name', badge: 'Badge number' },
  });
});
