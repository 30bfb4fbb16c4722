import type { LifecycleConfig } from '../config/lifecycle-config';
import type { FeedPerson } from '../feed/feed-row';
import type { Condition, Subject } from '../rules/condition';
import { assign, type Assignee, type Assignments } from './assign';
import { decide } from './decide';
import type { Decision, PreviousPerson } from './decision';
import { EVENT_NAMES } from './reference-events';
import { readBy } from './standing';

/** One rule, and what it gave for a person. */
export interface RuleAnswer {
  readonly path: string;
  readonly text: string;
  readonly holds: boolean;
  /** The keys that it reads, with their values. */
  readonly read: readonly string[];
}

/** Everything that a decision about one person rests on. */
export interface Explanation {
  readonly person: string;
  /** Line of the feed; absent when the feed has no row. */
  readonly line?: number;
  readonly zone: string;
  readonly now: string;
  readonly previous?: PreviousPerson;
  readonly decision: Decision;
  /** What the reference calls the event. */
  readonly referenceEvents: readonly string[];
  /** The dates that rules name, with their values. */
  readonly dates: readonly string[];
  readonly status: readonly RuleAnswer[];
  readonly protected: readonly RuleAnswer[];
  readonly assignments: Assignments;
  readonly applications: readonly {
    readonly instance: string;
    readonly who: RuleAnswer;
    readonly groups: readonly (RuleAnswer & { readonly group: string })[];
  }[];
}

/** Explains what is decided about one person: by the row, or by what was known when the feed has none. */
export const explain = (
  key: string,
  row: FeedPerson | undefined,
  previous: PreviousPerson | undefined,
  now: Date,
  config: LifecycleConfig,
): Explanation => {
  const person: Assignee = {
    profile: row?.profile ?? previous?.profile ?? {},
    zone: row?.zone ?? config.feed.zone,
  };
  const subject: Subject = { ...person, now };
  const { people } = config;
  const decision = decide(row, previous, now, people);
  const answer = (condition: Condition): RuleAnswer => ({
    path: condition.path,
    text: condition.text,
    holds: condition.holds(subject),
    read: readBy(condition, subject),
  });
  return {
    person: key,
    ...(row === undefined ? {} : { line: row.line }),
    zone: person.zone,
    now: now.toISOString(),
    ...(previous === undefined ? {} : { previous }),
    decision,
    referenceEvents: decision.event === undefined ? [] : EVENT_NAMES[decision.event].reference,
    dates: [people.joins.date, ...(people.leaves ? [people.leaves.date] : [])].flatMap((name) =>
      readBy({ text: name, path: '', keys: [name], holds: () => false }, subject),
    ),
    status: [people.left, people.onLeave].filter((one) => one !== undefined).map(answer),
    protected: config.protected.map(answer),
    assignments: assign(person, decision, config, now),
    applications: config.applications.map(({ instance, who, groups }) => ({
      instance,
      who: answer(who),
      groups: groups.map((group) => ({ group: group.name, ...answer(group.who) })),
    })),
  };
};
