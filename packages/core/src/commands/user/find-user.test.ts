import type { IAMUserAppData } from '../../profile/app-data';
import { answering, failing, JANE, setUpVendor } from '../__fixtures__/in-memory-vendor';

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

describe('looking somebody up', () => {
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
  ])('asks for %s, and for no more when that finds the person', async (_, profile, call) => {
    const { run, calls } = setUpVendor({ users: [{ ...JANE, externalId: 'E1' }] });
    await run('iam-get-user', profile as never);

    expect(calls).toEqual([call]);
  });

  it.each(['iam-get-user', ...WRITES])(
    '%s: a profile that names nobody fails in the words of the reference',
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

  it('finds the one among everybody whom a vendor returns that ignores the filter', async () => {
    const { run, next } = setUpVendor();
    next('getUser', answering([JOHN, JANE].map(appData)));

    expect((await run('iam-get-user', { email: 'Jane@Example.COM' })).vendor.id).toBe('42');
  });

  it('does not take another id for the one that was asked for', async () => {
    const { run, next } = setUpVendor();
    next('getUser', answering(appData(JOHN)));

    expect((await run('iam-disable-user', { id: '42' })).failure?.kind).toBe('malformed-reply');
  });

  it.each(WRITES)('%s: a lookup that fails ends the command, it never means "nobody"', async (command) => {
    const { run, calls, next } = setUpVendor({ users: [JANE] });
    next('getUser', failing('no-such-resource', 404));

    expect((await run(command, { email: 'jane@example.com' })).vendor).toMatchObject({
      success: false,
      errorCode: 404,
    });
    expect(writesIn(calls)).toEqual([]);
  });
});

describe('what a search answers', () => {
  it('may show one record twice: that is one person', async () => {
    const { run, next } = setUpVendor({ users: [JANE] });
    next('getUser', answering([appData(JANE), appData(JANE)]));

    expect(await run('iam-disable-user', { email: 'jane@example.com' })).toMatchObject({ status: 'done' });
  });

  it('may be null for nobody', async () => {
    const { run, next } = setUpVendor();
    next('getUser', answering(null));

    expect(await run('iam-get-user', { email: 'jane@example.com' })).toMatchObject({
      vendor: { errorCode: 404 },
    });
  });
});

describe('with olduserdata', () => {
  const profile = { email: 'doe@example.com', olduserdata: { email: 'jane@example.com' } };

  it('asks for the old identifier first, and the first hit is the user', async () => {
    const { run, calls } = setUpVendor({ users: [JANE] });
    await run('iam-get-user', profile);

    expect(calls).toEqual(['getUser userName=jane@example.com']);
  });

  it('asks for the new one when nobody has the old one', async () => {
    const { run, calls } = setUpVendor({ users: [{ ...JANE, userName: 'doe@example.com' }] });
    const { vendor } = await run('iam-update-user', profile);

    expect(calls.slice(0, 2)).toEqual([
      'getUser userName=jane@example.com',
      'getUser userName=doe@example.com',
    ]);
    expect(vendor).toMatchObject({ id: '42', success: true, action: 'update' });
  });

  it('asks once when both are the same', async () => {
    const { run, calls } = setUpVendor();
    await run('iam-get-user', {
      username: 'jane',
      title: 'Boss',
      olduserdata: { username: 'jane', title: 'Clerk' },
    });

    expect(calls).toEqual(['getUser userName=jane']);
  });

  it('may ask for the old id', async () => {
    const { run, calls } = setUpVendor();
    await run('iam-get-user', { username: 'jane', olduserdata: { id: '7' } });

    expect(calls).toEqual(['getUser id=7', 'getUser userName=jane']);
  });

  it('asks for an id first, whatever people were called', async () => {
    const { run, calls } = setUpVendor({ users: [JANE] });
    await run('iam-get-user', { id: '42', olduserdata: { username: 'somebody.else' } });

    expect(calls).toEqual(['getUser id=42']);
  });

  it.each(['iam-disable-user', 'iam-update-user'])(
    '%s passes over somebody new who has the old user name and another externalId',
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

  it('does not pass over the one who has the id, whatever the other keys say', async () => {
    const { run, users } = setUpVendor({ users: [{ ...JANE, externalId: 'E1' }] });
    await run('iam-disable-user', {
      id: '42',
      employeeid: 'E2',
      olduserdata: { email: 'old@example.com' },
    });

    expect(users.get('42')).toMatchObject({ active: false });
  });

  it('may have blanks that a name has no more', async () => {
    const { run, users } = setUpVendor({ users: [{ ...JANE, userName: 'jane ' }] });
    await run('iam-update-user', { username: 'jane', olduserdata: { username: 'jane ' } });

    expect(users.get('42')).toMatchObject({ userName: 'jane' });
  });

  it('is not said to be of nobody when somebody else has it', async () => {
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

  it('never writes a bit of it', async () => {
    const { run, calls } = setUpVendor({ users: [JANE] });
    await run('iam-update-user', {
      ...profile,
      olduserdata: { email: 'jane@example.com', title: 'Old title' },
    });

    expect(calls.join()).not.toContain('Old title');
  });

  it('ends after looking for both: nobody is looked for twice', async () => {
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

it('that no record has several made-up names proves nothing, and each of them is named', async () => {
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

it('a key that is there and empty is among those that would name somebody, one with a value is not', async () => {
  const { run } = setUpVendor({
    onUpdate: { userName: { join: ['email', 'surname'], with: '.' }, externalId: 'employeeid' },
  });

  expect((await run('iam-disable-user', { email: 'jane', employeeid: '' })).failure?.next).toBe(
    'Add one of id, surname, employeeid to the user profile.',
  );
});

it('who names nobody is told the keys of a profile', async () => {
  const { run } = setUpVendor();

  expect((await run('iam-get-user', { title: 'Boss' })).failure?.next).toBe(
    'Add one of id, username, email, employeeid to the user profile.',
  );
});
