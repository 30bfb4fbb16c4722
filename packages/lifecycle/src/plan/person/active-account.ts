import { isDisabledByRun, type Account } from '../../accounts/account';
import type { ItemLine, ItemOp } from '../file/plan-line';
import { entranceOf } from './access';
import { anotherPerson } from './another-person';
import { groupChanges, isEmpty } from './group-changes';
import { givenUp } from './identifier-change';
import { foundBy, requestsOf } from './item-parts';
import { NOTHING, type AccountPlan, type Found, type PlannedPair } from './planned-pair';
import { sentProfile } from './sent-profile';
import { referenceChange } from './reference-change';
import { vanishedName } from './vanished-name';
import type { Change } from './vendor-words';

/** A person who is to have a working account, and has one. */
export const planActive = (pair: PlannedPair, found: Found): AccountPlan => {
  const { person, app } = pair;
  const { account, linked } = found;
  const profile = sentProfile(person.profile, person.before, account);
  const desired = app.words.desired(profile, 'update');
  const difference = app.words.difference(account, profile);
  const references = referenceChange(pair, found, desired, difference);
  const change = { ...difference, ...references.change };
  const groups = groupChanges(pair.memberships, pair.assigned.groups);
  const opened = account.active === false;
  const changed = Object.keys(change).length > 0;
  if (!opened && !changed && isEmpty(groups) && linked) {
    return references.awaits ? { tag: 'nothing', awaits: true } : NOTHING;
  }
  const op: ItemOp = opened ? 'enable' : changed ? 'update' : isEmpty(groups) ? 'adopt' : 'groups';
  const ours = isDisabledByRun(account);
  const why = opened
    ? ours
      ? { reason: entranceOf(person), because: person.because }
      : { reason: linked ? ('drift' as const) : ('adopt' as const), because: ['the account is disabled'] }
    : !linked
      ? { reason: 'adopt' as const, because: [`found by ${found.by}`] }
      : changeReason(pair, account, desired.hash, change);
  const hold =
    person.hold ??
    (opened && !ours
      ? 'the account is disabled, and not by a plan: somebody may have blocked it'
      : undefined) ??
    (changed ? vanishedName(person.profile, account, change, app.words.names(profile)) : undefined) ??
    (opened ? anotherPerson(person.profile, account, change) : undefined) ??
    (!linked && !ours && app.adopt === 'hold'
      ? 'it was there before it was planned for (adopt: hold)'
      : undefined);
  const givesUp = givenUp(account, change);
  return {
    tag: 'item',
    item: {
      op,
      ...why,
      vendorId: account.vendorId,
      ...foundBy(found),
      pre: {
        hash: app.words.recordHash(account, opened || changed ? profile : undefined),
        active: account.active,
      },
      change,
      ...(isEmpty(groups) ? {} : { groups }),
      post: {
        // A record without what it refers to is not as it is wanted: the next plan asks again.
        ...(references.awaits && !changed && !opened ? {} : { hash: desired.hash }),
        active: account.active === null ? null : true,
      },
      ...(opened || changed ? { profile } : {}),
      ...(hold === undefined ? {} : { hold }),
      requests: requestsOf(op, changed, groups),
    },
    away: false,
    givesUp,
    holders: givesUp.length === 0 ? [] : found.holders,
    ...(opened && !ours ? { disabledBy: 'hand' as const } : {}),
  };
};

/** Why an active account is changed: the person, the rules, or a change at the application. */
const changeReason = (
  { person, app }: PlannedPair,
  account: Account,
  desiredHash: string,
  change: Change,
): Pick<ItemLine, 'reason' | 'because'> => {
  const { event, because } = person;
  // The desired state was written before: it was changed at the application since.
  if (Object.keys(change).length > 0 && account.desiredHash === desiredHash) {
    return { reason: 'drift', because: Object.keys(change) };
  }
  if (event !== undefined && event !== 'missing' && event !== 'leaver') {
    return { reason: event, because };
  }
  if (app.rulesChanged) {
    return { reason: 'mover', because: ['rules'] };
  }
  return account.desiredHash !== null && account.desiredHash !== desiredHash
    ? { reason: 'mover', because: ['mapper'] }
    : { reason: 'drift', because: orGroups(Object.keys(change)) };
};

/** Of an account that is as it should be, what is put right are its groups. */
const orGroups = (attributes: readonly string[]): readonly string[] =>
  attributes.length > 0 ? attributes : ['groups'];
