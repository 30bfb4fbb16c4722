import fc from 'fast-check';
import { openCompany, person, type Company, type Planned, type Row } from './__fixtures__/company';
import { madeUpVendor, type MadeUpVendor } from './__fixtures__/made-up-vendor';

let vendor: MadeUpVendor;
let company: Company;
beforeAll(async () => {
  vendor = madeUpVendor('AWS');
  company = await openCompany([vendor.instance], {
    applications: [
      {
        instance: 'AWS',
        who: 'department != "None"',
        groups: { Engineers: 'department == "Engineering"' },
        whenLeaving: 'disable',
      },
    ],
  });
});
afterAll(() => company.close());

const begin = async (): Promise<void> => {
  vendor.users.clear();
  vendor.groups.clear();
  vendor.groups.set('Engineers', new Set());
  await company.database.execute(
    'truncate iam.person, iam.application, iam.account, iam.membership, iam.plan, iam.item, iam.run cascade',
  );
};

/** Few names, so that people exchange them, take what others leave, and share them. */
const row = (key: string) =>
  fc
    .record({
      email: fc.constantFrom('a@x.example', 'b@x.example', 'c@x.example', 'd@x.example', `${key}@x.example`),
      title: fc.constantFrom('', 'Engineer', 'Chief'),
      department: fc.constantFrom('Engineering', 'Sales', 'None'),
      hiredate: fc.constantFrom('2020-01-01', '2026-05-01', '2026-12-01'),
      terminationdate: fc.constantFrom('', '', '', '2026-04-01'),
      employmentstatus: fc.constantFrom('', '', 'Leave', 'Terminated'),
    })
    .map((one): Row => person(key, one));

const KEYS = ['E1', 'E2', 'E3', 'E4', 'E5'];

const feed = fc
  .tuple(...KEYS.map((key) => fc.option(row(key), { freq: 6, nil: undefined })))
  .map((rows) => rows.filter((one) => one !== undefined))
  // A feed without people stops the plan.
  .filter((rows) => rows.length > 0);

const linesOf = ({ lines }: Planned) => lines.filter(({ type }) => !['plan', 'guard', 'sum'].includes(type));

const open = ({ items }: Planned) => items.filter(({ hold }) => hold === undefined);

it('whatever the feed says, day after day: applied, nothing is left to do, and the order of rows never matters', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(feed, { minLength: 1, maxLength: 3 }), async (days) => {
      await begin();
      for (const rows of days) {
        const plan = await company.plan(rows);
        const turned = await company.plan([...rows].reverse());
        // Decided a second time, what is missing or new is not new any more; what is done about it is the same.
        const shown = (one: Planned) =>
          one.items.map(({ person: key, op, change, groups, hold }) => ({ key, op, change, groups, hold }));
        expect(shown(turned)).toEqual(shown(plan));
        await company.apply(turned);
        const after = await company.plan(rows);
        expect(open(after)).toEqual([]);
        expect(linesOf(await company.plan(rows))).toEqual(linesOf(after));
        for (const one of rows) {
          const left = one['employmentstatus'] === 'Terminated' && one['terminationdate'] === '';
          const active = [...vendor.users.values()].some(
            ({ externalId, active: works }) => externalId === one['employeeid'] && works,
          );
          expect(left && active).toBe(false);
        }
        // No person has two accounts.
        const keys = [...vendor.users.values()].map(({ externalId }) => externalId);
        expect(new Set(keys).size).toBe(keys.length);
      }
    }),
    { numRuns: 8 },
  );
});
