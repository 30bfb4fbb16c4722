import { printable } from '@iam/core';
import { separatorName } from '../feed/csv-separator';
import type { DuplicateKey, FeedReport } from '../feed/check-feed';
import type { FeedError, FeedKey } from '../feed/feed-row';

/** Columns of a terminal that a line may take. */
const WIDTH = 80;

/** What `iam feed check` prints: lines of at most 80 characters, as long as no single word is longer. */
export const feedCheckText = (report: FeedReport): string => {
  const { fatal, remarks, firstErrors, errors, firstDuplicates, duplicates } = report;
  const place = report.format === 'JSON' ? 'row' : 'line';
  return [
    ...wrapped(headline(report), ''),
    ...section('', keyTable(report.keys)),
    ...section(
      errors === 0
        ? ''
        : `${counted(errors, 'row')} in error. Their people are held: neither changed nor missing.`,
      [
        ...firstErrors.flatMap((error) => wrapped(errorLine(error, place), '  ')),
        ...more(errors - firstErrors.length),
      ],
    ),
    ...section(
      duplicates === 0
        ? ''
        : `${counted(duplicates, 'key')} in several rows. No plan is made until each is in one.`,
      [
        ...firstDuplicates.flatMap((duplicate) => wrapped(duplicateLine(duplicate, place), '  ')),
        ...more(duplicates - firstDuplicates.length),
      ],
    ),
    ...section(
      fatal.length === 0 ? '' : 'The feed cannot be used:',
      fatal.flatMap((text) => wrapped(text, '  ')),
    ),
    ...section(
      remarks.length === 0 ? '' : 'Remarks:',
      remarks.flatMap((text) => wrapped(text, '  ')),
    ),
    '',
    report.usable ? 'A plan can be made of this feed.' : 'No plan can be made of this feed as it is.',
    '',
  ].join('\n');
};

const headline = ({ uri, format, separator, encoding, rows, errors }: FeedReport): string =>
  [
    uri,
    ...(format === undefined
      ? []
      : [
          `${format}${separator === undefined ? '' : ` with ${separatorName(separator)}`}, ${encoding}`,
          counted(rows, 'row'),
          ...(errors === 0 ? [] : [`${grouped(errors)} in error`]),
        ]),
  ].join(' · ');

const keyTable = (keys: readonly FeedKey[]): readonly string[] => {
  if (keys.length === 0) {
    return [];
  }
  const rows = keys.map(({ key, columns, filled, dates }) => [
    oneLine(key),
    oneLine(columns.join(', ')) || '(no column)',
    grouped(filled),
    Object.entries(dates ?? {})
      .map(([form, count]) => `${grouped(count)} as ${form}`)
      .join(', '),
  ]);
  const all = [['key', 'column', 'people', ''], ...rows];
  const widths = [0, 1, 2].map((at) => Math.min(MOST, Math.max(...all.map((row) => (row[at] ?? '').length))));
  return all.flatMap(([key = '', column = '', filled = '', dates = '']) => {
    const line = `  ${padded(key, widths[0])}  ${padded(column, widths[1])}  ${shortened(filled, MOST).padStart(widths[2] ?? 0)}`;
    if (dates === '') {
      return [line.trimEnd()];
    }
    return `${line}  ${dates}`.length <= WIDTH ? [`${line}  ${dates}`] : [line, ...wrapped(dates, '      ')];
  });
};

/** The widest key or column that is shown whole: two of them and a number fit into a line. */
const MOST = 31;

const padded = (text: string, width = 0): string => shortened(text, MOST).padEnd(width);

const shortened = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;

const errorLine = ({ line, key, column, problem }: FeedError, place: string): string =>
  [
    `${place} ${line}`,
    ...(key === undefined ? [] : [key]),
    ...(column === undefined ? [] : [`${column}:`]),
    problem,
  ].join('  ');

const duplicateLine = ({ key, lines, times }: DuplicateKey, place: string): string =>
  `${key}  in ${place}s ${lines.join(', ')}${times > lines.length ? ` and ${times - lines.length} more` : ''}`;

const more = (count: number): readonly string[] => (count > 0 ? [`  and ${grouped(count)} more`] : []);

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', ...(title === '' ? [] : wrapped(title, '')), ...lines];

const counted = (count: number, what: string): string => `${grouped(count)} ${what}${count === 1 ? '' : 's'}`;

const grouped = (count: number): string => count.toLocaleString('en-US');

const oneLine = (text: string): string => printable(text).replaceAll('\n', '\\n');

/** Breaks at blanks; further lines stand further in. */
const wrapped = (text: string, indent: string): readonly string[] => {
  const lines: string[] = [];
  let line = indent;
  for (const word of oneLine(text).split(' ')) {
    if (line.trim() !== '' && line.length + 1 + word.length > WIDTH) {
      lines.push(line.trimEnd());
      line = `${indent}  ${word}`;
    } else {
      line += line.trim() === '' ? word : ` ${word}`;
    }
  }
  return [...lines, line.trimEnd()];
};
