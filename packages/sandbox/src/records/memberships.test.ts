import { createMemberships } from './memberships';

describe('memberships', () => {
  it('are known from both sides', () => {
    const memberships = createMemberships();
    memberships.join('g', ['1', '2', '1']);
    memberships.join('h', ['2']);
    expect([memberships.membersOf('g'), memberships.groupsOf('2')]).toEqual([
      ['1', '2'],
      ['g', 'h'],
    ]);
    expect([memberships.isMember('g', '2'), memberships.isMember('h', '1')]).toEqual([true, false]);
  });

  it('end for one member, for a user and for a group', () => {
    const memberships = createMemberships();
    memberships.join('g', ['1', '2', '3']);
    memberships.join('h', ['1', '2', '3']);
    memberships.leave('g', ['1', 'unknown']);
    memberships.leaveAll('2');
    expect([memberships.membersOf('g'), memberships.membersOf('h')]).toEqual([['3'], ['1', '3']]);
    memberships.dissolve('h');
    expect([memberships.groupsOf('1'), memberships.groupsOf('3')]).toEqual([[], ['g']]);
  });

  it('do not mix up ids that run together', () => {
    const memberships = createMemberships();
    memberships.join('a","b', ['c']);
    expect(memberships.isMember('a', 'b","c')).toBe(false);
  });

  it.each([
    [
      ['1', '2'],
      ['1', '2', '3'],
    ],
    [['1', '2', '3'], ['3']],
    [
      ['1', '2', '3'],
      ['3', '1'],
    ],
    [
      ['1', '2'],
      ['3', '1'],
    ],
    [['1'], []],
    [[], ['2', '1', '2']],
  ])('have the order of the list that replaces them: %j by %j', (before, after) => {
    const memberships = createMemberships();
    memberships.join('g', before);
    memberships.replace('g', after);
    expect(memberships.membersOf('g')).toEqual([...new Set(after)]);
  });
});
