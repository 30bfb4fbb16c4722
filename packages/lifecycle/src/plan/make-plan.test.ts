import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as E from 'fp-ts/Either';
import { openCompany, person, WIDE_GUARDS, type Company } from './__fixtures__/company';
import { madeUpVendor, type MadeUpVendor } from './__fixtures__/made-up-vendor';
import { takeLock, type LockedWork, type WorkLock } from '../database/work-lock';
import type { Feed } from '../feed/feed-row';
import { canonicalText, sha256 } from './file/canonical-text';
import { readPlan } from './file/read-plan';
import { RECORDS_AT_ONCE } from './keep-records';

let vendor: MadeUpVendor;
let company: Company;
beforeEach(async () => {
  vendor = madeUpVendor('AWS');
  company = await openCompany([vendor.instance]);
});
afterEach(() => company.close());

const E1 = person('E1');
const E2 = person('E2');

describe('joiners, movers and leavers', () => {
  it('go from the feed to the application, and then nothing is left to do', async () => {
    const first = await company.plan([E1, E2]);
    expect(first.said).toEqual(['E1 AWS create joiner', 'E2 AWS create joiner']);
    expect(first.exit).toBe(3);
    await company.apply(first);
    expect([...vendor.users.values()].map(({ email, active }) => `${email} ${active}`)).toEqual([
      'e1@example.com true',
      'e2@example.com true',
    ]);

    const second = await company.plan([E1, E2]);
    expect(second.said).toEqual([]);
    expect(second.exit).toBe(0);

    const third = await company.plan([
      { ...E1, title: 'Chief' },
      { ...E2, terminationdate: '2026-05-01' },
    ]);
    expect(third.said).toEqual(['E1 AWS update mover', 'E2 AWS disable leaver']);
    expect(third.items[0]).toMatchObject({ because: ['title'], change: { title: ['Engineer', 'Chief'] } });
    await company.apply(third);

    const fourth = await company.plan([
      { ...E1, title: 'Chief' },
      { ...E2, terminationdate: '2026-05-01' },
    ]);
    expect(fourth.said).toEqual([]);
    const fifth = await company.plan([
      { ...E1, title: 'Chief' },
      { ...E2, terminationdate: '2026-05-01' },
    ]);
    expect(fifth.looked).toBe(0);
  });

  it('keep their reason until it is done', async () => {
    await company.apply(await company.plan([E1]));
    const changed = { ...E1, title: 'Chief' };
    await company.plan([changed]);

    expect((await company.plan([changed])).items).toMatchObject([{ reason: 'mover', because: ['title'] }]);
  });

  it('are let in again when they come back', async () => {
    const gone = { ...E1, terminationdate: '2026-05-01' };
    await company.apply(await company.plan([E1]));
    await company.apply(await company.plan([gone]));
    const back = await company.plan([{ ...E1, hiredate: '2026-06-01', terminationdate: '2026-05-01' }]);

    expect(back.said).toEqual(['E1 AWS enable rehire']);
    await company.apply(back);
    expect(vendor.users.get('id-1')?.active).toBe(true);
  });

  it('wait for a person when they come back to an account that no run disabled', async () => {
    const gone = { ...E1, terminationdate: '2026-05-01' };
    await company.apply(await company.plan([E1]));
    vendor.users.set('id-1', { ...vendor.users.get('id-1')!, active: false });
    expect((await company.plan([gone])).said).toEqual([]);
    const back = await company.plan([{ ...E1, hiredate: '2026-06-01', terminationdate: '2026-05-01' }]);

    expect(back.said).toEqual(['E1 AWS enable drift held']);
  });

  it('lose a value that the feed does not have any more', async () => {
    await company.apply(await company.plan([E1]));
    const cleared = { ...E1, title: '' };
    await company.plan([cleared]);
    const again = await company.plan([cleared]);

    expect(again.items).toMatchObject([
      { op: 'update', reason: 'mover', change: { title: ['Engineer', null] } },
    ]);
    await company.apply(again);
    expect(vendor.users.get('id-1')?.title ?? null).toBeNull();
    expect((await company.plan([cleared])).said).toEqual([]);
  });

  it('have the address for a user name when the feed does not have that any more, as when they are made', async () => {
    const named = { ...E1, username: 'e1.login' };
    await company.apply(await company.plan([named]));
    const change = { userName: ['e1.login', 'e1@example.com'] };
    expect((await company.plan([E1])).items).toMatchObject([{ op: 'update', reason: 'mover', change }]);
    // Also when that plan was not applied, and nothing is new any more.
    const plan = await company.plan([E1]);
    expect(plan.items).toMatchObject([{ op: 'update', reason: 'mover', change }]);
    await company.apply(plan);
    expect((await company.plan([E1])).said).toEqual([]);
  });
});

