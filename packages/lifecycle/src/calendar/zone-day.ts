import { IANAZone } from 'luxon';

/** A day of the calendar, `2026-11-30`. */
export type IsoDay = string;

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether the text is a day that the calendar has, written as ISO 8601 does. */
export const isIsoDay = (text: unknown): text is IsoDay => {
  const parts = typeof text === 'string' ? ISO_DAY.exec(text) : null;
  if (!parts) {
    return false;
  }
  const [, year, month, day] = parts.map(Number);
  const read = new Date(utc(year ?? 0, month ?? 0, day ?? 0));
  return read.getUTCMonth() + 1 === month && read.getUTCDate() === day;
};

/** Whether the name is one of the time zone database. Offsets (`+02:00`) are none: newer versions of Node alone take them. */
export const isZone = (name: string): boolean => /^[A-Za-z]/.test(name) && IANAZone.isValidZone(name);

/**
 * The instant, in milliseconds, at which a day (or the one so many days later) begins in a zone: the first one whose local date is that
 * day or a later one. So a day that begins at 01:00 (São Paulo, when summer time began) begins there, and one that the zone skipped
 * (Apia, 2011-12-30) begins when the next one does.
 */
export const startOfDay = (day: IsoDay, zone: string, daysLater = 0): number => {
  const known = keptOf(zone, daysLater);
  const kept = known.get(day);
  if (kept !== undefined) {
    return kept;
  }
  const found = findStart(midnightUtc(day) + daysLater * DAY, zoneOf(zone));
  // Feeds repeat a few thousand days; the limit only keeps a strange one from growing without end.
  if (known.size >= MAX_KEPT) {
    known.clear();
  }
  known.set(day, found);
  return found;
};

/** The same for any value: NaN, which compares false with every instant, where it is no day. */
export const startOfDayOf = (value: unknown, zone: string, daysLater = 0): number =>
  typeof value !== 'string'
    ? Number.NaN
    : (keptOf(zone, daysLater).get(value) ??
      (isIsoDay(value) ? startOfDay(value, zone, daysLater) : Number.NaN));

/** The hour at which a day's noon is, in milliseconds: twelve hours by the clock after midnight, where a clock change lets it exist. */
export const noonOf = (day: IsoDay, zone: string): number => {
  const noon = midnightUtc(day) + DAY / 2;
  const { offsetAt } = zoneOf(zone);
  const guess = noon - offsetAt(noon);
  const found = noon - offsetAt(guess);
  // A day that the zone skipped has no noon: what held when it would have begun holds.
  return found < startOfDay(day, zone, 1) ? found : startOfDay(day, zone);
};

const MAX_KEPT = 50_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The days that were found, by zone and days later. */
const days = new Map<string, Map<string, number>>();

const keptOf = (zone: string, daysLater: number): Map<string, number> => {
  const key = daysLater === 0 ? zone : `${zone} ${daysLater}`;
  const known = days.get(key);
  if (known) {
    return known;
  }
  const made = new Map<string, number>();
  days.set(key, made);
  return made;
};

interface Zone {
  /** Local time minus universal time at an instant, in milliseconds. */
  readonly offsetAt: (instant: number) => number;
}

const zones = new Map<string, Zone>();

const zoneOf = (name: string): Zone => {
  const known = zones.get(name);
  if (known) {
    return known;
  }
  const zone = IANAZone.create(name);
  const made = { offsetAt: (instant: number) => Math.round(zone.offset(instant) * 60_000) };
  zones.set(name, made);
  return made;
};

/** `Date.UTC`, for the first century as well, which it takes for the twentieth. */
const utc = (year: number, month: number, day: number): number =>
  new Date(0).setUTCFullYear(year, month - 1, day);

const midnightUtc = (day: IsoDay): number => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return utc(year, month, date);
};

/** No zone was ever further from universal time than this (Manila and Juneau came closest before 1900). */
const FURTHEST = 16 * HOUR;

const findStart = (midnight: number, { offsetAt }: Zone): number => {
  const [from, to] = [midnight - FURTHEST, midnight + FURTHEST];
  const [before, after] = [offsetAt(from), offsetAt(to)];
  if (before === after) {
    return midnight - before;
  }
  const change = changeBetween(from, to, before, offsetAt);
  if (midnight - before < change) {
    return midnight - before;
  }
  // The clock jumps over midnight: the day begins with the jump.
  return change + after >= midnight ? change : midnight - after;
};

/** The first instant with another offset than `before`. */
const changeBetween = (from: number, to: number, before: number, offsetAt: Zone['offsetAt']): number => {
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle) === before) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return high;
};
