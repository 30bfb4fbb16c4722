import { dictionaryOf } from '@iam/core/internal';
import type { Account } from '../../accounts/account';
import type { Profile } from '../../config/lifecycle-config';

/** The identifiers that change, made to names that no other account has; mail to such an address still reaches the person. */
export const temporaryProfile = (profile: Profile, account: Account, mark: string): Profile => {
  const old: Profile = { email: account.email, username: account.username };
  const before = dictionaryOf(profile['olduserdata']);
  // A user name that the row lost is replaced by one that is made of the address: it is given up as well.
  const keys = (['email', 'username'] as const).filter(
    (key) =>
      typeof old[key] === 'string' &&
      (typeof profile[key] === 'string' || (key === 'username' && before[key] === old[key])),
  );
  return {
    ...(profile['employeeid'] === undefined ? {} : { employeeid: profile['employeeid'] }),
    ...Object.fromEntries(keys.map((key) => [key, temporaryName(String(old[key]), key, mark)])),
    olduserdata: Object.fromEntries(keys.map((key) => [key, old[key]])),
  };
};

/** The least that a vendor keeps of a user name: Slack's 21 characters. */
const SHORTEST_KEPT = 21;

/** The least that a vendor keeps of an address: as a user name ServiceNow's 40 characters, as an address all of it. */
const LONGEST_ADDRESS = { username: 40, email: Number.POSITIVE_INFINITY };

/**
 * `jane@example.com` → `jane+iam-1a2b3c4d@example.com` (RFC 5233: a detail of the same mailbox), `jane` → `jane-iam-1a2b3c4d`, of a
 * longer name only what leaves room for the mark: what a vendor cuts would be the mark, or the end of the address.
 */
const temporaryName = (name: string, key: 'username' | 'email', mark: string): string => {
  const at = name.lastIndexOf('@');
  const end = `iam-${mark}`;
  if (at === -1) {
    return `${name.slice(0, SHORTEST_KEPT - end.length - 1)}-${end}`;
  }
  const domain = name.slice(at);
  const local = name.slice(
    0,
    Math.max(0, Math.min(at, LONGEST_ADDRESS[key] - end.length - 1 - domain.length)),
  );
  return local === '' ? `${end}${domain}` : `${local}+${end}${domain}`;
};
