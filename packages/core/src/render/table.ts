/**
 * Markdown tables as the reference platform writes them (its tableToMarkdown), with one deliberate difference: lists and
 * dictionaries inside a cell are JSON where the reference prints Python text.
 */
import { isDictionary } from '../codec/combinators';
import { asText } from './as-text';
import { cellText } from './cell';
import { printable } from './printable';

export type Row = Readonly<Record<string, unknown>>;

export interface TableOptions {
  /** Columns, in this order. Without them: the keys of the first row, sorted. */
  readonly headers?: readonly string[];
  /** Leaves out the columns in which every row is empty: '', null, [] or {}. False and 0 are not empty. */
  readonly removeNull?: boolean;
  /** Columns whose texts are addresses of images. */
  readonly images?: readonly string[];
}

/** A table whose cells are text that is safe to print, but not yet escaped for Markdown. */
export interface Table {
  readonly title: string;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The headers of the columns whose texts are addresses of images. */
  readonly images?: readonly string[];
}

/** Chooses the columns and turns the values into text. No rows, or no column left: a table without headers. */
export const buildTable = (title: string, rows: readonly Row[], options: TableOptions = {}): Table => {
  const named = options.headers ?? Object.keys(rows[0] ?? {}).sort();
  const headers =
    options.removeNull === true ? named.filter((name) => rows.some((row) => !isBlankCell(row, name))) : named;
  return {
    title: printable(title),
    headers: headers.map(printable),
    rows: rows.map((row) => headers.map((name) => cellText(valueOf(row, name)))),
    ...(options.images === undefined ? {} : { images: options.images.map(printable) }),
  };
};

/** `### title`, then the table, or `**No entries.**`; every line ends with a line feed. */
export const toMarkdownTable = ({ title, headers, rows, images = [] }: Table): string => {
  const heading = title === '' ? '' : `### ${asText(title.replaceAll('\n', ' '))}\n`;
  if (headers.length === 0 || rows.length === 0) {
    return `${heading}**No entries.**\n`;
  }
  const cellIn = (text: string, column: number): string =>
    images.includes(headers[column] ?? '') && IMAGE.test(text) ? `![](${text})` : asText(text);
  return [
    heading,
    `|${headers.map(asText).join('|')}|\n`,
    `|${headers.map(() => '---').join('|')}|\n`,
    ...rows.map((row) => `| ${row.map(cellIn).join(' | ')} |\n`),
  ].join('');
};

/** An address without anything that could end the image, the cell or the line (CommonMark section 6.3). */
const IMAGE = /^https:\/\/[\w.-]+(?::\d+)?\/[\w./%~+,;=&?@:-]*$/;

/**
 * The reference's tableToMarkdown(name, table, headers, removeNull). `data` is one row, a list of rows, or, with one
 * header or a dictionary of one key, a list of plain values.
 */
export const tableToMarkdown = (title: string, data: unknown, options: TableOptions = {}): string => {
  const [rows, headers] = rowsOf(data, options.headers);
  return toMarkdownTable(buildTable(title, rows, headers === undefined ? options : { ...options, headers }));
};

const rowsOf = (
  data: unknown,
  headers: readonly string[] | undefined,
): [readonly Row[], readonly string[] | undefined] => {
  if (headers === undefined && isDictionary(data) && Object.keys(data).length === 1) {
    return rowsOf(Object.values(data)[0], Object.keys(data));
  }
  const items = Array.isArray(data) ? data : isMissing(data) ? [] : [data];
  if (items.every(isDictionary)) {
    return [items, headers];
  }
  const header = headers?.[0];
  if (header === undefined) {
    throw new TypeError('A table of plain values needs a header.');
  }
  return [items.map((item) => (isDictionary(item) ? item : { [header]: item })), headers];
};

// Only own keys count: a header named `constructor` must not find what every object inherits.
const valueOf = (row: Row, name: string): unknown => (Object.hasOwn(row, name) ? row[name] : null);

const isBlankCell = (row: Row, name: string): boolean => {
  const value = valueOf(row, name);
  return isMissing(value) || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
};

const isMissing = (value: unknown): boolean => value === null || value === undefined || value === '';
