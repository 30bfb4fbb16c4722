import { printable } from '@iam/core';
import type { Account } from '../../accounts/account';
import { folded } from '../../accounts/fold';
import type { Profile } from '../../config/lifecycle-config';
import { givenUp, textsIn } from './identifier-change';
import type { Change, ShownNames } from './vendor-words';

/** What an account is known by, with the words for it, and whether the profile gives none. */
const NAMES = {
  username: {
    words: 'user name',
    isMissing: (_row: Profile, { username }: ShownNames) => username === undefined,
  },
  email: { words: 'address', isMissing: (_row: Profile, { email }: ShownNames) => email === undefined },
  employeeId: {
    words: 'employee id',
    isMissing: ({ employeeid, employeenumber }: Profile) => (employeeid ?? employeenumber ?? null) === null,
  },
} as const;

type Name = keyof typeof NAMES;

/**
 * Why an account is not changed without a person: the feed has a name no more that it gave once, and the change would leave the account
 * without one, or with the old user name beside a new address. Undefined where every name that goes is followed by another.
 */
export const vanishedName = (
  row: Profile,
  account: Pick<Account, Name>,
  change: Change,
  shown: ShownNames,
): string | undefined => {
  const lost = (Object.keys(NAMES) as Name[]).find(
    (name) => NAMES[name].isMissing(row, shown) && isTakenAway(account[name], change),
  );
  if (lost !== undefined) {
    return `the row has no ${NAMES[lost].words} any more, and the account would be left without one`;
  }
  const lostNames = givenUp(account, change);
  const kept = folded(account.username);
  const staysHalf =
    row['username'] === null &&
    lostNames.length > 0 &&
    kept !== undefined &&
    kept !== folded(shown.username) &&
    !lostNames.includes(kept);
  return staysHalf
    ? `the row has no user name any more, and the account would keep ${printable(account.username ?? '')} beside a new address`
    : undefined;
};

/** Whether an attribute that has the name has nothing afterwards. */
const isTakenAway = (name: string | null, change: Change): boolean => {
  const text = folded(name);
  return (
    text !== undefined &&
    Object.values(change).some(([before, after]) => textsIn(after).size === 0 && textsIn(before).has(text))
  );
};
