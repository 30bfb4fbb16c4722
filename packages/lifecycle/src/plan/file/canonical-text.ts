import { hash } from 'node:crypto';
import { quotedText, sortedKeys } from '@iam/core/internal';

/**
 * JSON with sorted keys and without white space: equal values have equal texts, whatever the order in which they were made (the
 * idea of RFC 8785; numbers and texts as JSON.stringify writes them).
 */
export const canonicalText = (value: unknown): string => {
  // Most values are texts.
  if (typeof value === 'string') {
    return quotedText(value);
  }
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value) ?? 'null';
  }
  if (Array.isArray(value)) {
    return `[${value.map(canonicalText).join(',')}]`;
  }
  const known = value as Readonly<Record<string, unknown>>;
  const { keys, labels } = sortedKeys(known);
  let parts = '';
  for (let index = 0; index < keys.length; index += 1) {
    const one = known[keys[index] ?? ''];
    if (one !== undefined) {
      parts += `${parts === '' ? '' : ','}${labels[index] ?? ''}${canonicalText(one)}`;
    }
  }
  return `{${parts}}`;
};

/** sha256 in hexadecimal digits. */
export const sha256 = (text: string): string => hash('sha256', text);
