import { printable } from '@iam/core';
import { setOwnValue } from '@iam/core/internal';
import { isDisabledByRun, type Account, type Correlation, type DisabledBy } from '../../accounts/account';
import { linkHint } from '../../accounts/correlate';
import type { LeavingRule, Profile } from '../../config/lifecycle-config';
import type { Event, State } from '../../decide/decision';
import {
  everyRuledGroup,
  groupChanges,
  isEmpty,
  NO_GROUPS,
  type GroupChanges,
  type Membership,
  type RuledGroup,
} from './group-changes';
import { givenUp } from './identifier-change';
import { rowOf } from './person-record';
import type { ItemHead, ItemLine, ItemOp, Reason, SkipLine } from '../file/plan-line';
import type { Change, DesiredAccount, VendorWords } from './vendor-words';

/** A person as all applications see them. */
export interface PlannedPerson {
  readonly key: string;
  /** How a reader knows the person. */
  readonly who: string;
  /** The row, null for what is to be cleared. */
  readonly profile: Profile;
  /** The row of the last plan; undefined for a new person. */
  readonly before: Profile | undefined;
  readonly state: State;
  /** What changed now, or earlier and is not done yet. */
  readonly event: Event | undefined;
  readonly because: readonly string[];
  /** Why nothing is done before a person approves it. */
  readonly hold: string | undefined;
}

/** An application with its rules, as one plan sees it. */
export interface PlannedApp {
  readonly name: string;
  readonly whenLeaving: LeavingRule;
  readonly adopt: 'apply' | 'hold';
  /** Whether the vendor deletes accounts. */
  readonly deletes: boolean;
  /** Its rules are others than at the last plan. */
  readonly rulesChanged: boolean;
  readonly words: VendorWords;
}

/** What the rules say about one person in one application. */
export interface Assigned {
  /** `as-it-is`: the account is not created, enabled or disabled. */
  readonly account: 'enabled' | 'disabled' | 'as-it-is';
  readonly why: 'assigned' | 'who' | 'future' | 'leave' | 'left';
  readonly because: readonly string[];
  /** Every group that a rule names; empty where memberships stay as they are. */
  readonly groups: readonly RuledGroup[];
  readonly deleteAfterDays?: number;
}

/** One person in one application. */
export interface PlannedPair {
  readonly person: PlannedPerson;
  readonly app: PlannedApp;
  readonly assigned: Assigned;
  readonly correlation: Correlation;
  /** Our record's account, when the application does not list it any more. */
  readonly gone: Account | undefined;
  readonly memberships: readonly Membership[];
  readonly now: Date;
}

export type DraftItem = Omit<ItemLine, keyof ItemHead>;

/** What is to be done about one person in one application. */
export type AccountPlan =
  | {
      readonly tag: 'nothing';
      /** What is learnt about an account that is disabled already. */
      readonly disabledBy?: DisabledBy;
      /** When the same would be decided otherwise. */
      readonly due?: string;
    }
  | {
      readonly tag: 'item';
      readonly item: DraftItem;
      /** Access is taken away. */
      readonly away: boolean;
      /** Names that the account gives up. */
      readonly givesUp: readonly string[];
      /** Accounts of other people that have to give up a name first. */
      readonly holders: readonly Account[];
      readonly disabledBy?: DisabledBy;
    }
  | { readonly tag: 'skip'; readonly would: SkipLine['would']; readonly reason: string };

const NOTHING: AccountPlan = { tag: 'nothing' };

/** One person's account in one application: what it needs, why, and upon what that is decided. */
export const planAccount = (pair: PlannedPair): AccountPlan => {
  const { person, app, correlation } = pair;
  if (correlation.tag === 'disputed') {
    return {
      tag: 'skip',
      would: 'any',
      reason: `disputed: ${correlation.why.replace(/\.$/, '')}; ${linkHint(app.name, person.key)}`,
    };
  }
  const access = accessOf(pair);
  if (correlation.tag === 'none') {
    return access.tag === 'in' ? create(pair, correlation.holders) : NOTHING;
  }
  const { account, by, holders } = correlation;
  const found: Found = { account, by, holders, linked: account.person === person.key };
  return access.tag === 'in' ? planActive(pair, found) : planInactive(pair, found, access);
};

