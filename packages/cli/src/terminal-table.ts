import { styleText } from 'node:util';
import CliTable from 'cli-table3';
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
  const lines = upright ? headers.map((name, index) => [name, first[index] ?? '']) : [headers, ...rows];
  const widths = fit(naturalWidths(lines), io.stdout.columns);
  const table = new CliTable({ style: { head: [], border: [] } });
  lines.forEach((line, row) => {
    const isName = (column: number): boolean => (upright ? column === 0 : row === 0);
    table.push(
      line.map((text, column) => {
        const wrapped = wrap(text, widths[column] ?? MIN_WIDTH, { hard: true, trim: false });
        return isName(column) ? bold(wrapped) : wrapped;
      }),
    );
  });
  return `${heading}${table.toString()}\n`;
};

/** Colours only for a terminal that wants them (https://no-color.org). */
const wantsColour = ({ stdout, env }: Pick<Io, 'stdout' | 'env'>): boolean =>
  stdout.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';

const naturalWidths = (lines: readonly (readonly string[])[]): readonly number[] =>
  (lines[0] ?? []).map((_, column) =>
    Math.max(
      1,
      ...lines.flatMap((line) => (line[column] ?? '').split('\n').map((text) => text.length * widest(text))),
    ),
  );

/** Whether a text may hold characters that take two columns; overestimating only leaves a column wider. */
const widest = (text: string): number => (/[\u1100-\uffff]/.test(text) ? 2 : 1);

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
