import { isExactNumber, jsonText } from '@iam/core';

/** The value of a key as conditions and messages see it: text; '' for what is absent or null. */
export const textOfKey = (value: unknown): string => {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'object':
      return value === null ? '' : isExactNumber(value) ? String(value) : jsonText(value);
    default:
      return '';
  }
};