it('takes more people than are held at a time', async () => {
  const many = Array.from({ length: 4500 }, (_, n) => person(`P${n + 10_000}`));
  expect((await company.plan(many)).items).toHaveLength(4500);
  // What the plan wanted is what is there, as after applying it.
  await company.database.execute(
    `insert into iam.account (app, vendor_id, person, username, email, employee_id, active, record, record_hash, seen)
     select 'AWS', key, key, profile ->> 'email', profile ->> 'email', key, true, '{}', '', now() from iam.person`,
  );
  const plan = await company.plan(many, { refresh: false });

  expect(plan.looked).toBe(4500);
  expect(plan.items).toHaveLength(4500);
  expect(new Set(plan.items.map(({ op, vendorId }) => `${op} ${vendorId !== undefined}`))).toEqual(
    new Set(['update true']),
  );
});

describe('what is there already', () => {
  it('is adopted with what is there as a change, and never let in without a person', async () => {
    vendor.users.set('a', {
      id: 'a',
      userName: 'e1@example.com',
      email: 'e1@example.com',
      title: 'Old',
      active: true,
    });
    vendor.users.set('b', {
      id: 'b',
      userName: 'x',
      email: null,
      externalId: 'E2',
      title: 'Engineer',
      active: false,
    });
    vendor.users.set('c', { id: 'c', userName: 'stranger', email: null, active: true });
    const plan = await company.plan([E1, E2]);

    expect(plan.said).toEqual(['E1 AWS update adopt', 'E2 AWS enable adopt held']);
    expect(plan.items[0]).toMatchObject({ found: 'email', change: { title: ['Old', 'Engineer'] } });
    expect(plan.lines).toContainEqual(expect.objectContaining({ type: 'unmanaged', vendorId: 'c' }));
    await company.apply(plan);
    expect((await company.plan([E1, E2])).said).toEqual(['E2 AWS enable adopt held']);
    expect(vendor.users.get('b')?.active).toBe(false);
  });

  it.each([
    ['who is to begin', { hiredate: '2026-07-01' }],
    ['who left', { terminationdate: '2026-05-01' }],
    ['who is on leave', { employmentstatus: 'Leave' }],
  ])(
    'and disabled already when it is first seen, of a person %s, waits for a decision on the return',
    async (_, away) => {
      await company.close();
      company = await openCompany([vendor.instance], {
        people: {
          left: 'employmentstatus == "Terminated"',
          onLeave: 'employmentstatus == "Leave"',
          whileOnLeave: 'disable',
        },
      });
      vendor.users.set('a', {
        id: 'a',
        userName: 'e1@example.com',
        email: 'e1@example.com',
        externalId: 'E1',
        active: false,
      });
      expect((await company.plan([{ ...E1, ...away }])).said).toEqual([]);
      const back = await company.plan([{ ...E1, hiredate: '2026-05-02' }]);

      expect(back.said).toEqual(['E1 AWS enable adopt held']);
      await company.apply(back);
      expect(vendor.users.get('a')?.active).toBe(false);
      await company.apply(back, ['E1']);
      expect(vendor.users.get('a')?.active).toBe(true);
      expect((await company.plan([{ ...E1, hiredate: '2026-05-02' }])).said).toEqual([]);
    },
  );

  it('is drift when it was changed at the application', async () => {
    await company.apply(await company.plan([E1, E2]));
    await company.plan([E1, E2]);
    const [first, second] = [...vendor.users.values()];
    vendor.users.set('id-1', { ...first!, title: 'Root' });
    vendor.users.set('id-2', { ...second!, active: false });
    const plan = await company.plan([E1, E2]);

    expect(plan.said).toEqual(['E1 AWS update drift', 'E2 AWS enable drift held']);
    expect(plan.items[0]).toMatchObject({ because: ['title'], change: { title: ['Root', 'Engineer'] } });
  });

  it('is not made again without a decision when it was removed by hand', async () => {
    await company.apply(await company.plan([E1]));
    await company.plan([E1]);
    vendor.users.clear();

    expect((await company.plan([E1])).said).toEqual(['E1 AWS create drift held']);
  });
});

