import type { IAMUserAppData } from '../../../profile/app-data';
import { answering, failing, JANE, setUpVendor } from '../../__fixtures__/in-memory-vendor';

const JOHN = {
  ...JANE,
  id: '43',
  userName: 'john@example.com',
  email: 'john@example.com',
  displayName: 'John Doe',
};
const WRITES = ['iam-create-user', 'iam-update-user', 'iam-enable-user', 'iam-disable-user'];

const appData = (user: typeof JANE): IAMUserAppData => ({
  id: user.id,
  username: String(user['userName']),
  email: String(user['email']),
  active: true,
  details: user,
});

const writesIn = (calls: readonly string[]) => calls.filter((call) => !call.startsWith('getUser'));

describe('the lookup of a user', () => {
  it.each<[string, object, string]>([
    ['the id first', { id: '42', username: 'x', employeeid: 'E1' }, 'getUser id=42'],
    [
      'then the next attribute of the list',
      { username: 'jane@example.com', employeeid: 'E1' },
      'getUser userName=jane@example.com',
    ],
    [
      'an attribute that is derived from another',
      { email: 'jane@example.com' },
      'getUser userName=jane@example.com',
    ],
    ['the last attribute', { employeeid: 'E1' }, 'getUser externalId=E1'],
    ['the vendor’s own vocabulary', { userName: 'jane@example.com' }, 'getUser userName=jane@example.com'],
  ])('searches by %s, and sends no further request when that finds the person', async (_, profile, call) => {
    const { run, calls } = setUpVendor({ users: [{ ...JANE, externalId: 'E1' }] });
    await run('iam-get-user', profile as never);

    expect(calls).toEqual([call]);
  });

  it.each(['iam-get-user', ...WRITES])(
    '%s: a profile without an identifier fails with the message of the reference',
    async (command) => {
      const { run, calls } = setUpVendor({ users: [JANE] });
      const { vendor } = await run(command, { title: 'Clerk', email: '' });

      expect(vendor).toMatchObject({ success: false, errorCode: null });
      expect(vendor.errorMessage).toBe(
        'Your user profile argument must contain at least one attribute that is mapped into one of the following ' +
          "attributes in the outgoing mapper: ['id', 'userName', 'externalId']",
      );
      expect(calls).toEqual([]);
    },
  );

  it.each(['iam-get-user', ...WRITES])(
    '%s: several matches fail as ambiguous and nothing is written',
    async (command) => {
      const { run, calls } = setUpVendor({ users: [JANE, { ...JOHN, userName: 'JANE@example.com' }] });
      const { vendor, failure } = await run(command, { email: 'jane@example.com' });

      expect(failure?.kind).toBe('ambiguous');
      expect(vendor).toMatchObject({
        success: false,
        errorMessage: expect.stringContaining('42, 43') as string,
      });
      expect(writesIn(calls)).toEqual([]);
    },
  );

  it.each(['iam-get-user', ...WRITES])(
    '%s: a vendor that ignores the filter is not believed',
    async (command) => {
      const { run, calls, next } = setUpVendor();
      next('getUser', answering([appData(JOHN)]));
      const { failure } = await run(command, { email: 'jane@example.com' });

      expect(failure?.kind).toBe('malformed-reply');
      expect(writesIn(calls)).toEqual([]);
    },
  );

  it('picks the matching record when a vendor ignores the filter and returns all users', async () => {
    const { run, next } = setUpVendor();
    next('getUser', answering([JOHN, JANE].map(appData)));

    expect((await run('iam-get-user', { email: 'Jane@Example.COM' })).vendor.id).toBe('42');
  });

  it('rejects a record whose id is not the one requested', async () => {
    const { run, next } = setUpVendor();
    next('getUser', answering(appData(JOHN)));

    expect((await run('iam-disable-user', { id: '42' })).failure?.kind).toBe('malformed-reply');
  });

  it.each(WRITES)(
    '%s: a lookup that fails ends the command and never counts as "not found"',
    async (command) => {
      const { run, calls, next } = setUpVendor({ users: [JANE] });
      next('getUser', failing('no-such-resource', 404));

      expect((await run(command, { email: 'jane@example.com' })).vendor).toMatchObject({
        success: false,
        errorCode: 404,
      });
      expect(writesIn(calls)).toEqual([]);
    },
  );
});

describe('the reply to a search', () => {
  it('may list one record twice, which counts as one person', async () => {
    const { run, next } = setUpVendor({ users: [JANE] });
    next('getUser', answering([appData(JANE), appData(JANE)]));

    expect(await run('iam-disable-user', { email: 'jane@example.com' })).toMatchObject({ status: 'done' });
  });

  it('may be null for no record', async () => {
    const { run, next } = setUpVendor();
    next('getUser', answering(null));

    expect(await run('iam-get-user', { email: 'jane@example.com' })).toMatchObject({
      vendor: { errorCode: 404 },
    });
  });
});

