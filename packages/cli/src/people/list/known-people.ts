import type { Entry } from '../entry';
import { fold, type Listed } from './merge-people';

/** The people of a file, to find the accounts that belong to none of them. */
export interface KnownPeople {
  /** Whether an account belongs to a person of the file; a reason where it only looks so. */
  readonly find: (account: Listed) => { readonly isKnown: boolean; readonly why?: string };
}

/** An employee id decides where both have one; else the user name or the address. */
export const knownPeople = (entries: readonly Entry[]): KnownPeople => {
  const keys = new Set<string>();
  const names = new Map<string, string | undefined>();
  for (const { person, values } of entries) {
    const employeeid = person.profile.employeeid ?? values['employeeid'] ?? undefined;
    if (employeeid !== undefined) {
      keys.add(employeeid);
    }
    for (const text of [person.profile.username, person.profile.email, values['username'], values['email']]) {
      const key = fold(text ?? null);
      if (key !== undefined) {
        names.set(key, employeeid);
      }
    }
  }
  return {
    find: ({ employeeid, username, email }) => {
      if (employeeid !== null && keys.has(employeeid)) {
        return { isKnown: true };
      }
      const name = [fold(username), fold(email)].find((text) => text !== undefined && names.has(text));
      if (name === undefined) {
        return { isKnown: false };
      }
      const expected = names.get(name);
      return employeeid === null || expected === undefined
        ? { isKnown: true }
        : {
            isKnown: false,
            why: `the file has ${name} with the employee id ${expected}, and the account has ${employeeid}`,
          };
    },
  };
};
