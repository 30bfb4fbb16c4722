import { formerValues, type Instance } from '@iam/core';
import type { Profile } from '../config/lifecycle-config';
import { sameValue } from '../decide/same-value';
import { sameAttribute } from './same-attribute';
import type { AccountChanged, Changes } from './what-was-done';

/** The way back to the former values of an account. */
export interface PlannedBack {
  /** What is to change of the account as the item left it. */
  readonly expected: Changes;
  readonly profile: Profile;
  /** Attributes that cannot be set to their former values. */
  readonly lost: readonly string[];
  /** Attributes that would be changed with them, although the item did not change them. */
  readonly besides: readonly string[];
}

/**
 * The former values that the application takes: what its mapper and its lists make of them is looked at before anything is planned, so that
 * an attribute that would become something else is named instead. What would follow them (a user name that is derived from the address)
 * is held at its present value.
 */
export const plannedBack = (done: AccountChanged, instance: Instance): PlannedBack => {
  const first = backFrom(done, done.changes, instance);
  const good = only(done.changes, (path) => isTaken(done, path, first, instance));
  const lost = Object.keys(done.changes).filter((path) => good[path] === undefined);
  const again = lost.length === 0 ? first : backFrom(done, good, instance);
  const held = { ...good, ...only(again, (path) => isBeside(path, good)) };
  const expected = backFrom(done, held, instance);
  return {
    expected,
    profile: formerValues(held),
    lost,
    besides: Object.keys(only(expected, (path) => isBeside(path, good))),
  };
};

const isBeside = (path: string, changes: Changes): boolean =>
  !Object.keys(changes).some((known) => known === path || isPart(path, known) || isPart(known, path));

/** Whether an attribute gets its former value, or has it already. */
const isTaken = (done: AccountChanged, path: string, back: Changes, instance: Instance): boolean => {
  const { from, to } = done.changes[path] ?? {};
  if (to === MASKED) {
    return false;
  }
  const found = back[path];
  if (found !== undefined) {
    return sameAttribute(found.to, from);
  }
  if (sameValue(from, null) || Object.keys(back).some((key) => isPart(key, path) || isPart(path, key))) {
    return true;
  }
  const nothing = backFrom(
    { ...done, after: {} },
    only(done.changes, (one) => one === path),
    instance,
  );
  return Object.entries(nothing).some(([key, change]) => key === path && sameAttribute(change.to, from));
};

/** What the ledger has in the place of a secret. */
const MASKED = '[secret]';

export const only = (changes: Changes, isWanted: (path: string) => boolean): Changes =>
  Object.fromEntries(Object.entries(changes).filter(([path]) => isWanted(path)));

const backFrom = (done: AccountChanged, changes: Changes, instance: Instance): Changes => {
  const profile = { ...formerValues(changes), id: done.vendorId };
  const asRecorded = Object.fromEntries(
    Object.entries(changes).map(([path, { from, to }]) => [path, { from: to, to: from }]),
  );
  const { after } = done;
  if (Object.keys(profile).length === 1 || after === undefined) {
    return asRecorded;
  }
  // What refers to another record is looked up when it is written, and is not in the difference.
  const references = instance.desired(profile).references.map(({ attribute }) => attribute);
  return {
    ...only(asRecorded, (path) => references.some((one) => path === one || isPart(path, one))),
    ...instance.difference(
      { id: done.vendorId, username: null, email: null, active: null, details: after },
      profile,
    ),
  };
};

const isPart = (path: string, whole: string): boolean => path.startsWith(`${whole}.`);
