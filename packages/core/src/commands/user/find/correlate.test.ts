import { failure } from '../../../errors/failure';
import { IAMError } from '../../../errors/iam-error';
import type { Attributes, IAMUserAppData } from '../../../profile/app-data';
import type { Source } from '../../../profile/mapper/source';
import { defineMapper } from '../../../profile/mapper/define-mapper';
import {
  JANE,
  answering,
  failing,
  lostAfter,
  setUpVendor,
  type VendorOptions,
  type StoredUser,
} from '../../__fixtures__/in-memory-vendor';

const COMMANDS = [
  'iam-get-user',
  'iam-create-user',
  'iam-update-user',
  'iam-enable-user',
  'iam-disable-user',
];
const BY_ADDRESS = { lookupBy: ['id', 'userName', 'externalId', 'email'] };

const writesIn = (calls: readonly string[]) => calls.filter((call) => !call.startsWith('getUser'));
const readsIn = (calls: readonly string[]) =>
  calls.filter((call) => call.startsWith('getUser')).map((call) => call.replace('getUser ', ''));

/** A record that every command has something to do with. */
const storedUserFor = (command: string, user: StoredUser): StoredUser => ({
  ...user,
  active: command !== 'iam-enable-user',
});

/** A vendor whose search compares bytes. */
const byBytes =
  (users: readonly StoredUser[]): NonNullable<VendorOptions['client']> =>
  (client) => ({
    ...client,
    getUser: async (identifier) => {
      const found = await client.getUser(identifier);
      const list = (found === undefined ? [] : [found].flat()) as readonly IAMUserAppData[];
      return list.filter(({ id }) =>
        users.some((user) => user.id === id && String(user[identifier.attribute]) === identifier.value),
      );
    },
  });

