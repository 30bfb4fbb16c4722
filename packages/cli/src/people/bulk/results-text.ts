import { withoutFormula } from '@iam/core/internal';
import { UsageError } from '../../terminal/usage-error';
import type { Entry } from '../entry';
import { IDENTIFIERS } from '../person/person';
import { csvLine } from './csv-line';
import { UNREAD, WHY } from './results-kind';

/** Someone who has to be done again, and why. */
export interface Undone {
  readonly entry: Entry;
  readonly why: string;
}

/** The text of a file of results: CSV where its name ends so, with the columns of all entries of the call; JSON Lines otherwise. */
export const resultsText = (named: string, undone: readonly Undone[], entries: readonly Entry[]): string => {
  if (!isCsv(named)) {
    return undone.map(jsonLine).join('');
  }
  const columns = columnsOf(entries);
  return [[...columns, WHY], ...undone.map((one) => cellsOf(one, columns))]
    .map((cells) => csvLine(cells.map(withoutFormula)))
    .join('');
};

const isCsv = (named: string): boolean => /\.csv$/i.test(named);

const jsonLine = ({ entry, why }: Undone): string =>
  `${JSON.stringify({
    ...rowOf(entry),
    ...(entry.unread === undefined ? {} : { [UNREAD]: entry.unread }),
    [WHY]: why,
  })}\n`;

/** The row as it was read; of an argument the name with the values of the call. */
const rowOf = ({ row, person, values }: Entry): Readonly<Record<string, string | null>> =>
  row === undefined ? { person: person.label, ...values } : { ...row, ...values };

const columnsOf = (entries: readonly Entry[]): readonly string[] => {
  const columns = [...new Set(entries.flatMap((entry) => Object.keys(rowOf(entry))))];
  return ['person', ...IDENTIFIERS].some((key) => columns.includes(key)) ? columns : ['person', ...columns];
};

/** What could not be read stands behind the last column, so that the row does not fit the next time either. */
const cellsOf = ({ entry, why }: Undone, columns: readonly string[]): readonly string[] => {
  const row = new Map(Object.entries(rowOf(entry)));
  return [
    ...columns.map((column) => row.get(column) ?? ''),
    why,
    ...(entry.unread ?? []).map((part) => (typeof part === 'string' ? part : JSON.stringify(part))),
  ];
};

/**
 * Refuses CSV for what it cannot say: a value that is cleared, or has blanks around it. Asked of the reader of `--from` itself, before
 * anything is sent.
 */
export const refuseUnkept = async (named: string | undefined, entries: readonly Entry[]): Promise<void> => {
  if (named === undefined || !isCsv(named)) {
    return;
  }
  const { peopleIn } = await import('./read-file.js');
  const text = resultsText(
    named,
    entries.map((entry) => ({ entry, why: 'x' })),
    entries,
  );
  // Refused as a whole: two columns are one, for example.
  const again = await peopleIn(text, named).catch((): readonly Entry[] => []);
  const lost = entries.find((entry, index) => !isKept(entry, again[index]));
  if (lost !== undefined || again.length !== entries.length) {
    throw new UsageError(
      `${named} cannot hold what is asked of ${lost?.place ?? lost?.person.label ?? 'these people'}: CSV cannot say that a value is cleared or has blanks around it, and its columns have no capitals. Name a file that ends in .jsonl; nothing was sent.`,
    );
  }
};

const isKept = (entry: Entry, again: Entry | undefined): boolean =>
  again !== undefined &&
  (entry.unread === undefined) === (again.unread === undefined) &&
  JSON.stringify(saidBy(entry)) === JSON.stringify(saidBy({ ...again, values: {} }));

const saidBy = (entry: Entry): unknown =>
  Object.entries(rowOf(entry))
    .filter(([, value]) => value !== '')
    .sort(([one], [other]) => (one < other ? -1 : 1));