describe('a database that another process is at work with', () => {
  it.each<LockedWork>(['plan', 'move', 'restore'])(
    'refuses a plan, and a plan keeps it off: %s',
    async (work) => {
      const lock = await takeLock(company.database, work, 'joe');
      await expect(company.plan([E1])).rejects.toThrow(/^joe has been .* Nothing was done/);
      if (lock.tag === 'held') {
        await lock.release();
      }
      let refused: WorkLock | undefined;
      const feed: Feed = {
        pages: async function* () {
          refused = await takeLock(company.database, work, 'joe');
          yield [{ tag: 'person', key: 'E1', line: 2, profile: E1, zone: 'UTC' }];
        },
        summary: () => ({
          uri: 'stdin:',
          sha256: '',
          encoding: 'UTF-8',
          rows: 1,
          errors: 0,
          columns: [],
          keys: [],
          fatal: [],
          remarks: [],
        }),
      };

      expect((await company.plan([], { feed })).said).toEqual(['E1 AWS create joiner']);
      expect(refused).toMatchObject({
        tag: 'busy',
        sentence: expect.stringMatching(/^tester has been making a plan with this database since/),
      });
    },
  );
});

it('that cannot be put in its place leaves everything as it was known', async () => {
  mkdirSync(join(company.folder, 'taken', 'in'), { recursive: true });
  await expect(company.plan([E1], { place: { folder: company.folder, out: 'taken' } })).rejects.toThrow(
    'it exists already',
  );
  expect(await company.database.query('select key from iam.person')).toEqual([]);
  expect((await company.plan([E1])).said).toEqual(['E1 AWS create joiner']);
});

it('that the database does not keep leaves no file behind', async () => {
  await company.database.execute('drop table iam.plan cascade');
  await company.database.execute(`create view iam.plan as select id, made, sha256, file, head, allowed from
    (values ('', now(), '', '', '{}'::jsonb, true)) nobody (id, made, sha256, file, head, allowed) where false`);
  await expect(company.plan([E1])).rejects.toThrow(/cannot insert into view/);
  expect(readdirSync(company.folder)).toEqual([]);
});

it('says what the database refused, and not that it refuses everything after that', async () => {
  // A person at the beginning of many.
  await company.database.execute(`alter table iam.person add constraint no_3 check (key <> 'E00003')`);
  const many = Array.from({ length: 5000 }, (_, n) => person(`E${String(n).padStart(5, '0')}`));
  await expect(company.plan(many)).rejects.toThrow(/no_3/);
});

