import { hash } from 'node:crypto';

/**
 * JSON with sorted keys and without white space: equal values have equal texts, whatever the order in which they were made (the
 * idea of RFC 8785; numbers and texts as JSON.stringify writes them).
 */
export const canonicalText = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value) ?? 'null';
  }
  if (Array.isArray(value)) {
    return `[${value.map(canonicalText).join(',')}]`;
  }
  const known = value as Readonly<Record<string, unknown>>;
  let parts = '';
  for (const key of Object.keys(known).sort()) {
    const one = known[key];
    if (one !== undefined) {
      parts += `${parts === '' ? '' : ','}${JSON.stringify(key)}:${canonicalText(one)}`;
    }
  }
  return `{${parts}}`;
};

/** sha256 in hexadecimal digits. */
export const sha256 = (text: string): string => hash('sha256', text);
