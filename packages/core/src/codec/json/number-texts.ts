import { isDictionary } from '../combinators';
import { isExactNumber } from '../exact-number';

/** The same data with every number as text, digit by digit as it was written. */
export const withNumbersAsTexts = <A>(value: A): A => texts(value) as A;

const texts = (value: unknown): unknown => {
  if (typeof value === 'number' || isExactNumber(value)) {
    return String(value);
  }
  if (Array.isArray(value)) {
    return value.map(texts);
  }
  return isDictionary(value)
    ? Object.fromEntries(Object.keys(value).map((key) => [key, texts(value[key])]))
    : value;
};
