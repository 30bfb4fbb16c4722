import type { UserClient } from '../../../contract/user-client';
import type { IAMUserAppData } from '../../../profile/app-data';
import { JANE, failing, lostAfter, lostBefore, setUpVendor } from '../../__fixtures__/in-memory-vendor';

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

describe('a vendor that is not asked by id shows after a lost reply what became of a user', () => {
  const disabled = async (lookupBy: readonly string[], meanwhile: (acme: Acme) => void = () => undefined) => {
    const user = { ...JANE, externalId: 'E1' };
    const acme = setUpVendor({ users: [user], definition: { lookupBy } });
    acme.next('disableUser', async (carryOut) => {
      meanwhile(acme);
      return lostAfter(carryOut);
    });
    const result = await acme.run('iam-disable-user', { username: JANE.userName, employeeid: 'E1' });
    const from = acme.calls.findIndex((call) => call.startsWith('disableUser'));
    return { ...result, after: acme.calls.slice(from + 1) };
  };
  type Acme = ReturnType<typeof setUpVendor>;

  it('by the first of its identifiers, and no other where that finds the record', async () => {
    const { status, after } = await disabled(['userName', 'externalId']);

    expect([status, after]).toEqual(['done', ['getUser userName=jane@example.com']]);
  });

  it('by a later one where the first finds no record: names change', async () => {
    const { status, after } = await disabled(['userName', 'externalId'], ({ users }) =>
      users.set('42', { ...JANE, externalId: 'E1', userName: 'jane.new' }),
    );

    expect([status, after]).toEqual(['done', ['getUser userName=jane@example.com', 'getUser externalId=E1']]);
  });

  it('by the name and the address of the record, wherever its vendor keeps them', async () => {
    const nameless = (user: IAMUserAppData): IAMUserAppData => ({
      ...user,
      details: { active: user.active },
    });
    const after = async (lookupBy: readonly string[]) => {
      const acme = setUpVendor({
        users: [{ ...JANE, email: 'jane@mail.example' }],
        definition: { lookupBy },
        client: (client): UserClient => ({
          ...client,
          getUser: async (identifier) => {
            const found = (await client.getUser(identifier)) as readonly IAMUserAppData[];
            return found.map(nameless);
          },
        }),
      });
      acme.next('disableUser', lostAfter);
      const { status } = await acme.run('iam-disable-user', {
        username: JANE.userName,
        email: 'jane@mail.example',
      });
      return [status, ...acme.calls];
    };

    expect(await after(['userName'])).toEqual([
      'done',
      'getUser userName=jane@example.com',
      'disableUser 42',
      'getUser userName=jane@example.com',
    ]);
    expect(await after(['email'])).toEqual([
      'done',
      'getUser email=jane@mail.example',
      'disableUser 42',
      'getUser email=jane@mail.example',
    ]);
  });

  it('by no other where the search by the first fails, which proves nothing', async () => {
    const { status, failure, after } = await disabled(['userName', 'externalId'], ({ next }) =>
      next('getUser', failing('forbidden', 403)),
    );

    expect([status, failure?.effect, after]).toEqual([
      'failed',
      'unknown',
      ['getUser userName=jane@example.com'],
    ]);
  });
});
