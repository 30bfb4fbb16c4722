import { openCompany, person, type Company } from '../plan/__fixtures__/company';
import { madeUpVendor, type MadeUpVendor, type StoredUser } from '../plan/__fixtures__/made-up-vendor';

// An application that cannot list its users: it is asked for each person of the feed.

let vendor: MadeUpVendor;
let company: Company;
beforeEach(async () => {
  vendor = madeUpVendor('AWS', { lists: false });
  company = await openCompany([vendor.instance], { adopt: 'hold' });
});
afterEach(() => company.close());

const add = (id: string, over: Partial<StoredUser> = {}): void => {
  vendor.users.set(id, {
    id,
    userName: `${id}.login`,
    email: `${id}@example.com`,
    externalId: id.toUpperCase(),
    title: 'Engineer',
    department: 'Sales',
    active: true,
    ...over,
  });
};

const E1 = person('E1', { username: 'e1.login' });
const E2 = person('E2', { username: 'e2.login', terminationdate: '2026-05-01' });

it('an account has the address that it has, not the one that its person is to get', async () => {
  add('e1');
  await company.plan([{ ...E1, email: 'new@example.com' }]);
  expect(await company.database.query('select username, email from iam.account')).toEqual([
    { username: 'e1.login', email: 'e1@example.com' },
  ]);
});

it('an account without an address has none', async () => {
  add('e1', { email: null });
  await company.plan([E1]);
  expect(await company.database.query('select email from iam.account')).toEqual([{ email: null }]);
});

it('the address of the closed account of one who left is given to nobody, also where it is not taken over yet', async () => {
  add('e1');
  add('e2', { active: false });
  const { said } = await company.plan([{ ...E1, email: 'e2@example.com' }, E2]);
  expect(said).toEqual(['E1 AWS skip update disputed']);
});
