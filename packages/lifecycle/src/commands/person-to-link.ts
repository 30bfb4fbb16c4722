import type { LifecycleConfig } from '../config/lifecycle-config';
import type { Session } from '../database/session';
import type { Feed } from '../feed/feed-row';
import { keysInDatabase, onlyKey, rowsNamed } from './named-person';

/**
 * The key of the person who is named by the key or the address: one whom a plan knows, else one of the feed. An account that is linked
 * to an unknown key is lost to its person: the next plan makes them another one, and disables this one as that of a person who is missing.
 */
export const personToLink = async (
  sql: Pick<Session, 'query'>,
  name: string,
  feed: () => Feed | undefined,
): Promise<string> => {
  const known = await keysInDatabase(sql, name);
  const found = known.length > 0 ? known : await keysInFeed(feed(), name);
  return onlyKey(
    name,
    found,
    `Neither the feed nor the database knows ${JSON.stringify(name)}, so no account was given away. Name the person by the key or the address, as iam show does.`,
  );
};

/** None of a feed that is not read again. */
const keysInFeed = async (feed: Feed | undefined, name: string): Promise<readonly string[]> =>
  feed === undefined ? [] : [...(await rowsNamed(feed, name)).keys()];

/** What standard input has is read once, and not by this. */
export const canBeReadAgain = ({ from }: LifecycleConfig['feed']): boolean => from.tag !== 'stdin';
