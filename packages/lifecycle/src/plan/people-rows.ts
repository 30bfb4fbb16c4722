import { ACCOUNT_COLUMNS, accountOf, type AccountRow } from '../accounts/account-row';
import type { Candidate, OtherClaim } from '../accounts/correlate';
import type { Profile } from '../config/lifecycle-config';
import type { Event, State } from '../decide/decision';
import { fetchPages } from '../database/fetch-rows';
import type { Session } from '../database/session';
import type { Membership } from './person/group-changes';
import type { PersonRecord } from './person/person-record';

/** One person who is looked at, as the database and the feed know them. */
export interface PersonToPlan {
  readonly key: string;
  /** Absent: the feed has no row. */
  readonly row?:
    | {
        readonly line: number;
        readonly profile: Profile;
        readonly zone: string;
      }
    | undefined;
  readonly error?: string | undefined;
  readonly previous?: PersonRecord | undefined;
  /** By application. */
  readonly candidates: ReadonlyMap<string, readonly Candidate[]>;
  /** By application; of accounts that only may be the person's too. */
  readonly memberships: ReadonlyMap<string, readonly AccountMembership[]>;
}

export interface AccountMembership extends Membership {
  readonly vendorId: string;
}

interface PersonRow {
  readonly key: string;
  readonly line: number | null;
  readonly row: string | null;
  readonly row_zone: string | null;
  readonly error: string | null;
  readonly known: boolean;
  readonly profile: Profile | null;
  readonly zone: string | null;
  readonly state: State | null;
  readonly event: Event | null;
  readonly because: readonly string[] | null;
  readonly since: Date | null;
  readonly missing_since: Date | null;
  readonly due: Date | null;
  readonly settled: boolean | null;
}

interface CandidateRow extends AccountRow {
  readonly key: string;
  readonly claims: readonly (readonly [string, number])[] | null;
  readonly namesake: boolean;
}

interface MembershipRow {
  readonly key: string;
  readonly app: string;
  readonly vendor_id: string;
  readonly group_name: string;
  readonly ours: boolean;
}

const PEOPLE = `select l.key, s.line, s.profile as row, s.zone as row_zone, s.error, p.key is not null as known, p.profile, p.zone,
    p.state, p.event, p.because, p.since, p.missing_since, p.due, p.settled
  from look l left join stage s on s.key = l.key left join iam.person p on p.key = l.key
  order by l.key`;

const CANDIDATES = `select c.key, ${ACCOUNT_COLUMNS}, t.claims, c.namesake
  from (
    select a.person as key, a.app, a.vendor_id, false as namesake from iam.account a join look l on l.key = a.person
    union all
    select key, app, vendor_id, false from claim
    union all
    select key, app, vendor_id, true from namesake
  ) c join iam.account a on a.app = c.app and a.vendor_id = c.vendor_id
  left join contest t on t.app = a.app and t.vendor_id = a.vendor_id
  order by c.key, c.app, c.vendor_id`;

/** Of accounts that are, or may be, the person's. */
const MEMBERSHIPS = `select c.key, m.app, m.vendor_id, m.group_name, m.ours
  from (
    select a.person as key, a.app, a.vendor_id from iam.account a join look l on l.key = a.person where a.gone_at is null
    union
    select c.key, c.app, c.vendor_id from claim c join iam.account a on a.app = c.app and a.vendor_id = c.vendor_id
    where a.person is null
  ) c join iam.membership m on m.app = c.app and m.vendor_id = c.vendor_id
  order by c.key`;

const RANKS: readonly OtherClaim['by'][] = ['link', 'employeeid', 'username', 'email', 'namesake'];

/**
 * Everybody in `look`, in the order of their keys, each with what is known, in pages: one page is read while another one is
 * worked on. In pages, because a turn of the event loop for each person is as much work as a decision about them.
 */
