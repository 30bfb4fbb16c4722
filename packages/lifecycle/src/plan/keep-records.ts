import type { Session } from '../database/session';
import type { LearntAccount } from './person/plan-person';
import type { PersonToPlan } from './people-rows';
import type { PersonRecord } from './person/person-record';

/** What is kept of people when no guard stops the plan; until then in temporary tables. */
export interface Kept {
  /** `row` is what the feed has of the person. */
  readonly person: (record: PersonRecord, row: PersonToPlan['row']) => Promise<void> | undefined;
  readonly account: (learnt: LearntAccount) => Promise<void> | undefined;
  readonly flush: () => Promise<void>;
  /** Waits for what the server was given; fails when it refused some of it. */
  readonly settled: () => Promise<void>;
}

const BATCH = 500;

/** So many new rows make what the server knows of the table untrue. */
const MANY = 10_000;

const PERSON_COLUMNS = [
  'key',
  'profile',
  'profile_hash',
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
    `create temp table next_person (key text collate "C" not null, profile jsonb not null, profile_hash bytea, zone text not null,
       state text not null, event text, because jsonb not null, since timestamptz not null, missing_since timestamptz, due timestamptz,
       settled boolean not null) on commit drop`,
  );
  await session.execute(
    `create temp table learnt (app text collate "C", vendor_id text collate "C", disabled_by text) on commit drop`,
  );
  let people: (readonly unknown[])[] = [];
  let accounts: (readonly unknown[])[] = [];
  /** What the server was given last: it takes it while the next people are planned for. */
  let last: Promise<void> | undefined;
  /** What is to be awaited is what it was given before. */
  const copy = (
    table: string,
    columns: readonly string[],
    rows: readonly (readonly unknown[])[],
  ): Promise<void> => {
    const before = last;
    // One after the other, so that what is awaited fails with the first refusal, and not with what the server says of all that follows.
    last = (async () => {
      await before;
      await session.copyInto(table, columns, rows);
    })();
    // Reported where it is awaited; until then it must not count as an unhandled rejection.
    last.catch(() => undefined);
    return before ?? Promise.resolve();
  };
  const copyPeople = (): Promise<void> => {
    const rows = people;
    people = [];
    return copy('next_person', PERSON_COLUMNS, rows);
  };
  const copyAccounts = (): Promise<void> => {
    const rows = accounts;
    accounts = [];
    return copy('learnt', ['app', 'vendor_id', 'disabled_by'], rows);
  };
  const settled = async (): Promise<void> => {
    await last;
  };
  return {
    person: (record, row) => {
      people.push([
        record.key,
        // JSON already, when nothing of an earlier row is to be cleared.
        record.profile === row?.profile ? row.text : record.profile,
        row?.hash,
        record.zone,
        record.state,
        record.event,
        record.because,
        record.since,
        record.missingSince,
        record.due,
        record.settled,
      ]);
      return people.length < BATCH ? undefined : copyPeople();
    },
    account: ({ app, vendorId, disabledBy }) => {
      accounts.push([app, vendorId, disabledBy]);
      return accounts.length < BATCH ? undefined : copyAccounts();
    },
    flush: async () => {
      await copyPeople();
      await copyAccounts();
      await settled();
    },
    settled,
  };
};

/** Takes over what was collected: from now on this is "last time". A row without a hash keeps the one that it had. */
export const keepRecords = async (session: Session): Promise<void> => {
  const kept = await session.execute(
    `insert into iam.person as p (key, profile, profile_hash, zone, state, event, because, since, missing_since, due, settled)
     select key, profile, coalesce(profile_hash, ''), zone, state, event, because, since, missing_since, due, settled from next_person
     on conflict (key) do update set profile = excluded.profile,
       profile_hash = case when excluded.profile_hash = '' then p.profile_hash else excluded.profile_hash end,
       zone = excluded.zone, state = excluded.state, event = excluded.event, because = excluded.because, since = excluded.since,
       missing_since = excluded.missing_since, due = excluded.due, settled = excluded.settled`,
  );
  if (kept >= MANY) {
    // The next plan may come before the server counts on its own.
    await session.execute('analyze iam.person');
  }
  await session.execute(
    `update iam.account a set disabled_by = l.disabled_by from learnt l where a.app = l.app and a.vendor_id = l.vendor_id`,
  );
};
