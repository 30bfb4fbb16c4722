import { isIsoDay, noonOf, type IsoDay } from './zone-day';

/** The instant that decisions are made for: one for everybody, or the noon of a day in each person's zone. */
export type Today =
  { readonly tag: 'instant'; readonly at: Date } | { readonly tag: 'day'; readonly day: IsoDay };

/** Reads `--today`: a day (`2026-11-30`) or an instant with its offset (`2026-11-30T08:00:00Z`). */
export const readToday = (text: string): Today | undefined => {
  if (isIsoDay(text)) {
    return { tag: 'day', day: text };
  }
  const [, day] = INSTANT.exec(text) ?? [];
  const at = new Date(isIsoDay(day) ? text : Number.NaN);
  return Number.isNaN(at.getTime()) ? undefined : { tag: 'instant', at };
};

/** The instant in a zone. */
export const instantIn = (today: Today, zone: string): Date =>
  today.tag === 'instant' ? today.at : new Date(noonOf(today.day, zone));

/** With an offset: a time without one would mean another instant on every machine. */
const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;
