import { failing, setUpVendor } from '../__fixtures__/in-memory-vendor';

describe('iam-create-group', () => {
  it.each([[['1', { id: '2' }]], [['1', null]], [[{ value: '' }, '2']], [['1', '2\u200b']]])(
    'refuses a list of which it can read only some (%j): no member is lost silently',
    async (members) => {
      const { runGroup, calls } = setUpVendor();
      const { group } = await runGroup('iam-create-group', { displayName: 'New', members });

      expect([group.success, group.errorMessage]).toEqual([
        false,
        expect.stringContaining('members must be a list'),
      ]);
      expect(calls).toEqual([]);
    },
  );

  it.each([undefined, null, []])('sends no list of members for %j', async (members) => {
    const { runGroup, calls } = setUpVendor();
    await runGroup('iam-create-group', { displayName: 'New', members });

    expect(calls).toEqual(['createGroup {"displayName":"New"}']);
  });

  it.each([
    ['conflict', 409],
    ['forbidden', 403],
  ] as const)(
    'that is refused (%s) is about no group: an id of the caller names none',
    async (kind, status) => {
      const { runGroup, next, calls } = setUpVendor();
      next('createGroup', failing(kind, status));
      const { group, failure } = await runGroup('iam-create-group', { id: 'mine', displayName: 'New' });

      expect([group.success, group.id, failure?.kind, failure?.effect]).toEqual([false, null, kind, 'none']);
      expect(calls).toHaveLength(1);
      expect(failure?.next?.includes('A group of this name exists')).toBe(kind === 'conflict');
    },
  );
});
