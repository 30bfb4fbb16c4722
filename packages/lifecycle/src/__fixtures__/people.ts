import type { PeopleRules } from '../config/lifecycle-config';
import type { PreviousPerson, State } from '../decide/decision';
import type { FeedPerson } from '../feed/feed-row';
import type { Condition } from '../rules/condition';
import { KNOWN_KEYS } from '../rules/known-keys';
import { conditionReader } from '../rules/read-condition';

const read = conditionReader({
  keys: KNOWN_KEYS,
  dateKeys: ['hiredate', 'terminationdate', 'lastdayofwork'],
  zone: 'Europe/Berlin',
});

/** A condition; throws when it has a mistake. */
export const condition = (text: string, path = 'lifecycle.test'): Condition => {
  const found = read(text, path);
  if (found._tag === 'Left') {
    throw new Error(found.left);
  }
  return found.right;
};

/** The usual rules: dates decide, the status tells who left without a date and who is on leave. */
export const peopleRules = (other: Partial<PeopleRules> = {}): PeopleRules => ({
  joins: { date: 'hiredate', daysBefore: 0 },
  leaves: { date: 'terminationdate', at: 'end-of-day', daysAfter: 0 },
  left: condition('employmentstatus == "Terminated"', 'lifecycle.people.left'),
  onLeave: condition('employmentstatus == "Leave of Absence"', 'lifecycle.people.onLeave'),
  whileOnLeave: 'keep',
  missing: 'hold',
  ...other,
});

/** A row of the feed. */
export const row = (profile: Readonly<Record<string, unknown>>, zone = 'Europe/Berlin'): FeedPerson => ({
  tag: 'person',
  key: 'E1',
  line: 2,
  profile: { employeeid: 'E1', ...profile },
  zone,
});

/** What was known: the state, and the profile of the row then. */
export const before = (
  state: State,
  profile: Readonly<Record<string, unknown>> = {},
  missingSince?: string,
): PreviousPerson => ({
  profile: { employeeid: 'E1', ...profile },
  state,
  ...(missingSince === undefined ? {} : { missingSince }),
});
