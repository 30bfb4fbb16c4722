import { styleText } from 'node:util';
import stringWidth from 'string-width';
import wrap from 'wrap-ansi';
import type { Io } from './io';

/** Cells that are safe to print. */
export interface TableContent {
  readonly title: string;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** How a table with one row stands: a line per value (the default), or below its headers like any other. */
export interface TableStyle {
  readonly upright?: boolean;
}

/** Narrower columns would show one letter per line. */
const MIN_WIDTH = 10;

/**
 * Draws a table for a person. One row stands upright, a name and a value per line, because the record of a vendor is
 * wider than any terminal; several rows are lines below their headers. No text is cut: it is wrapped.
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
  const widths = fit(naturalWidths(table), io.stdout.columns);
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
    wrap(row[column] ?? '', width, { hard: true, trim: false }).split('\n'),
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

const naturalWidths = (table: readonly (readonly string[])[]): readonly number[] =>
  (table[0] ?? []).map((_, column) =>
    Math.max(1, ...table.flatMap((row) => (row[column] ?? '').split('\n').map(stringWidth))),
  );

/** Shrinks the widest columns until the table fits: 3 characters per column and 1 in all are borders and margins. */
const fit = (natural: readonly number[], columns: number): readonly number[] => {
  const widths = [...natural];
  const room = columns - 3 * widths.length - 1;
  for (;;) {
    const total = widths.reduce((sum, width) => sum + width, 0);
    const largest = Math.max(...widths);
    if (total <= room || largest <= MIN_WIDTH) {
      return widths;
    }
    const next = Math.max(MIN_WIDTH, ...widths.filter((width) => width < largest));
    const share = Math.ceil((total - room) / widths.filter((width) => width === largest).length);
    widths.forEach((width, index) => {
      if (width === largest) {
        widths[index] = Math.max(next, MIN_WIDTH, width - share);
      }
    });
  }
};
