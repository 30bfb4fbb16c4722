import { openCompany, person, type Company, type Row } from './__fixtures__/company';
import { madeUpVendor, type MadeUpVendor } from './__fixtures__/made-up-vendor';

// 0 says to a script that everybody is as they should be: docs/lifecycle.md.

let vendor: MadeUpVendor;
let company: Company;

const begin = async (section: Readonly<Record<string, unknown>> = {}): Promise<void> => {
  vendor = madeUpVendor('AWS');
  company = await openCompany([vendor.instance], section);
};
afterEach(() => company.close());

const E1 = person('E1');

/** What the second plan of a company comes to, whose first one was applied. */
const exitOf = async (rows: readonly Row[]): Promise<number> => {
  await company.apply(await company.plan([E1]));
  return (await company.plan(rows)).exit;
};

it.each<[string, readonly Row[]]>([
  ['a row that cannot be read, of a person with an account', [{ ...E1, hiredate: '2026-02-30' }]],
  ['a row that cannot be read, of a person without one', [E1, person('E2', { hiredate: '2026-02-30' })]],
])('is 1 for %s', async (_what, rows) => {
  await begin();
  expect(await exitOf(rows)).toBe(1);
});

it('is 1 for two people who have one address, so that nobody gets it', async () => {
  await begin();
  const twins = [person('E2', { email: 'same@example.com' }), person('E3', { email: 'same@example.com' })];
  expect(await exitOf([E1, ...twins])).toBe(1);
});

it('is 0 where nothing is done by decision: a protected person, an account that no rule gives', async () => {
  await begin({
    applications: [{ instance: 'AWS', who: 'department == "Sales"', whenLeaving: 'disable' }],
    protected: ['title == "Break Glass"'],
  });
  const stored = { id: 'id-9', userName: 'e9@example.com', email: 'e9@example.com', active: true };
  vendor.users.set('id-9', { ...stored, externalId: 'E9' });
  expect(await exitOf([E1, person('E8', { title: 'Break Glass' }), person('E9', { department: 'IT' })])).toBe(
    0,
  );
});

it('is 3 where something is to be done for others', async () => {
  await begin();
  expect(await exitOf([{ ...E1, title: 'Chief' }, person('E2', { hiredate: '2026-02-30' })])).toBe(3);
});
