import { instantIn, type Today } from '../calendar/today';
import type { LifecycleConfig, Profile } from '../config/lifecycle-config';
import type { Database } from '../database/connect';
import type { PreviousPerson, State } from '../decide/decision';
import { explain, type Explanation } from '../decide/explain';
import type { Feed } from '../feed/feed-row';
import type { KnownAccount } from '../screen/explain';
import { WrongCall } from './command-context';
import { keysInDatabase, onlyKey, rowsNamed } from './named-person';

export interface ExplainMeans {
  readonly database: Database;
  readonly config: LifecycleConfig;
  readonly feed: Feed;
  readonly today: Today;
  /** The person's key, or the address. */
  readonly person: string;
}

/** Which rules gave one person what, by the row of the feed and what was known after the last plan. */
export const explainPerson = async ({
  database,
  config,
  feed,
  today,
  person,
}: ExplainMeans): Promise<Explanation> => {
  const rows = await rowsNamed(feed, person);
  const { fatal } = feed.summary();
  if (rows.size === 0 && fatal.length > 0) {
    throw new WrongCall(['The feed cannot be used:', ...fatal.map((text) => `  ${text}`)]);
  }
  const key = onlyKey(
    person,
    rows.size > 0 ? [...rows.keys()] : await keysInDatabase(database, person),
    `Neither the feed nor the database knows ${JSON.stringify(person)}.`,
  );
  const row = rows.get(key);
  if (row?.tag === 'error') {
    throw new WrongCall([
      `The row of ${JSON.stringify(key)} (line ${row.line}) is in error, so nothing is decided: ${row.problem}`,
    ]);
  }
  const previous = await previousOf(database, key);
  return explain(key, row, previous, instantIn(today, row?.zone ?? config.feed.zone), config);
};

const previousOf = async (database: Database, key: string): Promise<PreviousPerson | undefined> => {
  const [row] = await database.query<{
    readonly profile: Profile;
    readonly state: State;
    readonly missing_since: Date | null;
  }>('select profile, state, missing_since from iam.person where key = $1', [key]);
  return row === undefined
    ? undefined
    : {
        profile: row.profile,
        state: row.state,
        ...(row.missing_since === null ? {} : { missingSince: row.missing_since.toISOString() }),
      };
};

/** The person's accounts as they were read last, those that are gone included. */
export const knownAccounts = (database: Database, person: string): Promise<readonly KnownAccount[]> =>
  database.query<KnownAccount & Record<string, unknown>>(
    `select app, vendor_id as "vendorId", active, disabled_by as "disabledBy", gone_at is not null as gone
     from iam.account where person = $1 order by app, vendor_id`,
    [person],
  );
