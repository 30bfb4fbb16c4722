import type { Account } from '../../accounts/account';
import { folded } from '../../accounts/fold';
import type { Change } from './vendor-words';

/**
 * The names by which an account is found and which a change takes from it: its user name, address or employee id, wherever the
 * vendor keeps them. Told by the values, because every vendor has words of its own.
 */
export const givenUp = (
  account: Pick<Account, 'username' | 'email' | 'employeeId'>,
  change: Change,
): readonly string[] => {
  const names = new Set(
    [account.username, account.email, account.employeeId].flatMap((name) => folded(name) ?? []),
  );
  const lost = new Set<string>();
  for (const [before, after] of Object.values(change)) {
    const kept = textsIn(after);
    for (const text of textsIn(before)) {
      if (names.has(text) && !kept.has(text)) {
        lost.add(text);
      }
    }
  }
  return [...lost].sort();
};

/** Every text in a value, folded: an address may stand in a list of objects. */
export const textsIn = (value: unknown, texts: Set<string> = new Set()): ReadonlySet<string> => {
  if (typeof value === 'string' || typeof value === 'number') {
    const text = folded(String(value));
    return text === undefined ? texts : texts.add(text);
  }
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) {
      textsIn(part, texts);
    }
  }
  return texts;
};
