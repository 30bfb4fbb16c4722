import { generateKeyPairSync } from 'node:crypto';
import * as E from 'fp-ts/Either';
import { decodeLifecycle, type DecodeContext } from './decode-lifecycle';

const CONTEXT: DecodeContext = {
  instances: ['AWS-ILM_instance_1', 'Atlassian IAM_instance_1'],
  canDelete: (instance) => instance.startsWith('Atlassian'),
};

const publicKey = (): string =>
  generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();

const JANES_KEY = publicKey();
const JOES_KEY = publicKey();

const SMALL = { feed: { from: 'hr.csv' }, applications: [{ instance: 'AWS-ILM_instance_1', who: 'true' }] };

const problemsOf = (value: unknown, context = CONTEXT): readonly string[] => {
  const read = decodeLifecycle(value, context);
  return read._tag === 'Left' ? read.left : [];
};

const configOf = (value: unknown, context = CONTEXT) => {
  const read = decodeLifecycle(value, context);
  if (read._tag === 'Left') {
    throw new Error(read.left.join('\n'));
  }
  return read.right;
};

const withFeed = (feed: object): unknown => ({ ...SMALL, feed: { from: 'hr.csv', ...feed } });
const withPeople = (people: object): unknown => ({ ...SMALL, people });
const withApplication = (application: object): unknown => ({
  ...SMALL,
  applications: [{ ...SMALL.applications[0], ...application }],
});

it('fills in what is not said', () => {
  const { applications, hash, ...rest } = configOf(SMALL);
  expect(rest).toEqual({
    feed: {
      from: { tag: 'file', path: 'hr.csv' },
      key: 'employeeid',
      dates: ['yyyy-MM-dd'],
      dateKeys: ['hiredate', 'terminationdate', 'lastdayofwork'],
      zone: 'UTC',
    },
    people: {
      joins: { date: 'hiredate', daysBefore: 0 },
      leaves: { date: 'terminationdate', at: 'end-of-day', daysAfter: 0 },
      whileOnLeave: 'keep',
      missing: 'hold',
    },
    guards: {
      leavers: { percent: 2, floor: 5 },
      feedShrinks: { percent: 5, floor: 5 },
      identifiers: { percent: 5, floor: 5 },
      creations: { percent: 20, floor: 5 },
      groups: { percent: 20, floor: 5 },
      errors: { percent: 5, floor: 5 },
      values: { percent: 20, floor: 5 },
    },
    protected: [],
    approval: 'none',
    adopt: 'apply',
    planHours: 24,
  });
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(applications).toMatchObject([
    { instance: 'AWS-ILM_instance_1', groups: [], whenLeaving: { account: 'disable', groups: 'keep' } },
  ]);
});

