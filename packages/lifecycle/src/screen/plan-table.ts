import { printable } from '@iam/core';

/** A column of numbers: its title, and the text of each row. */
export interface PlanColumn {
  readonly title: string;
  readonly cells: readonly string[];
}

const MAX_NAME = 30;
const MIN_NAME = 12;
const GAP = '  ';

/**
 * A row per application. Where the terminal is too narrow, columns that are empty for all of them are left out first, then names are cut
 * in their middle, because many of them differ at their ends.
 */
export const planTable = (
  names: readonly string[],
  columns: readonly PlanColumn[],
  available: number,
): readonly string[] => {
  const longest = Math.max(MIN_NAME, ...names.map((name) => printable(name).length));
  const fits = (some: readonly PlanColumn[]): boolean =>
    Math.min(MAX_NAME, longest) + widthOf(some) <= available;
  const shown = fits(columns) ? columns : columns.filter(({ cells }) => cells.some((cell) => cell !== '0'));
  // Nothing but zeros: the sentences below say what there is to say.
  if (shown.length === 0) {
    return [];
  }
  const width = Math.min(longest, MAX_NAME, Math.max(MIN_NAME, available - widthOf(shown)));
  const row = (name: string, cell: (column: PlanColumn) => string): string =>
    [name.padEnd(width), ...shown.map((column) => cell(column).padStart(cellWidth(column)))].join(GAP);
  return [
    row('', ({ title }) => title),
    ...names.map((name, index) => row(cut(printable(name), width), ({ cells }) => cells[index] ?? '')),
  ];
};

const cellWidth = ({ title, cells }: PlanColumn): number =>
  Math.max(title.length, ...cells.map((cell) => cell.length));

const widthOf = (columns: readonly PlanColumn[]): number =>
  columns.reduce((sum, column) => sum + GAP.length + cellWidth(column), 0);

const cut = (name: string, width: number): string => {
  if (name.length <= width) {
    return name;
  }
  const end = Math.floor((width - 1) / 2);
  return `${name.slice(0, width - 1 - end)}…${name.slice(name.length - end)}`;
};