it('that a guard stops leaves everything as it was known of people, new ones and others', async () => {
  const strict = await openCompany([vendor.instance], {
    guards: { ...WIDE_GUARDS, creations: { percent: 100, floor: 5000 }, leavers: { percent: 0, floor: 0 } },
  });
  const known = () =>
    strict.database.query(
      `select key, profile ->> 'title' as title, encode(profile_hash, 'hex') as hash, state from iam.person order by key`,
    );
  try {
    await strict.apply(await strict.plan([E1, E2]));
    const before = await known();
    // More than are given to the server at once.
    const joiners = Array.from({ length: 2 * RECORDS_AT_ONCE + 1 }, (_, n) => person(`N${n}`));
    const stopped = await strict.plan([
      { ...E1, terminationdate: '2026-05-01' },
      { ...E2, title: 'Chief' },
      ...joiners,
    ]);
    expect(stopped.exit).toBe(4);
    expect(stopped.items).toHaveLength(joiners.length + 2);
    expect(await known()).toEqual(before);

    const next = await strict.plan([E1, E2, ...joiners]);
    expect([next.exit, next.items.length]).toEqual([3, joiners.length]);
    expect(await known()).toHaveLength(joiners.length + 2);
  } finally {
    await strict.close();
  }
});

it('keeps the sha256 of each row, whatever characters it has', async () => {
  const rows = [
    person('E1', { title: 'C:\\dir\\new' }),
    person('E2', { title: 'Жан "Ö" 名 🙂' }),
    person('E3', { title: 'a\\\\u0041' }),
  ];
  await company.plan([], { text: JSON.stringify(rows) });
  const kept = await company.database.query<{ readonly profile: object; readonly hash: string }>(
    `select profile, encode(profile_hash, 'hex') as hash from iam.person order by key`,
  );
  expect(kept.map(({ hash }) => hash)).toEqual(kept.map(({ profile }) => sha256(canonicalText(profile))));
  expect(kept).toMatchObject(rows.map(({ title }) => ({ profile: { title } })));
});

describe('a feed that is not as it was', () => {
  it('without a row: the person is held, not a leaver', async () => {
    await company.apply(await company.plan([E1, E2]));
    const plan = await company.plan([E1]);

    expect(plan.said).toEqual(['E2 AWS disable missing held']);
    await company.apply(plan);
    expect(vendor.users.get('id-2')?.active).toBe(true);
    await company.apply(await company.plan([E1]), ['E2']);
    expect(vendor.users.get('id-2')?.active).toBe(false);
    expect((await company.plan([E1])).said).toEqual([]);
  });

  it('with a row in error: its person is neither changed nor missing', async () => {
    await company.apply(await company.plan([E1, E2]));
    const plan = await company.plan([E1, { ...E2, hiredate: 'some day', title: 'Chief' }]);

    expect(plan.said).toEqual(['E2 AWS skip any error']);
    expect(plan.lines).toContainEqual(expect.objectContaining({ type: 'error', person: 'E2', line: 3 }));
    expect((await company.plan([E1, E2])).said).toEqual([]);
  });

  it.each<[string, readonly (typeof E1)[]]>([
    ['empty', []],
    ['with a key twice', [E1, E2, E1]],
  ])('%s: stops the plan, and nothing is forgotten', async (_, rows) => {
    await company.apply(await company.plan([E1, E2]));
    const plan = await company.plan(rows);

    expect(plan.exit).toBe(4);
    expect(plan.lines.map(({ type }) => type)).toEqual(['plan', 'guard', 'sum']);
    expect(plan.guards).toMatchObject([{ rule: 'feed', ok: false }]);
    expect(E.isRight(await readPlan(plan.path))).toBe(true);
    expect((await company.plan([E1, E2])).said).toEqual([]);
  });

  it('without a row of a person whom only a plan that was stopped, and allowed, let in: held as missing', async () => {
    const strict = await openCompany([vendor.instance], {
      guards: { ...WIDE_GUARDS, leavers: { percent: 0, floor: 0 } },
    });
    try {
      await strict.apply(await strict.plan([E1]));
      const left = { ...E1, terminationdate: '2026-05-01' };
      const stopped = await strict.plan([left, E2]);
      expect(stopped.exit).toBe(4);
      await strict.apply(stopped);
      expect((await strict.plan([left])).said).toEqual(['E2 AWS disable missing held']);
    } finally {
      await strict.close();
    }
  });

  it('without the column that people leave by: stopped, however few had a value in it', async () => {
    const rows = [E1, { ...E2, terminationdate: '2026-05-01' }];
    await company.apply(await company.plan(rows));
    const text = (header: string) =>
      `employeeid,email,title,hiredate,${header}\nE1,e1@example.com,Engineer,2020-01-01,\nE2,e2@example.com,Engineer,2020-01-01,2026-05-01\n`;
    const plan = await company.plan([], { text: text('Last Day') });

    expect([plan.exit, plan.items]).toEqual([4, []]);
    expect(plan.guards.map(({ text: said }) => said)).toContainEqual(
      'The header has no "terminationdate", and one person had a value in it last time; who is in is decided upon it. ' +
        'Correct the feed; if the column is meant to be gone, name it in "optional".',
    );
  });

  it('says which key stands twice, and where', async () => {
    expect((await company.plan([E1, E2, E1])).guards[0]?.text).toContain('E1 (lines 2, 4)');
  });
});