interface Found extends Omit<Extract<Correlation, { tag: 'one' }>, 'tag'> {
  readonly linked: boolean;
}

/** Whether a person is to have an account that works. */
type Access =
  | { readonly tag: 'in' }
  | {
      readonly tag: 'out';
      readonly reason: Reason;
      readonly because: readonly string[];
      /** The account is to be shut. */
      readonly shut: boolean;
      readonly groups: GroupChanges;
    };

const REASONS = { who: 'unassigned', future: 'postponed', leave: 'leave', left: 'leaver' } as const;

const accessOf = ({ person, app, assigned, memberships }: PlannedPair): Access => {
  const { account, why, groups } = assigned;
  if (person.state === 'missing') {
    // Rules are asked about people who have a row; until an operator decides, this is what leaving would mean.
    return {
      tag: 'out',
      reason: 'missing',
      because: person.because,
      shut: app.whenLeaving.account === 'disable',
      groups: app.whenLeaving.groups === 'remove' ? everyRuledGroup(memberships, groups) : NO_GROUPS,
    };
  }
  if (why === 'assigned') {
    return { tag: 'in' };
  }
  return {
    tag: 'out',
    reason: REASONS[why],
    because: why === 'who' ? assigned.because : person.because,
    shut: account === 'disabled',
    groups: everyRuledGroup(memberships, groups),
  };
};

/** Events that enable an account. */
const ENTRANCES: ReadonlySet<Event> = new Set<Event>(['joiner', 'rehire', 'returned', 'reappeared']);

const entranceOf = ({ event }: PlannedPerson): Reason =>
  event !== undefined && ENTRANCES.has(event) ? event : 'assigned';