describe.each(COMMANDS)('%s', (command) => {
  const refused = async (users: readonly StoredUser[], profile: Attributes, options: VendorOptions = {}) => {
    const acme = setUpVendor({ users: users.map((user) => storedUserFor(command, user)), ...options });
    const result = await acme.run(command, { title: 'Boss', ...profile });

    expect(result).toMatchObject({
      status: 'failed',
      failure: { kind: 'conflict' },
      vendor: { success: false, errorCode: 409 },
    });
    expect(writesIn(acme.calls)).toEqual([]);
    return { ...result, reads: readsIn(acme.calls) };
  };

  const taken = async (users: readonly StoredUser[], profile: Attributes, options: VendorOptions = {}) => {
    const acme = setUpVendor({ users: users.map((user) => storedUserFor(command, user)), ...options });
    const result = await acme.run(command, { title: 'Boss', ...profile });

    expect(result).toMatchObject({ status: 'done', vendor: { success: true, id: '42' } });
    expect(acme.users.size).toBe(users.length);
    return { ...result, reads: readsIn(acme.calls) };
  };

  it('rejects a record with another key, names it and writes nothing', async () => {
    const { vendor, failure, reads } = await refused([{ ...JANE, externalId: 'E-OLD' }], {
      username: 'jane@example.com',
      employeeid: 'E-NEW',
    });

    expect(vendor.errorMessage).toMatch(/user 42 .*another externalId/);
    expect(vendor.id).toBe('42');
    expect(failure?.next).toContain('olduserdata');
    // Not a request more: a vendor that answers every search with one record would confuse the reason.
    expect(reads).toEqual(['userName=jane@example.com']);
  });

  it('searches by the key before it accepts a record without one under a former name', async () => {
    const successor = { ...JANE, id: '43', userName: 'j.old@example.com' };
    const { warnings, reads } = await taken([{ ...JANE, externalId: 'E1' }, successor], {
      username: 'jane@example.com',
      employeeid: 'E1',
      olduserdata: { username: 'j.old@example.com' },
    });

    expect(reads).toEqual(['userName=j.old@example.com', 'externalId=E1']);
    expect(warnings.join()).toContain('The user 43 has an identifier of this profile but not its externalId');
  });

  it('accepts the record with the former name when no record has the key, or the vendor cannot be searched by it', async () => {
    const profile = {
      username: 'jane@example.com',
      employeeid: 'E1',
      olduserdata: { username: 'j.old@example.com' },
    };
    const person = { ...JANE, userName: 'j.old@example.com' };

    await taken([person], profile);
    await taken([person], profile, {
      client: (client) => ({
        ...client,
        getUser: async (identifier) => {
          if (identifier.attribute === 'externalId') {
            throw new IAMError(failure('bad-request', 'No such filter.', { status: 400 }));
          }
          return client.getUser(identifier);
        },
      }),
    });
  });

  it('takes the record with the old id, and asks for nothing else: an id passes to no other person', async () => {
    const other = { ...JANE, id: '43', userName: 'j.other@example.com', externalId: 'E1' };
    const { reads } = await taken([JANE, other], { employeeid: 'E1', olduserdata: { id: '42' } });

    expect(reads).toEqual(['id=42']);
  });

  it('takes the record with the old name without a word where the key leads to it as well', async () => {
    const person = { ...JANE, userName: 'j.old@example.com', externalId: 'E1' };
    const { warnings } = await taken(
      [person],
      { username: 'jane@example.com', employeeid: 'E1', olduserdata: { username: 'j.old@example.com' } },
      {
        client: (client) => ({
          ...client,
          // A search by name shows a part of the record.
          getUser: async (identifier) => {
            const found = await client.getUser(identifier);
            const { externalId: _left, ...details } = (found as readonly IAMUserAppData[])[0]?.details ?? {};
            return identifier.attribute === 'userName' && Array.isArray(found)
              ? found.map((user: IAMUserAppData) => ({ ...user, details }))
              : found;
          },
        }),
      },
    );

    expect(warnings.join()).not.toContain('taken for somebody else');
  });

  it('does not take the record with the old name where the search by the key fails', async () => {
    const acme = setUpVendor({
      users: [storedUserFor(command, { ...JANE, userName: 'j.old@example.com' })],
      client: (client) => ({
        ...client,
        getUser: async (identifier) => {
          if (identifier.attribute === 'externalId') {
            throw new IAMError(failure('forbidden', 'No.', { status: 403 }));
          }
          return client.getUser(identifier);
        },
      }),
    });
    const result = await acme.run(command, {
      username: 'jane@example.com',
      employeeid: 'E1',
      olduserdata: { username: 'j.old@example.com' },
    });

    expect(result).toMatchObject({ status: 'failed', failure: { kind: 'forbidden' } });
    expect(writesIn(acme.calls)).toEqual([]);
  });

  it('accepts a record with another key when olduserdata has that key', async () => {
    await taken([{ ...JANE, externalId: 'E-OLD' }], {
      username: 'jane@example.com',
      employeeid: 'E-NEW',
      olduserdata: { username: 'jane@example.com', employeeid: 'E-OLD' },
    });
    await taken([{ ...JANE, externalId: 'E-OLD' }], {
      username: 'jane@example.com',
      employeeid: 'E-NEW',
      olduserdata: { employeeid: 'E-OLD' },
    });
  });

  it('searches by every identifier in order before it reports the person as missing', async () => {
    const { run, calls } = setUpVendor({ definition: BY_ADDRESS });
    await run(command, { username: 'jane', employeeid: 'E1', email: 'jane@example.com', id: '7' });

    expect(readsIn(calls).slice(0, 4)).toEqual([
      'id=7',
      'userName=jane',
      'externalId=E1',
      'email=jane@example.com',
    ]);
    expect(calls[4]).toEqual(
      command === 'iam-create-user' || command === 'iam-update-user'
        ? expect.stringMatching(/^createUser/)
        : undefined,
    );
  });

  it('searches once when the first identifier matches', async () => {
    const { reads } = await taken([{ ...JANE, externalId: 'E1' }], {
      username: 'jane@example.com',
      employeeid: 'E1',
      email: 'jane@example.com',
    });

    expect(reads).toEqual(['userName=jane@example.com']);
  });

  it('accepts the record with the key whatever the name is, and warns', async () => {
    const { warnings, reads } = await taken([{ ...JANE, externalId: 'E1' }], {
      username: 'jane.new',
      employeeid: 'E1',
    });

    expect(reads).toEqual(['userName=jane.new', 'externalId=E1']);
    expect(warnings).toContain(
      'The user 42 (jane@example.com) has this externalId and another userName: it is taken for the same person.',
    );
  });

  it('accepts the record with the key although the id differs, and warns', async () => {
    const { warnings } = await taken([{ ...JANE, externalId: 'E1' }], { id: '7', employeeid: 'E1' });

    expect(warnings.join()).toContain('this externalId and another id');
  });

  it.each<[string, Attributes, Attributes, string]>([
    ['another external id', { externalId: 'E2' }, { employeeid: 'E1' }, 'externalId'],
    ['another user name where neither has an external id', {}, { username: 'jane.doe' }, 'userName'],
    [
      'another user name where one of them has an external id',
      { externalId: 'E1' },
      { username: 'jane.doe' },
      'userName',
    ],
    ['another id', {}, { id: '7' }, 'id'],
  ])('rejects a record that has the email address and %s', async (_, record, profile, attribute) => {
    const { vendor } = await refused(
      [{ ...JANE, userName: 'jd', ...record }],
      { email: 'jane@example.com', ...profile },
      { definition: BY_ADDRESS },
    );

    expect(vendor.errorMessage).toMatch(new RegExp(`user 42 .*another ${attribute}`));
  });

  it('accepts a record by email address when the profile has no stronger identifier', async () => {
    await taken([{ ...JANE, userName: 'jd' }], { email: 'jane@example.com' }, { definition: BY_ADDRESS });
  });

  it.each<[string, string, string, string]>([
    ['lower case', 'userName', 'ann@example.com', 'Ann@Example.com'],
    ['composed', 'userName', 'josé@example.com', 'jose\u0301@example.com'],
    ['composed in the case that was given', 'userName', 'José', 'Jose\u0301'],
    ['composed and in lower case', 'userName', 'josé', 'JOSE\u0301'],
    ['composed', 'externalId', 'José', 'Jose\u0301'],
    ['lower case', 'email', 'ann@example.com', 'Ann@Example.com'],
  ])(
    'asks for the text in %s too where a search compares bytes (%s)',
    async (_, attribute, stored, given) => {
      const keys: Attributes = { userName: 'username', externalId: 'employeeid', email: 'email' };
      const users = [storedUserFor(command, { ...JANE, userName: 'x', email: 'x@y', [attribute]: stored })];
      const { reads } = await taken(
        users,
        { [String(keys[attribute])]: given },
        { definition: BY_ADDRESS, client: byBytes(users) },
      );

      expect(reads.at(attribute === 'email' ? -1 : 0)).toBeDefined();
      expect(reads).toContain(`${attribute}=${given}`);
    },
  );

  it('searches by the text as given first, and never by another case of a key', async () => {
    const { reads } = await taken([{ ...JANE, userName: 'Jane' }], { username: 'Jane' });
    expect(reads).toEqual(['userName=Jane']);

    const { run, calls } = setUpVendor({ definition: { lookupBy: ['id', 'externalId'] } });
    await run(command, { id: 'Ab', employeeid: 'Cd' });
    expect(readsIn(calls).slice(0, 2)).toEqual(['id=Ab', 'externalId=Cd']);
    expect(readsIn(calls).join()).not.toMatch(/ab|cd/);
  });

  it.each<[string, Attributes]>([
    ['user name', { username: 'ja\u200bne' }],
    ['address', { username: 'jane', email: 'ja\u202ene@example.com' }],
    ['external id', { username: 'jane', employeeid: 'E\u00ad1' }],
    ['id', { id: '4\u00002' }],
    ['weaker identifier', { id: '42', username: 'ja\ufe0fne' }],
  ])('refuses invisible characters inside an %s before anything is sent', async (_, profile) => {
    const { run, calls } = setUpVendor({ users: [JANE] });

    expect(await run(command, profile)).toMatchObject({ failure: { kind: 'invalid-input' } });
    expect(calls).toEqual([]);
  });

  it('leaves a display name its invisible characters', async () => {
    const family = '👨\u200d👩\u200d👧 Jane';
    expect(
      (await setUpVendor({ users: [JANE] }).run(command, { id: '42', displayname: family })).failure,
    ).toBe(undefined);
  });

  it('searches by a former identifier with its invisible characters', async () => {
    await taken([{ ...JANE, userName: 'ja\u200bne' }], {
      username: 'jane.new',
      olduserdata: { username: 'ja\u200bne' },
    });
  });
});

