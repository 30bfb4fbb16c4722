import { answering, failing, lostBefore, setUpVendor } from '../__fixtures__/in-memory-vendor';

const change = async (there: readonly string[], args: object) => {
  const acme = setUpVendor({ groups: [{ id: 'g1', displayName: 'Staff', members: there }] });
  acme.next('updateMembers', lostBefore);
  const { status } = await acme.runGroup('iam-update-group', { id: 'g1' }, args as never);
  return { status, members: acme.groups.get('g1')?.members };
};

describe('a change of members that was lost on its way', () => {
  it('is not done because one of two is in: the other gets in as well', async () => {
    expect(await change(['1', '3'], { memberIdsToAdd: ['3', '4'] })).toEqual({
      status: 'done',
      members: ['1', '3', '4'],
    });
  });

  it('is not done because one of two is out: the other gets out as well', async () => {
    expect(await change(['1', '2'], { memberIdsToDelete: ['2', '9'] })).toEqual({
      status: 'done',
      members: ['1'],
    });
  });

  it('is not done because who was to get in is in, while another is to get out', async () => {
    expect(await change(['1', '2'], { memberIdsToAdd: ['1'], memberIdsToDelete: ['2'] })).toEqual({
      status: 'done',
      members: ['1'],
    });
  });

  it('is not done because who was to get out is out, while another is to get in', async () => {
    expect(await change(['1'], { memberIdsToAdd: ['3'], memberIdsToDelete: ['2'] })).toEqual({
      status: 'done',
      members: ['1', '3'],
    });
  });

  it('of an empty group is not done without an addition', async () => {
    expect(await change([], { memberIdsToAdd: ['3'] })).toEqual({ status: 'done', members: ['3'] });
  });
});

describe('the members after a lost reply', () => {
  it('are read where the vendor keeps them apart from the group', async () => {
    const apart = { id: 'g1', displayName: 'Staff', details: {} };
    const acme = setUpVendor({
      groups: [{ id: 'g1', displayName: 'Staff', members: ['1'] }],
      client: (client) => ({
        ...client,
        groups: { ...client.groups!, getGroup: async () => apart, getMembers: async () => [{ value: '3' }] },
      }),
    });
    acme.next('updateMembers', lostBefore);

    expect((await acme.runGroup('iam-update-group', { id: 'g1' }, { memberIdsToAdd: ['3'] })).status).toBe(
      'done',
    );
    expect(acme.calls).toHaveLength(1);
  });
});

it('a group that is gone after a lost reply leaves the effect unknown', async () => {
  const acme = setUpVendor({ groups: [{ id: 'g1', displayName: 'Staff', members: ['1'] }] });
  acme.next('updateMembers', async (carryOut) => {
    acme.groups.delete('g1');
    return lostBefore(carryOut);
  });

  expect(
    (await acme.runGroup('iam-update-group', { id: 'g1' }, { memberIdsToDelete: ['1'] })).failure,
  ).toMatchObject({ kind: 'network', effect: 'unknown', message: expect.not.stringContaining('undefined') });
});

describe('what a change of members tells', () => {
  it('is the group as the last reply shows it', async () => {
    const acme = setUpVendor({
      groups: [{ id: 'g1', displayName: 'Staff', members: [] }],
      membersPerRequest: 1,
    });
    const shown = (members: readonly string[]) =>
      answering({
        id: 'g1',
        displayName: 'The Staff',
        members: members.map((value) => ({ value })),
        details: { id: 'g1' },
      });
    acme.next('updateMembers', shown(['1']), shown(['1', '2']));

    expect(
      (await acme.runGroup('iam-update-group', { id: 'g1' }, { memberIdsToAdd: ['1', '2'] })).group,
    ).toMatchObject({
      displayName: 'The Staff',
      members: [{ value: '1' }, { value: '2' }],
      details: { id: 'g1' },
    });
  });

  it('is nothing where members are to be added and taken out at once: they are named', async () => {
    const acme = setUpVendor({ groups: [{ id: 'g1', displayName: 'Staff', members: [] }] });
    const both = { memberIdsToAdd: ['1', '2', '3'], memberIdsToDelete: ['2', '1'] };

    expect((await acme.runGroup('iam-update-group', { id: 'g1' }, both)).failure?.message).toMatch(
      /memberIdsToAdd and memberIdsToDelete both name 1, 2/,
    );
    expect(acme.calls).toEqual([]);
  });

  it.each([
    [404, 'no-such-resource', 'Check the id of the group and the ids of the members.'],
    [403, 'forbidden', expect.not.stringContaining('members')],
  ] as const)(
    'of a %p is whose ids to check only where that may be the reason',
    async (status, kind, next) => {
      const acme = setUpVendor({ groups: [{ id: 'g1', displayName: 'Staff', members: [] }] });
      acme.next('updateMembers', failing(kind, status));

      expect(
        (await acme.runGroup('iam-update-group', { id: 'g1' }, { memberIdsToAdd: ['1'] })).failure?.next,
      ).toEqual(next);
    },
  );
});

it('a first request that is refused has changed nothing, and a later one may have after others', async () => {
  const effectOf = async (...happenings: Parameters<ReturnType<typeof setUpVendor>['next']>[1][]) => {
    const acme = setUpVendor({
      groups: [{ id: 'g1', displayName: 'Staff', members: [] }],
      membersPerRequest: 1,
    });
    acme.next('updateMembers', ...happenings);
    return (await acme.runGroup('iam-update-group', { id: 'g1' }, { memberIdsToAdd: ['1', '2'] })).failure
      ?.effect;
  };

  expect(await effectOf(failing('forbidden', 403))).toBe('none');
  expect(await effectOf((carryOut) => carryOut(), failing('forbidden', 403))).toBe('unknown');
});
