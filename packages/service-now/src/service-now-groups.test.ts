import { JANE, JOE, setUp, withoutQuery } from './__fixtures__/service-now-instance';

// Members are rows of a third table, which nothing keeps consistent.

const STAFF = { sys_id: '0b000000000000000000000000000001', name: 'Staff' };
const CREW = { sys_id: '0b000000000000000000000000000002', name: 'Crew' };
const BASIC = { username: 'sandbox-admin', password: 'sandbox-password' };

let close: (() => void) | undefined;
afterEach(() => close?.());

const at = (...[options = {}, ...more]: Parameters<typeof setUp>) => {
  const running = setUp({ users: [JANE, JOE], groups: [STAFF], ...options }, ...more);
  ({ close } = running);
  const members = () => running.vendor.groups().map((group) => group.members);
  return { ...running, members, update: updater(running) };
};

const updater =
  ({ runGroup }: ReturnType<typeof setUp>) =>
  (id: string, args: object) =>
    runGroup('iam-update-group', { id }, args);

const withRowsOf = (...members: readonly string[]) => ({ groups: [{ ...STAFF, members }] });

describe('adding a member', () => {
  it('who has a row already makes no second one', async () => {
    const { update, members } = at(withRowsOf(JANE.sys_id));

    expect((await update(STAFF.sys_id, { memberIdsToAdd: [JANE.sys_id] })).status).toBe('done');
    expect(members()).toEqual([[JANE.sys_id]]);
  });

  it('whom nobody knows makes no row, because ServiceNow would take any text, and keeps no other out', async () => {
    const { update, members } = at();
    const { failure, group } = await update(STAFF.sys_id, { memberIdsToAdd: ['nobody', JOE.sys_id] });

    expect(failure?.message).toContain('No user has the sys_id nobody');
    expect(group.details).toMatchObject({ added: [JOE.sys_id], notAdded: ['nobody'] });
    expect(members()).toEqual([[JOE.sys_id]]);
  });

  it('to a group that is not there makes no row', async () => {
    const { update, vendor } = at();

    expect((await update('nogroup', { memberIdsToAdd: [JANE.sys_id] })).failure).toMatchObject({
      status: 404,
      message: expect.stringContaining('No Record found') as string,
    });
    expect(vendor.records('sys_user_grmember')).toEqual([]);
  });

  it('that a business rule refuses says so', async () => {
    const { update } = at({
      refusals: [{ table: 'sys_user_grmember', operation: 'insert', businessRule: 'Admins only' }],
    });

    expect((await update(STAFF.sys_id, { memberIdsToAdd: [JANE.sys_id] })).failure?.message).toContain(
      "aborted by Business Rule 'Admins only'",
    );
  });
});

describe('removing a member', () => {
  it('deletes every row of that member and no other', async () => {
    const { update, members } = at(withRowsOf(JANE.sys_id, JOE.sys_id, JANE.sys_id));

    expect((await update(STAFF.sys_id, { memberIdsToDelete: [JANE.sys_id] })).status).toBe('done');
    expect(members()).toEqual([[JOE.sys_id]]);
  });

  it.each(['group', 'user'])('deletes nothing when the condition on the %s is ignored', async (column) => {
    const { update, members } = at(
      {
        groups: [
          { ...STAFF, members: [JANE.sys_id, JOE.sys_id] },
          { ...CREW, members: [JANE.sys_id] },
        ],
      },
      BASIC,
      withoutQuery(new RegExp(`(?<=sysparm_query=|%5E)${column}%3D[^%&]*(%5E)?`, 'g')),
    );
    const { failure } = await update(STAFF.sys_id, { memberIdsToDelete: [JANE.sys_id] });

    expect(failure?.kind).toBe('malformed-reply');
    expect(members()).toEqual([[JANE.sys_id, JOE.sys_id], [JANE.sys_id]]);
  });

  it('whose rows are hidden is not taken for done', async () => {
    const { update, members } = at({
      ...withRowsOf(JANE.sys_id),
      hidden: { sys_user_grmember: `user=${JANE.sys_id}` },
    });

    expect((await update(STAFF.sys_id, { memberIdsToDelete: [JANE.sys_id] })).failure?.kind).toBe(
      'forbidden',
    );
    expect(members()).toEqual([[JANE.sys_id]]);
  });

  it('who is not in changes nothing', async () => {
    const { update, members } = at(withRowsOf(JOE.sys_id));

    expect((await update(STAFF.sys_id, { memberIdsToDelete: [JANE.sys_id] })).status).toBe('done');
    expect(members()).toEqual([[JOE.sys_id]]);
  });
});

describe('a group', () => {
  it('is made first and gets its members one by one', async () => {
    const { runGroup, vendor, bodies } = at({ groups: [] });
    const { group } = await runGroup('iam-create-group', {
      displayName: 'Team',
      description: 'All of us',
      members: [{ value: JANE.sys_id }, { value: JOE.sys_id }],
    });

    expect(group.success).toBe(true);
    expect(bodies()).toEqual([
      { name: 'Team', description: 'All of us' },
      { group: group.id, user: JANE.sys_id },
      { group: group.id, user: JOE.sys_id },
    ]);
    expect(vendor.groups()).toMatchObject([{ displayName: 'Team', members: [JANE.sys_id, JOE.sys_id] }]);
  });

  it('is not made a second time when the command is run again', async () => {
    const { runGroup, vendor } = at();
    const { failure, group } = await runGroup('iam-create-group', { displayName: 'staff' });

    expect(failure).toMatchObject({
      kind: 'conflict',
      effect: 'none',
      message: expect.stringContaining(STAFF.sys_id) as string,
    });
    expect(group.success).toBe(false);
    expect(vendor.groups()).toHaveLength(1);
  });

  it('whose name another one has has to be named by its sys_id', async () => {
    const { runGroup } = at({ groups: [STAFF, { ...CREW, name: 'staff' }] });

    expect((await runGroup('iam-get-group', { displayName: 'Staff' })).failure?.kind).toBe('ambiguous');
    expect((await runGroup('iam-get-group', { id: CREW.sys_id })).group.displayName).toBe('staff');
  });

  it('shows each member once, whatever the number of rows', async () => {
    const { runGroup } = at(withRowsOf(JANE.sys_id, JOE.sys_id, JANE.sys_id));
    const { group } = await runGroup('iam-get-group', { id: STAFF.sys_id }, { includeMembers: true });

    expect(group.members?.map(({ value }) => value).sort()).toEqual([JANE.sys_id, JOE.sys_id]);
  });

  it('shows no members of others when the condition is ignored', async () => {
    const { runGroup } = at(
      { groups: [STAFF, { ...CREW, members: [JANE.sys_id] }] },
      BASIC,
      withoutQuery(/group%3D[^%&]*/),
    );

    expect(
      (await runGroup('iam-get-group', { id: STAFF.sys_id }, { includeMembers: true })).failure?.kind,
    ).toBe('malformed-reply');
  });
});

it('the groups of a user have their names', async () => {
  const { instance } = at({ groups: [{ ...STAFF, members: [JANE.sys_id] }, CREW] });
  const groups = [];
  for await (const group of instance.groupsOf(JANE.sys_id)) {
    groups.push([group.id, group.displayName]);
  }
  expect(groups).toEqual([[STAFF.sys_id, 'Staff']]);
});
