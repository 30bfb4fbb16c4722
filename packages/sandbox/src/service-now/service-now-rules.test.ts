import { setUpServiceNow, usersNamed } from '../__fixtures__/service-now';

const failure = (message: string, detail: string | null) => ({
  error: { message, detail },
  status: 'failure',
});

describe('ServiceNow: duplicates', () => {
  it('refuse a user name in use, in any letter case, on insert and update', () => {
    const now = setUpServiceNow({ users: usersNamed('jane', 'joe') });
    const taken = (entry: string) =>
      failure(
        'Operation Failed',
        `Unique Key violation detected by database (Duplicate entry '${entry}' for key 'user_name')`,
      );
    expect(now.post('/sys_user', { user_name: 'JANE' })).toMatchObject({ status: 403, body: taken('JANE') });
    expect(now.patch('/sys_user/id-joe', { user_name: 'jane' })).toMatchObject({
      status: 403,
      body: taken('jane'),
    });
    expect(now.patch('/sys_user/id-joe', { user_name: 'JOE' }).status).toBe(200);
    expect(now.vendor.users()).toHaveLength(2);
  });

  it('may be told as an aborted write, with the name of the user, and with another status', () => {
    const now = setUpServiceNow({
      users: usersNamed('jane', 'joe'),
      duplicateDetail: 'aborted',
      duplicateStatus: 400,
    });
    expect(now.post('/sys_user', { user_name: 'jane', first_name: 'Jane' })).toMatchObject({
      status: 400,
      body: failure('Operation Failed', 'Error during insert of sys_user (Jane)'),
    });
    expect(now.patch('/sys_user/id-joe', { user_name: 'jane' }).body.error.detail).toBe(
      'Error during update of sys_user ()',
    );
  });

  it('are allowed of addresses and of empty user names', () => {
    const now = setUpServiceNow();
    for (let n = 0; n < 2; n += 1) {
      expect(now.post('/sys_user', { email: 'shared@example.com' }).status).toBe(201);
    }
  });

  it('of group names and memberships are allowed unless told otherwise', () => {
    const lax = setUpServiceNow();
    const strict = setUpServiceNow({ uniqueGroupNames: true, duplicateMemberships: 'refuse' });
    const twice = (now: typeof lax, table: string, body: object) => [
      now.post(`/${table}`, body).status,
      now.post(`/${table}`, body).status,
    ];
    for (const [table, body] of [
      ['sys_user_group', { name: 'Team' }],
      ['sys_user_grmember', { user: 'u', group: 'g' }],
    ] as const) {
      expect([twice(lax, table, body), twice(strict, table, body)]).toEqual([
        [201, 201],
        [201, 403],
      ]);
    }
    expect(strict.post('/sys_user_grmember', { user: 'u', group: 'h' }).status).toBe(201);
  });
});

describe('ServiceNow: groups', () => {
  const groups = [{ sys_id: 'g1', name: 'Team', members: ['id-a', 'id-b'] }];

  it('have their members as rows of a third table', () => {
    const now = setUpServiceNow({ users: usersNamed('a', 'b', 'c'), groups });
    expect(
      now.get('/sys_user_grmember?sysparm_query=group=g1&sysparm_fields=user,user.user_name').body.result,
    ).toEqual([
      { user: { link: expect.stringContaining('/sys_user/id-a'), value: 'id-a' }, 'user.user_name': 'a' },
      { user: { link: expect.stringContaining('/sys_user/id-b'), value: 'id-b' }, 'user.user_name': 'b' },
    ]);
    const row = now.newRecord('sys_user_grmember', { user: 'id-c', group: 'g1' });
    expect(now.vendor.groups()).toEqual([
      { id: 'g1', displayName: 'Team', members: ['id-a', 'id-b', 'id-c'] },
    ]);
    expect(now.delete(`/sys_user_grmember/${row}`).status).toBe(204);
    expect(now.vendor.groups()[0]?.members).toEqual(['id-a', 'id-b']);
  });

  it('keep inactive users, and lose deleted ones', () => {
    const now = setUpServiceNow({ users: usersNamed('a', 'b'), groups });
    now.patch('/sys_user/id-a', { active: false });
    expect(now.vendor.groups()[0]?.members).toEqual(['id-a', 'id-b']);
    now.delete('/sys_user/id-a');
    expect(now.vendor.groups()[0]?.members).toEqual(['id-b']);
    now.delete('/sys_user_group/g1');
    expect([now.vendor.groups(), now.vendor.records('sys_user_grmember')]).toEqual([[], []]);
  });
});

describe('ServiceNow: access controls and business rules', () => {
  it('hide records like missing ones', () => {
    const now = setUpServiceNow({ users: usersNamed('a', 'b'), hidden: { sys_user: 'user_name=a' } });
    const missing = now.get('/sys_user/none');
    expect(missing).toMatchObject({
      status: 404,
      body: failure('No Record found', "Record doesn't exist or ACL restricts the record retrieval"),
    });
    for (const reply of [
      now.get('/sys_user/id-a'),
      now.patch('/sys_user/id-a', {}),
      now.put('/sys_user/id-a', {}),
      now.delete('/sys_user/id-a'),
      now.delete('/sys_user/none'),
    ]) {
      expect([reply.status, reply.body]).toEqual([404, missing.body]);
    }
    expect(now.list('/sys_user?user_name=a')).toEqual([]);
    expect(now.post('/sys_user', { user_name: 'a' }).status).toBe(403);
  });

  it.each([
    ['insert', 'Insert'],
    ['update', 'Update'],
    ['delete', 'Delete'],
  ] as const)('refuse an %s with 403', (operation, word) => {
    const now = setUpServiceNow({
      users: usersNamed('a', 'b'),
      refusals: [{ table: 'sys_user', operation, query: 'user_nameINa,x' }],
    });
    const run = {
      insert: (name: string) => now.post('/sys_user', { user_name: name === 'a' ? 'x' : 'y' }),
      update: (name: string) => now.patch(`/sys_user/id-${name}`, { city: 'Bonn' }),
      delete: (name: string) => now.delete(`/sys_user/id-${name}`),
    }[operation];
    expect(run('a')).toMatchObject({
      status: 403,
      body: failure('Operation Failed', `ACL Exception ${word} Failed due to security constraints`),
    });
    expect(now.vendor.users()).toHaveLength(2);
    expect(run('b').status).toBeLessThan(300);
  });

  it('name the business rule that aborts a write', () => {
    const now = setUpServiceNow({
      refusals: [{ table: 'sys_user_group', operation: 'insert', businessRule: 'Only with a manager' }],
    });
    expect(now.post('/sys_user_group', { name: 'Team' }).body.error.detail).toBe(
      "Operation against file 'sys_user_group' was aborted by Business Rule 'Only with a manager'",
    );
  });
});
