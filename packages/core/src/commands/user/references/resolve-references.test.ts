import type { AttributeReferences } from '../../../contract/attribute-reference';
import {
  failing,
  JANE,
  lostAfter,
  setUpVendor,
  type StoredUser,
  type VendorOptions,
} from '../../__fixtures__/in-memory-vendor';

const BOSS: StoredUser = { id: '7', userName: 'boss@example.com', externalId: 'E7', active: true };
const MANAGER: AttributeReferences = {
  manager: [
    { from: 'manageremailaddress', lookupBy: 'userName' },
    { from: 'manageremployeeid', lookupBy: 'externalId' },
  ],
};
const PROFILE = { email: 'jane@example.com' };
const LOOKUP = 'getUser userName=jane@example.com';
const ASKED = 'getUser userName=boss@example.com';

const setUp = (options: VendorOptions = {}, references: AttributeReferences = MANAGER) =>
  setUpVendor({
    users: [JANE, BOSS],
    ...options,
    definition: {
      references,
      attributes: ['userName', 'title', 'manager', 'department'],
      ...options.definition,
    },
  });

describe('an attribute that is the id of another user', () => {
  it('is looked up before an update, and written', async () => {
    const { run, calls } = setUp();
    const result = await run('iam-update-user', { ...PROFILE, manageremailaddress: 'boss@example.com' });

    expect(result).toMatchObject({ happened: 'updated', warnings: [] });
    expect(result).not.toHaveProperty('unresolved');
    expect(calls).toEqual([LOOKUP, ASKED, 'updateUser 42 {"manager":"7"}']);
  });

  it('is looked up before a creation, once, whatever becomes of its reply', async () => {
    const { run, calls, next } = setUp({ users: [BOSS] });
    next('createUser', lostAfter);
    expect(
      await run('iam-create-user', { ...PROFILE, manageremailaddress: 'boss@example.com' }),
    ).toMatchObject({ happened: 'created', warnings: [] });
    expect(calls.filter((call) => call === ASKED)).toHaveLength(1);
    expect(calls).toContain(
      'createUser {"userName":"jane@example.com","email":"jane@example.com","manager":"7","active":true}',
    );
  });

  it.each([['iam-get-user'], ['iam-disable-user'], ['iam-enable-user']])(
    'is nothing that %s asks for or warns of',
    async (command) => {
      const { run, calls } = setUp();
      const { warnings } = await run(command, { ...PROFILE, manageremailaddress: 'boss@example.com' });
      expect(warnings).toEqual([]);
      expect(calls).not.toContain(ASKED);
    },
  );

  it.each<[string, object]>([
    ['no such key', {}],
    ['an empty one', { manageremailaddress: '' }],
  ])('costs nothing when the profile has %s', async (_, extra) => {
    const { run, calls } = setUp();
    await run('iam-update-user', { ...PROFILE, title: 'Boss', ...extra });
    expect(calls).toEqual([LOOKUP, 'updateUser 42 {"title":"Boss"}']);
  });

  it.each([['7'], [{ link: 'https://acme.example/7', value: '7' }], [{ display_value: 'Boss', value: '7' }]])(
    'is no change when it is %j already',
    async (manager) => {
      const { run, calls } = setUp({ users: [{ ...JANE, manager }, BOSS] });
      expect(
        await run('iam-update-user', { ...PROFILE, manageremailaddress: 'boss@example.com' }),
      ).toMatchObject({ happened: 'unchanged' });
      expect(calls).toEqual([LOOKUP, ASKED]);
    },
  );

  it('is remembered for the people after', async () => {
    const { run, calls } = setUp();
    await run('iam-update-user', { ...PROFILE, manageremailaddress: 'boss@example.com' });
    await run('iam-update-user', { ...PROFILE, title: 'x', manageremailaddress: 'boss@example.com' });
    expect(calls.filter((call) => call === ASKED)).toHaveLength(1);
  });

  it('is left out with a warning when there is no such person, and asked for again the next time', async () => {
    const { run, calls } = setUp({ users: [JANE] });
    const profile = { ...PROFILE, title: 'Boss', manageremailaddress: 'boss@example.com' };
    expect(await run('iam-update-user', profile)).toMatchObject({
      status: 'done',
      unresolved: ['manager'],
      warnings: ['No record is found by manageremailaddress "boss@example.com": manager is not written.'],
    });
    expect(calls).toEqual([LOOKUP, ASKED, 'updateUser 42 {"title":"Boss"}']);
    await run('iam-update-user', profile);
    expect(calls.filter((call) => call === ASKED)).toHaveLength(2);
  });

  it('is left out with a warning when there are several', async () => {
    const { run, calls } = setUp(
      {
        users: [JANE, { ...BOSS, department: 'x' }, { ...BOSS, id: '8', userName: 'other', department: 'x' }],
      },
      { manager: { from: 'manageremployeeid', lookupBy: 'externalId' } },
    );
    expect(
      await run('iam-update-user', { ...PROFILE, title: 'Boss', manageremployeeid: 'E7' }),
    ).toMatchObject({
      status: 'done',
      unresolved: ['manager'],
      warnings: ['Several records are found by manageremployeeid "E7": manager is not written.'],
    });
    expect(calls.at(-1)).toBe('updateUser 42 {"title":"Boss"}');
  });

  it('is found in another way when one leads nowhere', async () => {
    const { run, calls } = setUp();
    expect(
      await run('iam-update-user', {
        ...PROFILE,
        manageremailaddress: 'old@example.com',
        manageremployeeid: 'E7',
      }),
    ).toMatchObject({ status: 'done', warnings: [] });
    expect(calls.at(-1)).toBe('updateUser 42 {"manager":"7"}');
  });

  it.each([
    ['vendor-error', 500],
    ['unauthorized', 401],
    ['bad-request', 400],
  ] as const)(
    'ends the command before anything is written when the look fails (%s)',
    async (kind, status) => {
      for (const command of ['iam-update-user', 'iam-create-user']) {
        const { run, calls } = setUp({
          users: command === 'iam-create-user' ? [BOSS] : [JANE, BOSS],
          client: (client) => ({
            ...client,
            getUser: async (identifier) =>
              identifier.value === 'boss@example.com'
                ? (failing(kind, status)(async () => undefined) as never)
                : client.getUser(identifier),
          }),
        });
        const result = await run(command, {
          ...PROFILE,
          title: 'x',
          manageremailaddress: 'boss@example.com',
        });
        expect(result.failure).toMatchObject({ kind, status, effect: 'none' });
        expect(result.failure?.message).toContain('the record that manager refers to (manageremailaddress)');
        expect(calls).toEqual([LOOKUP]);
      }
    },
  );

  it('is cleared by null, and by an id of the profile’s own it is given as before', async () => {
    const { run, calls } = setUp({ users: [{ ...JANE, manager: '7' }, BOSS] });
    await run('iam-update-user', { ...PROFILE, manageremailaddress: null });
    expect(calls.at(-1)).toBe('updateUser 42 {"manager":null}');
    await run('iam-update-user', { ...PROFILE, manager: '8' });
    expect(calls.at(-1)).toBe('updateUser 42 {"manager":"8"}');
  });

  it('may be the person’s own, and two may be each other’s', async () => {
    const { run, calls, users } = setUp();
    await run('iam-update-user', { ...PROFILE, manageremailaddress: 'jane@example.com' });
    expect(calls.at(-1)).toBe('updateUser 42 {"manager":"42"}');
    await run('iam-update-user', { email: 'boss@example.com', manageremailaddress: 'jane@example.com' });
    await run('iam-update-user', { ...PROFILE, manageremailaddress: 'boss@example.com' });
    expect([users.get('42')?.['manager'], users.get('7')?.['manager']]).toEqual(['7', '42']);
  });

  it('is refused when it is no text', async () => {
    const { run } = setUp();
    expect(
      (await run('iam-update-user', { ...PROFILE, manageremailaddress: ['boss@example.com'] })).failure,
    ).toMatchObject({ kind: 'invalid-input', message: expect.stringContaining('must be text') as string });
  });

  it('may be written as something else than the id', async () => {
    const { run, calls } = setUp(
      {},
      {
        manager: {
          from: 'manageremailaddress',
          lookupBy: 'userName',
          write: ({ username }) => username ?? undefined,
        },
      },
    );
    await run('iam-update-user', { ...PROFILE, manageremailaddress: 'BOSS@example.com' });
    expect(calls.at(-1)).toBe('updateUser 42 {"manager":"boss@example.com"}');
  });

  it('takes the place of what the mapper made of another key', async () => {
    const { run, calls } = setUp({ onUpdate: { manager: 'managername' } });
    const profile = { ...PROFILE, managername: 'Ann Lee' };
    await run('iam-update-user', { ...profile, manageremailaddress: 'none@example.com' });
    expect(calls.at(-1)).toBe('updateUser 42 {"manager":"Ann Lee"}');
    await run('iam-update-user', { ...profile, manageremailaddress: 'boss@example.com' });
    expect(calls.at(-1)).toBe('updateUser 42 {"manager":"7"}');
  });

  it('takes the place of a value that was chosen, which one that the mapper derives does not', async () => {
    const { run, calls } = setUp({
      users: [{ ...JANE, manager: '9' }, BOSS],
      onUpdate: { manager: { firstOf: ['managerid', 'managername'] } },
    });
    const profile = { ...PROFILE, managername: 'Ann Lee' };
    expect(await run('iam-update-user', profile)).toMatchObject({ happened: 'unchanged' });
    await run('iam-update-user', { ...profile, manageremailaddress: 'boss@example.com' });
    expect(calls.at(-1)).toBe('updateUser 42 {"manager":"7"}');
  });

  it.each([[undefined], ['']])(
    'is left out with a warning when the record has nothing: %j',
    async (written) => {
      const { run, calls } = setUp(
        {},
        { manager: { from: 'manageremailaddress', lookupBy: 'userName', write: () => written } },
      );
      const profile = { ...PROFILE, title: 'Boss', manageremailaddress: 'boss@example.com' };
      expect(await run('iam-update-user', profile)).toMatchObject({
        unresolved: ['manager'],
        warnings: [
          'Nothing that can be written is in the record found by manageremailaddress "boss@example.com": manager is not written.',
        ],
      });
      expect(calls.at(-1)).toBe('updateUser 42 {"title":"Boss"}');
    },
  );
});

describe('an attribute that is the id of another record', () => {
  const by = (found: string | readonly string[] | undefined): AttributeReferences => ({
    department: {
      from: 'departmentname',
      find: async (_context, name) => (name === 'R&D' ? found : undefined),
    },
  });

  it.each<[string | readonly string[] | undefined, string | undefined]>([
    ['d1', undefined],
    [['d1', 'd1'], undefined],
    [['d1', 'd2'], 'Several records are found by departmentname "R&D": department is not written.'],
    [[], 'No record is found by departmentname "R&D": department is not written.'],
    [undefined, 'No record is found by departmentname "R&D": department is not written.'],
  ])('is written when there is one: %j', async (found, warning) => {
    const { run, calls } = setUp({}, by(found));
    const { warnings } = await run('iam-update-user', { ...PROFILE, title: 'x', departmentname: 'R&D' });
    expect(warnings).toEqual(warning === undefined ? [] : [warning]);
    expect(calls.at(-1)).toBe(
      warning === undefined ? 'updateUser 42 {"title":"x","department":"d1"}' : 'updateUser 42 {"title":"x"}',
    );
  });
});
