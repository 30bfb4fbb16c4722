import { randomBytes } from 'node:crypto';
import { openCompany, person, type Company } from './__fixtures__/company';
import { madeUpVendor, type MadeUpVendor, type StoredUser } from './__fixtures__/made-up-vendor';

// Nothing that one application shows keeps leavers in at the others.

const LONG = randomBytes(4000).toString('hex');
const LEFT = person('E1', { terminationdate: '2026-01-01' });

let bad: MadeUpVendor;
let company: Company | undefined;
afterEach(() => company?.close());

/** E1 works, has an account in both, and leaves when `Bad` shows a record more. */
const planWith = async (more: Partial<StoredUser>, lists = true) => {
  bad = madeUpVendor('Bad', { lists });
  company = await openCompany([bad.instance, madeUpVendor('Good').instance]);
  const rows = [person('E2'), person('E3')];
  await company.apply(await company.plan([person('E1'), ...rows]));
  const id = lists ? 'x' : 'id-2';
  const user = {
    ...bad.users.get('id-2'),
    id,
    userName: 'x',
    email: 'x@x.example',
    externalId: 'X',
    active: true,
    ...more,
  };
  bad.users.set(id, user);
  return company.plan([LEFT, ...rows]);
};

it.each<[string, Partial<StoredUser>]>([
  ['user name', { userName: LONG }],
  ['address', { email: `${LONG}@example.com` }],
  ['employee number', { externalId: LONG }],
])('an account with a %s of 8 kB is one of nobody', async (_, more) => {
  const plan = await planWith(more);
  expect(plan.leftOut).toEqual({});
  expect(plan.said).toEqual(['E1 Bad disable leaver', 'E1 Good disable leaver']);
  expect(plan.apps['Bad']?.unmanaged).toBe(1);
  // It is read again like any other.
  expect((await company?.plan([LEFT, person('E2'), person('E3')]))?.said).toEqual(plan.said);
});

it.each<[string, Partial<StoredUser>, boolean]>([
  ['an id of 8 kB', { id: LONG }, true],
  ['a character that is none', { title: 'a\0b' }, true],
  ['a character that is none, found by asking', { title: 'a\0b', email: 'e2@example.com' }, false],
])(
  'with %s that application is left out, and the leaver is locked out of the other',
  async (_, more, lists) => {
    const plan = await planWith(more, lists);
    expect(plan.leftOut).toEqual({ Bad: expect.stringContaining('it shows a record that cannot be kept') });
    expect(plan.said).toEqual(['E1 Good disable leaver']);
    expect(plan.exit).toBe(1);
  },
);
