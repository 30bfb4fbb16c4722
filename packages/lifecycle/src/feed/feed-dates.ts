import { DateTime } from 'luxon';
import { ownText } from './own-text';
import { quoted } from './quoted';

export type ReadDate =
  /** `date` is ISO 8601; `form` the format, or `an instant`. `before`: midnight in UTC, which is another day in the row's zone. */
  | { readonly date: string; readonly form: string; readonly before?: true }
  /** The end of a sentence that begins with the column. */
  | { readonly problem: string };

/** Reads dates; a text and zone that were read lately are remembered, because a feed has few different days. */
export type DateReader = (text: string, zone: string) => ReadDate;

const MAX_REMEMBERED = 50_000;

/** Years before are typing errors (`0206`), or counted from elsewhere. */
const FIRST_YEAR = 1900;

export const INSTANT = 'an instant';

export const createDateReader = (formats: readonly string[]): DateReader => {
  const days = new Map<string, ReadDate>();
  const instants = new Map<string, ReadDate>();
  return (text, zone) => {
    const isInstant = INSTANT_TEXT.test(text);
    const known = isInstant ? instants : days;
    const key = isInstant ? `${zone} ${text}` : text;
    const found = known.get(key);
    if (found !== undefined) {
      return found;
    }
    const read = isInstant ? readInstant(text, zone) : readDay(text, formats);
    if (known.size >= MAX_REMEMBERED) {
      known.clear();
    }
    known.set(ownText(key), read);
    return read;
  };
};

/** ISO 8601 with a time and an offset (RFC 3339 section 5.6). */
const INSTANT_TEXT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?(Z|[+-]\d{2}(:?\d{2})?)$/;

const readInstant = (text: string, zone: string): ReadDate => {
  const date = DateTime.fromISO(text, { zone });
  if (!date.isValid) {
    return { problem: `${quoted(text)} is no day and time of the calendar` };
  }
  const iso = date.toISODate();
  return (
    tooEarly(text, iso) ??
    (/T00:00(:00(\.0+)?)?(Z|\+00:?00)$/.test(text) && !text.startsWith(iso)
      ? { date: iso, form: INSTANT, before: true }
      : { date: iso, form: INSTANT })
  );
};

const readDay = (text: string, formats: readonly string[]): ReadDate => {
  const fits: { readonly date: string; readonly form: string }[] = [];
  let isImpossible = false;
  for (const form of formats) {
    // UTC has every midnight; the zone of a day without a time does not matter here.
    const date = DateTime.fromFormat(text, form, { zone: 'utc', locale: 'en' });
    if (date.isValid) {
      fits.push({ date: date.toISODate(), form });
    } else {
      isImpossible ||= date.invalidReason !== 'unparsable';
    }
  }
  const [first] = fits;
  if (first === undefined) {
    return { problem: whyNoDate(text, formats, isImpossible) };
  }
  const other = fits.find(({ date }) => date !== first.date);
  if (other !== undefined) {
    return {
      problem: `${quoted(text)} may be ${inWords(first.date)} (${first.form}) or ${inWords(other.date)} (${other.form}): name one format`,
    };
  }
  return tooEarly(text, first.date) ?? first;
};

const whyNoDate = (text: string, formats: readonly string[], isImpossible: boolean): string => {
  const shown = quoted(text);
  if (isImpossible) {
    return `${shown} is no day of the calendar`;
  }
  if (SERIAL.test(text)) {
    // Day 60 of spreadsheets is a 29 February 1900 that never was.
    const day = DateTime.utc(1899, 12, 30)
      .plus({ days: Math.floor(Number(text)) })
      .toISODate();
    return `${shown} is the number that a spreadsheet keeps for a day (${day} if it counts from 1900): format the column as a date and save the file again`;
  }
  return `${shown} is no date in the ${formats.length === 1 ? 'format' : 'formats'} ${formats.join(', ')}`;
};

const SERIAL = /^[1-9]\d{4}(\.\d+)?$/;

const tooEarly = (text: string, iso: string): ReadDate | undefined =>
  Number(iso.slice(0, 4)) < FIRST_YEAR
    ? { problem: `${quoted(text)} is a date before ${FIRST_YEAR}` }
    : undefined;

const inWords = (iso: string): string => DateTime.fromISO(iso, { locale: 'en' }).toFormat('d MMMM yyyy');
