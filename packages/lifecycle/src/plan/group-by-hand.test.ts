import { madeUpVendor, type MadeUpVendor } from './__fixtures__/made-up-vendor';
import { openCompany, person, type Company, type Planned } from './__fixtures__/company';

let vendor: MadeUpVendor;
let company: Company;

const open = async (create: boolean): Promise<void> => {
  vendor = madeUpVendor('App');
  company = await openCompany([vendor.instance], {
    applications: [
      { instance: 'App', who: 'true', groups: { Staff: { who: 'department == "Sales"', create } } },
    ],
  });
};

afterEach(() => company.close());

const E1 = person('E1');
const E2 = person('E2', { department: 'HR' });

const groupsOf = ({ items }: Planned) =>
  items.map(({ person: key, groups }) => [key, groups?.add ?? [], groups?.remove ?? []]);

const settle = async (): Promise<void> => {
  await company.apply(await company.plan([E1, E2]));
  expect((await company.plan([E1, E2])).said).toEqual([]);
};

it('a group that is deleted at the application is to be made anew, with everybody in it', async () => {
  await open(true);
  vendor.groups.set('Staff', new Set());
  await settle();
  vendor.groups.delete('Staff');

  const plan = await company.plan([E1, E2]);
  expect(groupsOf(plan)).toEqual([['E1', ['Staff'], []]]);
  // That they joined is long ago.
  expect(plan.items).toMatchObject([{ reason: 'drift', because: ['groups'] }]);
});

it('a group that comes back gets its members back', async () => {
  await open(false);
  vendor.groups.set('Staff', new Set());
  await settle();
  const members = [...(vendor.groups.get('Staff') ?? [])];
  vendor.groups.delete('Staff');
  const without = await company.plan([E1, E2]);
  expect([without.said, without.remarks]).toEqual([
    [],
    [expect.stringContaining('There is no group "Staff" in App')],
  ]);

  // With the id that it had, but for its members.
  vendor.groups.set('Staff', new Set());
  expect(groupsOf(await company.plan([E1, E2]))).toEqual([['E1', ['Staff'], []]]);

  // Nothing is to be done where it comes back as it was.
  vendor.groups.set('Staff', new Set(members));
  expect((await company.plan([E1, E2])).said).toEqual([]);
});

it('a group that a plan had to leave out gets its members once it is made by hand, although nobody’s row changes', async () => {
  await open(false);
  const first = await company.plan([E1, E2]);
  expect(first.remarks).toEqual([expect.stringContaining('There is no group "Staff" in App')]);
  await company.apply(first);
  await company.plan([E1, E2]);
  expect((await company.plan([E1, E2])).looked).toBe(0);

  vendor.groups.set('Staff', new Set());
  expect(groupsOf(await company.plan([E1, E2]))).toEqual([['E1', ['Staff'], []]]);
});

it('an application that is not read, or cannot be, does not have everybody looked at for the groups that it lacks', async () => {
  await open(false);
  await company.apply(await company.plan([E1, E2]));
  await company.plan([E1, E2]);
  expect((await company.plan([E1, E2], { refresh: false })).looked).toBe(0);
  vendor.failNext = { kind: 'vendor-error', afterPages: 0 };
  expect(await company.plan([E1, E2])).toMatchObject({ looked: 0, leftOut: { App: expect.anything() } });
});