const create = (pair: PlannedPair, holders: readonly Account[]): AccountPlan => {
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

/** A person who is to have a working account, and has one. */
const planActive = (pair: PlannedPair, found: Found): AccountPlan => {
  const { person, app } = pair;
  const { account, linked } = found;
  const profile = sentProfile(person.profile, person.before, account);
  const desired = app.words.desired(profile, 'update');
  const difference = app.words.difference(account, profile);
  const change = { ...difference, ...referenceChange(pair, account, desired, difference) };
  const groups = groupChanges(pair.memberships, pair.assigned.groups);
  const opened = account.active === false;
  const changed = Object.keys(change).length > 0;
  if (!opened && !changed && isEmpty(groups) && linked) {
    return NOTHING;
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
      : !linked && app.adopt === 'hold'
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
      post: { hash: desired.hash, active: account.active === null ? null : true },
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

/**
 * What changes of the references (a manager): a record shows an id where the profile has an address, so it is told by the profile that was
 * planned with before, or, when nothing else explains that another state is wanted than was written last, by that alone.
 */
const referenceChange = (
  { person }: PlannedPair,
  account: Account,
  desired: DesiredAccount,
  difference: Change,
): Change => {
  const isUnexplained =
    account.desiredHash !== null &&
    account.desiredHash !== desired.hash &&
    Object.keys(difference).length === 0;
  return Object.fromEntries(
    desired.references.flatMap(({ attribute, from, value }) => {
      const before = person.before?.[from];
      const isChanged = person.before !== undefined && account.desiredHash !== null && before !== value;
      return isChanged || isUnexplained
        ? [[attribute, [before === value ? null : (before ?? null), value] as const]]
        : [];
    }),
  );
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
    : { reason: 'drift', because: Object.keys(change) };
};

/** A person who is not to have a working account, and has an account. */
const planInactive = (
  pair: PlannedPair,
  found: Found,
  { reason, because, shut: isShut, groups }: Extract<Access, { tag: 'out' }>,
): AccountPlan => {
  const { person, app } = pair;
  const { account, linked } = found;
  const open = account.active !== false;
  // An account that no rule ever gave was a decision at the application; only leaving the company overrides that.
  if (!linked && reason === 'unassigned') {
    return open
      ? {
          tag: 'skip',
          would: 'disable',
          reason: `not ours: an account that no rule gives and that was there before; it is left alone. To have it taken away: ${linkHint(app.name, person.key, account.vendorId)}`,
        }
      : NOTHING;
  }
  const shut = isShut && open;
  if (!shut && isEmpty(groups)) {
    return open ? NOTHING : whenShut(pair, found, reason);
  }
  const hold =
    person.hold ??
    (reason === 'postponed' && person.event !== 'postponed'
      ? 'the account works already, before the first day'
      : !linked && app.adopt === 'hold'
        ? 'it was there before it was planned for (adopt: hold)'
        : undefined);
  const op: ItemOp = shut ? 'disable' : 'groups';
  return {
    tag: 'item',
    item: {
      op,
      reason,
      because,
      vendorId: account.vendorId,
      ...foundBy(found),
      pre: { hash: app.words.recordHash(account, undefined), active: account.active },
      change: {},
      ...(isEmpty(groups) ? {} : { groups }),
      post: { active: shut ? false : account.active },
      ...(hold === undefined ? {} : { hold }),
      requests: requestsOf(op, false, groups),
    },
    away: shut,
    givesUp: [],
    holders: [],
  };
};

const DAY = 24 * 60 * 60 * 1000;

/** An account that is shut already: nothing, until it may be deleted. */
const whenShut = (
  { person, app, assigned: { deleteAfterDays }, now }: PlannedPair,
  found: Found,
  reason: Reason,
): AccountPlan => {
  const { account, linked } = found;
  const learnt = account.disabledBy === null ? { disabledBy: 'before' as const } : {};
  if (deleteAfterDays === undefined || !app.deletes || !linked || person.hold !== undefined) {
    return { tag: 'nothing', ...learnt };
  }
  const since = account.disabledAt === null ? now.getTime() : Date.parse(account.disabledAt);
  const due = new Date(since + deleteAfterDays * DAY);
  if (due.getTime() > now.getTime() || account.disabledAt === null) {
    return { tag: 'nothing', ...learnt, due: due.toISOString() };
  }
  return {
    tag: 'item',
    item: {
      op: 'delete',
      reason,
      because: [`disabled since ${account.disabledAt.slice(0, 10)}`],
      vendorId: account.vendorId,
      pre: { hash: app.words.recordHash(account, undefined), active: account.active },
      change: {},
      post: { active: null },
      requests: 2,
    },
    away: true,
    givesUp: [],
    holders: [],
  };
};

const foundBy = ({ linked, by }: Found): Pick<DraftItem, 'found'> => (linked ? {} : { found: by });

const requestsOf = (op: ItemOp, changed: boolean, { add, remove }: GroupChanges): number =>
  (op === 'adopt' || op === 'groups' ? 0 : op === 'enable' && changed ? 3 : 2) + add.length + remove.length;

/** The keys by which people are found. */
const IDENTIFIERS = ['email', 'username', 'employeeid'] as const;

/**
 * What is sent: the row, and the identifiers that the account or the last row had where they are others now. No application lets an
 * account be without a user name: a person whose row has none any more gets the one that is made of the address, as who never had one.
 */
const sentProfile = (row: Profile, before: Profile | undefined, account: Account): Profile => {
  const { username, ...unnamed } = row;
  const isNameLost = username === null;
  const profile = isNameLost ? unnamed : row;
  const known: Profile = { email: account.email, username: account.username, employeeid: account.employeeId };
  const old = Object.fromEntries(
    IDENTIFIERS.flatMap((key) => {
      const present = profile[key];
      // A name that the feed never had is the application's own; it did not change.
      const isOwned = (present !== undefined && present !== null) || (key === 'username' && isNameLost);
      // The last row's, else the account's: one that was linked may still have the key that its person had before.
      const former = [before?.[key], isOwned ? known[key] : undefined].find(
        (name) => name !== undefined && name !== null && name !== present,
      );
      return former === undefined ? [] : [[key, former]];
    }),
  );
  return Object.keys(old).length === 0 ? profile : { ...profile, olduserdata: old };
};
