import type { IAMGroupAppData } from '../../profile/app-data';
import { answering, failing, setUpVendor } from '../__fixtures__/in-memory-vendor';

// A 2xx whose own body says that the change was not made.

const staff = (...members: readonly string[]): IAMGroupAppData => ({
  id: 'g1',
  displayName: 'Staff',
  members: members.map((value) => ({ value })),
  details: { id: 'g1' },
});
const setUp = (members: readonly string[], membersPerRequest = 100) =>
  setUpVendor({ groups: [{ id: 'g1', displayName: 'Staff', members }], membersPerRequest });

describe('a reply that still shows who was taken out', () => {
  it('is no success while the group shows them too', async () => {
    const { runGroup, next } = setUp(['m1', 'm2', 'm3']);
    next('updateMembers', answering(staff('m1', 'm3')));
    const { status, group, failure } = await runGroup(
      'iam-update-group',
      { id: 'g1' },
      { memberIdsToDelete: ['m1', 'm2'] },
    );
    // The group of this test is not changed at all, so m2 is in as well, but nothing of the reply says so.
    expect([status, failure?.kind, failure?.effect]).toEqual(['failed', 'not-applied', 'unknown']);
    expect(group.errorMessage).toBe(
      'The vendor accepted the request, but still shows as members: m1. (1 of 2 changes were applied)',
    );
    expect(group.details).toEqual({ added: [], removed: ['m2'], notAdded: [], notRemoved: ['m1'] });
  });

  it('is an old one when the group does not show them', async () => {
    const { runGroup, next, calls, groups } = setUp(['m1', 'm2']);
    next('updateMembers', async (carryOut) => {
      await carryOut();
      return staff('m1', 'm2');
    });
    const { status } = await runGroup('iam-update-group', { id: 'g1' }, { memberIdsToDelete: ['m1'] });
    expect([status, groups.get('g1')?.members, calls.at(-1)]).toEqual(['done', ['m2'], 'getGroup g1']);
  });

  it('is no success when the group cannot be read', async () => {
    const { runGroup, next } = setUp(['m1']);
    next('updateMembers', answering(staff('m1')));
    next('getGroup', failing('forbidden', 403));
    expect(await runGroup('iam-update-group', { id: 'g1' }, { memberIdsToDelete: ['m1'] })).toMatchObject({
      status: 'failed',
      failure: { kind: 'not-applied' },
    });
  });

  it('counts in every request, unless a later reply shows that they are out', async () => {
    const { runGroup, next, calls } = setUp(['m1', 'm2'], 1);
    next('updateMembers', answering(staff('m1', 'm2')), answering(staff()));
    const later = await runGroup('iam-update-group', { id: 'g1' }, { memberIdsToDelete: ['m1', 'm2'] });
    expect([later.status, calls.length]).toEqual(['done', 2]);

    next('updateMembers', answering(staff('m1', 'm2')), answering(undefined));
    const open = await runGroup('iam-update-group', { id: 'g1' }, { memberIdsToDelete: ['m1', 'm2'] });
    expect(open.group.details).toMatchObject({ notRemoved: ['m1'] });
  });
});

describe('a reply that does not show who was added', () => {
  it.each([[['m1']], [[]]])('warns when it shows %p', async (shown) => {
    const { runGroup, next, calls } = setUp(['m1']);
    next('updateMembers', answering(staff(...shown)));
    const { status, warnings } = await runGroup(
      'iam-update-group',
      { id: 'g1' },
      { memberIdsToAdd: ['m2', 'm3'] },
    );
    expect([status, warnings, calls.length]).toEqual([
      'done',
      ['The vendor’s reply to the change does not show as members: m2, m3.'],
      1,
    ]);
  });

  it('says nothing when it leaves the members out', async () => {
    const { runGroup, next } = setUp(['m1']);
    const { members: _none, ...group } = staff();
    next('updateMembers', answering(group));
    const { warnings } = await runGroup('iam-update-group', { id: 'g1' }, { memberIdsToAdd: ['m2'] });
    expect(warnings).toEqual([]);
  });
});

describe('a creation whose reply does not show the members', () => {
  const created = (...members: readonly string[]) => ({ ...staff(...members), displayName: 'New' });
  const NEW = { displayName: 'New', members: ['m1', 'm2'] };

  it('warns when the group does not show them either', async () => {
    const { runGroup, next } = setUp(['m1']);
    next('createGroup', answering(created('m1')));
    const { status, warnings } = await runGroup('iam-create-group', NEW);
    expect([status, warnings]).toEqual(['done', ['The new group does not show as members: m2.']]);
  });

  it.each([
    ['the group does', ['m1', 'm2'], 2],
    ['no read is sent, because it shows them', ['m1'], 1],
  ])('succeeds without a warning when %s', async (_, members, calls) => {
    const acme = setUp(members);
    acme.next('createGroup', answering(calls === 1 ? created('m1', 'm2') : created()));
    expect((await acme.runGroup('iam-create-group', NEW)).warnings).toEqual([]);
    expect(acme.calls).toHaveLength(calls);
  });
});