describe('an id that was given', () => {
  const profile = { id: '42', employeeid: 'E2', title: 'Boss' };

  it.each(['iam-create-user', 'iam-update-user', 'iam-enable-user'])(
    '%s: is not enough for a record with another key to be given something',
    async (command) => {
      const { run, calls } = setUpVendor({ users: [{ ...JANE, externalId: 'E1', active: false }] });

      expect((await run(command, profile)).vendor).toMatchObject({ errorCode: 409, success: false });
      expect(writesIn(calls)).toEqual([]);
    },
  );

  it.each(['iam-get-user', 'iam-disable-user'])(
    '%s: names the record that is shown or shut',
    async (command) => {
      const { run } = setUpVendor({ users: [{ ...JANE, externalId: 'E1' }] });

      expect((await run(command, profile)).vendor).toMatchObject({ id: '42', success: true });
    },
  );
});

describe('former identifiers', () => {
  it.each(COMMANDS)('%s: of a successor do not keep the person from being found', async (command) => {
    const heir = { ...JANE, id: '7', userName: 'jane.doe', email: 'h@example.com', externalId: 'E2' };
    const jane = storedUserFor(command, { ...JANE, userName: 'jane.smith', externalId: 'E1' });
    const { run, users } = setUpVendor({ users: [heir, jane] });
    const { vendor } = await run(command, {
      username: 'jane.new',
      employeeid: 'E1',
      title: 'Boss',
      // What did not change is often left out of the old data.
      olduserdata: { username: 'jane.doe' },
    });

    expect(vendor).toMatchObject({ success: true, id: '42' });
    expect(users.get('7')).toEqual(heir);
  });

  it.each(COMMANDS)('%s: lead to a record that is named where it may be the person', async (command) => {
    const { run, calls } = setUpVendor({ users: [{ ...JANE, userName: 'jane.doe', externalId: 'E1' }] });
    const { vendor } = await run(command, {
      username: 'jane.smith',
      employeeid: 'E2',
      olduserdata: { username: 'jane.doe' },
    });

    expect(vendor).toMatchObject({
      success: false,
      errorCode: 409,
      errorMessage: expect.stringContaining('another externalId') as string,
    });
    expect(readsIn(calls)).toEqual(['userName=jane.doe', 'userName=jane.smith', 'externalId=E2']);
    expect(writesIn(calls)).toEqual([]);
  });

  it('are all searched by before the present ones', async () => {
    const { run, calls } = setUpVendor();
    await run('iam-get-user', {
      username: 'new',
      employeeid: 'E1',
      olduserdata: { id: '7', username: 'old', employeeid: 'E1' },
    });

    expect(readsIn(calls)).toEqual(['id=7', 'userName=old', 'userName=new', 'externalId=E1']);
  });
});