describe('a profile with olduserdata', () => {
  const profile = { email: 'doe@example.com', olduserdata: { email: 'jane@example.com' } };

  it('searches by the former identifier first, and takes the first match', async () => {
    const { run, calls } = setUpVendor({ users: [JANE] });
    await run('iam-get-user', profile);

    expect(calls).toEqual(['getUser userName=jane@example.com']);
  });

  it('searches by the new identifier when no record has the former one', async () => {
    const { run, calls } = setUpVendor({ users: [{ ...JANE, userName: 'doe@example.com' }] });
    const { vendor } = await run('iam-update-user', profile);

    expect(calls.slice(0, 2)).toEqual([
      'getUser userName=jane@example.com',
      'getUser userName=doe@example.com',
    ]);
    expect(vendor).toMatchObject({ id: '42', success: true, action: 'update' });
  });

  it('searches once when both are the same', async () => {
    const { run, calls } = setUpVendor();
    await run('iam-get-user', {
      username: 'jane',
      title: 'Boss',
      olduserdata: { username: 'jane', title: 'Clerk' },
    });

    expect(calls).toEqual(['getUser userName=jane']);
  });

  it('searches by the former id', async () => {
    const { run, calls } = setUpVendor();
    await run('iam-get-user', { username: 'jane', olduserdata: { id: '7' } });

    expect(calls).toEqual(['getUser id=7', 'getUser userName=jane']);
  });

  it('searches by an id first, before former names', async () => {
    const { run, calls } = setUpVendor({ users: [JANE] });
    await run('iam-get-user', { id: '42', olduserdata: { username: 'somebody.else' } });

    expect(calls).toEqual(['getUser id=42']);
  });

  it.each(['iam-disable-user', 'iam-update-user'])(
    '%s skips the new holder of the former user name who has another externalId',
    async (command) => {
      const heir = { ...JANE, id: '7', userName: 'jane.doe', externalId: 'E2', active: true };
      const jane = { ...JANE, userName: 'jane.smith', externalId: 'E1', active: true };
      const { run, calls } = setUpVendor({ users: [heir, jane] });
      const { vendor, warnings } = await run(command, {
        username: 'jane.smith',
        employeeid: 'E1',
        title: 'Boss',
        olduserdata: { username: 'jane.doe', employeeid: 'E1' },
      });

      expect(vendor).toMatchObject({ success: true, id: jane.id });
      expect(warnings.join()).toContain('taken for somebody else');
      expect(writesIn(calls).join()).not.toContain(' 7');
    },
  );

  it('keeps the record with the given id although other identifiers differ', async () => {
    const { run, users } = setUpVendor({ users: [{ ...JANE, externalId: 'E1' }] });
    await run('iam-disable-user', {
      id: '42',
      employeeid: 'E2',
      olduserdata: { email: 'old@example.com' },
    });

    expect(users.get('42')).toMatchObject({ active: false });
  });

  it('accepts former names with blanks', async () => {
    const { run, users } = setUpVendor({ users: [{ ...JANE, userName: 'jane ' }] });
    await run('iam-update-user', { username: 'jane', olduserdata: { username: 'jane ' } });

    expect(users.get('42')).toMatchObject({ userName: 'jane' });
  });

  it('reports a former name as another user’s, not as unknown', async () => {
    const { run } = setUpVendor({ users: [{ ...JANE, externalId: 'E2' }] });
    const { warnings } = await run('iam-disable-user', {
      username: 'doe',
      employeeid: 'E1',
      olduserdata: { username: 'jane@example.com', employeeid: 'E1' },
    });

    expect(warnings).toEqual([
      expect.stringContaining('somebody else'),
      'Nobody has userName "doe" or externalId "E1".',
    ]);
  });

  it('writes no part of olduserdata', async () => {
    const { run, calls } = setUpVendor({ users: [JANE] });
    await run('iam-update-user', {
      ...profile,
      olduserdata: { email: 'jane@example.com', title: 'Old title' },
    });

    expect(calls.join()).not.toContain('Old title');
  });

  it('ends after one search by each identifier', async () => {
    const { run, calls } = setUpVendor();
    await run('iam-update-user', { username: 'new', olduserdata: { username: 'old' } });

    expect(calls.map((call) => call.split(' ')[0])).toEqual(['getUser', 'getUser', 'createUser']);
  });

  it.each([
    [null, true],
    [undefined, true],
    ['text', false],
    [[], false],
  ])('may be %p: %p', async (olduserdata, fine) => {
    const { run } = setUpVendor({ users: [JANE] });
    const result = await run('iam-get-user', { id: '42', olduserdata });

    expect(result.vendor.success).toBe(fine);
    expect(result.vendor.errorMessage).toBe(fine ? '' : 'user-profile: olduserdata must be an object');
  });
});

it.each([' jane@example.com', 'jane@example.com\u200b'])(
  'an identifier with blanks or invisible characters is refused before anything is sent: %j',
  async (email) => {
    const { run, calls } = setUpVendor({ users: [JANE] });

    expect((await run('iam-disable-user', { email })).failure).toMatchObject({ kind: 'invalid-input' });
    expect(calls).toEqual([]);
  },
);

it('a search by composed names alone that finds no record fails and names each of them', async () => {
  const { run, calls } = setUpVendor({
    onUpdate: {
      userName: { join: ['givenname', 'surname'], with: '.' },
      externalId: { join: ['surname', 'givenname'], with: '-' },
    },
  });
  const { failure } = await run('iam-update-user', { givenname: 'Jane', surname: 'Doe' });

  expect(failure).toMatchObject({ kind: 'invalid-input' });
  expect(failure?.message).toContain('The userName and externalId of this profile is made of other values');
  expect(writesIn(calls)).toEqual([]);
});

it('the message about a missing identifier lists empty keys and leaves out keys with a value', async () => {
  const { run } = setUpVendor({
    onUpdate: { userName: { join: ['email', 'surname'], with: '.' }, externalId: 'employeeid' },
  });

  expect((await run('iam-disable-user', { email: 'jane', employeeid: '' })).failure?.next).toBe(
    'Add one of id, surname, employeeid to the user profile.',
  );
});

it('the message about a missing identifier lists the keys of a profile, not the vendor’s attributes', async () => {
  const { run } = setUpVendor();

  expect((await run('iam-get-user', { title: 'Boss' })).failure?.next).toBe(
    'Add one of id, username, email, employeeid to the user profile.',
  );
});
