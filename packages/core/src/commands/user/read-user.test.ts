import { JANE, lostBefore, setUpPaper } from '../__fixtures__/paper';

it.each([
  ['iam-disable-user', 'disableUser', JANE],
  ['iam-enable-user', 'enableUser', { ...JANE, active: false }],
] as const)(
  '%s: a record that is no longer found under its name after a lost reply proves nothing, and the result says why',
  async (command, method, user) => {
    const paper = setUpPaper({ users: [user], definition: { lookupBy: ['userName'] } });
    paper.next(method, async (carryOut) => {
      paper.users.delete('42');
      return lostBefore(carryOut);
    });
    const { status, failure } = await paper.run(command, { username: 'jane@example.com' });

    expect([status, failure?.kind, failure?.effect]).toEqual(['failed', 'network', 'unknown']);
    expect(failure?.message).toContain('The user cannot be read again: this vendor is not asked by id.');
  },
);
