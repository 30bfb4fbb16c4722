import { paddingProblem } from '@iam/core/internal';
import type { ReadIdentifiers } from './feed-row';
import { isKeepable } from './keepable';
import { IDENTIFYING_KEYS } from './profile-keys';

export const NOT_ONE_TEXT = 'holds a list or an object where one text is needed';

/** In bytes of UTF-8. Longer than any vendor takes, and as much as an index of PostgreSQL holds; longer ones come of a row that swallowed others. */
const MAX_IDENTIFIER = 1024;

const isTooLong = (value: string): boolean =>
  value.length * 3 > MAX_IDENTIFIER && Buffer.byteLength(value) > MAX_IDENTIFIER;

/** Visible characters of ASCII and single blanks inside: nearly all identifiers, and none of them is wrong. */
const PLAIN = /^[\x21-\x7e]+( [\x21-\x7e]+)*$/;

/** Why a value cannot be a key, an address or a user name, as the end of a sentence; undefined when it can. */
export const identifierProblem = (value: unknown): string | undefined => {
  if (typeof value !== 'string') {
    return NOT_ONE_TEXT;
  }
  if (isTooLong(value)) {
    return `is longer than ${MAX_IDENTIFIER} bytes`;
  }
  if (PLAIN.test(value)) {
    return undefined;
  }
  return value.includes('\ufffd')
    ? 'has a character that some program before could not read (U+FFFD)'
    : paddingProblem(value);
};

/** Case counts; characters that can be written in two ways are composed, as core compares keys. */
export const keyIn = (value: unknown): string | undefined =>
  typeof value === 'string' && !isTooLong(value) && isKeepable(value) ? value.normalize('NFC') : undefined;

/** Those of a row that cannot be used; one that is wrong itself tells nothing. */
export const readIdentifiers = (
  keys: readonly string[],
  values: readonly unknown[],
  isReadable: boolean,
): ReadIdentifiers => {
  const read = IDENTIFYING_KEYS.flatMap((key) => {
    const value = values[keys.indexOf(key)];
    return value === undefined ? [] : [[key, value] as const];
  });
  const right = read.filter(([, value]) => identifierProblem(value) === undefined);
  return { ...Object.fromEntries(right), isWhole: isReadable && right.length === read.length };
};
