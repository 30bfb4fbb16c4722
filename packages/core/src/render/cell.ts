import { isDictionary } from '../codec/combinators';
import { isExactNumber } from '../codec/exact-number';
import { printable } from './printable';

/** Keeps a hostile reply from exhausting the stack; vendors nest five or six levels. */
const MAX_CELL_DEPTH = 32;

/** Replaces levels below the maximum depth. */
const ELLIPSIS = '"…"';

/**
 * The text of one table cell, before anything is escaped for Markdown: a string as it is, a dictionary as one
 * `key: value` line per key, a list with one item per line, the rest as JSON. Null is an empty cell.
 */
export const cellText = (value: unknown): string => {
  if (value === null || value === undefined) {
    return '';
  }
  if (Array.isArray(value)) {
    return printable(itemLines(value));
  }
  return printable(isDictionary(value) ? dictionaryLines(value) : scalarText(value));
};

const dictionaryLines = (dictionary: Record<string, unknown>): string =>
  Object.entries(dictionary)
    .map(([key, value]) => `${key}: ${Array.isArray(value) ? itemLines(value) : textOrJson(value)}`)
    .join('\n');

const itemLines = (items: readonly unknown[]): string => items.map(textOrJson).join(',\n');

const textOrJson = (value: unknown): string => (typeof value === 'string' ? value : jsonText(value, 1));

const scalarText = (value: unknown): string => (typeof value === 'string' ? value : jsonText(value, 0));

/** JSON on one line with `, ` and `: `; what JSON cannot say is null. Key order is kept. */
const jsonText = (value: unknown, depth: number): string => {
  if (Array.isArray(value)) {
    return depth > MAX_CELL_DEPTH
      ? ELLIPSIS
      : `[${value.map((item) => jsonText(item, depth + 1)).join(', ')}]`;
  }
  if (isDictionary(value)) {
    const entry = ([key, item]: [string, unknown]) => `${JSON.stringify(key)}: ${jsonText(item, depth + 1)}`;
    return depth > MAX_CELL_DEPTH ? ELLIPSIS : `{${Object.entries(value).map(entry).join(', ')}}`;
  }
  return typeof value === 'bigint' || isExactNumber(value)
    ? String(value)
    : (JSON.stringify(value) ?? 'null');
};
