import type { PeopleRules } from '../config/lifecycle-config';
import type { FeedPerson } from '../feed/feed-row';
import type { Subject } from '../rules/condition';
import { changedKeys } from './changed';
import type { Decision, PreviousPerson } from './decision';
import { DECISION_TABLE, type Before, type Fact, type Ground, type Line, type Now } from './decision-table';
import { employmentOf, type Employment } from './employment';
import { firstAfter } from './next-instant';
import { dateText, keyText, readBy, standingOf, type Stands } from './standing';
import { textOfKey } from '../rules/text-of-key';

/**
 * What becomes of a person: from the feed's row (absent when the feed has none any more), from what was known, and from the instant.
 * Pure; the lines are in `decision-table.ts`.
 */
export const decide = (
  row: FeedPerson | undefined,
  previous: PreviousPerson | undefined,
  now: Date,
  rules: PeopleRules,
): Decision => {
  const changed = row ? changedKeys(previous?.profile ?? {}, row.profile) : [];
  const employment = row ? employmentOf(row, rules) : undefined;
  if (employment?.unreadable !== undefined) {
    return {
      state: previous?.state ?? 'future',
      because: [],
      hold: `${employment.unreadable} is not a date (yyyy-MM-dd): nothing is decided upon it`,
      changed,
    };
  }
  const situation = { row, employment, previous, rules, changed };
  const outcome = outcomeAt(situation, now);
  const due = firstAfter(now, turnsOf(situation, now), (at) => differ(outcome, outcomeAt(situation, at)));
  const start = employment?.start;
  // Every key by its name, here and below: a spread for each of a million people is a second of a plan.
  return {
    state: outcome.state,
    event: outcome.event,
    because: outcome.because,
    hold: outcome.hold,
    due,
    returns:
      outcome.state === 'left' && start !== undefined && start > now.getTime()
        ? new Date(start).toISOString()
        : undefined,
    changed,
  };
};

interface Situation {
  readonly row: FeedPerson | undefined;
  readonly employment: Employment | undefined;
  readonly previous: PreviousPerson | undefined;
  readonly rules: PeopleRules;
  readonly changed: readonly string[];
}

type Outcome = Pick<Decision, 'state' | 'event' | 'because' | 'hold'>;

const outcomeAt = (situation: Situation, now: Date): Outcome => {
  const { row, employment, previous, rules } = situation;
  const stands: Stands | undefined =
    row && employment ? standingOf(row, employment, previous, now, rules) : undefined;
  const where = stands?.as ?? 'gone';
  const before = previous?.state ?? 'new';
  const line = linesFor(where, before).find(
    ({ and }) => and === undefined || FACTS[and](situation, now),
  ) as Line; // A test shows that there is a line for everybody.
  return {
    state: line.state === 'as now' ? (where as 'active' | 'leave') : line.state,
    event: line.event,
    because: GROUNDS[line.because](situation, stands?.because ?? [], now),
    hold: line.hold === true ? holdText(situation, now) : undefined,
  };
};

/** The lines of the table that concern a place and a state before, in their order; found once. */
const linesFor = (where: Now, before: Before): readonly Line[] => {
  const known = (lines[where] ??= {});
  return (known[before] ??= DECISION_TABLE.filter(
    (line) => line.now.includes(where) && line.before.includes(before),
  ));
};

const lines: Partial<Record<Now, Partial<Record<Before, readonly Line[]>>>> = {};

const FACTS: Readonly<Record<Fact, (situation: Situation, now: Date) => boolean>> = {
  'missing long enough': (situation, now) => {
    const deadline = deadlineOf(situation, now);
    return deadline !== undefined && now.getTime() >= deadline;
  },
  // Unless the start that was known lay between that end and the new start: then it is the start that moved.
  'an employment ended': ({ employment, previous, rules }) => {
    const { startDay = '', endDay = '', endsBefore = false } = employment ?? {};
    const known = textOfKey(previous?.profile[rules.joins.date]);
    return endsBefore && !(known > endDay && known < startDay);
  },
  'employed before': ({ employment }) => employment?.endsBefore === true,
  'something changed': ({ changed }) => changed.length > 0,
};

const GROUNDS: Readonly<
  Record<Ground, (situation: Situation, stands: readonly string[], now: Date) => readonly string[]>
> = {
  'the standing': (_situation, stands) => stands,
  'the start': ({ row, rules }) =>
    orElse(row ? dateText(row, rules.joins.date) : [], ['the feed has no start date']),
  'the end': ({ row, rules }) => (row ? dateText(row, rules.leaves?.date) : []),
  // What changed of all that decides whether the person is in; nothing did when only time went by.
  'the return': ({ row, rules, changed }) =>
    row === undefined
      ? []
      : orElse(
          [rules.joins.date, ...(rules.leaves ? [rules.leaves.date] : []), ...(rules.left?.keys ?? [])]
            .filter((key) => changed.includes(key))
            .map((key) => keyText(key, row.profile[key])),
          dateText(row, rules.joins.date),
          readBy(rules.left, row),
        ),
  'the way back': ({ row, rules }) => (row ? readBy(rules.onLeave, row) : []),
  'the row': () => ['in the feed again'],
  'the absence': ({ previous, rules }, _stands, now) =>
    previous?.state === 'left'
      ? ['no longer in the feed']
      : [
          `missing since ${sinceOf(previous, now).slice(0, 10)}`,
          // For the decision about the missing person: they were to leave anyway.
          ...dateText({ profile: previous?.profile ?? {} }, rules.leaves?.date).map(
            (text) => `the last row had ${text}`,
          ),
        ],
  'what changed': ({ changed }) => changed,
};

const orElse = (...choices: readonly (readonly string[])[]): readonly string[] =>
  choices.find(({ length }) => length > 0) ?? [];

const sinceOf = (previous: PreviousPerson | undefined, now: Date): string =>
  previous?.missingSince ?? now.toISOString();

/** When a missing person becomes a leaver; never, where that needs an approval. */
const deadlineOf = ({ previous, rules: { missing } }: Situation, now: Date): number | undefined =>
  missing === 'hold' ? undefined : Date.parse(sinceOf(previous, now)) + missing.afterDays * DAY;

const DAY = 24 * 3_600_000;

const holdText = (situation: Situation, now: Date): string => {
  const deadline = deadlineOf(situation, now);
  return deadline === undefined
    ? 'missing from the feed: waits for an approval'
    : `missing from the feed: a leaver from ${new Date(deadline).toISOString()} unless the row comes back`;
};

/** Every instant at which the outcome may change. */
const turnsOf = (situation: Situation, now: Date): readonly number[] => {
  const { row, employment, rules } = situation;
  if (row === undefined) {
    return [deadlineOf(situation, now) ?? Number.NaN];
  }
  const dates = [employment?.start ?? Number.NaN, employment?.end ?? Number.NaN];
  if (rules.left?.turns === undefined && rules.onLeave?.turns === undefined) {
    return dates;
  }
  const subject: Subject = { profile: row.profile, now, zone: row.zone };
  return [...dates, ...(rules.left?.turns?.(subject) ?? []), ...(rules.onLeave?.turns?.(subject) ?? [])];
};

const differ = (one: Outcome, other: Outcome): boolean =>
  one.state !== other.state ||
  one.event !== other.event ||
  one.hold !== other.hold ||
  one.because.join('\n') !== other.because.join('\n');
