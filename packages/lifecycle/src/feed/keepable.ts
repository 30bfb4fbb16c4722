import { wellFormedJson } from '@iam/core/internal';

export const NOT_KEEPABLE =
  'has what is no character (U+0000, or half of a pair of surrogates) and cannot be kept: it was cut in the middle of a character, or is no text';

/** Whether PostgreSQL takes it. */
export const isKeepable = (value: unknown): boolean => {
  if (typeof value === 'string') {
    return value.isWellFormed() && !value.includes('\0');
  }
  const text = JSON.stringify(value);
  return wellFormedJson(text) === text;
};
