import { createCsvRecords, type CsvRecord } from './csv-records';
import { MAX_COLUMNS, MAX_ROW_LENGTH, TOO_MANY_COLUMNS, type RawRow, type RowReader } from './raw-row';
import { quoted } from './quoted';

/** Rows of a CSV text with a header. */
export const createCsvRows = (separator: string): RowReader => {
  const records = createCsvRecords(separator, MAX_ROW_LENGTH);
  const columns: string[] = [];
  let found: CsvRecord[] = [];
  let hasHeader = false;
  let blankRows = 0;
  let isOpen = false;

  const takeHeader = ({ line, cells, problem, open }: CsvRecord): string | undefined => {
    hasHeader = true;
    isOpen = open === true;
    if (problem !== undefined) {
      return `Line ${line}: the header ${problem}.`;
    }
    if (cells.length > MAX_COLUMNS) {
      return `Line ${line}: the header ${TOO_MANY_COLUMNS}.`;
    }
    columns.push(...cells.map((name) => name.trim()));
    const twice = columns.find((name, index) => name !== '' && columns.indexOf(name) < index);
    return twice === undefined
      ? undefined
      : `Line ${line}: the header has the column ${quoted(twice)} twice, so that it cannot be told which one counts.`;
  };

  const takeRow = (record: CsvRecord, rows: RawRow[]): string | undefined => {
    const { line, cells, problem, open } = record;
    isOpen = open === true;
    const expected = columns.length;
    if (cells.length === expected && problem === undefined) {
      if (isBlank(cells)) {
        blankRows += 1;
      } else {
        rows.push(record);
      }
      return undefined;
    }
    if (isOpen && cells.length < expected) {
      return `Line ${line}: the last row has ${cells.length} of ${expected} cells and no end of line: the file is cut off.`;
    }
    rows.push({
      line,
      cells,
      problem:
        problem ??
        `has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'} where the header has ${expected}`,
    });
    return undefined;
  };

  const take = (rows: RawRow[]): string | undefined => {
    for (const record of found) {
      const problem = hasHeader ? takeRow(record, rows) : takeHeader(record);
      if (problem !== undefined) {
        return problem;
      }
    }
    found = [];
    return undefined;
  };

  return {
    columns,
    write: (text, rows) => {
      const problem = records.write(text, found);
      return take(rows) ?? problem;
    },
    end: (rows) => {
      const problem = records.end(found);
      return take(rows) ?? problem;
    },
    remarks: () => [
      ...(blankRows === 0
        ? []
        : [
            `${blankRows} ${blankRows === 1 ? 'row has' : 'rows have'} nothing in any cell and count for nothing.`,
          ]),
      ...(isOpen
        ? ['The last row has no end of line; if the file was cut off there, its last value is too short.']
        : []),
    ],
  };
};

const isBlank = (cells: readonly string[]): boolean => {
  for (const cell of cells) {
    if (cell !== '' && cell.trim() !== '') {
      return false;
    }
  }
  return true;
};
