import { findJsonProblem } from '@iam/core';
import { isDictionary } from '@iam/core/internal';
import type { FeedFormat } from './feed-row';
import { MAX_ROW_LENGTH } from './raw-row';

export interface FormatHints {
  /** Of the file's name, in lower case and without the dot; '' when there is none. */
  readonly extension: string;
  /** The configuration names the list in an object. */
  readonly hasRowsKey: boolean;
  /** Only JSON is expected, as of a report. */
  readonly onlyJson: boolean;
}

export type FoundFormat = { readonly format: FeedFormat } | { readonly problem: string };

/** What a feed is, from its name and its first characters. Undefined: more of the text must be seen. */
export const findFormat = (head: string, hints: FormatHints, atEnd: boolean): FoundFormat | undefined => {
  const text = head.trimStart();
  if (text === '') {
    return atEnd ? { problem: 'The feed is empty.' } : undefined;
  }
  const { extension, hasRowsKey, onlyJson } = hints;
  if (/^<(!doctype|html|\?xml)/i.test(text)) {
    return { problem: WEB_PAGE };
  }
  if (extension === 'csv' || extension === 'tsv') {
    return { format: 'CSV' };
  }
  if (text.startsWith('[')) {
    return { format: 'JSON' };
  }
  if (!text.startsWith('{')) {
    return onlyJson || JSON_EXTENSIONS.has(extension)
      ? { problem: 'The feed is not JSON.' }
      : { format: 'CSV' };
  }
  if (extension === 'jsonl' || extension === 'ndjson') {
    return { format: 'JSON Lines' };
  }
  return hasRowsKey ? { format: 'JSON' } : objectOrLines(text, atEnd);
};

const JSON_EXTENSIONS: ReadonlySet<string> = new Set(['json', 'jsonl', 'ndjson']);

const WEB_PAGE =
  'The feed is a web page or XML, not a list of people. A report that answers so wants a sign-in, or the address is not that of the report.';

/** A text that begins with an object is JSON Lines when the first line is a whole object and not one around a list. */
const objectOrLines = (text: string, atEnd: boolean): FoundFormat | undefined => {
  const end = text.indexOf('\n');
  if (end < 0 && !atEnd) {
    return text.length > MAX_ROW_LENGTH ? { format: 'JSON' } : undefined;
  }
  const line = end < 0 ? text : text.slice(0, end);
  const mistake = findJsonProblem(line);
  if (mistake !== undefined) {
    return { format: mistake.unclosed === undefined ? 'JSON Lines' : 'JSON' };
  }
  const first: unknown = JSON.parse(line);
  const hasList = isDictionary(first) && Object.values(first).some(isListOfObjects);
  if (!hasList) {
    return { format: 'JSON Lines' };
  }
  const rest = end < 0 ? '' : text.slice(end).trimStart();
  if (rest === '' && !atEnd) {
    return text.length > 2 * MAX_ROW_LENGTH ? { format: 'JSON' } : undefined;
  }
  return { format: rest.startsWith('{') ? 'JSON Lines' : 'JSON' };
};

const isListOfObjects = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 0 && value.every(isDictionary);

/** Why bytes that begin so are no text; undefined when they may be one. */
export const whyNoText = ([first, second, third, fourth]: Buffer): string | undefined => {
  if (first === 0x1f && second === 0x8b) {
    return 'The feed is compressed (gzip): unpack it first.';
  }
  return first === 0x50 && second === 0x4b && third === 3 && fourth === 4
    ? 'The feed is a spreadsheet or an archive (zip): save it as CSV.'
    : undefined;
};
