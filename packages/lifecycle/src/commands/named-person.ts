import type { Profile } from '../config/lifecycle-config';
import type { Session } from '../database/session';
import { WrongCall } from './command-context';

/** Whether a person of this profile is meant by a name that is not the key: the address or the user name, in whatever case. */
export const isAddressOf = ({ email, username }: Profile, name: string): boolean =>
  [email, username].some((value) => typeof value === 'string' && value.toLowerCase() === name.toLowerCase());

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
