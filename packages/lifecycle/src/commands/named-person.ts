import type { Profile } from '../config/lifecycle-config';
import type { Session } from '../database/session';
import type { Feed, FeedRow } from '../feed/feed-row';
import { WrongCall } from './command-context';

/** Whether a person of this profile is meant by a name that is not the key: the address or the user name, in whatever case. */
const isAddressOf = ({ email, username }: Profile, name: string): boolean =>
  [email, username].some((value) => typeof value === 'string' && value.toLowerCase() === name.toLowerCase());

/**
 * The rows of a feed that a name means, by their keys; a row in error is meant by its key alone. The feed is read to the end: only then it is known
 * whether it can be used.
 */
export const rowsNamed = async (feed: Feed, name: string): Promise<ReadonlyMap<string, FeedRow>> => {
  const found = new Map<string, FeedRow>();
  for await (const page of feed.pages()) {
    for (const row of page) {
      const isMeant = row.key === name || (row.tag === 'person' && isAddressOf(row.profile, name));
      // A key that is in error in one of two rows is in error.
      if (isMeant && row.key !== undefined && found.get(row.key)?.tag !== 'error') {
        found.set(row.key, row);
      }
    }
  }
  return found;
};

/** The keys of people whom a plan knew, and whom the name means. */
export const keysInDatabase = async (
  sql: Pick<Session, 'query'>,
  name: string,
): Promise<readonly string[]> => {
  const rows = await sql.query<{ readonly key: string }>(
    `select key from iam.person
     where key = $1 or lower(profile ->> 'email') = lower($1) or lower(profile ->> 'username') = lower($1) order by key`,
    [name],
  );
  return rows.map(({ key }) => key);
};

/**
 * The one key of those that a name was found to mean: the name itself where it is a key, else the only one. Several are refused, because it is not known
 * who is meant. `none` is the sentence for no key.
 */
export const onlyKey = (name: string, keys: readonly string[], none: string): string => {
  const [key, ...others] = keys.includes(name) ? [name] : keys;
  if (key === undefined) {
    throw new WrongCall([none]);
  }
  if (others.length > 0) {
    throw new WrongCall([
      `${JSON.stringify(name)} is the address of ${[key, ...others].join(' and ')}: name one by the key.`,
    ]);
  }
  return key;
};
