import { startOfDayOf, type IsoDay } from '../calendar/zone-day';
import type { PeopleRules } from '../config/lifecycle-config';
import type { FeedPerson } from '../feed/feed-row';
import { textOfKey } from '../rules/text-of-key';

/** What the dates of a row say, as instants in milliseconds. */
export interface Employment {
  readonly startDay?: IsoDay | undefined;
  /** From when the person is in. */
  readonly start?: number | undefined;
  readonly endDay?: IsoDay | undefined;
  /** From when the person is out. */
  readonly end?: number | undefined;
  /** The end lies before the start, so it is the end of an earlier employment. */
  readonly endsBefore: boolean;
  /** A date that is not one; nothing is decided upon it. */
  readonly unreadable?: string;
}

export const employmentOf = ({ profile, zone }: FeedPerson, { joins, leaves }: PeopleRules): Employment => {
  const startDay = textOfKey(profile[joins.date]);
  const endDay = leaves === undefined ? '' : textOfKey(profile[leaves.date]);
  const start = startDay === '' ? undefined : startOfDayOf(startDay, zone, -joins.daysBefore);
  const end =
    endDay === '' || leaves === undefined
      ? undefined
      : startOfDayOf(endDay, zone, leaves.daysAfter + (leaves.at === 'end-of-day' ? 1 : 0));
  if (Number.isNaN(start) || Number.isNaN(end)) {
    return {
      endsBefore: false,
      unreadable: Number.isNaN(start) ? joins.date : (leaves?.date ?? ''),
    };
  }
  return {
    startDay: start === undefined ? undefined : startDay,
    start,
    endDay: end === undefined ? undefined : endDay,
    end,
    endsBefore: startDay !== '' && endDay !== '' && endDay < startDay,
  };
};
