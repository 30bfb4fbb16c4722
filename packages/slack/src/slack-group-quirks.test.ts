import { INACTIVE, JANE, setUp } from './__fixtures__/intercepted-slack';

// Peculiarities of Slack's groups, and mistakes of the reference with them.

const people = ['a', 'b', 'c'].map((id) => ({
  ...JANE,
  id: `U${id}`,
  userName: id,
  emails: [{ value: `${id}@example.com` }],
}));
const STAFF = { id: 'S1', displayName: 'Staff', members: ['Ua', 'Ub'] };

describe.each(['v2', 'v1'])('a group over %s', (scimVersion) => {
  const setUpGroups = (options: Parameters<typeof setUp>[0] = {}) =>
    setUp({ users: people, groups: [STAFF], ...options }, { scimVersion });

  it('is changed in one request, which names who comes and who goes', async () => {
    const { runGroup, vendor, writes } = setUpGroups();
    const { group } = await runGroup(
      'iam-update-group',
      { id: 'S1' },
      { memberIdsToAdd: 'Uc', memberIdsToDelete: 'Ua' },
    );

    expect(group).toMatchObject({ success: true, id: 'S1' });
    expect(writes()).toEqual(['PATCH /Groups/S1']);
    expect(vendor.groups()[0]?.members).toEqual(['Ub', 'Uc']);
  });

  it.each([
    ['iam-update-group', { memberIdsToAdd: 'Uc' }],
    ['iam-delete-group', {}],
  ])('is meant by its id in %s: a name is refused before anything is sent', async (command, args) => {
    const { runGroup, requests } = setUpGroups();
    const { failure, group } = await runGroup(command, { displayName: 'Staff' }, args);

    expect(failure?.kind).toBe('invalid-input');
    expect(group.errorMessage).toMatch(/\bid\b/);
    expect(requests()).toEqual([]);
  });

  it('is asked for by a name in quotes', async () => {
    const { runGroup, queries } = setUpGroups({ groups: [{ id: 'S3', displayName: 'R "and" D' }] });

    expect((await runGroup('iam-get-group', { displayName: 'R "and" D' })).group.id).toBe('S3');
    expect(queries()[0]).toContain('filter=displayName eq "R \\"and\\" D"');
  });

  it.each([{}, { includeMembers: true }])('is read with the arguments %j', async (args) => {
    const { runGroup } = setUpGroups();

    expect((await runGroup('iam-get-group', { id: 'S1' }, args)).group).toMatchObject({
      success: true,
      members: [{ value: 'Ua' }, { value: 'Ub' }],
    });
  });

  it('needs something to change', async () => {
    const { runGroup, requests } = setUpGroups();

    expect((await runGroup('iam-update-group', { id: 'S1' })).failure?.kind).toBe('invalid-input');
    expect(requests()).toEqual([]);
  });

  it.each([
    ['nothing', undefined],
    ['a text', 'Bad'],
    ['JSON of another shape', { ok: false }],
    ['a text as errors', { Errors: 'x' }],
  ])('fails with the status when the reply has %s', async (_, body) => {
    const { runGroup, fail } = setUpGroups();
    fail({ on: 'writes', mishap: { kind: 'instead', reply: { status: 400, body } } });
    const { group } = await runGroup('iam-update-group', { id: 'S1' }, { memberIdsToAdd: 'Uc' });

    expect(group).toMatchObject({ success: false, errorCode: 400 });
    expect(group.errorMessage).not.toBe('');
    expect(group.errorMessage).not.toMatch(/Traceback|\n\s+at /);
  });

  it('says whom it does not take, and what to do, and takes the others', async () => {
    const { runGroup, vendor } = setUpGroups({ users: [...people, { ...INACTIVE, id: 'Ux' }] });
    const { group, failure } = await runGroup('iam-update-group', { id: 'S1' }, { memberIdsToAdd: 'Uc,Ux' });

    expect(group).toMatchObject({
      success: false,
      errorMessage: expect.stringMatching(/^unable_to_add_deleted_or_guest_to_group .*refused: Ux\)$/),
    });
    expect(failure).toMatchObject({ kind: 'wrong-state', next: expect.stringContaining('iam-enable-user') });
    expect(vendor.groups()[0]?.members).toEqual(['Ua', 'Ub', 'Uc']);
  });

  it('takes 15,000 members in one request, and more in pieces', async () => {
    const many = Array.from({ length: 15_002 }, (_, at) => ({
      id: `U${at}`,
      userName: `u${at}`,
      emails: [],
    }));
    const { runGroup, vendor, writes } = setUpGroups({ users: many, groups: [{ ...STAFF, members: [] }] });
    const memberIdsToAdd = many.map(({ id }) => id);
    const { group } = await runGroup('iam-update-group', { id: 'S1' }, { memberIdsToAdd });

    expect(group.success).toBe(true);
    expect(writes()).toEqual(['PATCH /Groups/S1', 'PATCH /Groups/S1']);
    expect(vendor.groups()[0]?.members).toHaveLength(15_002);
  });

  it('has no address with two slashes', async () => {
    const { runGroup, requests } = setUpGroups();
    await runGroup('iam-create-group', { displayName: 'New' });
    await runGroup('iam-get-group', { displayName: 'New' });

    expect(requests().map(({ path }) => path)).toEqual([
      `/scim/${scimVersion}/Groups`,
      `/scim/${scimVersion}/Groups`,
    ]);
  });
});
