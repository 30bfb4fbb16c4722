import { isDictionary } from '../combinators';
import { isExactNumber } from '../exact-number';

/** The same data with every number as text, digit by digit as it was written. */
export const withNumbersAsTexts = <A>(value: A): A => texts(value) as A;

const texts = (value: unknown): unknown => {
  if (typeof value === 'string') {
    return value;
  }
  if (typeof value === 'number' || isExactNumber(value)) {
    return String(value);
  }
  if (Array.isArray(value)) {
    return value.map(texts);
  }
  return isDictionary(value) ? dictionaryWithTexts(value) : value;
};

/** Whether some value in the data, however deep, is a number. */
export const holdsNumber = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'number';
  }
  if (Array.isArray(value)) {
    return value.some(holdsNumber);
  }
  if (isExactNumber(value)) {
    return true;
  }
  for (const key of Object.keys(value)) {
    if (holdsNumber((value as Readonly<Record<string, unknown>>)[key])) {
      return true;
    }
  }
  return false;
};

/** A copy, so that a mapper's own function cannot change what was given. Every key is its own already, `__proto__` too. */
const dictionaryWithTexts = (value: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const copy = { ...value };
  for (const key of Object.keys(copy)) {
    const one = copy[key];
    if (typeof one !== 'string') {
      copy[key] = texts(one);
    }
  }
  return copy;
};
