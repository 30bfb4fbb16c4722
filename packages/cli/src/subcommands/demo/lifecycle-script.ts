/** The rules of the demonstration: all people of the feed at Okta, Engineering at AWS too. The names are those of the two instances. */
export const lifecycleFor = (aws: string, okta: string) => ({
  feed: { from: 'hr.csv', key: 'employeeid', dates: ['yyyy-MM-dd'], zone: 'Europe/Berlin' },
  people: {
    joins: { date: 'hiredate' },
    leaves: { date: 'terminationdate', at: 'end-of-day' },
    missing: 'hold',
  },
  applications: [
    { instance: aws, who: 'department == "Engineering"' },
    { instance: okta, who: 'true' },
  ],
});

const HEADER = 'employeeid,email,givenname,surname,displayname,department,title,hiredate,terminationdate';

const person = (key: number, given: string, rest: string): string =>
  `E00${key},${given.toLowerCase()}@example.com,${given},Example,${given} Example,${rest}`;

/** A file of the HR system, and what AWS should have of it. */
export interface DemoFeed {
  readonly csv: string;
  /** Address → title of those who can sign in. */
  readonly open: Readonly<Record<string, string>>;
  /** Addresses of those who cannot. */
  readonly shut: readonly string[];
}

const feed = (people: readonly string[], open: DemoFeed['open'], shut: readonly string[]): DemoFeed => ({
  csv: `${[HEADER, ...people].join('\n')}\n`,
  open,
  shut,
});

const DAN = person(14, 'Dan', 'Sales,Manager,2021-06-01,');
const CLEO = person(13, 'Cleo', 'Engineering,Director,2018-01-15,');

export const FIRST_FEED = feed(
  [
    person(11, 'Ann', 'Engineering,Engineer,2024-03-01,'),
    person(12, 'Ben', 'Engineering,Engineer,2023-09-01,'),
    CLEO,
    DAN,
  ],
  { 'ann@example.com': 'Engineer', 'ben@example.com': 'Engineer', 'cleo@example.com': 'Director' },
  [],
);

export const SECOND_FEED = feed(
  [
    person(11, 'Ann', 'Engineering,Lead,2024-03-01,'),
    person(12, 'Ben', 'Engineering,Engineer,2023-09-01,2026-01-31'),
    CLEO,
    DAN,
    person(15, 'Eve', 'Engineering,Engineer,2026-01-05,'),
  ],
  { 'ann@example.com': 'Lead', 'cleo@example.com': 'Director', 'eve@example.com': 'Engineer' },
  ['ben@example.com'],
);

/** What an application has otherwise than it should, a sentence each. */
export const wrongAccounts = (
  users: readonly Readonly<Record<string, unknown>>[],
  { open, shut }: Pick<DemoFeed, 'open' | 'shut'>,
): readonly string[] => {
  const found = new Map(users.map((user) => [String(user['userName']), user]));
  return [
    ...Object.entries(open).flatMap(([address, title]) => {
      const user = found.get(address);
      return user?.['active'] === true && user['title'] === title
        ? []
        : [`AWS should let ${address} in as ${title}`];
    }),
    ...shut.flatMap((address) =>
      found.get(address)?.['active'] === false ? [] : [`AWS should not let ${address} in`],
    ),
    ...(found.size === Object.keys(open).length + shut.length ? [] : [`AWS has ${found.size} accounts`]),
  ];
};
