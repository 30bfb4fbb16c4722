import {
  openCompany,
  person,
  WIDE_GUARDS,
  type Company,
  type Planned,
  type Row,
} from '../__fixtures__/company';
import { madeUpVendor } from '../__fixtures__/made-up-vendor';

const LIMIT = { percent: 20, floor: 5 };

let company: Company;
beforeEach(async () => {
  company = await openCompany([madeUpVendor('AWS').instance], { guards: { ...WIDE_GUARDS, values: LIMIT } });
});
afterEach(() => company.close());

const people = (count: number, more: (n: number) => Row = () => ({})): readonly Row[] =>
  Array.from({ length: count }, (_, n) => person(`P${n + 100}`, { title: `Title ${n}`, ...more(n) }));

const stops = ({ guards }: Pick<Planned, 'guards'>): readonly string[] =>
  guards.filter(({ ok }) => !ok).map(({ rule, app, value, of }) => `${rule} ${app} ${value} of ${of}`);

describe('a column that had values and is empty', () => {
  it.each(['title', 'department', 'hiredate', 'username', 'givenname'])(
    'stops the plan, whatever the column is: %s',
    async (key) => {
      const before = people(30, (n) => ({ username: `u${n}`, givenname: `G${n}` }));
      await company.plan(before);
      const plan = await company.plan(before.map((row) => ({ ...row, [key]: '' })));

      expect(stops(plan)).toEqual(['values * 30 of 30']);
      expect(plan.exit).toBe(4);
      expect(plan.guards.find(({ ok }) => !ok)?.text).toBe(
        `values 30 of 30 (${key}: 0 have one now) had a value last time and have none now, more than the limit (20 %, at least 5, here 6): ` +
          'P100, P101, P102, P103, P104, P105, P106, P107, P108, P109 and 20 more.',
      );
    },
  );

  it('stops it for nearly all rows too, and not for a few', async () => {
    const before = people(30);
    await company.plan(before);

    const some = (count: number) => before.map((row, n) => (n < count ? { ...row, department: '' } : row));
    expect(stops(await company.plan(some(7)))).toEqual(['values * 7 of 30']);
    expect(stops(await company.plan(some(6)))).toEqual([]);
  });

  it('stops it when the header has lost it, where headers are the keys', async () => {
    const before = people(30);
    await company.plan(before);
    const without = before.map(({ department: _gone, ...row }) => row);
    const text = without.map((row) => JSON.stringify(row)).join('\n');

    expect(stops(await company.plan([], { text }))).toEqual(['values * 30 of 30']);
  });

  it('stops it until it is right again, or a person has allowed it and it was applied', async () => {
    const before = people(30);
    const emptied = before.map((row, n) => (n < 20 ? { ...row, department: '' } : row));
    await company.plan(before);
    expect(stops(await company.plan(emptied))).toHaveLength(1);
    expect(stops(await company.plan(before))).toEqual([]);
    const stopped = await company.plan(emptied);
    expect(stops(stopped)).toHaveLength(1);
    await company.database.execute(
      `insert into iam.run (plan_id, plan_sha256, head, started_by, state) values ($1, '', '{}', 'tester', 'done')`,
      [stopped.head.id],
    );

    expect(stops(await company.plan(emptied))).toEqual([]);
  });

  it('is not there at a first plan, and people who are gone or new have lost nothing', async () => {
    expect(stops(await company.plan(people(30)))).toEqual([]);
    const others = people(40).slice(20);

    expect(
      stops(await company.plan(others.map((row, n) => (n < 10 ? row : { ...row, department: '' })))),
    ).toEqual([]);
  });
});

describe('a column that has one value for all', () => {
  it('stops the plan when many had another', async () => {
    const before = people(30);
    await company.plan(before);
    const plan = await company.plan(before.map((row) => ({ ...row, title: 'Title 1' })));

    expect(stops(plan)).toEqual(['values * 29 of 30']);
    expect(plan.guards.find(({ ok }) => !ok)?.text).toContain(
      'values 29 of 30 (title: one value for all now) had another value last time, more than the limit',
    );
  });

  it('does not when it was so, or when the last who had another one got it', async () => {
    const before = people(30, (n) => ({ employmentstatus: n === 3 ? 'Leave' : 'Active' }));
    await company.plan(before);

    expect(stops(await company.plan(people(30, () => ({ employmentstatus: 'Active' }))))).toEqual([]);
    expect(
      stops(await company.plan(people(30, () => ({ employmentstatus: 'Active', department: 'Marketing' })))),
    ).toEqual([]);
  });
});

it('counts rows that lose a time zone of their own', async () => {
  await company.close();
  company = await openCompany([madeUpVendor('AWS').instance], {
    guards: { ...WIDE_GUARDS, values: LIMIT },
    feed: {
      from: '-',
      key: 'employeeid',
      columns: {
        email: 'email',
        hiredate: 'hiredate',
        terminationdate: 'terminationdate',
        employmentstatus: 'employmentstatus',
      },
      dates: 'yyyy-MM-dd',
      zone: 'UTC',
      zoneColumn: 'department',
    },
  });
  await company.plan(people(30, () => ({ department: 'Asia/Tokyo' })));

  expect(stops(await company.plan(people(30, () => ({ department: '' }))))).toEqual(['values * 30 of 30']);
});
