import * as t from 'io-ts';
import { isExactNumber } from './exact-number';

/** The value, null or absent: the ways in which most vendors omit an attribute. */
export const nullish = <C extends t.Mixed>(codec: C) => t.union([codec, t.null, t.undefined]);

/** Required and optional keys in one codec; unknown keys are kept unchanged. */
export const object = <R extends t.Props, O extends t.Props>(required: R, optional: O) =>
  t.intersection([t.type(required), t.partial(optional)]);

/** A plain object with any keys (no list, no null). */
export const dictionary = new t.Type<Readonly<Record<string, unknown>>>(
  'an object',
  (value): value is Readonly<Record<string, unknown>> => isDictionary(value),
  (value, context) => (isDictionary(value) ? t.success(value) : t.failure(value, context)),
  t.identity,
);

export const isDictionary = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isExactNumber(value);

/** The value if it is a plain object, otherwise an empty one. */
export const dictionaryOf = (value: unknown): Readonly<Record<string, unknown>> =>
  isDictionary(value) ? value : {};
