import type { Account } from '../../accounts/account';
import { folded } from '../../accounts/fold';
import type { Profile } from '../../config/lifecycle-config';
import { givenUp, textsIn } from './identifier-change';
import { isMadeOf, namesAlike, wordsIn } from './name-words';
import type { Change } from './vendor-words';

const NAME_KEYS = ['givenname', 'middlename', 'surname', 'nickname', 'displayname', 'formattedname'];
const ADDRESS_KEYS = ['email', 'username'];

/**
 * Why an account that is closed is not opened for the person of the row without a decision: the change would take its address, and no name in
 * its record is one of the row's. A key of a leaver that HR gave to somebody else would make a stranger the owner of what is in the account.
 * Who marries or corrects a spelling keeps one name at least. An account that works follows its key, whatever the names.
 */
export const anotherPerson = (
  row: Profile,
  account: Pick<Account, 'username' | 'email' | 'employeeId' | 'record'>,
  change: Change,
): string | undefined => {
  const known = folded(account.email ?? account.username);
  const taken = givenUp(account, change);
  if (known === undefined || !taken.includes(known)) {
    return undefined;
  }
  const names = wordsIn(textsIn(NAME_KEYS.map((key) => row[key])));
  const replaced = Object.values(change).filter(([before, after]) => isNameIn(names, taken, before, after));
  // An application that keeps no names cannot tell.
  if (replaced.length === 0) {
    return undefined;
  }
  const there = wordsIn([
    ...replaced.flatMap(([before]) => [...textsIn(before)]),
    ...taken,
    ...keptNames(row, account, names),
  ]);
  return namesAlike(names, there)
    ? undefined
    : 'by its address and every name the account is another person’s than the row: perhaps the key was given to somebody else';
};

/** Whether an attribute that is no address had a text and gets a name of the row, or several beside each other. */
const isNameIn = (
  names: ReadonlySet<string>,
  taken: readonly string[],
  before: unknown,
  after: unknown,
): boolean => {
  const old = [...textsIn(before)];
  return (
    old.length > 0 &&
    !old.some((text) => taken.includes(text)) &&
    [...textsIn(after)].some((text) => isMadeOf(text, names))
  );
};

/** Texts of the record that are names of the row; not a city or a department of the same name, which the row has as well. */
const keptNames = (
  row: Profile,
  { record }: Pick<Account, 'record'>,
  names: ReadonlySet<string>,
): readonly string[] => {
  const others = textsIn(
    Object.entries(row).flatMap(([key, value]) =>
      NAME_KEYS.includes(key) || ADDRESS_KEYS.includes(key) ? [] : [value],
    ),
  );
  return [...textsIn(record)].filter((text) => isMadeOf(text, names) && !others.has(text));
};