it('reads everything that can be said', () => {
  const config = configOf(
    {
      feed: {
        from: {
          url: 'https://hr.example.com/report',
          username: 'iam',
          password: 'env:HR_PASSWORD',
          rows: 'Report_Entry',
        },
        key: 'badge',
        columns: {
          badge: 'Badge',
          email: 'Work Email',
          hiredate: 'Start',
          terminationdate: 'End',
          probation: 'Probation end',
          department: 'Department',
        },
        dates: ['yyyy-MM-dd', 'dd.MM.yyyy'],
        dateKeys: ['probation'],
        zone: 'Europe/Berlin',
        zoneColumn: 'TZ',
        encoding: 'windows-1252',
      },
      people: {
        joins: { date: 'hiredate', daysBefore: 3 },
        leaves: { date: 'terminationdate', at: 'start-of-day', daysAfter: 1 },
        left: 'department == "Gone"',
        onLeave: 'probation > now',
        whileOnLeave: 'disable',
        missing: { afterDays: 3 },
      },
      applications: [
        {
          instance: 'Atlassian IAM_instance_1',
          who: 'badge.startsWith("E")',
          groups: {
            Engineers: 'department == "Engineering"',
            All: { who: 'true', exclusive: true, create: true },
          },
          whenLeaving: { account: 'disable', groups: 'remove', deleteAfterDays: 30 },
        },
        { instance: 'AWS-ILM_instance_1', who: 'true', whenLeaving: 'keep' },
      ],
      guards: { leavers: { percent: 1.5, floor: 0, count: 500 } },
      protected: ['email == "break-glass@example.com"'],
      approval: 'two-people',
      approvers: { jane: JANES_KEY, joe: 'file:joe.pem' },
      adopt: 'hold',
      planHours: 8,
      user: 'iam-prod',
      schedule: { plan: ['0 6 * * 1-5', '30 12 * * *'], apply: 'unattended', folder: 'plans' },
      notify: { url: 'https://chat.example.com/hook', bearer: 'env:HOOK', on: ['applied'], people: true },
    },
    { ...CONTEXT, readKey: () => E.right(JOES_KEY) },
  );
  expect(config).toMatchObject({
    feed: {
      from: {
        tag: 'url',
        url: 'https://hr.example.com/report',
        username: 'iam',
        password: 'env:HR_PASSWORD',
        rows: 'Report_Entry',
      },
      key: 'badge',
      dates: ['yyyy-MM-dd', 'dd.MM.yyyy'],
      dateKeys: ['hiredate', 'terminationdate', 'probation'],
      zone: 'Europe/Berlin',
      zoneColumn: 'TZ',
      encoding: 'windows-1252',
    },
    people: {
      joins: { date: 'hiredate', daysBefore: 3 },
      leaves: { date: 'terminationdate', at: 'start-of-day', daysAfter: 1 },
      left: { text: 'department == "Gone"', path: 'lifecycle.people.left' },
      onLeave: { text: 'probation > now', path: 'lifecycle.people.onLeave' },
      whileOnLeave: 'disable',
      missing: { afterDays: 3 },
    },
    applications: [
      {
        instance: 'Atlassian IAM_instance_1',
        who: { path: 'lifecycle.applications[0].who' },
        groups: [
          {
            name: 'Engineers',
            exclusive: false,
            create: false,
            who: { path: 'lifecycle.applications[0].groups.Engineers' },
          },
          {
            name: 'All',
            exclusive: true,
            create: true,
            who: { path: 'lifecycle.applications[0].groups.All.who' },
          },
        ],
        whenLeaving: { account: 'disable', groups: 'remove', deleteAfterDays: 30 },
      },
      { whenLeaving: { account: 'keep', groups: 'keep' } },
    ],
    guards: { leavers: { percent: 1.5, floor: 0, count: 500 }, errors: { percent: 5, floor: 5 } },
    protected: [{ path: 'lifecycle.protected[0]' }],
    approval: 'two-people',
    approvers: { jane: JANES_KEY, joe: JOES_KEY },
    adopt: 'hold',
    planHours: 8,
    user: 'iam-prod',
    schedule: {
      plan: { tag: 'cron', times: ['0 6 * * 1-5', '30 12 * * *'] },
      zone: 'Europe/Berlin',
      apply: 'unattended',
      folder: 'plans',
    },
    notify: {
      url: 'https://chat.example.com/hook',
      bearer: 'env:HOOK',
      on: ['applied'],
      people: true,
      proxy: false,
    },
  });
  expect(config.remarks).toBeUndefined();
});

it('lists all mistakes at once, each with its place', () => {
  expect(
    problemsOf({
      feed: { from: '', keys: 'x', zone: 'Berlin', columns: { email: 7 }, dates: [] },
      people: { join: {}, joins: { daysBefore: -1 }, left: 'departmnt == "x"', missing: 'never' },
      applications: [
        {
          instance: 'AWS-ILM_instance_2',
          who: 'deparment == "Sales"',
          groups: { A: 'title', 'B b': { who: 1, exlusive: true } },
        },
        { who: 'true', whenLeaving: { account: 'delete' } },
      ],
      guards: { leaver: {}, leavers: { percent: 101 } },
      protected: ['true', 'email'],
      approval: 'two',
      aprove: true,
    }),
  ).toEqual([
    'lifecycle.feed.from: must be text that is not empty',
    'lifecycle.feed.columns.email: must be text that is not empty',
    'lifecycle.feed.dates: is empty',
    'lifecycle.feed.zone: must be a time zone such as "Europe/Berlin" or "UTC"',
    'lifecycle.feed.keys: is not a key of lifecycle.feed; did you mean key?',
    'lifecycle.people.joins.daysBefore: must be a whole number from 0 to 366',
    'lifecycle.people.left: column 1: there is no key "departmnt"; did you mean department? A key of your own is declared in feed.columns',
    'lifecycle.people.missing: must be "hold"',
    'lifecycle.people.join: is not a key of lifecycle.people; did you mean joins?',
    'lifecycle.applications[0].instance: there is no instance "AWS-ILM_instance_2"; did you mean "AWS-ILM_instance_1"?',
    'lifecycle.applications[0].who: column 1: there is no key "deparment"; did you mean department? A key of your own is declared in feed.columns',
    'lifecycle.applications[0].groups.A: must be true or false, and this is text',
    'lifecycle.applications[0].groups["B b"].who: must be text that is not empty',
    'lifecycle.applications[0].groups["B b"].exlusive: is not a key of lifecycle.applications[0].groups["B b"]; did you mean exclusive?',
    'lifecycle.applications[1].instance: is missing',
    'lifecycle.applications[1].whenLeaving.account: must be "disable" or "keep"',
    'lifecycle.guards.leavers.percent: must be a number from 0 to 100',
    'lifecycle.guards.leaver: is not a key of lifecycle.guards; did you mean leavers?',
    'lifecycle.protected[1]: must be true or false, and this is text',
    'lifecycle.approval: must be "none" or "one-person" or "two-people"',
    'lifecycle.aprove: is not a key of lifecycle (feed, people, applications, guards, protected, approval, approvers, adopt, planHours, user, schedule, notify)',
  ]);
});

