import type { LifecycleConfig, Profile } from '../config/lifecycle-config';
import type { Session } from '../database/session';
import type { Feed } from '../feed/feed-row';
import { WrongCall } from './command-context';

/**
 * The key of the person who is named by the key or the address: one whom a plan knows, else one of the feed. An account that is given to
 * nobody would be taken from its person, whom the next plan makes another one, and be disabled as that of somebody who is missing.
 */
export const personToLink = async (
  sql: Pick<Session, 'query'>,
  name: string,
  feed: () => Feed | undefined,
): Promise<string> => {
  const known = await keysInDatabase(sql, name);
  const found = known.length > 0 ? known : await keysInFeed(feed(), name);
  const [key, ...others] = found.includes(name) ? [name] : found;
  if (key === undefined) {
    throw new WrongCall([
      `Neither the feed nor the database knows ${JSON.stringify(name)}, so no account was given away. Name the person by the key or the address, as iam show does.`,
    ]);
  }
  if (others.length > 0) {
    throw new WrongCall([
      `${JSON.stringify(name)} is the address of ${[key, ...others].join(' and ')}: name one by the key.`,
    ]);
  }
  return key;
};

const keysInDatabase = async (sql: Pick<Session, 'query'>, name: string): Promise<readonly string[]> => {
  const rows = await sql.query<{ readonly key: string }>(
    `select key from iam.person
     where key = $1 or lower(profile ->> 'email') = lower($1) or lower(profile ->> 'username') = lower($1) order by key`,
    [name],
  );
  return rows.map(({ key }) => key);
};

/** Of a feed that cannot be read nobody is known. */
const keysInFeed = async (feed: Feed | undefined, name: string): Promise<readonly string[]> => {
  const keys = new Set<string>();
  for await (const page of feed?.pages() ?? []) {
    for (const row of page) {
      if (
        row.key !== undefined &&
        (row.key === name || (row.tag === 'person' && isAddress(row.profile, name)))
      ) {
        keys.add(row.key);
      }
    }
  }
  return [...keys];
};

const isAddress = ({ email, username }: Profile, name: string): boolean =>
  [email, username].some((value) => typeof value === 'string' && value.toLowerCase() === name.toLowerCase());

/** What standard input has is read once, and not by this. */
export const canBeReadAgain = ({ from }: LifecycleConfig['feed']): boolean => from.tag !== 'stdin';
