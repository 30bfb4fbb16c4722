import { styleText } from 'node:util';
import stringWidth from 'string-width';
import wrap from 'wrap-ansi';
import type { Io } from '../terminal/io';
import { wantsColour } from './colour';

/** Cells that are safe to print. */
export interface TableContent {
  readonly title: string;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Layout of a single row: a line per value (the default), or below headers as with several rows. */
export interface TableStyle {
  readonly upright?: boolean;
}

/** Minimum column width: narrower ones show one letter per line. */
const MIN_WIDTH = 10;

const FEW = 3;

/** Width that a column needs to be read, when its longest word is that long. */
const READABLE = 16;

/**
 * Draws a table for a terminal. A single row is shown with a name and a value per line, because a vendor's record is wider
 * than any terminal; several rows are lines below their headers. Text is wrapped, never cut.
 */
export const drawTable = (
  { title, headers, rows }: TableContent,
  io: Pick<Io, 'stdout' | 'env'>,
  { upright }: TableStyle = {},
): string => {
  const bold = (text: string): string =>
    wantsColour(io) ? styleText('bold', text, { validateStream: false }) : text;
  const heading = title === '' ? '' : `${bold(title)}\n`;
  const [first] = rows;
  if (headers.length === 0 || first === undefined) {
    return `${heading}No entries.\n`;
  }
  const isUpright = upright ?? rows.length === 1;
  if (upright === undefined && !isUpright && isTooWide([headers, ...rows], io.stdout.columns)) {
    // Columns of a few letters cannot be read: a record each, without what it does not have.
    const records = rows.map((row) => {
      const filled = headers.map((_, index) => index).filter((index) => (row[index] ?? '') !== '');
      const record = filled.map((index) => row[index] ?? '');
      const names = filled.map((index) => headers[index] ?? '');
      return drawTable({ title: '', headers: names, rows: [record] }, io, { upright: true });
    });
    return `${heading}${records.join('')}`;
  }
  const table = isUpright ? headers.map((name, index) => [name, first[index] ?? '']) : [headers, ...rows];
  const widths = fit(widthsOf(table, '\n'), widthsOf(table, /\s+/), io.stdout.columns);
  const rule = (left: string, middle: string, right: string): string =>
    `${left}${widths.map((width) => '─'.repeat(width + 2)).join(middle)}${right}\n`;
  const drawn = table.map((row, index) =>
    drawRow(row, widths, (column) => ((isUpright ? column === 0 : index === 0) ? bold : plain)),
  );
  return `${heading}${rule('┌', '┬', '┐')}${drawn.join(rule('├', '┼', '┤'))}${rule('└', '┴', '┘')}`;
};

type Style = (text: string) => string;

const plain: Style = (text) => text;

/** Whether columns would be too narrow to be read. Few columns are never: they are broken, and stay side by side. */
const isTooWide = (table: readonly (readonly string[])[], columns: number): boolean => {
  const widths = widthsOf(table, /\s+/).map((width) => Math.min(width, READABLE));
  return widths.length > FEW && sum(widths) > roomFor(widths.length, columns);
};

const drawRow = (
  row: readonly string[],
  widths: readonly number[],
  styleOf: (column: number) => Style,
): string => {
  const cells = widths.map((width, column) =>
    (row[column] ?? '').split('\n').flatMap((line) => wrapLine(line, width)),
  );
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => {
    const parts = cells.map((lines, column) => {
      const text = lines[line] ?? '';
      return `${text === '' ? '' : styleOf(column)(text)}${' '.repeat(Math.max(0, (widths[column] ?? 0) - stringWidth(text)))}`;
    });
    return `│ ${parts.join(' │ ')} │\n`;
  }).join('');
};

/** Breaks a line between words where possible. Continuation lines keep the indentation (of JSON, for example). */
const wrapLine = (line: string, width: number): readonly string[] => {
  if (stringWidth(line) <= width) {
    return [line];
  }
  const text = line.trimStart();
  const indent = line.slice(0, Math.min(line.length - text.length, Math.floor(width / 2)));
  return wrap(text, width - stringWidth(indent), { hard: true })
    .split('\n')
    .map((part) => `${indent}${part}`);
};

/** The widest line or word of every column. */
const widthsOf = (table: readonly (readonly string[])[], between: string | RegExp): readonly number[] =>
  (table[0] ?? []).map((_, column) =>
    // Not Math.max(...pieces): a cell may have more words than a call may have arguments in V8.
    table
      .flatMap((row) => (row[column] ?? '').split(between))
      .reduce((widest, piece) => Math.max(widest, stringWidth(piece)), 1),
  );

/**
 * Shrinks the widest columns until the table fits, down to their longest word where that suffices, else through words.
 */
const fit = (natural: readonly number[], words: readonly number[], columns: number): readonly number[] => {
  const room = roomFor(natural.length, columns);
  const roomy = shrink(
    natural,
    words.map((width) => Math.max(MIN_WIDTH, width)),
    room,
  );
  const floors = sum(words) <= room ? words : words.map(() => MIN_WIDTH);
  return shrink(roomy, floors, room);
};

/** Characters for text: 3 per column and 1 in all are borders and margins. */
const roomFor = (count: number, columns: number): number => columns - 3 * count - 1;

const sum = (widths: readonly number[]): number => widths.reduce((total, width) => total + width, 0);

/** Shrinks the widest columns above their floor evenly until the table fits or all are at their floor. */
const shrink = (natural: readonly number[], floors: readonly number[], room: number): readonly number[] => {
  const widths = [...natural];
  const floorOf = (index: number): number => floors[index] ?? 0;
  for (;;) {
    const excess = sum(widths) - room;
    const able = widths.flatMap((width, index) => (width > floorOf(index) ? [index] : []));
    if (excess <= 0 || able.length === 0) {
      return widths;
    }
    const largest = Math.max(...able.map((index) => widths[index] ?? 0));
    const givers = able.filter((index) => widths[index] === largest);
    const next = Math.max(0, ...able.map((index) => widths[index] ?? 0).filter((width) => width < largest));
    const share = Math.ceil(excess / givers.length);
    givers.forEach((index) => (widths[index] = Math.max(next, floorOf(index), largest - share)));
  }
};
