import { planLineText } from '../screen/show-plan';
import { HEADERS, openCompany, person, type Company, type Planned } from './__fixtures__/company';
import { madeUpVendor, type MadeUpVendor } from './__fixtures__/made-up-vendor';

let vendor: MadeUpVendor;
let company: Company;
beforeEach(async () => {
  vendor = madeUpVendor('AWS');
  company = await openCompany([vendor.instance]);
});
afterEach(() => company.close());

const E1 = person('E1');

const add = (id: string, more: { readonly externalId?: string } = {}): void => {
  vendor.users.set(id, {
    id,
    userName: `${id}@example.com`,
    email: `${id}@example.com`,
    active: true,
    ...more,
  });
};

const said = ({ lines }: Planned) =>
  lines.filter(({ type }) => type === 'unmanaged').map((line) => planLineText(line));

it('an account of a person whose row cannot be read is not said to be nobody’s', async () => {
  add('e2');
  add('other', { externalId: 'E3' });
  add('stranger');
  const plan = await company.plan([
    E1,
    person('E2', { hiredate: '31.12.2020' }),
    person('E3', { email: 'e3.new@example.com', hiredate: 'soon' }),
  ]);

  expect(said(plan)).toEqual([
    '?  e2@example.com  AWS  may belong to E2, whose row (line 3) could not be read, and is active',
    '?  other@example.com  AWS  may belong to E3, whose row (line 4) could not be read, and is active',
    '?  stranger@example.com  AWS  belongs to nobody of the feed, and is active',
  ]);
  expect(plan.apps['AWS']).toMatchObject({ unmanaged: 1, undecided: 2 });
});

it('a row of which not even that can be told leaves it open for every account', async () => {
  add('stranger');
  const whole = HEADERS.map((header) => E1[header] ?? '').join(',');
  const plan = await company.plan([], { text: `${HEADERS.join(',')}\n${whole}\nE9,too,short\n` });

  expect(said(plan)).toEqual([
    '?  stranger@example.com  AWS  fits nobody of the rows that could be read; may belong to the one that could not, and is active',
  ]);
});

it('an account of a person who is only missing from the feed is told apart', async () => {
  const first = await company.plan([E1, person('E2')]);
  expect(first.said).toHaveLength(2);
  // Made by hand before the plan was applied.
  add('e2');
  const half = await company.plan([E1]);

  expect(said(half)).toEqual([
    '?  e2@example.com  AWS  may belong to E2, who is missing from the feed, and is active',
  ]);
  expect(half.apps['AWS']).toMatchObject({ unmanaged: 0, undecided: 1 });
  // They stay missing, and nothing of them is looked at again.
  expect(said(await company.plan([E1]))).toEqual(said(half));
});
