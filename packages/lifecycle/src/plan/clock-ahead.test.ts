import { openCompany, person, type Company } from './__fixtures__/company';
import { madeUpVendor, type MadeUpVendor } from './__fixtures__/made-up-vendor';

// The clock of the machine that plans is ahead of the database's and of other machines'.

let vendor: MadeUpVendor;
let company: Company;
beforeEach(async () => {
  vendor = madeUpVendor('App');
  company = await openCompany([vendor.instance]);
});
afterEach(() => company.close());

const [E1, E2] = [person('E1'), person('E2')];
const hoursAhead = (hours: number) => ({ made: new Date(Date.now() + hours * 3_600_000) });

it('an account that is gone is seen to be gone', async () => {
  await company.apply(await company.plan([E1, E2], hoursAhead(0)));
  await company.plan([E1, E2], hoursAhead(30));
  vendor.users.delete([...vendor.users.values()].find(({ userName }) => userName.startsWith('e1'))?.id ?? '');

  expect((await company.plan([E1, E2], hoursAhead(1))).said).toEqual([
    expect.stringMatching(/^E1 App create .* held$/),
  ]);
});

it('the last feed is that of the plan before, and not of the one with the latest time', async () => {
  await company.plan([E1], hoursAhead(30));
  await company.plan([E1, E2], hoursAhead(0));

  expect((await company.plan([E1, E2], hoursAhead(0))).head.feed.previousRows).toBe(2);
});
