import type { IAMUserProfile } from '@iam/core';
import type { AttemptRecord } from '../ledger/attempt';
import { createLedger } from '../ledger/ledger';
import { openCompany, person, type Company, type Row } from './__fixtures__/company';
import { madeUpVendor, type MadeUpVendor, type StoredUser } from './__fixtures__/made-up-vendor';

// The create reached the application, the reply was lost, and the run does not go on. Accounts that were there before are held here.

let vendor: MadeUpVendor;
let company: Company;
beforeEach(async () => {
  vendor = madeUpVendor('AWS');
  company = await openCompany([vendor.instance], { adopt: 'hold' });
});
afterEach(() => company.close());

const E1 = person('E1', { username: 'e1.login' });

/** What a run sends to make the account of a row, as the ledger has it. */
const sentFor = ({ hiredate: _date, ...profile }: Row): NonNullable<AttemptRecord['changes']> =>
  Object.fromEntries(
    Object.entries(vendor.instance.desired(profile as IAMUserProfile, 'create').attributes).map(
      ([attribute, to]) => [attribute, { from: null, to }],
    ),
  );

const append = (over: Partial<AttemptRecord> = {}, row: Row = E1): Promise<void> =>
  createLedger(company.database, () => new Date('2026-05-31T12:00:00Z')).append({
    run: 3,
    n: 0,
    app: 'AWS',
    person: 'E1',
    call: '00000000-0000-4000-8000-000000000001',
    kind: 'begun',
    worker: 'w-1',
    actor: 'jane',
    vendorId: null,
    command: 'iam-create-user',
    changes: sentFor(row),
    ...over,
  });

const ended = (over: Partial<AttemptRecord>): Promise<void> =>
  append({ kind: 'ended', outcome: 'interrupted', effect: 'unknown', failure: { kind: 'network' }, ...over });

const add = (over: Partial<StoredUser> = {}): void => {
  vendor.users.set('x1', {
    id: 'x1',
    userName: 'e1.login',
    email: 'e1@example.com',
    externalId: 'E1',
    title: 'Engineer',
    department: 'Sales',
    active: true,
    ...over,
  });
};

const linked = async (): Promise<readonly (string | null)[]> =>
  (
    await company.database.query<{ readonly person: string | null }>(
      'select person from iam.account order by vendor_id',
    )
  ).map((row) => row.person);

describe('an account that works', () => {
  it.each([
    ['whose creation has no end', () => append()],
    [
      'whose creation has an end that is not known',
      async () => {
        await append();
        await ended({});
      },
    ],
    ['that a later write of the creation named', () => append({ vendorId: 'x1', changes: {} })],
  ])('is ours %s', async (_which, write) => {
    await write();
    add();
    expect((await company.plan([E1])).said).toEqual([]);
    expect(await linked()).toEqual(['E1']);
    expect((await company.plan([E1])).said).toEqual([]);
  });

  it('is ours, and gets what is new of its person since', async () => {
    await append();
    add();
    const married = { ...E1, email: 'e1.smith@example.com' };
    expect((await company.plan([married])).said).toEqual(['E1 AWS update joiner']);
  });

  it.each<[string, () => Promise<void>, Partial<StoredUser>]>([
    ['that nobody began to make', () => Promise.resolve(), {}],
    ['with another address than was sent', () => append(), { email: 'other@example.com', externalId: null }],
    ['with another user name than was sent', () => append(), { userName: 'other', externalId: null }],
    ['with another employee id than was sent', () => append({}, { ...E1, employeeid: 'E7' }), {}],
    ['that was being made for another', () => append({ person: 'E2' }), {}],
    ['that was being changed, not made', () => append({ command: 'iam-update-user' }), {}],
    ['of which the values are forgotten', () => append({ changes: undefined as never }), {}],
    [
      'whose creation had no effect',
      async () => {
        await append();
        await ended({ effect: 'none' });
      },
      {},
    ],
  ])('waits for a person %s', async (_which, write, over) => {
    await write();
    add(over);
    const { items } = await company.plan([E1]);
    expect(items.map(({ hold }) => hold)).toEqual(['it was there before it was planned for (adopt: hold)']);
    expect(await linked()).toEqual([null]);
  });
});

it('nobody is made twice: what the list does not show yet is found when it is written, and is the person’s as soon as it shows', async () => {
  await append();
  add();
  vendor.listed = [];
  const plan = await company.plan([E1]);
  expect(plan.said).toEqual(['E1 AWS create joiner']);
  await expect(company.apply(plan)).rejects.toThrow('E1 create');
  vendor.listed = undefined;
  expect((await company.plan([E1])).said).toEqual([]);
  expect([...vendor.users.keys()]).toEqual(['x1']);
});

it('an account that two people claim is that of whom it was made for', async () => {
  await append();
  add();
  const heir = person('E2', { email: 'e1@example.com', username: 'e2.login' });
  expect((await company.plan([{ ...E1, email: 'new@example.com' }, heir])).said).toEqual([
    'E1 AWS update joiner',
    'E2 AWS create joiner',
  ]);
});
