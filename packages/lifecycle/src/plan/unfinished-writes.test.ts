import { createLedger } from '../ledger/ledger';
import { openCompany, person, type Company } from './__fixtures__/company';
import { madeUpVendor, type MadeUpVendor } from './__fixtures__/made-up-vendor';

let vendor: MadeUpVendor;
let company: Company;
beforeEach(async () => {
  vendor = madeUpVendor('AWS');
  company = await openCompany([vendor.instance]);
});
afterEach(() => company.close());

const E1 = person('E1');
const HELD = ['E1 AWS enable adopt held'];
const CALL = '00000000-0000-4000-8000-000000000001';

/** The ledger has the begin of a write, at noon of the day before. */
const begin = (command: string, more: { readonly vendorId?: string; readonly day?: string } = {}) =>
  append('begun', command, more);

const append = (
  kind: 'begun' | 'ended',
  command: string,
  { vendorId = null, day = '2026-05-31', ...more }: Readonly<Record<string, unknown>>,
) =>
  createLedger(company.database, () => new Date(`${String(day)}T12:00:00Z`)).append({
    run: 3,
    n: 0,
    app: 'AWS',
    person: 'E1',
    call: CALL,
    kind,
    worker: 'w-1',
    actor: 'jane',
    vendorId: vendorId as string | null,
    command,
    ...more,
  });

const add = (active: boolean): void => {
  vendor.users.set('e1', { id: 'e1', userName: 'e1@example.com', email: 'e1@example.com', active });
};

describe('an account that is found disabled', () => {
  it('is ours when a run of ours began to make it and did not come to the end', async () => {
    await begin('iam-create-user');
    add(false);

    expect((await company.plan([E1])).said).toEqual(['E1 AWS enable joiner']);
  });

  it('is ours when the end of our write is not known', async () => {
    await begin('iam-create-user');
    await append('ended', 'iam-create-user', {
      outcome: 'interrupted',
      effect: 'unknown',
      failure: { kind: 'interrupted' },
    });
    add(false);

    expect((await company.plan([E1])).said).toEqual(['E1 AWS enable joiner']);
  });

  it('waits for a person when our write had no effect, or when it ended well', async () => {
    await begin('iam-create-user');
    await append('ended', 'iam-create-user', {
      outcome: 'refused',
      effect: 'none',
      failure: { kind: 'invalid' },
    });
    add(false);
    expect((await company.plan([E1])).said).toEqual(HELD);
  });

  it('waits for a person when it worked since', async () => {
    await begin('iam-create-user');
    await append('ended', 'iam-create-user', { outcome: 'created', effect: 'none', vendorId: 'e1' });
    add(false);
    expect((await company.plan([E1])).said).toEqual(HELD);
  });

  it('waits for a person when it was seen so before the write began', async () => {
    add(false);
    expect(
      (await company.plan([], { day: '2026-05-01', text: 'employeeid,email\nE9,e9@example.com\n' })).exit,
    ).toBe(3);
    await begin('iam-create-user');

    expect((await company.plan([E1])).said.filter((text) => text.startsWith('E1'))).toEqual(HELD);
  });

  it('is ours when a run of ours began to disable it, and the person comes back', async () => {
    await company.apply(await company.plan([E1], { day: '2026-05-30' }));
    const [user] = vendor.users.values();
    await begin('iam-disable-user', { vendorId: user?.id ?? '' });
    vendor.users.set(user?.id ?? '', {
      ...user,
      id: user?.id ?? '',
      userName: user?.userName ?? '',
      email: null,
      active: false,
    });

    expect((await company.plan([E1])).said).toEqual(['E1 AWS enable joiner']);
  });
});
