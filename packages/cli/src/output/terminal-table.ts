import { styleText } from 'node:util';
import stringWidth from 'string-width';
import wrap from 'wrap-ansi';
import type { Io } from '../terminal/io';

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

/**
 * Draws a table for a terminal. A single row is shown with a name and a value per line, because a vendor's record is wider
 * than any terminal; several rows are lines below their headers. Text is wrapped, never cut.
 */
export const drawTable = (
  { title, headers, rows }: TableContent,
  io: Pick<Io, 'stdout' | 'env'>,
  { upright = rows.length === 1 }: TableStyle = {},
): string => {
  const bold = (text: string): string =>
    wantsColour(io) ? styleText('bold', text, { validateStream: false }) : text;
  const heading = title === '' ? '' : `${bold(title)}\n`;
  const [first] = rows;
  if (headers.length === 0 || first === undefined) {
    return `${heading}No entries.\n`;
  }
  const table = upright ? headers.map((name, index) => [name, first[index] ?? '']) : [headers, ...rows];
  const widths = fit(widthsOf(table, '\n'), widthsOf(table, /\s+/), io.stdout.columns);
  const rule = (left: string, middle: string, right: string): string =>
    `${left}${widths.map((width) => '─'.repeat(width + 2)).join(middle)}${right}\n`;
  const drawn = table.map((row, index) =>
    drawRow(row, widths, (column) => ((upright ? column === 0 : index === 0) ? bold : plain)),
  );
  return `${heading}${rule('┌', '┬', '┐')}${drawn.join(rule('├', '┼', '┤'))}${rule('└', '┴', '┘')}`;
};

type Style = (text: string) => string;

const plain: Style = (text) => text;

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

/** Colours only for a terminal that wants them (https://no-color.org). */
const wantsColour = ({ stdout, env }: Pick<Io, 'stdout' | 'env'>): boolean =>
  stdout.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';

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
 * 3 characters per column and 1 in all are borders and margins.
 */
const fit = (natural: readonly number[], words: readonly number[], columns: number): readonly number[] => {
  const room = columns - 3 * natural.length - 1;
  const roomy = shrink(
    natural,
    words.map((width) => Math.max(MIN_WIDTH, width)),
    room,
  );
  const floors = sum(words) <= room ? words : words.map(() => MIN_WIDTH);
  return shrink(roomy, floors, room);
};

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
