import { hash } from 'node:crypto';
import { isDictionary } from '../codec/combinators';
import { textOf } from '../codec/id-text';
import { quotedText } from '../codec/json/quoted-text';
import { sortedKeys } from '../codec/json/sorted-keys';
import type { Attributes } from './app-data';

/**
 * The hash of a record that is the same for all ways of writing it: `sha256:` and 64 hexadecimal digits. The order of keys does not count,
 * nor do null, empty texts, lists and objects, which are the same as absent, nor `meta` and `schemas` at the top (RFC 7643 section 3.1:
 * they say when a record changed and of what kind it is, not what it says). The order of lists counts.
 *
 * A record says more than a plan should depend on (when a person signed in last): see `comparableRecord`.
 */
export const canonicalHash = (record: unknown): string =>
  `sha256:${hash('sha256', (isDictionary(record) ? entriesText(record, BOOKKEEPING) : canonicalText(record)) ?? '')}`;

const BOOKKEEPING: ReadonlySet<string> = new Set(['meta', 'schemas']);
const NONE: ReadonlySet<string> = new Set();

/** JSON with sorted keys; undefined for what is the same as absent. */
const canonicalText = (value: unknown): string | undefined => {
  // Most values are texts; plans ask this a million times.
  if (typeof value === 'string') {
    return value === '' ? undefined : quotedText(value);
  }
  if (Array.isArray(value)) {
    const items = value.map(canonicalText).filter((item) => item !== undefined);
    return items.length === 0 ? undefined : `[${items.join(',')}]`;
  }
  if (isDictionary(value)) {
    return entriesText(value, NONE);
  }
  // A number is not its text; one beyond what JavaScript's numbers hold is written as it came. Neither null nor undefined has a text.
  return typeof value === 'object' ? textOf(value) : JSON.stringify(value);
};

const entriesText = (value: Attributes, without: ReadonlySet<string>): string | undefined => {
  const { keys, labels } = sortedKeys(value);
  let entries = '';
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index] ?? '';
    const text = without.has(key) ? undefined : canonicalText(value[key]);
    if (text !== undefined) {
      entries += `${entries === '' ? '' : ','}${labels[index] ?? ''}${text}`;
    }
  }
  return entries === '' ? undefined : `{${entries}}`;
};

/**
 * The part of a record that a desired state speaks of: the same keys, however deep, and lists as they are. Its hash changes only with what
 * a plan was made on.
 */
export const comparableRecord = (record: Attributes, desired: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries(desired).flatMap(([key, wanted]): readonly (readonly [string, unknown])[] => {
      const present = Object.hasOwn(record, key) ? record[key] : undefined;
      if (present === undefined) {
        return [];
      }
      return [
        [key, isDictionary(wanted) && isDictionary(present) ? comparableRecord(present, wanted) : present],
      ];
    }),
  );