it.each([
  [undefined, 'lifecycle: must be an object'],
  [[], 'lifecycle: must be an object'],
  [{ applications: SMALL.applications }, 'lifecycle.feed: is missing'],
  [{ feed: SMALL.feed }, 'lifecycle.applications: is missing'],
  [{ ...SMALL, applications: [] }, 'lifecycle.applications: is empty'],
  [{ ...SMALL, applications: {} }, 'lifecycle.applications: must be a list'],
  [
    { ...SMALL, applications: [...SMALL.applications, ...SMALL.applications] },
    'lifecycle.applications[1].instance: lifecycle.applications[0] already is for "AWS-ILM_instance_1"',
  ],
  [
    withFeed({ mapper: 'm.json', columns: {} }),
    'lifecycle.feed: has columns and a mapper; one of them is possible',
  ],
  [withFeed({ dates: 'yyyy' }), 'lifecycle.feed.dates: has no month (MM) and no day (dd)'],
  [
    withFeed({ dates: ['yyyy-MM-dd', 'MM/yy'] }),
    'lifecycle.feed.dates[1]: has "yy", which is no part of a date (write yyyy, for a year of two digits leaves the century open)',
  ],
  [
    withFeed({ encoding: 'klingon' }),
    'lifecycle.feed.encoding: must be an encoding such as "utf-8", "windows-1252" or "iso-8859-1"',
  ],
  [withFeed({ preset: 'worday' }), 'lifecycle.feed.preset: must be "workday"; did you mean "workday"?'],
  [
    withFeed({ from: { url: 'ftp://x' } }),
    'lifecycle.feed.from.url: must be an address that begins with https://',
  ],
  [
    withFeed({ from: { url: 'http://hr.example.com' } }),
    'lifecycle.feed.from.url: must begin with https://, so that nobody can read along',
  ],
  [
    withFeed({ from: { url: 'https://u:p@hr.example.com' } }),
    'lifecycle.feed.from.url: must not hold a user name or password; they are keys of their own (username, password)',
  ],
  [
    withFeed({ from: { url: 'https://hr.example.com', username: 'u', password: 'hunter2' } }),
    'lifecycle.feed.from.password: must be env:NAME or file:PATH, so that the secret itself does not stand in the file',
  ],
  [
    withFeed({ from: { url: 'https://hr.example.com', bearer: 'token' } }),
    'lifecycle.feed.from.bearer: must be env:NAME or file:PATH, so that the secret itself does not stand in the file',
  ],
  [
    withFeed({ from: { url: 'https://hr.example.com', username: 'u' } }),
    'lifecycle.feed.from: must have both username and password, or none',
  ],
  [
    withFeed({ from: { url: 'https://hr.example.com', password: 'env:P' } }),
    'lifecycle.feed.from: must have both username and password, or none',
  ],
  [
    withFeed({ from: { url: 'https://hr.example.com', username: 'u', password: 'env:P', bearer: 'env:B' } }),
    'lifecycle.feed.from: has bearer and username or password; one way of signing in is possible',
  ],
  [
    {
      ...SMALL,
      feed: { from: 'x', columns: { hiredate: 'Start' } },
      people: { joins: { date: 'hireddate' } },
    },
    'lifecycle.people.joins.date: "hireddate" is not a key that the feed maps; did you mean hiredate?',
  ],
  [
    { ...SMALL, feed: { from: 'x', columns: { hiredate: 'Start' } }, people: { leaves: { date: 'end' } } },
    'lifecycle.people.leaves.date: "end" is not a key that the feed maps',
  ],
  [
    withPeople({ missing: { afterDays: 0 } }),
    'lifecycle.people.missing.afterDays: must be a whole number from 1 to 3650',
  ],
  [
    withPeople({ leaves: { daysAfter: 1.5 } }),
    'lifecycle.people.leaves.daysAfter: must be a whole number from 0 to 366',
  ],
  [
    withPeople({ leaves: { at: 'noon' } }),
    'lifecycle.people.leaves.at: must be "start-of-day" or "end-of-day"',
  ],
  [
    withApplication({ whenLeaving: 'delete' }),
    'lifecycle.applications[0].whenLeaving: must be "disable" or "keep"',
  ],
  [
    withApplication({ whenLeaving: { deleteAfterDays: 30 } }),
    'lifecycle.applications[0].whenLeaving.deleteAfterDays: "AWS-ILM_instance_1" cannot delete accounts; they stay disabled',
  ],
  [
    withApplication({
      instance: 'Atlassian IAM_instance_1',
      whenLeaving: { account: 'keep', deleteAfterDays: 30 },
    }),
    'lifecycle.applications[0].whenLeaving: keeps the account and deletes it; a deletion follows a disabled account',
  ],
  [withApplication({ who: true }), 'lifecycle.applications[0].who: must be text that is not empty'],
  [
    withApplication({ groups: [] }),
    'lifecycle.applications[0].groups: must be an object with names for keys: { "NAME": … }',
  ],
  [
    withApplication({ instance: 'Slack' }),
    'lifecycle.applications[0].instance: there is no instance "Slack" (AWS-ILM_instance_1, Atlassian IAM_instance_1)',
  ],
])('refuses %j: %s', (value, expected) => {
  expect(problemsOf(value)).toEqual([expected]);
});

