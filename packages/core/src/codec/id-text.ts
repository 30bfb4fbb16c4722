import * as t from 'io-ts';
import { isExactNumber, type ExactNumber } from './exact-number';

/**
 * An id as text; undefined when there is none. A number is taken only when it is exact: beyond 2^53 JavaScript's numbers have
 * lost digits, and the id is another user's.
 */
export const idText = (value: unknown): string | undefined => {
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? String(value) : undefined;
  }
  if (isExactNumber(value)) {
    return INTEGER.test(value.text) ? value.text : undefined;
  }
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
};

const INTEGER = /^-?[1-9]\d*$/;

/** A text, or a number in its place: some vendors send 42 for "42". `String` makes it the text. */
export type TextValue = string | number | ExactNumber;

const isTextValue = (value: unknown): value is TextValue =>
  typeof value === 'string' || typeof value === 'number' || isExactNumber(value);

/** Reads a `TextValue` of a reply and leaves it as it came, for `details`. */
export const textValue = new t.Type<TextValue>(
  'string',
  isTextValue,
  (value, context) => (isTextValue(value) ? t.success(value) : t.failure(value, context)),
  t.identity,
);

const isIdValue = (value: unknown): value is TextValue => isTextValue(value) && idText(value) !== undefined;

/** Reads an id of a reply, which some vendors give as a number, and leaves it as it came. */
export const idValue = new t.Type<TextValue>(
  'a non-empty id',
  isIdValue,
  (value, context) => (isIdValue(value) ? t.success(value) : t.failure(value, context)),
  t.identity,
);

/** The text of a `TextValue`; undefined for anything else. */
export const textOf = (value: unknown): string | undefined =>
  isTextValue(value) ? String(value) : undefined;
