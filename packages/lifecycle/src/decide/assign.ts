import { perObject } from '@iam/core/internal';
import type { ApplicationRules, GroupRule, LifecycleConfig, Profile } from '../config/lifecycle-config';
import type { Condition, Subject } from '../rules/condition';
import type { Decision } from './decision';
import { firstAfter } from './next-instant';
import { readBy } from './standing';

/** Whom assignments are about. */
export interface Assignee {
  readonly profile: Profile;
  /** IANA time zone of the person's dates. */
  readonly zone: string;
}

/** What one application should have of a person. */
export interface Assignment {
  readonly instance: string;
  /** Whether the person has the account for their work. */
  readonly assigned: boolean;
  /**
   * What becomes of the account. `enabled`: made if it is missing, kept right. `disabled`: if it is there. `as-it-is`: it is not
   * created, enabled or disabled.
   */
  readonly account: 'enabled' | 'disabled' | 'as-it-is';
  /** Why it is so: the person works and matches, does not match `who`, or does not work. */
  readonly why: 'assigned' | 'who' | 'future' | 'leave' | 'left';
  /** The rule that decided, with its place, and the values that it read. */
  readonly because: readonly string[];
  /** Every group that a rule names; empty where memberships stay as they are. */
  readonly groups: readonly WantedGroup[];
  /** The account is deleted so many days after it was disabled. */
  readonly deleteAfterDays?: number;
}

export interface WantedGroup {
  readonly name: string;
  /** Whether the person is to be in it. If not: taken out where we put them in, or where the rule is exclusive. */
  readonly wanted: boolean;
  readonly exclusive: boolean;
  readonly create: boolean;
  /** The rule, with its place. */
  readonly rule: string;
}

export interface Assignments {
  /** The condition that protects the person: nothing is done to them, whatever the applications say. */
  readonly protectedBy?: string | undefined;
  readonly applications: readonly Assignment[];
  /** The next instant (ISO) at which the same person would be assigned otherwise, with the same decision. */
  readonly due?: string;
}

/** Which accounts and groups a person has. Pure; `decision.hold` is the caller's: nothing of this is done while it is there. */
export const assign = (person: Assignee, decision: Decision, config: Rules, now: Date): Assignments => {
  const outcome = assignedAt(person, decision, config, now);
  const turning = turningOf(config);
  if (turning.length === 0) {
    return outcome;
  }
  const subject: Subject = { profile: person.profile, zone: person.zone, now };
  const due = firstAfter(
    now,
    turning.flatMap((condition) => condition.turns?.(subject) ?? []),
    (at) => differ(outcome, assignedAt(person, decision, config, at)),
  );
  return due === undefined ? outcome : { ...outcome, due };
};

type Rules = Pick<LifecycleConfig, 'applications' | 'protected' | 'people'>;

/** The conditions that time can turn, found once per configuration. */
const turningOf = perObject((config: Rules): readonly Condition[] =>
  [
    ...config.protected,
    ...config.applications.flatMap(({ who, groups }) => [who, ...groups.map((group) => group.who)]),
  ].filter(({ turns }) => turns !== undefined),
);

const assignedAt = (
  person: Assignee,
  decision: Decision,
  { applications, protected: kept, people }: Rules,
  now: Date,
): Omit<Assignments, 'due'> => {
  const subject: Subject = { profile: person.profile, zone: person.zone, now };
  const protector = kept.find((condition) => condition.holds(subject));
  return {
    protectedBy: protector === undefined ? undefined : ruleText(protector),
    applications: applications.map((rules) =>
      assignmentOf(rules, subject, decision, people.whileOnLeave === 'disable'),
    ),
  };
};

const assignmentOf = (
  { instance, who, groups, whenLeaving }: ApplicationRules,
  subject: Subject,
  decision: Decision,
  offDuringLeave: boolean,
): Assignment => {
  const matches = who.holds(subject);
  const why = !matches && IN_WORK.has(decision.state) ? 'who' : WHY[decision.state](offDuringLeave);
  if (why === 'assigned') {
    return {
      instance,
      assigned: true,
      account: 'enabled',
      why,
      because: [ruleText(who), ...readBy(who, subject)],
      groups: groups.map((group) => wantedGroup(group, group.who.holds(subject))),
    };
  }
  const isOver = why === 'left' || why === 'who';
  return {
    instance,
    assigned: false,
    // On leave the rule of the leave decides; else that of leaving does.
    account: why === 'leave' || whenLeaving.account === 'disable' ? 'disabled' : 'as-it-is',
    why,
    because: why === 'who' ? [ruleText(who), ...readBy(who, subject)] : decision.because,
    // A person who will return keeps the memberships.
    groups: isOver && whenLeaving.groups === 'remove' ? groups.map((group) => wantedGroup(group, false)) : [],
    ...(isOver && decision.returns === undefined && whenLeaving.deleteAfterDays !== undefined
      ? { deleteAfterDays: whenLeaving.deleteAfterDays }
      : {}),
  };
};

/** Whether `who` is evaluated: outside employment only the state counts. */
const IN_WORK: ReadonlySet<Decision['state']> = new Set(['active', 'leave', 'missing']);

const WHY: Readonly<
  Record<Decision['state'], (offDuringLeave: boolean) => Exclude<Assignment['why'], 'who'>>
> = {
  active: () => 'assigned',
  leave: (offDuringLeave) => (offDuringLeave ? 'leave' : 'assigned'),
  // As the last row had it, until an operator decides.
  missing: () => 'assigned',
  future: () => 'future',
  left: () => 'left',
};

const wantedGroup = ({ name, who, exclusive, create }: GroupRule, wanted: boolean): WantedGroup => ({
  name,
  wanted,
  exclusive,
  create,
  rule: ruleText(who),
});

/** `lifecycle.applications[0].who: department == "Sales"`. */
const ruleText = perObject(({ path, text }: Condition) => `${path}: ${text}`);

const differ = (one: Omit<Assignments, 'due'>, other: Omit<Assignments, 'due'>): boolean =>
  JSON.stringify(one) !== JSON.stringify(other);