it('never repeats a secret, whatever is wrong with it', () => {
  const said = problemsOf(
    withFeed({
      from: { url: 'https://u:s3cret@x', username: 's3cret', password: 's3cret', bearer: ['s3cret'] },
    }),
  );
  expect(said.join('\n')).not.toContain('s3cret');
});

it('reads the example of the design', () => {
  const config = configOf({
    feed: {
      from: 'hr.csv',
      key: 'employeeid',
      columns: {
        email: 'Work Email',
        givenname: 'First name',
        surname: 'Last name',
        department: 'Department',
        hiredate: 'Start',
        terminationdate: 'End',
      },
      dates: 'yyyy-MM-dd',
      zone: 'Europe/Berlin',
      zoneColumn: 'timezone',
    },
    people: {
      joins: { date: 'hiredate', daysBefore: 0 },
      leaves: { date: 'terminationdate', at: 'end-of-day', daysAfter: 0 },
      left: 'employmentstatus == "Terminated"',
      whileOnLeave: 'keep',
      missing: 'hold',
    },
    applications: [
      {
        instance: 'AWS-ILM_instance_1',
        who: 'department in ["Engineering", "IT"]',
        groups: { Engineers: 'department == "Engineering"' },
        whenLeaving: 'disable',
      },
    ],
    guards: { leavers: { percent: 2, floor: 5, count: 500 } },
    approval: 'none',
  });
  // The column of the key has its name where it is not mapped.
  expect(config.feed.columns).toMatchObject({ employeeid: 'employeeid', email: 'Work Email' });
  expect(config.remarks).toEqual([
    "lifecycle.people.left reads employmentstatus, which the feed does not map: it is '' for everybody",
  ]);
});

