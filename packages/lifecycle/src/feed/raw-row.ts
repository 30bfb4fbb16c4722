/** A row as the file has it, before any column has a meaning. */
export interface RawRow {
  /** Line where it begins, or its number in a list, from 1. */
  readonly line: number;
  /** By the number of the column; text in CSV, any JSON value in JSON, with numbers as the text they were written in. */
  readonly cells: readonly unknown[];
  /** Why it cannot be used, as the end of a sentence that begins with "the row". */
  readonly problem?: string;
}

/** Reads rows from a text that comes in pieces. */
export interface RowReader {
  /** Names of the columns; those of JSON become more as rows name them. */
  readonly columns: readonly string[];
  /** Adds the rows that became whole. A text is returned when the feed cannot be read on; nothing may be written after it. */
  readonly write: (text: string, rows: RawRow[]) => string | undefined;
  /** Adds what the end of the text makes whole. */
  readonly end: (rows: RawRow[]) => string | undefined;
  /** What a reader of the feed should know, after its end. */
  readonly remarks: () => readonly string[];
}

/** The most characters that one row may have: more is a quote that is never closed, or no list of people. */
export const MAX_ROW_LENGTH = 1024 * 1024;

/** The most columns, or different keys of JSON rows, that a feed may have. */
export const MAX_COLUMNS = 1000;

export const TOO_LONG = 'is longer than 1 MiB';
export const TOO_MANY_COLUMNS = `has more than ${MAX_COLUMNS} columns`;
