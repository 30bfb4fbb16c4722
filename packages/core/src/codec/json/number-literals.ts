import { randomUUID } from 'node:crypto';
import { trimEndChar } from '../trim-end-char';
import { ExactNumber } from '../exact-number';
import { jsonTokens } from './json-tokens';

/**
 * Which numbers of a JSON text are kept as they are written. `value`: those of which JavaScript's number would have another
 * value, or is an integer beyond 2^53, which stands for its neighbours too. `text`: also those that it writes in another way
 * (1.50, 1e3, -0), for data that become text.
 */
export type Literals = 'value' | 'text';

/** What was parsed from the text, with an `ExactNumber` in the place of every number that must be kept as it is written. */
export const withExactNumbers = (text: string, parsed: unknown, literals: Literals): unknown => {
  if (!MAY_CHANGE[literals].test(text)) {
    return parsed;
  }
  const kept = numbersIn(text).filter(([from, to]) => !isKept(text.slice(from, to), literals));
  return kept.length === 0 ? parsed : parsedWith(text, kept);
};

/** A quick test before the scan: hardly any text has such a number. */
const MAY_CHANGE: Readonly<Record<Literals, RegExp>> = {
  value: /(?:^|[:[,\s])-?(?:[\d.]{16}|\d[\d.]*[eE])/,
  text: /(?:^|[:[,\s])(?:-0|-?(?:[\d.]{16}|\d[\d.]*[eE]|\d+\.\d*0))/,
};

type Range = readonly [from: number, to: number];

const numbersIn = (text: string): readonly Range[] => {
  const found: Range[] = [];
  for (const token of jsonTokens(text)) {
    if (token.kind === 'number') {
      found.push([token.from, token.to]);
    }
  }
  return found;
};

const isKept = (literal: string, literals: Literals): boolean => {
  const number = Number(literal);
  return literals === 'text'
    ? String(number) === literal && hasValue(number, literal)
    : hasValue(number, literal);
};

const hasValue = (number: number, literal: string): boolean =>
  Number.isFinite(number) &&
  (!Number.isInteger(number) || Number.isSafeInteger(number)) &&
  digitsOf(String(number)) === digitsOf(literal);

/** Significant digits and exponent: equal for two literals of the same value. */
const digitsOf = (literal: string): string => {
  const [mantissa = '', exponent = '0'] = literal.toLowerCase().replace(/^-/, '').split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const significant = trimEndChar(digits, '0');
  return significant === ''
    ? '0'
    : `${significant}e${Number(exponent) - fraction.length + (digits.length - significant.length)}`;
};

/**
 * Parses the text again with a marked string in place of each number; the mark is random, so that no string of the sender can
 * carry it.
 */
const parsedWith = (text: string, numbers: readonly Range[]): unknown => {
  const mark = randomUUID();
  const parts: string[] = [];
  let end = 0;
  for (const [from, to] of numbers) {
    parts.push(text.slice(end, from), `"${mark}${text.slice(from, to)}"`);
    end = to;
  }
  parts.push(text.slice(end));
  return JSON.parse(parts.join(''), (_key, value: unknown) =>
    typeof value === 'string' && value.startsWith(mark) ? new ExactNumber(value.slice(mark.length)) : value,
  );
};
