import type { Account } from '../../accounts/account';
import type { Profile } from '../../config/lifecycle-config';

/** The keys by which people are found. */
const IDENTIFIERS = ['email', 'username', 'employeeid'] as const;

/**
 * What is sent: the row, and the identifiers that the account or the last row had where they are others now. No application lets an
 * account be without a user name: a person whose row has none any more gets the one that is made of the address, as who never had one.
 */
export const sentProfile = (row: Profile, before: Profile | undefined, account: Account): Profile => {
  const { username, ...unnamed } = row;
  const isNameLost = username === null;
  const profile = isNameLost ? unnamed : row;
  const known: Profile = { email: account.email, username: account.username, employeeid: account.employeeId };
  const old = Object.fromEntries(
    IDENTIFIERS.flatMap((key) => {
      const present = profile[key];
      // A name that the feed never had is the application's own; it did not change.
      const isOwned = (present !== undefined && present !== null) || (key === 'username' && isNameLost);
      // The last row's, else the account's: one that was linked may still have the key that its person had before. A user name that the feed
      // has no more is taken from the account whatever the last row said, which perhaps was never applied: what is left there is the feed's.
      const names = [before?.[key], isOwned ? known[key] : undefined];
      const former = (key === 'username' && isNameLost ? names.reverse() : names).find(
        (name) => name !== undefined && name !== null && name !== present,
      );
      return former === undefined ? [] : [[key, former]];
    }),
  );
  return Object.keys(old).length === 0 ? profile : { ...profile, olduserdata: old };
};
