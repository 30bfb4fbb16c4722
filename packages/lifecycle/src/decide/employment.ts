import { isIsoDay, startOfDay, type IsoDay } from '../calendar/zone-day';
import type { PeopleRules } from '../config/lifecycle-config';
import type { FeedPerson } from '../feed/feed-row';
import { textOfKey } from '../rules/text-of-key';

/** What the dates of a row say, as instants in milliseconds. */
export interface Employment {
  readonly startDay?: IsoDay;
  /** From when the person is in. */
  readonly start?: number;
  readonly endDay?: IsoDay;
  /** From when the person is out. */
  readonly end?: number;
  /** The end lies before the start, so it is the end of an earlier employment. */
  readonly endsBefore: boolean;
  /** A date that is not one; nothing is decided upon it. */
  readonly unreadable?: string;
}

export const employmentOf = ({ profile, zone }: FeedPerson, { joins, leaves }: PeopleRules): Employment => {
  const startDay = textOfKey(profile[joins.date]);
  const endDay = leaves === undefined ? '' : textOfKey(profile[leaves.date]);
  const unreadable = [
    [joins.date, startDay],
    [leaves?.date ?? '', endDay],
  ].find(([, day]) => day !== '' && !isIsoDay(day))?.[0];
  if (unreadable !== undefined) {
    return { endsBefore: false, unreadable };
  }
  return {
    ...(startDay === '' ? {} : { startDay, start: startOfDay(startDay, zone, -joins.daysBefore) }),
    ...(endDay === '' || leaves === undefined
      ? {}
      : { endDay, end: startOfDay(endDay, zone, leaves.daysAfter + (leaves.at === 'end-of-day' ? 1 : 0)) }),
    endsBefore: startDay !== '' && endDay !== '' && endDay < startDay,
  };
};
