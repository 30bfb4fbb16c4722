/**
 * CSV as RFC 4180 describes it and as it really comes: any separator, CRLF, LF or CR, blanks around quotes. Written here because a row
 * must be named by its line, and one wrong quote must cost one row: csv-parse counts a CRLF inside quotes as two lines, and either stops at
 * a misplaced quote or drops its row together with the person's key. The tests read the same files with csv-parse.
 */

export interface CsvRecord {
  /** The line in which it begins. */
  readonly line: number;
  readonly cells: readonly string[];
  /** What is wrong with its quotes, as the end of a sentence that begins with "the row". */
  readonly problem?: string;
  /** The text ended without a line break after it. */
  readonly open?: boolean;
}

export interface CsvRecords {
  /** Adds the records that became whole; empty lines are none. Returns why the text cannot be read on. */
  readonly write: (text: string, records: CsvRecord[]) => string | undefined;
  readonly end: (records: CsvRecord[]) => string | undefined;
}

export const createCsvRecords = (separator: string, maxLength: number): CsvRecords => {
  let rest = '';
  let line = 1;
  const read = (more: string, atEnd: boolean, records: CsvRecord[]): string | undefined => {
    const text = rest === '' ? more : rest + more;
    // Where the next of each is; looked for again only when it was passed, so that a text without any is searched once.
    let lineFeed = -1;
    let carriageReturn = -1;
    let quote = -1;
    let from = 0;
    while (from < text.length) {
      lineFeed = lineFeed < from ? placeOf('\n', text, from) : lineFeed;
      carriageReturn = carriageReturn < from ? placeOf('\r', text, from) : carriageReturn;
      quote = quote < from ? placeOf('"', text, from) : quote;
      const lineEnd = Math.min(lineFeed, carriageReturn);
      if (quote < lineEnd) {
        const found = quotedRecord(text, from, separator, atEnd);
        if (found === undefined) {
          break;
        }
        if (typeof found === 'string') {
          return `Line ${line}: ${found}`;
        }
        const { cells, to, problem, breaks, open } = found;
        records.push({
          line,
          cells,
          ...(problem === undefined ? {} : { problem }),
          ...(open ? { open } : {}),
        });
        line += breaks + 1;
        from = to;
        continue;
      }
      const isLast = lineEnd === Number.POSITIVE_INFINITY;
      // A carriage return at the very end may be the half of a CRLF.
      if (!atEnd && (isLast || lineEnd === text.length - 1) && text[lineEnd] !== '\n') {
        break;
      }
      const end = isLast ? text.length : lineEnd;
      if (end > from) {
        const cells = text.slice(from, end).split(separator);
        records.push(isLast ? { line, cells, open: true } : { line, cells });
      }
      line += 1;
      from = end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1);
    }
    rest = text.slice(from);
    return rest.length > maxLength
      ? `Line ${line}: the row that begins here is too long (more than ${maxLength} characters); a quote may be missing at the end of a cell.`
      : undefined;
  };
  return {
    write: (text, records) => read(text, false, records),
    end: (records) => read('', true, records),
  };
};

const placeOf = (what: string, text: string, from: number): number => {
  const at = text.indexOf(what, from);
  return at < 0 ? Number.POSITIVE_INFINITY : at;
};

interface Quoted {
  readonly cells: readonly string[];
  readonly to: number;
  readonly problem: string | undefined;
  /** Line breaks inside its cells. */
  readonly breaks: number;
  readonly open: boolean;
}

/**
 * A record with quotes in it. Undefined: its end is not there yet. Text: where it ends cannot be told. A quote inside a cell that does not
 * begin with one is a character like any other; text behind a closing quote is a mistake of the row, unless a line break is before it: then
 * the quote may be the beginning of another row's cell, and rows would vanish into one.
 */
const quotedRecord = (
  text: string,
  from: number,
  separator: string,
  atEnd: boolean,
): Quoted | string | undefined => {
  const cells: string[] = [];
  let problem: string | undefined;
  let breaks = 0;
  let at = from;
  for (;;) {
    const start = afterBlanks(text, at, separator);
    let cell: string;
    if (text[start] === '"') {
      const close = closingQuote(text, start);
      if (close === undefined) {
        return atEnd ? NOT_CLOSED : undefined;
      }
      const inside = text.slice(start + 1, close);
      const within = lineBreaks(inside);
      cell = inside.includes('"') ? inside.replaceAll('""', '"') : inside;
      at = afterBlanks(text, close + 1, separator);
      if (at < text.length && !isCellEnd(text[at], separator)) {
        if (within > 0) {
          return MISPLACED;
        }
        problem ??= 'has text behind a closing quote; a quote inside a cell is written twice ("")';
        const end = cellEnd(text, at, separator);
        cell = text.slice(start, end);
        at = end;
      }
      breaks += within;
    } else {
      const end = cellEnd(text, at, separator);
      cell = text.slice(at, end);
      at = end;
    }
    // More of the cell may come; a quote at the very end may be the half of a doubled one.
    if (at >= text.length && !atEnd) {
      return undefined;
    }
    cells.push(cell);
    if (text[at] === separator) {
      at += 1;
      continue;
    }
    if (text[at] === '\r' && at === text.length - 1 && !atEnd) {
      return undefined;
    }
    const to = at + (text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1);
    return { cells, to, problem, breaks, open: at >= text.length };
  }
};

const NOT_CLOSED =
  'a quote is opened in the row that begins here and never closed: the file is cut off, or the quote is a mistake.';
const MISPLACED =
  'a cell of the row that begins here has a line break and then text behind a closing quote, so that it cannot be told where rows end. Look for a quote that is missing or too much.';

const afterBlanks = (text: string, from: number, separator: string): number => {
  let at = from;
  while ((text[at] === ' ' || text[at] === '\t') && text[at] !== separator) {
    at += 1;
  }
  return at;
};

const closingQuote = (text: string, opening: number): number | undefined => {
  let at = text.indexOf('"', opening + 1);
  while (at >= 0 && text[at + 1] === '"') {
    at = text.indexOf('"', at + 2);
  }
  return at < 0 ? undefined : at;
};

const isCellEnd = (character: string | undefined, separator: string): boolean =>
  character === separator || character === '\n' || character === '\r';

const cellEnd = (text: string, from: number, separator: string): number => {
  let at = from;
  while (at < text.length && !isCellEnd(text[at], separator)) {
    at += 1;
  }
  return at;
};

const lineBreaks = (text: string): number =>
  text.includes('\n') || text.includes('\r') ? (text.match(/\r\n|\n|\r/g) ?? []).length : 0;
