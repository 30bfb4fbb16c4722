import { createCsvRecords, type CsvRecord } from './csv-records';
import { MAX_ROW_LENGTH } from './raw-row';

/** What is looked for between the cells of a header. */
const SEPARATORS = [',', ';', '\t', '|'] as const;

export type FoundSeparator = { readonly separator: string } | { readonly problem: string };

/**
 * What separates the cells of a header: that with which the most of the expected columns are there, then that which makes the most cells.
 * Undefined: the header is not whole yet.
 */
export const findSeparator = (
  text: string,
  expected: readonly string[],
  atEnd: boolean,
): FoundSeparator | undefined => {
  const headers = SEPARATORS.map((separator) => ({ separator, cells: headerWith(separator, text, atEnd) }));
  if (headers.some(({ cells }) => cells === undefined) && !atEnd) {
    return undefined;
  }
  const ranked = headers
    .map(({ separator, cells = [] }) => {
      const names = new Set(cells.map((cell) => cell.trim()));
      return {
        separator,
        known: expected.filter((name) => names.has(name)).length,
        cells: cells.length,
      };
    })
    .sort((one, other) => other.known - one.known || other.cells - one.cells);
  const [best, second] = ranked;
  if (best === undefined || second === undefined || best.cells <= 1) {
    return { separator: ',' };
  }
  return best.known === second.known && best.cells === second.cells
    ? {
        problem: `The header can be read with ${separatorName(best.separator)} and with ${separatorName(second.separator)} between its cells: name one as "separator" of the feed.`,
      }
    : { separator: best.separator };
};

const headerWith = (separator: string, text: string, atEnd: boolean): readonly string[] | undefined => {
  const records = createCsvRecords(separator, MAX_ROW_LENGTH);
  const found: CsvRecord[] = [];
  records.write(text, found);
  if (found.length === 0 && atEnd) {
    records.end(found);
  }
  return found[0]?.cells;
};

const NAMES: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'vertical bar',
};

export const separatorName = (separator: string): string => NAMES[separator] ?? JSON.stringify(separator);

/** Why a text cannot separate cells, as the end of a sentence that begins with it; undefined when it can. */
export const separatorProblem = (separator: string): string | undefined =>
  separator.length === 1 && !/["\r\n\p{L}\p{N}]/u.test(separator)
    ? undefined
    : 'cannot separate cells; one character such as ";" does';
