import { failure } from '../../errors/failure';
import { IAMError } from '../../errors/iam-error';
import { JANE, setUpVendor } from '../__fixtures__/in-memory-vendor';

const who = { username: JANE['userName'] };
const change = { ...who, title: 'Manager' };
const kept = { 'allow-enable': false };

const refusal =
  (kind: 'no-such-resource' | 'wrong-state' | 'forbidden', recognised = true) =>
  async () => {
    throw new IAMError(failure(kind, 'No.', { status: 404, recognised }));
  };

describe('a refused change', () => {
  it.each(['no-such-resource', 'wrong-state'] as const)(
    'of an inactive user who is still there (%s) is about the state',
    async (kind) => {
      const acme = setUpVendor({ users: [{ ...JANE, active: false }] });
      acme.next('updateUser', refusal(kind));
      const { failure: found } = await acme.run('iam-update-user', change, kept);
      expect(found).toMatchObject({
        kind: 'wrong-state',
        status: 404,
        next: 'Enable the person first, then run the command again.',
      });
      // Where the vendor itself says that it is the state, nothing is to be looked up.
      expect(acme.calls.filter((call) => call.startsWith('getUser'))).toHaveLength(
        kind === 'wrong-state' ? 1 : 2,
      );
    },
  );

  it('of an active user keeps its meaning, and costs no further request', async () => {
    const acme = setUpVendor({ users: [JANE] });
    acme.next('updateUser', refusal('no-such-resource'));
    const result = await acme.run('iam-update-user', change, kept);
    expect(result.failure).toMatchObject({ kind: 'no-such-resource' });
    expect(acme.calls.filter((call) => call.startsWith('getUser'))).toHaveLength(1);
  });

  it('of an inactive user who is gone keeps its meaning', async () => {
    const acme = setUpVendor({ users: [{ ...JANE, active: false }] });
    acme.next('updateUser', async () => {
      acme.users.clear();
      return refusal('no-such-resource')();
    });
    const { failure: found } = await acme.run('iam-update-user', change, kept);
    expect(found).toMatchObject({ kind: 'no-such-resource' });
  });

  it('that does not come from the vendor keeps its meaning', async () => {
    const acme = setUpVendor({ users: [{ ...JANE, active: false }] });
    acme.next('updateUser', refusal('no-such-resource', false));
    const { failure: found } = await acme.run('iam-update-user', change, kept);
    expect(found).toMatchObject({ kind: 'no-such-resource' });
  });
});

describe.each([
  ['iam-enable-user', 'enableUser', true],
  ['iam-disable-user', 'disableUser', false],
] as const)('a refused %s', (command, method, active) => {
  it.each(['no-such-resource', 'wrong-state'] as const)(
    'is done when another request was faster (%s)',
    async (kind) => {
      const acme = setUpVendor({ users: [{ ...JANE, active: !active }] });
      acme.next(method, async () => {
        acme.users.set(JANE.id, { ...JANE, active });
        return refusal(kind)();
      });
      expect(await acme.run(command, who)).toMatchObject({ status: 'done', vendor: { active } });
    },
  );

  it.each(['no-such-resource', 'wrong-state', 'forbidden'] as const)(
    'fails while the record says otherwise (%s)',
    async (kind) => {
      const acme = setUpVendor({ users: [{ ...JANE, active: !active }] });
      acme.next(method, refusal(kind));
      expect(await acme.run(command, who)).toMatchObject({ status: 'failed', failure: { kind } });
    },
  );
});
