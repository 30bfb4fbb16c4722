import type { Account } from '../../accounts/account';
import { folded } from '../../accounts/fold';
import type { Profile } from '../../config/lifecycle-config';
import { givenUp, textsIn } from './identifier-change';
import type { Change } from './vendor-words';

/**
 * Why an account is not given to the person of the row without a decision: the change would take its address, and no name in its record is
 * one of the row's. A key that HR gave to somebody else, or exchanged, would make a stranger the owner of what is in the account. Who
 * marries or corrects a spelling keeps one name at least.
 */
export const anotherPerson = (
  row: Profile,
  account: Pick<Account, 'username' | 'email' | 'employeeId' | 'record'>,
  change: Change,
): string | undefined => {
  const known = folded(account.email ?? account.username);
  if (known === undefined || !givenUp(account, change).includes(known)) {
    return undefined;
  }
  const names = textsIn([row['givenname'], row['surname'], row['displayname']]);
  // An application that keeps no names cannot tell.
  const isReplaced = Object.values(change).some(
    ([before, after]) => textsIn(before).size > 0 && [...textsIn(after)].some((text) => names.has(text)),
  );
  if (!isReplaced) {
    return undefined;
  }
  const there = wordsIn(textsIn(account.record));
  return [...wordsIn(names)].some((word) => there.has(word))
    ? undefined
    : 'by its address and every name the account is another person’s than the row: perhaps the key was given to somebody else';
};

/** Parts of names; of one or two letters they are initials and particles, which many people have. */
const wordsIn = (texts: Iterable<string>): ReadonlySet<string> =>
  new Set([...texts].flatMap((text) => text.split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length > 2));