export async function* peopleToPlan(session: Session): AsyncGenerator<readonly PersonToPlan[], void> {
  const candidates = grouped(fetchPages<CandidateRow>(session, CANDIDATES));
  const memberships = grouped(fetchPages<MembershipRow>(session, MEMBERSHIPS));
  try {
    for await (const page of fetchPages<PersonRow>(session, PEOPLE)) {
      const people: PersonToPlan[] = [];
      for (const person of page) {
        const rows = candidates.of(person.key) ?? (await candidates.more(person.key));
        const groups = memberships.of(person.key) ?? (await memberships.more(person.key));
        people.push(personOf(person, rows, groups));
      }
      yield people;
    }
  } finally {
    await candidates.close();
    await memberships.close();
  }
}

interface Grouped<Row> {
  /** The rows of a key; undefined where more have to be fetched to know them. */
  readonly of: (key: string) => readonly Row[] | undefined;
  /** The same, with what has to be fetched. */
  readonly more: (key: string) => Promise<readonly Row[]>;
  readonly close: () => Promise<void>;
}

/** The rows of each key in turn: both sides are in the order of the database. */
const grouped = <Row extends { readonly key: string }>(
  pages: AsyncGenerator<readonly Row[], void>,
): Grouped<Row> => {
  let page: readonly Row[] = [];
  let at = 0;
  let isOver = false;
  const none: readonly Row[] = [];
  const take = (key: string): readonly Row[] => {
    const begin = at;
    while (page[at]?.key === key) {
      at += 1;
    }
    return at === begin ? none : page.slice(begin, at);
  };
  return {
    of: (key) => {
      if (isOver) {
        return take(key);
      }
      // Rows of the key may go on in the next page.
      return page.length > 0 && page.at(-1)?.key !== key && at < page.length ? take(key) : undefined;
    },
    more: async (key) => {
      let found = take(key);
      while (at === page.length && !isOver) {
        const { value, done } = await pages.next();
        page = done === true || value === undefined ? [] : value;
        at = 0;
        isOver = done === true;
        found = [...found, ...take(key)];
      }
      return found;
    },
    close: async () => {
      // After a failed statement there is nothing to close, and the failure is what counts.
      await pages.return(undefined).catch(() => undefined);
    },
  };
};

const personOf = (
  person: PersonRow,
  candidates: readonly CandidateRow[],
  memberships: readonly MembershipRow[],
): PersonToPlan => ({
  key: person.key,
  row:
    person.row === null
      ? undefined
      : {
          line: person.line ?? 0,
          profile: JSON.parse(person.row) as Profile,
          zone: person.row_zone ?? 'UTC',
        },
  error: person.error ?? undefined,
  previous: person.known ? recordOf(person) : undefined,
  candidates: byApp(candidates, (row) => ({
    account: accountOf(row),
    claims: (row.claims ?? [])
      .filter(([key]) => key !== person.key)
      .map(([key, rank]) => ({ key, by: RANKS[rank] ?? 'email' })),
    isNamesake: row.namesake,
  })),
  memberships: byApp(memberships, ({ vendor_id, group_name, ours }) => ({
    vendorId: vendor_id,
    group: group_name,
    ours,
  })),
});

const recordOf = (person: PersonRow): PersonRecord => ({
  key: person.key,
  profile: person.profile ?? {},
  zone: person.zone ?? 'UTC',
  state: person.state ?? 'active',
  event: person.event,
  because: person.because ?? [],
  since: (person.since ?? new Date(0)).toISOString(),
  missingSince: person.missing_since?.toISOString() ?? null,
  due: person.due?.toISOString() ?? null,
  settled: person.settled ?? false,
});

const NONE: ReadonlyMap<string, readonly never[]> = new Map<string, readonly never[]>();

const byApp = <Row extends { readonly app: string }, A>(
  rows: readonly Row[],
  make: (row: Row) => A,
): ReadonlyMap<string, readonly A[]> => {
  if (rows.length === 0) {
    return NONE;
  }
  const all = new Map<string, A[]>();
  for (const row of rows) {
    const some = all.get(row.app) ?? [];
    all.set(row.app, some);
    some.push(make(row));
  }
  return all;
};
