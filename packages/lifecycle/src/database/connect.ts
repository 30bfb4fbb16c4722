import { Pool, types, type PoolClient, type PoolConfig } from 'pg';

import { DatabaseError } from './database-error';
import { copyIntoWith, cursorWith, sessionOn, type Session } from './session';
import { shownUrl } from './shown-url';

/** A database that is open. */
export interface Database extends Session {
  /** For other processes and for pg-boss; may hold a password, so it is never shown. */
  readonly url: string;
  readonly shownUrl: string;
  /** `embedded`: a server of our own in the data folder; `server`: the one that IAM_DATABASE_URL names. */
  readonly kind: 'embedded' | 'server';
  readonly pool: Pool;
  /** Everything that `work` does, or nothing of it. The options stand after `begin`, for example `isolation level repeatable read`. */
  readonly transaction: <Result>(
    work: (session: Session) => Promise<Result>,
    options?: string,
  ) => Promise<Result>;
  readonly close: () => Promise<void>;
}

const INT8 = 20;
const DATE = 1082;

const int8 = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new DatabaseError(`The database holds the number ${text}, which is too large to be counted with.`);
  }
  return value;
};

/** bigint as number (serials and counts), date as text: a Date would move it by the zone of this machine. */
const parsers: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [INT8, int8],
  [DATE, (text) => text],
]);

const getTypeParser = ((oid: number, format?: 'text' | 'binary') =>
  (format === 'binary' ? undefined : parsers.get(oid)) ??
  types.getTypeParser(oid, format as 'text')) as typeof types.getTypeParser;

/** Connections of one process; a worker with more work than this waits for one. */
const CONNECTIONS = 10;

/**
 * A connection of the pool, which must be given back. One that dies while nothing is asked says so by an event, which would end
 * the process if nobody listened.
 */
const borrow = async (
  pool: Pool,
): Promise<{ readonly client: PoolClient; readonly giveBack: () => void }> => {
  const client = await pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error): void => {
    broken = error;
  };
  client.on('error', onError);
  return {
    client,
    giveBack: () => {
      client.off('error', onError);
      client.release(broken);
    },
  };
};

export const withClient = async <Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> => {
  const { client, giveBack } = await borrow(pool);
  try {
    return await work(client);
  } finally {
    giveBack();
  }
};

/** As `transaction` of a database, for what needs the connection itself. */
export const transactionWith = <Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
  options = '',
): Promise<Result> =>
  withClient(pool, async (client) => {
    await client.query(`begin ${options}`);
    try {
      const result = await work(client);
      await client.query('commit');
      return result;
    } catch (thrown) {
      // Fails only when the connection is gone, and the transaction with it; the pool drops such a connection.
      await client.query('rollback').catch(() => undefined);
      throw thrown;
    }
  });

async function* pooledCursor<Row extends object>(
  pool: Pool,
  text: string,
  values: readonly unknown[] | undefined,
  batch: number | undefined,
): AsyncGenerator<Row, void, undefined> {
  const { client, giveBack } = await borrow(pool);
  try {
    yield* cursorWith<Row>(client, text, values, batch);
  } finally {
    giveBack();
  }
}

/** Opens connections as they are needed; nothing is asked yet, so nothing fails here. */
export const connect = (url: string, kind: Database['kind'], settings: PoolConfig = {}): Database => {
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS,
    application_name: 'iam',
    types: { getTypeParser },
    ...settings,
  });
  // An idle connection that the server closed (restart, failover): the next statement opens another or says what is wrong.
  pool.on('error', () => undefined);
  return {
    url,
    shownUrl: shownUrl(url),
    kind,
    pool,
    query: async (text, values = []) => (await pool.query(text, [...values])).rows,
    execute: async (text, values = []) => (await pool.query(text, [...values])).rowCount ?? 0,
    copyInto: (table, columns, rows) =>
      withClient(pool, (client) => copyIntoWith(client, table, columns, rows)),
    cursor: (text, values, batch) => pooledCursor(pool, text, values, batch),
    transaction: (work, options) => transactionWith(pool, (client) => work(sessionOn(client)), options),
    close: () => pool.end(),
  };
};