describe('an application that does not answer', () => {
  let other: MadeUpVendor;
  let two: Company;
  beforeEach(async () => {
    other = madeUpVendor('Okta');
    two = await openCompany([vendor.instance, other.instance]);
  });
  afterEach(() => two.close());

  it.each(['unauthorized', 'vendor-error'] as const)(
    '(%s) is left out, and the others go on',
    async (kind) => {
      await two.apply(await two.plan([E1, E2]));
      other.failNext = { kind, afterPages: 0 };
      const plan = await two.plan([E1, { ...E2, terminationdate: '2026-05-01' }]);

      expect(plan.said).toEqual(['E2 AWS disable leaver']);
      expect(plan.exit).toBe(1);
      expect(plan.leftOut['Okta']).toContain('Okta says no.');
      expect(plan.lines).toContainEqual(
        expect.objectContaining({
          type: 'remark',
          app: 'Okta',
          text: expect.stringContaining('left out') as string,
        }),
      );
      await two.apply(plan);
      expect((await two.plan([E1, { ...E2, terminationdate: '2026-05-01' }])).said).toEqual([
        'E2 Okta disable leaver',
      ]);
    },
  );

  it('in the middle of its list: nothing of the list counts', async () => {
    const many = Array.from({ length: 150 }, (_, n) => person(`P${n + 100}`));
    await two.apply(await two.plan(many));
    await two.plan(many);
    other.failNext = { kind: 'vendor-error', afterPages: 1 };
    const plan = await two.plan(many);

    expect(plan.said).toEqual([]);
    expect(plan.exit).toBe(1);
    expect((await two.plan(many)).said).toEqual([]);
  });
});

it('plans for an application that does not list its groups, and says that its rules of groups do nothing', async () => {
  const without = madeUpVendor('Small', { listsGroups: false });
  const one = await openCompany([without.instance], {
    applications: [{ instance: 'Small', who: 'true', groups: { Staff: 'true' } }],
  });
  try {
    await one.apply(await one.plan([E1]));
    const plan = await one.plan([{ ...E1, terminationdate: '2026-05-01' }]);
    expect([plan.said, plan.exit]).toEqual([['E1 Small disable leaver'], 3]);
    expect(plan.remarks).toContain(
      'Small does not list its groups, so its rules of groups do nothing: take "groups" out of its rules, and look after "Staff" there.',
    );
  } finally {
    await one.close();
  }
});

describe('groups of a person whose address another account has too', () => {
  const GROUPS = {
    applications: [
      {
        instance: 'AWS',
        who: 'true',
        groups: { Sellers: 'department == "Sales"' },
        whenLeaving: { account: 'disable', groups: 'remove' },
      },
    ],
  };
  const OTHER = { id: 'other', userName: 'other', email: 'e1@example.com', active: true };
  let one: Company;
  beforeEach(async () => {
    vendor.groups.set('Sellers', new Set(['other']));
    one = await openCompany([vendor.instance], GROUPS);
    await one.apply(await one.plan([{ ...E1, department: 'IT' }]));
    vendor.users.set(OTHER.id, OTHER);
  });
  afterEach(() => one.close());

  it('are those of the account that is theirs: they are put in', async () => {
    const { items } = await one.plan([E1]);
    expect(items).toMatchObject([{ person: 'E1', groups: { add: ['Sellers'], remove: [] } }]);
  });

  it('are those of the account that is theirs: they are not taken out of what they are not in', async () => {
    const { items } = await one.plan([{ ...E1, department: 'IT', terminationdate: '2026-05-01' }]);
    expect(items).toMatchObject([{ person: 'E1', op: 'disable' }]);
    expect(items[0]).not.toHaveProperty('groups');
  });
});

