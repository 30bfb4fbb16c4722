import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { PoolClient, QueryConfig, QueryResultRow } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import Cursor from 'pg-cursor';

import { copyLine, type CopyValue } from './copy-text';
import { turns } from './turns';

/** Rows of a table as they are copied into it. */
export type CopyRows = AsyncIterable<readonly CopyValue[]> | Iterable<readonly CopyValue[]>;

/** The same, many at once: a turn of the event loop for each row is more work than writing it. */
export type CopyPages = AsyncIterable<readonly (readonly CopyValue[])[]>;

/** What can be asked of a database: on the pool each call may use another connection, in a transaction all use one. */
export interface Session {
  /** The rows of one statement. Numbers of type bigint are numbers here; one that does not fit is an error. */
  readonly query: <Row extends QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<Row[]>;
  /** Runs one statement; how many rows it wrote. */
  readonly execute: (text: string, values?: readonly unknown[]) => Promise<number>;
  /** COPY: the fast way for many rows, in constant memory. Objects and arrays become JSON. How many rows were copied. */
  readonly copyInto: (table: string, columns: readonly string[], rows: CopyRows) => Promise<number>;
  /** The same for rows that come many at once. */
  readonly copyPagesInto: (table: string, columns: readonly string[], pages: CopyPages) => Promise<number>;
  /** The rows of a large result one after another, in constant memory; leaving the loop early closes it. */
  readonly cursor: <Row extends QueryResultRow>(
    text: string,
    values?: readonly unknown[],
    batch?: number,
  ) => AsyncGenerator<Row, void, undefined>;
}

/** About as many characters are handed to the connection at once. */
const COPY_CHUNK = 64 * 1024;
const CURSOR_BATCH = 1000;

const identifier = (name: string): string =>
  name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.');

export const copyStatement = (table: string, columns: readonly string[], direction: string): string =>
  `copy ${identifier(table)} (${columns.map(identifier).join(', ')}) ${direction}`;

async function* copyChunks(
  pages: CopyPages | Iterable<Iterable<readonly CopyValue[]>>,
): AsyncGenerator<string> {
  let chunk = '';
  for await (const page of pages) {
    for (const row of page) {
      chunk += copyLine(row);
      if (chunk.length >= COPY_CHUNK) {
        yield chunk;
        chunk = '';
      }
    }
  }
  if (chunk !== '') {
    yield chunk;
  }
}

async function* singly(rows: AsyncIterable<readonly CopyValue[]>): CopyPages {
  for await (const row of rows) {
    yield [row];
  }
}

const copyWith = async (
  client: PoolClient,
  table: string,
  columns: readonly string[],
  chunks: AsyncIterable<string>,
): Promise<number> => {
  const into = client.query(copyFrom(copyStatement(table, columns, 'from stdin')));
  await pipeline(Readable.from(chunks, { objectMode: false }), into);
  return into.rowCount;
};

export const copyIntoWith = (
  client: PoolClient,
  table: string,
  columns: readonly string[],
  rows: CopyRows,
): Promise<number> =>
  copyWith(client, table, columns, copyChunks(Symbol.asyncIterator in rows ? singly(rows) : [rows]));

export const copyPagesWith = (
  client: PoolClient,
  table: string,
  columns: readonly string[],
  pages: CopyPages,
): Promise<number> => copyWith(client, table, columns, copyChunks(pages));

export async function* cursorWith<Row extends QueryResultRow>(
  client: PoolClient,
  text: string,
  values: readonly unknown[] = [],
  batch = CURSOR_BATCH,
): AsyncGenerator<Row, void, undefined> {
  const cursor = client.query(new Cursor<Row>(text, [...values]));
  try {
    for (;;) {
      const rows = await cursor.read(batch);
      yield* rows;
      if (rows.length < batch) {
        return;
      }
    }
  } finally {
    await cursor.close();
  }
}

/** A statement whose answer is waited for so many milliseconds; pg takes the limit, its types do not say so. */
export const limited = (text: string, values: readonly unknown[], ms: number | undefined): QueryConfig =>
  ms === undefined ? { text, values: [...values] } : { text, values: [...values], ...{ query_timeout: ms } };

/** A session on one connection, which several parts of a program may use at once. */
export interface OwnSession extends Session {
  /** Resolves when the connection has nothing to do any more. */
  readonly idle: () => Promise<void>;
}

/** A session on one connection, whose statements take turns: pg warns of a second one and will refuse it. */
export const sessionOn = (client: PoolClient, ms?: number): OwnSession => {
  const { inTurn, take, idle } = turns();
  return {
    query: (text, values = []) => inTurn(async () => (await client.query(limited(text, values, ms))).rows),
    execute: (text, values = []) =>
      inTurn(async () => (await client.query(limited(text, values, ms))).rowCount ?? 0),
    copyInto: (table, columns, rows) => inTurn(() => copyIntoWith(client, table, columns, rows)),
    copyPagesInto: (table, columns, pages) => inTurn(() => copyPagesWith(client, table, columns, pages)),
    cursor: async function* (text, values, batch) {
      const release = await take();
      try {
        yield* cursorWith(client, text, values, batch);
      } finally {
        release();
      }
    },
    idle,
  };
};
