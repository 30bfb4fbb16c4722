import { resolve } from 'node:path';
import { readInputFile, whyUnreadable } from '@iam/core';
import { isDictionary, withFormula } from '@iam/core/internal';
import type { Io } from '../../terminal/io';
import { MAX_VALUE_BYTES } from '../../terminal/read-stream';
import { UsageError } from '../../terminal/usage-error';
import type { Entry } from '../entry';
import { quoteIn } from '../../call/typographic';
import { IDENTIFIERS, readPerson, type Person } from '../person/person';
import { UNREAD, WHY } from './results-kind';

type Row = Readonly<Record<string, string | null>>;

/** People of a file (`-` is standard input): CSV with a header, or JSON Lines. A row that cannot be used is an entry with a problem. */
export const readPeopleFile = async (
  named: string,
  io: Pick<Io, 'cwd' | 'stdin'>,
): Promise<readonly Entry[]> => {
  const name = named === '-' ? 'standard input' : named;
  let text: string;
  try {
    text =
      named === '-' ? await io.stdin.readAll() : readInputFile(resolve(io.cwd, named), 20 * MAX_VALUE_BYTES);
  } catch (thrown) {
    throw new UsageError(`${name} ${whyUnreadable(thrown)}; nothing was sent.`);
  }
  return peopleIn(text, name);
};

/** People of the text of such a file; the name is for messages. */
export const peopleIn = async (text: string, name: string): Promise<readonly Entry[]> => {
  const plain = text.replace(/^\ufeff/, '');
  return /^\s*\{/.test(plain) ? jsonLines(plain, name) : csvRows(plain, name);
};

const jsonLines = (text: string, name: string): readonly Entry[] =>
  text.split('\n').flatMap((line, index): Entry[] => {
    if (line.trim() === '') {
      return [];
    }
    const place = `${name}, line ${index + 1}`;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      return [{ ...UNNAMED, row: {}, unread: [line], place, problem: 'is not JSON' }];
    }
    if (!isDictionary(value)) {
      return [{ ...UNNAMED, row: {}, unread: [value], place, problem: 'is not a JSON object' }];
    }
    const cells = Object.entries(value);
    const wrong = cells.filter(([, cell]) => !isPlain(cell));
    const row = Object.fromEntries(
      cells.flatMap(([key, cell]) => (isPlain(cell) ? [[key, cell === null ? null : String(cell)]] : [])),
    );
    const [first] = wrong;
    return [
      first === undefined
        ? entryOf(row, place)
        : {
            ...entryOf(row, place),
            unread: wrong.flatMap(unreadOf),
            problem: `has a value for ${first[0]} that is neither text nor number`,
          },
    ];
  });

const isPlain = (cell: unknown): cell is string | number | null =>
  cell === null || typeof cell === 'string' || typeof cell === 'number';

/** What a file of results says of it is not wrapped again. */
const unreadOf = ([key, cell]: readonly [string, unknown]): readonly unknown[] =>
  key === UNREAD && Array.isArray(cell) ? cell : [{ [key]: cell }];

const csvRows = async (text: string, name: string): Promise<readonly Entry[]> => {
  const { parseCsv } = await import('./csv-text.js');
  let rows;
  try {
    rows = parseCsv(text);
  } catch (thrown) {
    throw new UsageError(`${name} cannot be read as CSV: ${(thrown as Error).message}; nothing was sent.`);
  }
  const [header, ...others] = rows;
  if (header === undefined) {
    return [];
  }
  // A file of results has apostrophes before what would be a formula.
  const textOf = header.cells.includes(WHY) ? withFormula : (cell: string): string => cell;
  const columns = header.cells.map((cell) => textOf(cell.trim()).toLowerCase());
  if (!columns.some((column) => IS_NAMING.has(column))) {
    // A plain list of people has no header; every line is one.
    if (rows.every(({ cells }) => cells.length === 1) && readPerson(header.cells[0] ?? '').ok) {
      return rows.map(({ line, cells }) =>
        entryOf({ person: (cells[0] ?? '').trim() }, `${name}, line ${line}`),
      );
    }
    throw new UsageError(
      `${name}: the first line must name the columns, one of them person, employeeid, username, email or id; nothing was sent.`,
    );
  }
  const twice = columns.find((column, index) => columns.indexOf(column) < index);
  if (twice !== undefined) {
    throw new UsageError(`${name} has the column ${JSON.stringify(twice)} twice; nothing was sent.`);
  }
  return others.map(({ line, cells }) => {
    const place = `${name}, line ${line}`;
    const entry = entryOf(
      Object.fromEntries(columns.map((column, index) => [column, textOf((cells[index] ?? '').trim())])),
      place,
    );
    return cells.length === columns.length
      ? entry
      : {
          ...entry,
          // Of too few an empty one, so that the row does not fit the next time.
          unread: cells.length < columns.length ? [''] : cells.slice(columns.length),
          problem: `has ${cells.length} cells instead of ${columns.length}`,
        };
  });
};

const UNNAMED = { person: { label: '(nobody named)', profile: {} }, values: {} };

const IS_NAMING: ReadonlySet<string> = new Set(['person', ...IDENTIFIERS]);

/** Columns that a result file adds, beside those of the row. */
const isRemark = (column: string): boolean => column.startsWith('iam_');

/** An empty cell says nothing; only null, which CSV cannot write, clears. */
const entryOf = (cells: Row, place: string): Entry => {
  const row = Object.fromEntries(Object.entries(cells).filter(([column]) => !isRemark(column)));
  const given = (key: string): string | undefined => row[key] ?? undefined;
  const curly = Object.values(row).map((cell) => (cell === null ? undefined : quoteIn(cell, 'around')));
  const named = given('person');
  const profile = Object.fromEntries(
    IDENTIFIERS.flatMap((key) => {
      const value = given(key);
      return value === undefined || value === '' ? [] : [[key, value]];
    }),
  );
  const values = Object.fromEntries(
    Object.entries(row).filter(([column, cell]) => !IS_NAMING.has(column) && cell !== ''),
  );
  const read = named === undefined || named === '' ? undefined : readPerson(named);
  if (read?.ok === false) {
    return { person: { label: named ?? '', profile: {} }, values, place, row, problem: read.problem };
  }
  const person: Person = {
    label:
      read?.person.label ??
      profile['email'] ??
      profile['username'] ??
      (profile['employeeid'] === undefined
        ? `id:${profile['id'] ?? ''}`
        : `employeeid:${profile['employeeid']}`),
    profile: { ...profile, ...read?.person.profile },
  };
  const problem =
    Object.keys(person.profile).length === 0
      ? 'names nobody: person, employeeid, username, email or id is missing'
      : curly.find((found) => found !== undefined);
  return {
    ...(Object.keys(person.profile).length === 0 ? UNNAMED : { person }),
    values,
    place,
    row,
    ...(problem === undefined ? {} : { problem }),
  };
};