describe('an application that cannot list its users', () => {
  it('is asked for everybody, and the plan says so', async () => {
    const asked = madeUpVendor('Asked', { lists: false });
    const one = await openCompany([asked.instance]);
    try {
      asked.users.set('a', {
        id: 'a',
        userName: 'e1@example.com',
        email: 'e1@example.com',
        title: 'x',
        active: true,
      });
      const plan = await one.plan([E1, E2]);
      expect(plan.said).toEqual(['E1 Asked update adopt', 'E2 Asked create joiner']);
      expect(plan.lines).toContainEqual(
        expect.objectContaining({
          type: 'remark',
          text: expect.stringContaining('does not list its users') as string,
        }),
      );
      await one.apply(plan);
      expect((await one.plan([E1, E2])).said).toEqual([]);
      asked.users.delete('a');
      expect((await one.plan([E1, E2])).said).toEqual(['E1 Asked create drift held']);
    } finally {
      await one.close();
    }
  });

  it('and finds people by their names alone: the key in an account that is known says whose it is', async () => {
    const asked = madeUpVendor('Asked', { lists: false, lookupBy: ['id', 'userName', 'email'] });
    const one = await openCompany([asked.instance], { adopt: 'hold' });
    try {
      for (const key of ['E1', 'E2']) {
        const email = `${key.toLowerCase()}@example.com`;
        asked.users.set(key, { id: key, userName: email, email, externalId: key, title: 'x', active: true });
      }
      expect((await one.plan([E1, E2])).said).toEqual([
        'E1 Asked update adopt held',
        'E2 Asked update adopt held',
      ]);
      const renamed = [
        { ...E1, email: 'e2@example.com' },
        { ...E2, email: 'new@example.com' },
      ];
      expect((await one.plan(renamed)).said).toEqual([
        'E1 Asked update adopt held',
        'E2 Asked update adopt held',
      ]);
    } finally {
      await one.close();
    }
  });

  it('is believed when it does not find an account any more that is linked to no person', async () => {
    const asked = madeUpVendor('Asked', { lists: false });
    const one = await openCompany([asked.instance], { adopt: 'hold' });
    try {
      asked.users.set('a', { id: 'a', userName: 'e1', email: 'e1@example.com', title: 'x', active: true });
      expect((await one.plan([E1])).said).toEqual(['E1 Asked update adopt held']);
      // The name of its person leads to it no more; it is there all the same, and holds its own name.
      const renamed = await one.plan([{ ...E1, email: 'other@example.com' }]);
      expect(renamed.said).toEqual(['E1 Asked create assigned']);
      expect(renamed.lines).toContainEqual(expect.objectContaining({ type: 'unmanaged', vendorId: 'a' }));
      asked.users.delete('a');
      const gone = await one.plan([E1]);
      expect(gone.said).toEqual(['E1 Asked create assigned']);
      expect(gone.lines.filter(({ type }) => type === 'unmanaged')).toEqual([]);
    } finally {
      await one.close();
    }
  });
});

