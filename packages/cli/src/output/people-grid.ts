import { printable } from '@iam/core';
import stringWidth from 'string-width';
import { wrapText } from '../terminal/wrap-text';
import type { State } from '../people/outcome';

/** A person with their state at each application, in the order of the columns. */
export interface GridRow {
  readonly label: string;
  readonly states: readonly State[];
}

const SIGN: Readonly<Record<State, string>> = { active: '✓', disabled: '○', absent: '–', unknown: '?' };
const LEGEND = '✓ active   ○ disabled   – not there   ? not known';

/** Between two columns. */
const GAP = 2;

/** One line per person, a sign per application: what many people at many applications need to fit into a terminal. */
export const peopleGrid = (
  applications: readonly string[],
  rows: readonly GridRow[],
  columns: number,
): string => {
  const names = distinct(
    applications.map((name) => printable(name).replace(/_instance_\d+$/, '')),
    applications,
  );
  const labels = rows.map(({ label }) => printable(label));
  const longest = Math.max(...labels.map((label) => stringWidth(label)));
  const room =
    Math.floor((columns - Math.min(longest, Math.floor(columns / 2))) / Math.max(1, names.length)) - GAP;
  // Names that are too long for their columns stand above, by number.
  const isNumbered = names.some((name) => stringWidth(name) > room);
  const heads = isNumbered ? names.map((_name, index) => String(index + 1)) : names;
  const widths = heads.map((head) => stringWidth(head));
  const gap = ' '.repeat(GAP);
  const line = (first: string, cells: readonly string[]): string =>
    `${first}${' '.repeat(Math.max(0, longest - stringWidth(first)))}${cells
      .map(
        (cell, index) => `${gap}${cell}${' '.repeat(Math.max(0, (widths[index] ?? 0) - stringWidth(cell)))}`,
      )
      .join('')}`.trimEnd();
  return [
    ...(isNumbered
      ? [
          wrapText(
            names.map((name, index) => `${index + 1} ${name}`.replaceAll(' ', '\u00a0')).join(', '),
            columns,
          ),
        ]
      : []),
    line('', heads),
    ...rows.map(({ states }, index) =>
      line(
        labels[index] ?? '',
        states.map((state) => SIGN[state]),
      ),
    ),
    LEGEND,
    '',
  ]
    .join('\n')
    .replaceAll('\u00a0', ' ');
};

/** Without the number that the sandbox and most configurations put behind a name, unless it tells two apart. */
const distinct = (short: readonly string[], full: readonly string[]): readonly string[] =>
  new Set(short).size === short.length ? short : full.map((name) => printable(name));
