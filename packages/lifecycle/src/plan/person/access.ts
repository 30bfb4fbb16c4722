import type { Event } from '../../decide/decision';
import type { Reason } from '../file/plan-line';
import { everyRuledGroup, NO_GROUPS, type GroupChanges } from './group-changes';
import type { PlannedPair, PlannedPerson } from './planned-pair';

/** Whether a person is to have an account that works. */
export type Access =
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

export const accessOf = ({ person, app, assigned, memberships }: PlannedPair): Access => {
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

export const entranceOf = ({ event }: PlannedPerson): Reason =>
  event !== undefined && ENTRANCES.has(event) ? event : 'assigned';
