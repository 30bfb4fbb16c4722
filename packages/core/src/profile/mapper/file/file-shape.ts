import { isAttributes, type Attributes } from '../attributes';

/** Records one problem of a mapper file; the function already carries the location. */
export type Report = (problem: string) => void;

/** A report whose problems start with `place`. */
export const inside =
  (report: Report, place: string): Report =>
  (problem) =>
    report(`${place}: ${problem}`);

/** The value as an object with no other keys than `known`; anything else is reported. */
export const objectWith = (
  value: unknown,
  known: readonly string[],
  report: Report,
): Attributes | undefined => {
  if (!isAttributes(value)) {
    report('must be an object');
    return undefined;
  }
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) {
      report(`unknown key "${key}" (known: ${known.join(', ')})`);
    }
  }
  return value;
};

/** Files write an empty part as null, as an empty text or not at all. */
export const isBlank = (value: unknown): boolean => value === undefined || value === null || value === '';
