import type { Session } from '../database/session';
import type { LearntAccount } from './person/plan-person';
import type { PersonToPlan } from './people-rows';
import type { PersonRecord } from './person/person-record';

/**
 * What is kept of people when no guard stops the plan. New people are in the table at once, since nothing else waits for them there and
 * the server has time while others are planned for; all else is in temporary tables until the end.
 */
export interface Kept {
  readonly person: (
    record: PersonRecord,
    known: Pick<PersonToPlan, 'row' | 'previous'>,
  ) => Promise<void> | undefined;
  readonly account: (learnt: LearntAccount) => Promise<void> | undefined;
  readonly flush: () => Promise<void>;
  /** Waits for what the server was given; fails when it refused some of it. */
  readonly settled: () => Promise<void>;
  /** Takes all of it over: from now on this is "last time". */
  readonly keep: () => Promise<void>;
  /** Forgets all of it, and whatever else was done in the transaction since the collecting began. */
  readonly forget: () => Promise<void>;
}

/** The server has the profile. */
type JoinedRecord = Omit<PersonRecord, 'profile'>;

/** So many are given to the server at once. */
export const RECORDS_AT_ONCE = 500;

/** So many new rows make what the server knows of the table untrue. */
const MANY = 10_000;

const PERSON_COLUMNS = [
  'key',
  'profile',
  'zone',
  'state',
  'event',
  'because',
  'since',
  'missing_since',
  'due',
  'settled',
] as const;

export const collectRecords = async (session: Session): Promise<Kept> => {
  await session.execute(
    `create temp table next_person (key text collate "C" not null, profile jsonb, zone text not null,
       state text not null, event text, because jsonb not null, since timestamptz not null, missing_since timestamptz, due timestamptz,
       settled boolean not null) on commit drop`,
  );
  await session.execute(
    `create temp table learnt (app text collate "C", vendor_id text collate "C", disabled_by text) on commit drop`,
  );
  await session.execute('savepoint collecting');
  let joined: JoinedRecord[] = [];
  let people: (readonly unknown[])[] = [];
  let accounts: (readonly unknown[])[] = [];
  /** What the server was given last: it takes it while the next people are planned for. */
  let last: Promise<void> | undefined;
  /** What is to be awaited is what it was given before. */
  const give = (take: () => Promise<unknown>): Promise<void> => {
    const before = last;
    // One after the other, so that what is awaited fails with the first refusal, and not with what the server says of all that follows.
    last = (async () => {
      await before;
      await take();
    })();
    // Reported where it is awaited; until then it must not count as an unhandled rejection.
    last.catch(() => undefined);
    return before ?? Promise.resolve();
  };
  let inserted = 0;
  const insertJoined = (): Promise<void> => {
    const records = JSON.stringify(joined);
    joined = [];
    return give(async () => {
      inserted += await session.execute(INSERT_JOINED, [records]);
    });
  };
  const copyPeople = (): Promise<void> => {
    const rows = people;
    people = [];
    return give(() => session.copyInto('next_person', PERSON_COLUMNS, rows));
  };
  const copyAccounts = (): Promise<void> => {
    const rows = accounts;
    accounts = [];
    return give(() => session.copyInto('learnt', ['app', 'vendor_id', 'disabled_by'], rows));
  };
  const settled = async (): Promise<void> => {
    await last;
  };
  return {
    person: (record, { row, previous }) => {
      // Nothing of an earlier row is to be cleared.
      const isRow = record.profile === row?.profile;
      if (isRow && previous === undefined) {
        const { key, zone, state, event, because, since, missingSince, due, settled: isSettled } = record;
        joined.push({ key, zone, state, event, because, since, missingSince, due, settled: isSettled });
        return joined.length < RECORDS_AT_ONCE ? undefined : insertJoined();
      }
      people.push([
        record.key,
        // The server has it already.
        isRow ? null : record.profile,
        record.zone,
        record.state,
        record.event,
        record.because,
        record.since,
        record.missingSince,
        record.due,
        record.settled,
      ]);
      return people.length < RECORDS_AT_ONCE ? undefined : copyPeople();
    },
    account: ({ app, vendorId, disabledBy }) => {
      accounts.push([app, vendorId, disabledBy]);
      return accounts.length < RECORDS_AT_ONCE ? undefined : copyAccounts();
    },
    flush: async () => {
      await insertJoined();
      await copyPeople();
      await copyAccounts();
      await settled();
    },
    settled,
    keep: async () => {
      const changed = await session.execute(TAKE_PEOPLE);
      if (inserted + changed >= MANY) {
        // The next plan may come before the server counts on its own.
        await session.execute('analyze iam.person');
      }
      await session.execute(
        `update iam.account a set disabled_by = l.disabled_by from learnt l where a.app = l.app and a.vendor_id = l.vendor_id`,
      );
    },
    forget: async () => {
      await session.execute('rollback to savepoint collecting');
    },
  };
};

const INSERT_JOINED = `
insert into iam.person (key, profile, profile_hash, zone, state, event, because, since, missing_since, due, settled)
select s.key, s.profile::jsonb, s.hash, n.zone, n.state, n.event, n.because, n.since, n."missingSince", n.due, n.settled
from jsonb_to_recordset($1) as n (key text, zone text, state text, event text, because jsonb, since timestamptz,
  "missingSince" timestamptz, due timestamptz, settled boolean)
join stage s on s.key = n.key collate "C"`;

/** Where the feed has no row that can be used, the hash of the last one stays. */
const TAKE_PEOPLE = `
insert into iam.person as p (key, profile, profile_hash, zone, state, event, because, since, missing_since, due, settled)
select key, coalesce(n.profile, s.profile::jsonb), coalesce(s.hash, ''), n.zone, state, event, because, since, missing_since, due, settled
from next_person n left join stage s using (key)
on conflict (key) do update set profile = excluded.profile,
  profile_hash = case when excluded.profile_hash = '' then p.profile_hash else excluded.profile_hash end,
  zone = excluded.zone, state = excluded.state, event = excluded.event, because = excluded.because, since = excluded.since,
  missing_since = excluded.missing_since, due = excluded.due, settled = excluded.settled`;