describe('the preset workday', () => {
  it('has the columns of a Workday report, and dates as Workday writes them', () => {
    const { feed, people } = configOf(
      withFeed({ from: { url: 'https://wd.example.com/report' }, preset: 'workday' }),
    );
    expect(feed).toMatchObject({
      from: { rows: 'Report_Entry' },
      key: 'employeeid',
      dates: ['MM/dd/yyyy'],
      columns: { employeeid: 'Emp_ID', hiredate: 'Last_Hire_Date', email: 'Email_Address' },
    });
    expect(people.leaves?.date).toBe('terminationdate');
  });

  it('makes addresses and user names lower case, and does without the columns that a report need not have', () => {
    const { feed } = configOf(withFeed({ preset: 'workday', columns: { title: 'Job_Title' } }));
    expect(feed.lowerCase).toEqual(['email', 'username']);
    expect(feed.optional).toContain('leadership');
    expect(feed.optional).not.toContain('employmentstatus');
    expect(feed.optional).not.toContain('title');
  });

  it('gives way to what is said, and is the same for a file and standard input', () => {
    const { feed } = configOf(
      withFeed({
        from: '-',
        preset: 'workday',
        dates: 'yyyy-MM-dd',
        columns: { email: 'Mail', badge: 'Badge' },
      }),
    );
    expect(feed).toMatchObject({
      from: { tag: 'stdin', rows: 'Report_Entry' },
      dates: ['yyyy-MM-dd'],
      columns: { email: 'Mail', badge: 'Badge', title: 'Title' },
    });
    expect(configOf(withFeed({ preset: 'workday' })).feed.from).toEqual({
      tag: 'file',
      path: 'hr.csv',
      rows: 'Report_Entry',
    });
    expect(
      configOf(withFeed({ preset: 'workday', from: { url: 'https://x.example', rows: 'List' } })).feed.from,
    ).toMatchObject({ rows: 'List' });
  });
});

it('says which columns may be missing, what is lower case, and what separates cells', () => {
  expect(
    configOf(withFeed({ optional: ['title'], lowerCase: ['email'], separator: '|' })).feed,
  ).toMatchObject({ optional: ['title'], lowerCase: ['email'], separator: '|' });
});

it('takes no date for leaving where the feed maps none', () => {
  expect(configOf(withFeed({ columns: { email: 'Mail' } })).people.leaves).toBeUndefined();
  expect(configOf(withFeed({ columns: { terminationdate: 'End' } })).people.leaves?.date).toBe(
    'terminationdate',
  );
});

it('lets conditions read what a mapper fills', () => {
  const mapped = { ...SMALL, feed: { from: 'x', mapper: 'm.json' }, protected: ['badge == "7"'] };
  expect(problemsOf(mapped)).toHaveLength(1);
  const keysOfMapper = (file: string) => (file === 'm.json' ? ['badge', 'employeeid'] : []);
  expect(configOf(mapped, { ...CONTEXT, keysOfMapper }).feed).toMatchObject({
    mapper: 'm.json',
    dateKeys: [],
  });
});

it('has a hash that only the content changes', () => {
  const hash = (value: unknown) => configOf(value).hash;
  const turned = {
    applications: [{ who: 'true', instance: 'AWS-ILM_instance_1' }],
    feed: { from: 'hr.csv' },
  };
  expect(hash(turned)).toBe(hash(SMALL));
  expect(hash(withApplication({ who: 'false' }))).not.toBe(hash(SMALL));
  expect(hash(withFeed({ dates: ['yyyy-MM-dd', 'dd.MM.yyyy'] }))).not.toBe(
    hash(withFeed({ dates: ['dd.MM.yyyy', 'yyyy-MM-dd'] })),
  );
});

