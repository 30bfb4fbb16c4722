import { printable } from '@iam/core';
import type { GuardLimit } from '../../config/lifecycle-config';
import type { FeedSummary } from '../../feed/feed-row';
import type { PersonToPlan } from '../people-rows';
import { addTo, judge, newCount, type Tally } from './guards';
import type { FeedValues, GuardLine } from '../file/plan-line';

/** Stands beside the profile's keys for the column that names the zone of a row. */
const ZONE = 'zoneColumn';

/** What a feed has of each key: the next plan compares with it. */
export const valuesOf = ({ keys, zones }: Pick<FeedSummary, 'keys' | 'zones'>): FeedValues => ({
  filled: {
    ...Object.fromEntries(keys.filter(({ filled }) => filled > 0).map(({ key, filled }) => [key, filled])),
    ...(zones === undefined || zones === 0 ? {} : { [ZONE]: zones }),
  },
  alike: keys.filter(({ alike }) => alike === true).map(({ key }) => key),
});

/** People who had a value last time, by key: those who have none now, and those who have the one that everybody has now. */
export interface LostValues {
  readonly before: FeedValues;
  readonly now: FeedValues;
  readonly emptied: Map<string, Tally>;
  readonly levelled: Map<string, Tally>;
}

/** Undefined where nothing is known of last time. */
export const newLostValues = (before: FeedValues | undefined, now: FeedValues): LostValues | undefined =>
  before === undefined
    ? undefined
    : {
        before,
        now,
        emptied: new Map(),
        levelled: new Map(
          now.alike.filter((key) => !before.alike.includes(key)).map((key) => [key, newCount()]),
        ),
      };

/** Counts what a person of the feed lost; `changed` are the keys of the row that have another value than last time. */
export const countLost = (
  { emptied, levelled }: LostValues,
  { key, row, previous }: Pick<PersonToPlan, 'key' | 'row' | 'previous'>,
  changed: readonly string[],
): void => {
  if (row === undefined || previous === undefined) {
    return;
  }
  for (const name of changed) {
    // What the row has and lacks is in it or not: a profile holds nothing that is empty.
    if (!Object.hasOwn(row.profile, name)) {
      addTo(countIn(emptied, name), key);
    } else if (levelled.has(name) && (previous.profile[name] ?? null) !== null) {
      addTo(countIn(levelled, name), key);
    }
  }
  if (row.zone !== previous.zone) {
    addTo(countIn(emptied, ZONE), key);
  }
};

const countIn = (counts: Map<string, Tally>, name: string): Tally => {
  const known = counts.get(name) ?? newCount();
  counts.set(name, known);
  return known;
};

/**
 * Judges each key of last time; of keys that are as they should be, one line stands for all. Never more than the feed itself has lost
 * since the last plan that counted: what a person has allowed once is not asked again, although the people are still known as before.
 */
export const judgeValues = (lost: LostValues | undefined, limit: GuardLimit): readonly GuardLine[] => {
  if (lost === undefined) {
    return [];
  }
  const { before, now, emptied, levelled } = lost;
  const lines = Object.entries(before.filled).flatMap(([key, had]) => {
    const have = now.filled[key] ?? 0;
    const gone = atMost(emptied.get(key), had - have);
    const same = levelled.get(key);
    const about = printable(key);
    return [
      judge('values', '*', gone, had, limit, {
        about: `${about}: ${have} ${have === 1 ? 'has' : 'have'} one now`,
        meaning: 'had a value last time and have none now',
      }),
      ...(same === undefined
        ? []
        : [
            judge('values', '*', same, had, limit, {
              about: `${about}: one value for all now`,
              meaning: 'had another value last time',
            }),
          ]),
    ];
  });
  const stopping = lines.filter(({ ok }) => !ok);
  const most = [...lines].sort((one, other) => other.value - one.value)[0];
  return stopping.length > 0 ? stopping : most === undefined ? [] : [most];
};

const atMost = ({ count, names }: Tally = newCount(), most: number): Tally => {
  const left = Math.max(0, Math.min(count, most));
  return { count: left, names: names.slice(0, left) };
};
