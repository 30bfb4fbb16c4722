import { createLedger } from '../ledger/ledger';
import { openCompany, person, type Company } from '../plan/__fixtures__/company';
import { madeUpVendor, type MadeUpVendor } from '../plan/__fixtures__/made-up-vendor';

// Lists of an application that lag behind its accounts: the plan after a run reads what was there before it.

let vendor: MadeUpVendor;
let company: Company;
beforeEach(async () => {
  vendor = madeUpVendor('AWS');
  company = await openCompany([vendor.instance]);
});
afterEach(() => company.close());

const E1 = person('E1');
const LEFT = { ...E1, terminationdate: '2026-05-01' };

/** Applies a plan of these rows; lists go on showing what was there before it. */
const applyUnseen = async (...rows: Parameters<Company['plan']>[0]): Promise<void> => {
  vendor.listed = [...vendor.users.values()];
  await company.apply(await company.plan(rows));
};

const known = () =>
  company.database.query<{ readonly active: boolean; readonly disabled_by: string | null }>(
    'select active, disabled_by from iam.account where gone_at is null',
  );

it('an account that a run made is there, although the list does not have it yet', async () => {
  await applyUnseen(E1);
  expect((await company.plan([E1])).said).toEqual([]);
  expect((await company.plan([E1])).said).toEqual([]);
  vendor.listed = undefined;
  expect((await company.plan([E1])).said).toEqual([]);
  expect(vendor.users.size).toBe(1);
});

it('an account that a run shut is shut, and it is known who did that when the person comes back', async () => {
  await company.apply(await company.plan([E1]));
  await applyUnseen(LEFT);
  expect((await company.plan([LEFT])).said).toEqual([]);
  expect(await known()).toEqual([{ active: false, disabled_by: '42' }]);
  expect((await company.plan([LEFT])).said).toEqual([]);
  vendor.listed = undefined;
  expect((await company.plan([E1])).said).toEqual(['E1 AWS enable rehire']);
});

it('an account that a run opened is not taken for one that somebody blocked', async () => {
  await company.apply(await company.plan([E1]));
  await company.apply(await company.plan([LEFT]));
  await applyUnseen(E1);
  expect((await company.plan([E1])).said).toEqual([]);
  vendor.listed = undefined;
  expect((await company.plan([E1])).said).toEqual([]);
});

it('a name that a run gave is not taken for a change by hand', async () => {
  await company.apply(await company.plan([E1]));
  const married = { ...E1, email: 'e1.smith@example.com' };
  await applyUnseen(married);
  expect((await company.plan([married])).said).toEqual([]);
});

it('a value that a run gave is not taken for a change by hand', async () => {
  await company.apply(await company.plan([E1]));
  const before = { ...[...vendor.users.values()][0] };
  const promoted = { ...E1, title: 'Chief' };
  await applyUnseen(promoted);
  await createLedger(company.database, () => new Date()).append({
    run: 3,
    n: 1,
    app: 'AWS',
    person: 'E1',
    call: '00000000-0000-4000-8000-000000000001',
    kind: 'ended',
    worker: 'w-1',
    actor: 'jane',
    vendorId: 'id-1',
    command: 'iam-update-user',
    outcome: 'updated',
    effect: 'none',
    before,
    changes: { title: { from: 'Engineer', to: 'Chief' } },
  });
  expect((await company.plan([promoted])).said).toEqual([]);
});

it.each([
  ['shut', () => change({ active: false }), ['E1 AWS enable drift held']],
  ['readdressed', () => change({ email: 'other@example.com' }), ['E1 AWS update drift']],
  ['removed', () => vendor.users.clear(), ['E1 AWS create drift held']],
])('an account that somebody %s after the run is seen so at once', async (_what, act, said) => {
  await company.apply(await company.plan([E1]));
  act();
  expect((await company.plan([E1])).said).toEqual(said);
});

const change = (more: object): void => {
  for (const [id, user] of vendor.users) {
    vendor.users.set(id, { ...user, ...more });
  }
};

it('asks for no account that the list has as it was written', async () => {
  await company.apply(await company.plan([E1, person('E2')]));
  vendor.calls.length = 0;
  await company.plan([E1, person('E2')]);
  expect(vendor.calls).toEqual(['list']);
});

it('leaves the application out where the account cannot be asked for', async () => {
  await applyUnseen(E1);
  vendor.failGets = true;
  expect(await company.plan([E1])).toMatchObject({
    said: [],
    leftOut: { AWS: expect.any(String) as string },
  });
});

it('a membership that a run gave is its own again when the list shows it', async () => {
  await company.close();
  company = await openCompany([vendor.instance], {
    applications: [{ instance: 'AWS', who: 'true', groups: { Sales: 'department == "Sales"' } }],
  });
  vendor.groups.set('Sales', new Set());
  await company.apply(await company.plan([E1]));
  await groupWrite({ add: ['id-1'], remove: [] });
  const members = vendor.groups.get('Sales') ?? new Set();
  vendor.groups.set('Sales', new Set());
  await company.plan([E1]);
  vendor.groups.set('Sales', members);
  expect((await company.plan([E1])).said).toEqual([]);
  const moved = await company.plan([{ ...E1, department: 'IT' }]);
  expect(moved.items.map(({ groups }) => groups)).toEqual([{ add: [], remove: ['Sales'] }]);
  // A change by hand puts them in again after the run has taken them out: that membership is not ours.
  await groupWrite({ add: [], remove: ['id-1'] });
  await company.database.execute('delete from iam.membership');
  expect(
    (await company.plan([{ ...E1, department: 'IT' }])).items.flatMap(({ groups }) => groups ?? []),
  ).toEqual([]);
});

const groupWrite = (changes: { readonly add: readonly string[]; readonly remove: readonly string[] }) =>
  createLedger(company.database, () => new Date()).append({
    run: 3,
    n: 2,
    app: 'AWS',
    person: 'group:Sales',
    call: '00000000-0000-4000-8000-000000000002',
    kind: 'ended',
    worker: 'w-1',
    actor: 'jane',
    vendorId: 'g-Sales',
    command: 'iam-update-group',
    outcome: 'updated',
    effect: 'none',
    changes,
  });