describe('the worker', () => {
  const withSchedule = (schedule: object): unknown => ({ ...SMALL, schedule });
  const withNotify = (notify: object): unknown => ({ ...SMALL, notify });

  it('has its times in the zone of the feed, and applies nothing, unless it is said', () => {
    const { schedule } = configOf({
      ...SMALL,
      feed: { from: 'hr.csv', zone: 'Asia/Tokyo' },
      schedule: { plan: { every: '90m' } },
    });
    expect(schedule).toEqual({ plan: { tag: 'every', ms: 5_400_000 }, zone: 'Asia/Tokyo', apply: 'nothing' });
  });

  it('says everything, without names of people, unless it is said', () => {
    expect(configOf(withNotify({ url: 'http://127.0.0.1:9000' })).notify).toEqual({
      url: 'http://127.0.0.1:9000',
      on: ['plan-ready', 'plan-stopped', 'plan-failed', 'applied', 'not-applied', 'paused', 'resumed'],
      people: false,
      proxy: false,
    });
  });

  it('does not make another plan of the same rules', () => {
    const { hash } = configOf(SMALL);
    expect(configOf({ ...SMALL, user: 'x', schedule: { plan: '0 6 * * *' } }).hash).toBe(hash);
    expect(configOf({ ...SMALL, planHours: 8 }).hash).not.toBe(hash);
  });

  it.each<[object, RegExp]>([
    [{}, /^lifecycle.schedule.plan: is missing$/],
    [{ plan: '0 6 * *' }, /^lifecycle.schedule.plan: must have the five fields of cron/],
    [{ plan: '0 0 6 * * *' }, /^lifecycle.schedule.plan: must have the five fields of cron/],
    [{ plan: 'H 6 * * *' }, /^lifecycle.schedule.plan: must have the five fields of cron/],
    [{ plan: ['0 6 * * *', '61 6 * * *'] }, /^lifecycle.schedule.plan\[1\]: is no time that comes: .*61/],
    [{ plan: '0 0 31 2 *' }, /^lifecycle.schedule.plan: is no time that comes/],
    [{ plan: [] }, /^lifecycle.schedule.plan: is empty$/],
    [{ plan: { every: '1 hour' } }, /^lifecycle.schedule.plan.every: must be a number of minutes, hours or/],
    [{ plan: { every: '0m' } }, /^lifecycle.schedule.plan.every: must be/],
    [{ plan: '0 6 * * *', zone: 'Berlin' }, /^lifecycle.schedule.zone: must be a time zone/],
    [{ plan: '0 6 * * *', apply: 'always' }, /^lifecycle.schedule.apply: must be "nothing" or "unattended"/],
    [{ plan: '0 6 * * *', aply: 'nothing' }, /^lifecycle.schedule.aply: .* did you mean apply\?$/],
  ])('a schedule %j cannot be read', (schedule, expected) => {
    expect(problemsOf(withSchedule(schedule))).toEqual([expect.stringMatching(expected)]);
  });

  it.each<[object, RegExp]>([
    [{}, /^lifecycle.notify.url: is missing$/],
    [{ url: 'http://chat.example.com' }, /^lifecycle.notify.url: must begin with https/],
    [{ url: 'https://a:b@chat.example.com' }, /^lifecycle.notify.url: .* keys of their own \(bearer\)$/],
    [
      { url: 'https://x.example', bearer: 'hunter2' },
      /^lifecycle.notify.bearer: must be env:NAME or file:PATH/,
    ],
    [
      { url: 'https://x.example', secret: 'hunter2' },
      /^lifecycle.notify.secret: must be env:NAME or file:PATH/,
    ],
    [{ url: 'https://x.example', on: ['aplied'] }, /^lifecycle.notify.on\[0\]: .* did you mean "applied"\?$/],
    [{ url: 'https://x.example', on: [] }, /^lifecycle.notify.on: is empty$/],
  ])('a notification %j cannot be read', (notify, expected) => {
    expect(problemsOf(withNotify(notify))).toEqual([expect.stringMatching(expected)]);
  });
});

describe('approvers', () => {
  const withApprovers = (approvers: unknown): unknown => ({ ...SMALL, approval: 'two-people', approvers });
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const own = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

  it.each([[undefined], [{}]])('are needed where two people are wanted: %j', (approvers) => {
    expect(problemsOf(withApprovers(approvers))).toEqual([
      expect.stringMatching(/^lifecycle.approvers: is missing: two-people wants signed approvals/),
    ]);
  });

  it.each([
    ['no key', 'jane'],
    ['of another kind', rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString()],
    ['private', own],
  ])('have public keys: one that is %s is refused', (_what, key) => {
    const [problem, ...more] = problemsOf(withApprovers({ jane: key }));
    expect(problem).toMatch(/^lifecycle.approvers.jane: must be an ed25519 public key in PEM/);
    expect(problem).not.toContain('PRIVATE');
    expect(more).toEqual([]);
  });

  it('have keys of their own: one key under two names is refused, however it is written', () => {
    const wrapped = JANES_KEY.replaceAll('\n', '\r\n');
    expect(problemsOf(withApprovers({ jane: JANES_KEY, joe: JOES_KEY, jim: wrapped }))).toEqual([
      'lifecycle.approvers.jim: has the key of "jane"; each person needs their own',
    ]);
  });

  it('may be in files, which have to be there', () => {
    expect(
      problemsOf(withApprovers({ jane: 'file:a.pem', joe: 'file:b.pem' }), {
        ...CONTEXT,
        readKey: (file) => (file === 'a.pem' ? E.right('x') : E.left(`the file ${file} is not there`)),
      }),
    ).toEqual([
      expect.stringMatching(/^lifecycle.approvers.jane: must be an ed25519/),
      'lifecycle.approvers.joe: the file b.pem is not there',
    ]);
  });
});
