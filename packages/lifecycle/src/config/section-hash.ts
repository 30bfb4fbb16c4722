import { createHash } from 'node:crypto';
import { isDictionary } from '@iam/core/internal';

/** sha256, in hexadecimal digits, of a part of the configuration: the same whatever the order of keys and the white space. */
export const sectionHash = (section: unknown): string =>
  createHash('sha256').update(canonical(section)).digest('hex');

const canonical = (value: unknown): string => {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  if (isDictionary(value)) {
    return `{${Object.keys(value)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
      .join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
};
