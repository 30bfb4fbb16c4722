import { lostBefore, setUpPaper } from './__fixtures__/paper';

const change = async (there: readonly string[], args: object) => {
  const paper = setUpPaper({ groups: [{ id: 'g1', displayName: 'Staff', members: there }] });
  paper.next('updateMembers', lostBefore);
  const { status } = await paper.runGroup('iam-update-group', { id: 'g1' }, args as never);
  return { status, members: paper.groups.get('g1')?.members };
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