describe('two records for one profile', () => {
  it.each(COMMANDS)('%s: the name is of one person and the key of another', async (command) => {
    const { run, calls, users } = setUpVendor({
      users: [
        { ...JANE, externalId: 'E2' },
        { ...JANE, id: '7', userName: 'other', externalId: 'E1' },
      ],
    });
    const before = [...users.values()];

    expect((await run(command, { username: 'jane@example.com', employeeid: 'E1' })).vendor).toMatchObject({
      errorCode: 409,
      errorMessage: expect.stringContaining('user 42') as string,
    });
    expect(readsIn(calls)).toHaveLength(1);
    expect([...users.values()]).toEqual(before);
  });

  it.each(COMMANDS)('%s: a later identifier of several people is ambiguous', async (command) => {
    const { run, calls } = setUpVendor({
      users: [JANE, { ...JANE, id: '7', userName: 'other' }],
      definition: BY_ADDRESS,
    });

    expect((await run(command, { username: 'new', email: 'jane@example.com' })).failure?.kind).toBe(
      'ambiguous',
    );
    expect(writesIn(calls)).toEqual([]);
  });
});

describe('a name that the mapper composes of other values', () => {
  const LOCAL_PART: Source = { from: 'email', then: [['split', { delimiter: '@' }], ['first']] };
  const made = (userName: Source): NonNullable<VendorOptions['definition']> => ({
    mappers: {
      incoming: defineMapper({ name: 'in', direction: 'incoming', fields: { Email: 'email' } }),
      outgoing: defineMapper({
        name: 'out',
        direction: 'outgoing',
        fields: { userName, externalId: 'employeeid', email: 'email', title: 'title' },
      }),
    },
  });
  const jane = { ...JANE, userName: 'jane' };

  it.each<[string, Source, Attributes]>([
    ['the local part', LOCAL_PART, { email: 'jane@other.example' }],
    [
      'the local part in place of a name',
      { firstOf: ['username', LOCAL_PART] },
      { email: 'jane@other.example' },
    ],
    [
      'two names',
      { join: ['givenname', 'surname'] },
      { givenname: 'ja', surname: 'ne', email: 'j@o.example' },
    ],
    ['lower case', { from: 'login', then: [['toLowerCase']] }, { login: 'JANE', email: 'j@o.example' }],
    ['a beginning', { from: 'login', then: [['substring', { to: 4 }]] }, { login: 'janet' }],
    ['a constant', { constant: 'jane' }, { email: 'jane@other.example' }],
  ])('%s: no command acts on the other person who has it', async (_, userName, profile) => {
    for (const command of COMMANDS) {
      const { run, users } = setUpVendor({
        users: [storedUserFor(command, jane)],
        definition: made(userName),
      });
      const { vendor } = await run(command, { title: 'Boss', ...profile });

      expect(vendor).toMatchObject({
        success: false,
        errorCode: 409,
        errorMessage: expect.stringContaining('user 42') as string,
      });
      expect([...users.values()]).toEqual([storedUserFor(command, jane)]);
    }
  });

  it.each(COMMANDS)('%s: leads to the person when the address is the same', async (command) => {
    const { run } = setUpVendor({ users: [storedUserFor(command, jane)], definition: made(LOCAL_PART) });

    expect((await run(command, { email: 'Jane@example.com', title: 'x' })).vendor.success).toBe(true);
    expect((await run('iam-get-user', { email: 'jane@example.com' })).vendor.id).toBe('42');
  });

  it.each(COMMANDS)('%s: proves nothing when no record has it', async (command) => {
    const { run, users, calls } = setUpVendor({ definition: made(LOCAL_PART) });
    const { vendor, failure } = await run(command, { email: 'jane@example.com' });

    if (command === 'iam-create-user') {
      expect([...users.values()]).toMatchObject([{ userName: 'jane' }]);
      return;
    }
    expect(failure).toMatchObject({
      kind: 'invalid-input',
      next: expect.not.stringContaining('email') as string,
    });
    expect(vendor.errorMessage).toContain('made of other values');
    expect(writesIn(calls)).toEqual([]);
  });

  it.each(COMMANDS)('%s: leads to the renamed person by the old address', async (command) => {
    const { run, users } = setUpVendor({
      users: [storedUserFor(command, jane)],
      definition: made(LOCAL_PART),
    });
    const { vendor } = await run(command, {
      email: 'doe@example.com',
      title: 'Boss',
      olduserdata: { email: 'jane@example.com' },
    });

    expect(vendor).toMatchObject({ success: true, id: '42' });
    expect(users.size).toBe(1);
  });

  it('proves nothing either when a former identifier finds no record', async () => {
    const { run, calls } = setUpVendor({ users: [{ ...jane, email: 'x@y' }], definition: made(LOCAL_PART) });
    const profile = { email: 'doe@example.com', olduserdata: { employeeid: 'E1' } };

    expect((await run('iam-disable-user', profile)).failure?.kind).toBe('invalid-input');
    expect(calls).toEqual(['getUser externalId=E1', 'getUser userName=doe']);
  });

  it('is not searched by when the profile has an identifier of its own', async () => {
    const { run, calls } = setUpVendor({ users: [jane], definition: made(LOCAL_PART) });
    const { vendor } = await run('iam-disable-user', { email: 'jane@other.example', employeeid: 'E2' });

    expect(vendor).toMatchObject({ skipped: true, reason: 'User does not exist' });
    expect(calls).toEqual(['getUser externalId=E2']);
  });

  it('is written, and a conflict over it proves nothing', async () => {
    const profile = { email: 'jane@other.example', employeeid: 'E2' };
    const free = setUpVendor({ definition: made(LOCAL_PART) });
    await free.run('iam-create-user', profile);
    expect([...free.users.values()]).toMatchObject([{ userName: 'jane', externalId: 'E2' }]);

    const { run, users } = setUpVendor({ users: [jane], definition: made(LOCAL_PART) });
    const { vendor } = await run('iam-create-user', profile);
    expect(vendor).toMatchObject({
      errorCode: 409,
      errorMessage: expect.stringContaining('the userName "jane" is made of other values') as string,
    });
    expect([...users.values()]).toEqual([jane]);
  });

  it('is searched by after a lost reply to a creation, so that no second user is created', async () => {
    const { run, users, next } = setUpVendor({ definition: made(LOCAL_PART) });
    next('createUser', lostAfter);

    expect((await run('iam-create-user', { email: 'jane@example.com' })).status).toBe('done');
    expect(users.size).toBe(1);
  });

  it('may be an external id, which then neither proves nor contradicts', async () => {
    const definition = {
      mappers: {
        incoming: defineMapper({ name: 'in', direction: 'incoming', fields: { Email: 'email' } }),
        outgoing: defineMapper({
          name: 'out',
          direction: 'outgoing',
          fields: { userName: 'username', externalId: LOCAL_PART, email: 'email' },
        }),
      },
    };
    const { run } = setUpVendor({ users: [{ ...JANE, userName: 'jd', externalId: 'x' }], definition });

    expect(
      (await run('iam-disable-user', { username: 'jd', email: 'jane@other.example' })).vendor,
    ).toMatchObject({
      success: true,
      id: '42',
    });
  });

  it('may be composed by the integration itself after the mapper', async () => {
    const { run, users } = setUpVendor({
      users: [jane],
      definition: {
        normalize: (data) => ({ ...data, userName: String(data['userName']).split('@')[0] }),
      },
    });

    expect((await run('iam-disable-user', { email: 'jane@other.example' })).vendor.errorCode).toBe(409);
    expect(users.get('42')).toEqual(jane);
  });
});

describe('a search that fails', () => {
  it('names its attribute, because not every server can be searched by each', async () => {
    const { run, calls, next } = setUpVendor();
    next('getUser', answering([]), failing('bad-request', 400));
    const { vendor, failure } = await run('iam-create-user', { username: 'jane', employeeid: 'E1' });

    expect(vendor.errorMessage).toContain('The search by externalId was refused.');
    expect(failure?.next).toContain('externalId');
    expect(writesIn(calls)).toEqual([]);
  });

  it.each(COMMANDS)('%s: by a later identifier ends the command as well', async (command) => {
    const { run, calls, next } = setUpVendor();
    next('getUser', answering([]), failing('vendor-error', 500));

    expect((await run(command, { username: 'jane', employeeid: 'E1' })).failure?.kind).toBe('vendor-error');
    expect(writesIn(calls)).toEqual([]);
  });
});
