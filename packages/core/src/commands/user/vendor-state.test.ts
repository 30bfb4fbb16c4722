import type { IAMUserAppData } from '../../profile/app-data';
import type { Integration } from '../../contract/integration';
import { failing, JANE, setUpVendor } from '../__fixtures__/in-memory-vendor';

const who = { username: JANE['userName'] };
const change = { ...who, title: 'Manager' };

/** A vendor with a state machine: `status` is the vendor's word. */
const setUp = (
  user: { readonly status: string; readonly active: boolean; readonly locked?: boolean },
  more: Parameters<typeof setUpVendor>[0] = {},
) => {
  const shown = (found: IAMUserAppData): IAMUserAppData => ({
    ...found,
    state: String(found.details['status']),
    ...(found.details['locked'] === true ? { locked: true } : {}),
  });
  return setUpVendor({
    users: [{ ...JANE, ...user }],
    client: (client) => ({
      ...client,
      getUser: async (identifier) => {
        const found = (await client.getUser(identifier)) ?? [];
        return 'id' in found ? shown(found) : found.map(shown);
      },
      enableUser: async (known) => {
        acme.users.set('42', { ...JANE, active: true, status: 'ACTIVE', before: known.state });
        return { id: known.id };
      },
    }),
    ...more,
  });
};
let acme: ReturnType<typeof setUpVendor>;

it('is in the result and in a warning, and the documented object keeps its keys', async () => {
  acme = setUp({ status: 'SUSPENDED', active: false });
  const { vendor, state, warnings } = await acme.run('iam-get-user', who);
  expect([vendor.active, state]).toEqual([false, 'SUSPENDED']);
  expect(warnings).toEqual(['The user is inactive: SUSPENDED at the vendor.']);
  expect(Object.keys(vendor)).not.toContain('state');
  expect(vendor.details).toMatchObject({ status: 'SUSPENDED' });
});

it('is no warning of a user who can sign in', async () => {
  acme = setUp({ status: 'ACTIVE', active: true });
  const { state, warnings } = await acme.run('iam-get-user', who);
  expect([state, warnings]).toEqual(['ACTIVE', []]);
});

it('is in the warning of a disable that has nothing to do', async () => {
  acme = setUp({ status: 'STAGED', active: false });
  const { vendor, warnings } = await acme.run('iam-disable-user', who);
  expect([vendor.skipped, vendor.reason]).toEqual([true, 'User is already disabled.']);
  expect(warnings).toEqual(['The user is inactive: STAGED at the vendor.']);
});

it.each(['SUSPENDED', 'STAGED', 'DEPROVISIONED'])('%s is handed to enableUser', async (status) => {
  acme = setUp({ status, active: false });
  const { vendor, state } = await acme.run('iam-enable-user', who);
  expect([vendor.active, state]).toEqual([true, 'ACTIVE']);
  expect(acme.users.get('42')).toMatchObject({ before: status });
});

it('is named in the failure when the vendor refuses the change', async () => {
  acme = setUp({ status: 'DEPROVISIONED', active: false });
  acme.next('updateUser', failing('bad-request', 404));
  const { vendor, warnings } = await acme.run('iam-update-user', change, { 'allow-enable': false });
  expect(warnings).toEqual([]);
  expect(vendor.errorMessage).toBe(
    'The vendor is not well. The vendor had the user as DEPROVISIONED before the request.',
  );
});

it('is no news without one', async () => {
  acme = setUpVendor({ users: [{ ...JANE, active: false }] });
  const result = await acme.run('iam-get-user', who);
  expect([result.warnings, 'state' in result]).toEqual([[], false]);
});

describe('a locked account', () => {
  it('is active, and unlocked by iam-enable-user', async () => {
    acme = setUp({ status: 'LOCKED_OUT', active: true, locked: true });
    const { status, vendor, reEnabled, state } = await acme.run('iam-enable-user', who);
    expect([status, vendor.active, reEnabled, state]).toEqual(['done', true, true, 'ACTIVE']);
  });

  it('is not unlocked by an update', async () => {
    acme = setUp({ status: 'LOCKED_OUT', active: true, locked: true });
    await acme.run('iam-update-user', change);
    expect(acme.users.get('42')).toMatchObject({ locked: true, title: 'Manager' });
  });

  it('that stays locked is no success', async () => {
    acme = setUp(
      { status: 'LOCKED_OUT', active: true, locked: true },
      {
        client: (client) => ({
          ...client,
          getUser: async () => ({
            id: '42',
            username: JANE.id,
            email: null,
            active: true,
            locked: true,
            details: JANE,
          }),
          enableUser: async () => undefined,
        }),
      },
    );
    const { failure } = await acme.run('iam-enable-user', { id: '42' });
    expect(failure).toMatchObject({ kind: 'not-applied', message: expect.stringContaining('still locked') });
  });
});

describe('refuses', () => {
  const refuses: Integration['refuses'] = (_data, action, context) =>
    action === 'update' && context?.user?.state === 'DEPROVISIONED' && !context.activate
      ? [{ attribute: 'status', message: 'is DEPROVISIONED', next: 'Enable the person first.' }]
      : [];

  it('sees the state of the record, and nothing is sent', async () => {
    acme = setUp({ status: 'DEPROVISIONED', active: false }, { definition: { refuses } });
    const { failure } = await acme.run('iam-update-user', change, { 'allow-enable': false });
    expect(failure).toMatchObject({
      kind: 'invalid-input',
      message: 'Acme would refuse this user: status: is DEPROVISIONED.',
      next: 'Enable the person first.',
      effect: 'none',
    });
    expect(acme.calls.some((call) => call.startsWith('updateUser'))).toBe(false);
  });

  it('is not asked when there is nothing to change', async () => {
    acme = setUp({ status: 'DEPROVISIONED', active: false }, { definition: { refuses } });
    expect((await acme.run('iam-update-user', who, { 'allow-enable': false })).happened).toBe('unchanged');
  });

  it('sees that the command enables first', async () => {
    acme = setUp({ status: 'DEPROVISIONED', active: false }, { definition: { refuses } });
    expect((await acme.run('iam-update-user', change)).status).toBe('done');
  });

  it('sees no record of a new user', async () => {
    const seen: unknown[] = [];
    acme = setUpVendor({
      definition: {
        refuses: (_data, action, context) => {
          seen.push([action, context]);
          return [];
        },
      },
    });
    await acme.run('iam-create-user', { username: 'new@example.com' });
    expect(seen).toEqual([['create', { user: undefined, activate: true }]]);
  });
});
