import { linkCall } from '../../accounts/correlate';
import type { ItemOp, Reason } from '../file/plan-line';
import type { Access } from './access';
import { isEmpty } from './group-changes';
import { foundBy, requestsOf } from './item-parts';
import { NOTHING, type AccountPlan, type Found, type PlannedPair } from './planned-pair';

/** A person who is not to have a working account, and has an account. */
export const planInactive = (
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
          reason: `not ours: no rule gives this account, and no plan made it or took it over, so it stays as it is and goes on working. To have the next plan disable it, type \`${linkCall(app.name, person.key, account.vendorId)}\`, then \`iam plan\``,
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
