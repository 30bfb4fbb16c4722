import { printable } from '@iam/core';
import { setOwnValue } from '@iam/core/internal';
import type { Account } from '../../accounts/account';
import { entranceOf } from './access';
import { groupChanges, isEmpty, NO_GROUPS } from './group-changes';
import { rowOf } from './person-record';
import type { AccountPlan, PlannedPair } from './planned-pair';
import type { Change, DesiredAccount } from './vendor-words';

/** A person who is to have an account, and has none. */
export const createAccount = (pair: PlannedPair, holders: readonly Account[]): AccountPlan => {
  const { person, app, gone } = pair;
  const profile = rowOf(person.profile);
  const desired = app.words.desired(profile, 'create');
  const groups = pair.assigned.groups.length === 0 ? NO_GROUPS : groupChanges([], pair.assigned.groups);
  // A disabled account that is gone was cleaned up; an active one was removed by hand, for a reason.
  const removedByHand = gone !== undefined && gone.active !== false;
  const hold =
    person.hold ??
    (removedByHand
      ? `the account ${printable(gone.vendorId)} is not there any more, and no plan removed it`
      : undefined);
  const op = 'create';
  const reason = removedByHand ? 'drift' : entranceOf(person);
  const { because } = person;
  const change = changeFromNothing(desired.attributes);
  const post = { hash: desired.hash, active: true };
  const requests = 2 + groups.add.length;
  return {
    tag: 'item',
    item:
      isEmpty(groups) && hold === undefined
        ? // Nearly every item of a first plan: a spread would cost more than all of it.
          { op, reason, because, change, post, profile, requests }
        : {
            op,
            reason,
            because,
            change,
            ...(isEmpty(groups) ? {} : { groups }),
            post,
            profile,
            ...(hold === undefined ? {} : { hold }),
            requests,
          },
    away: false,
    givesUp: NO_NAMES,
    holders,
  };
};

const NO_NAMES: readonly string[] = [];

const changeFromNothing = (attributes: DesiredAccount['attributes']): Change => {
  const change: Record<string, readonly [null, unknown]> = {};
  for (const key of Object.keys(attributes)) {
    const value = attributes[key];
    if (value !== null) {
      setOwnValue(change, key, [null, value]);
    }
  }
  return change;
};
