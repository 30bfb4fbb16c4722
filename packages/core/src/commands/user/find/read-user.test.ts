import { JANE, lostBefore, setUpVendor } from '../../__fixtures__/in-memory-vendor';

it.each([
  ['iam-disable-user', 'disableUser', JANE],
  ['iam-enable-user', 'enableUser', { ...JANE, active: false }],
] as const)(
  '%s: a record that is no longer found under its name after a lost reply proves nothing, and the result says why',
  async (command, method, user) => {
    const acme = setUpVendor({ users: [user], definition: { lookupBy: ['userName'] } });
    acme.next(method, async (carryOut) => {
      acme.users.delete('42');
      return lostBefore(carryOut);
    });
    const { status, failure } = await acme.run(command, { username: 'jane@example.com' });

    expect([status, failure?.kind, failure?.effect]).toEqual(['failed', 'network', 'unknown']);
    expect(failure?.message).toContain('The user cannot be read again: this vendor is not asked by id.');
  },
);