describe.each([true, false])(
  'names that people exchange, where the application lists its users: %s',
  (lists) => {
    beforeEach(async () => {
      await company.close();
      vendor = madeUpVendor('AWS', { lists });
      company = await openCompany([vendor.instance]);
    });

    it('go over a temporary name, and each person has their own in the end', async () => {
      await company.apply(await company.plan([E1, E2]));
      const swapped = [
        { ...E1, email: 'e2@example.com' },
        { ...E2, email: 'e1@example.com' },
      ];
      const plan = await company.plan(swapped);

      expect(plan.items.filter(({ temporary }) => temporary)).toHaveLength(1);
      await company.apply(plan);
      expect([...vendor.users.values()].map(({ externalId, email }) => `${externalId} ${email}`)).toEqual([
        'E1 e2@example.com',
        'E2 e1@example.com',
      ]);
      expect((await company.plan(swapped)).said).toEqual([]);
    });

    it('come in order: who frees one comes first, a joiner who takes it after', async () => {
      await company.apply(await company.plan([E2]));
      const plan = await company.plan([
        { ...E2, email: 'new@example.com' },
        { ...E1, email: 'e2@example.com' },
      ]);

      const [joiner, mover] = plan.items;
      expect(plan.said).toEqual(['E1 AWS create joiner', 'E2 AWS update mover']);
      expect(joiner?.after).toEqual([mover?.n]);
      expect(mover?.profile).toMatchObject({ olduserdata: { email: 'e2@example.com' } });
      await company.apply(plan);
      expect(vendor.users.size).toBe(2);
    });

    it('of a person who keeps theirs are disputed', async () => {
      await company.apply(await company.plan([E2]));

      const plan = await company.plan([E2, { ...E1, email: 'e2@example.com' }]);
      expect(plan.said).toEqual(['E1 AWS skip create disputed']);
      expect(plan.lines.find(({ type }) => type === 'skip')).toMatchObject({
        reason: 'disputed: E1, E2 have one address in the feed',
      });
    });

    it('of a leaver stay with the account, and the plan says what can be done', async () => {
      await company.apply(await company.plan([E2]));
      const left = { ...E2, terminationdate: '2026-05-01' };
      const plan = await company.plan([left, { ...E1, email: 'e2@example.com' }]);

      expect(plan.said).toEqual(['E1 AWS skip create disputed', 'E2 AWS disable leaver']);
      expect(plan.lines.find(({ type }) => type === 'skip')).toMatchObject({
        reason:
          'disputed: the account e2@example.com has the name or the address, and is E2’s, and nothing in this plan takes it away: ' +
          'rename that account in the application, or correct the feed; if it is the account of the same person, ' +
          '`iam link E1 --app "AWS" --account id-1` says so',
      });
    });

    it('of a leaver are theirs again under a new key, once the account is linked', async () => {
      await company.apply(await company.plan([E2]));
      const left = { ...E2, terminationdate: '2026-05-01' };
      const back = { ...E1, email: 'e2@example.com' };
      await company.apply(await company.plan([left, back]));
      await company.database.execute(`update iam.account set person = 'E1', linked_by = 'link'`);
      await company.database.execute('update iam.person set settled = false');
      const plan = await company.plan([left, back]);

      expect(plan.said).toEqual(['E1 AWS enable joiner', 'E2 AWS skip any disputed']);
      await company.apply(plan);
      expect([...vendor.users.values()]).toMatchObject([{ externalId: 'E1', active: true }]);
      expect((await company.plan([left, back])).said).toEqual([]);
    });

    it('of two rows without an account are disputed, but not with a leaver', async () => {
      const same = { ...E1, email: 'e2@example.com' };
      expect((await company.plan([E2, same])).said).toEqual([
        'E1 AWS skip create disputed',
        'E2 AWS skip create disputed',
      ]);
      expect((await company.plan([E2, { ...same, terminationdate: '2021-01-01' }])).said).toEqual([
        'E2 AWS create joiner',
      ]);
    });

    it('are names too: two rows that have one user name and addresses of their own', async () => {
      const plan = await company.plan([
        { ...E1, username: 'jane' },
        { ...E2, username: 'Jane' },
      ]);
      expect(plan.lines.flatMap((line) => (line.type === 'skip' ? [line.reason] : []))).toEqual([
        'disputed: E1, E2 have one user name in the feed',
        'disputed: E1, E2 have one user name in the feed',
      ]);
    });
  },
);
