import type { PeopleRules } from '../config/lifecycle-config';
import type { FeedPerson } from '../feed/feed-row';
import type { Condition, Subject } from '../rules/condition';
import { textOfKey } from '../rules/text-of-key';
import type { PreviousPerson } from './decision';
import type { Employment } from './employment';

/** Where a row puts its person at an instant, whatever was before. */
export type Standing = 'ended' | 'future' | 'leave' | 'active';

/** A standing, with what it rests on. */
export interface Stands {
  readonly as: Standing;
  readonly because: readonly string[];
}

/** Ended comes first, then future, then leave. */
export const standingOf = (
  row: FeedPerson,
  employment: Employment,
  previous: PreviousPerson | undefined,
  now: Date,
  rules: PeopleRules,
): Stands => {
  const subject: Subject = { profile: row.profile, now, zone: row.zone };
  const { start, end, endsBefore } = employment;
  const at = now.getTime();
  const isIn = previous?.state === 'active' || previous?.state === 'leave';
  const onLeave = rules.onLeave?.holds(subject) === true;
  const working: Stands = onLeave
    ? { as: 'leave', because: readBy(rules.onLeave, subject) }
    : { as: 'active', because: [] };

  // The end of the present employment decides alone, whatever the status says.
  if (end !== undefined && !endsBefore) {
    if (at >= end) {
      return { as: 'ended', because: dateText(row, rules.leaves?.date) };
    }
  } else if (end !== undefined && isIn && at < end) {
    // HR has entered the next employment already; the person works in the one before until its last day.
    return working;
  } else if (rules.left?.holds(subject) === true) {
    return { as: 'ended', because: readBy(rules.left, subject) };
  }
  return start !== undefined && at < start
    ? { as: 'future', because: dateText(row, rules.joins.date) }
    : working;
};

/** The keys that a condition reads, with their values. */
export const readBy = (
  condition: Condition | undefined,
  { profile }: Pick<Subject, 'profile'>,
): readonly string[] =>
  condition === undefined
    ? []
    : (condition.keys?.map((key) => keyText(key, profile[key])) ?? [condition.text]);

export const dateText = (
  { profile }: Pick<FeedPerson, 'profile'>,
  key: string | undefined,
): readonly string[] =>
  key === undefined || textOfKey(profile[key]) === '' ? [] : [keyText(key, profile[key])];

export const keyText = (key: string, value: unknown): string => {
  const text = textOfKey(value);
  return text === '' ? `${key} is empty` : `${key}=${text}`;
};
