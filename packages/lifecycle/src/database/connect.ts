import { Pool, types, type PoolClient, type PoolConfig } from 'pg';

import { keepSockets } from './keep-sockets';
import { DatabaseError, codeOf } from './database-error';
import { copyIntoWith, copyPagesWith, cursorWith, limited, sessionOn, type Session } from './session';
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
  /**
   * The same database for work that must not hang: a statement that is not answered in that time fails (`Query read timeout`), and its
   * connection is thrown away. A link that went silent would else be waited for as long as the operating system does, for hours.
   */
  readonly within: (ms: number) => Database;
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

/** Milliseconds until a connection that does not come about, and that is not refused either, is given up. */
const CONNECT_MS = 30_000;

/**
 * A connection of the pool, which must be given back. One that dies while nothing is asked says so by an event, which would end
 * the process without a listener.
 */
const borrow = async (
  pool: Pool,
): Promise<{ readonly client: PoolClient; readonly giveBack: (failure?: unknown) => void }> => {
  const client = await pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error): void => {
    broken = error;
  };
  client.on('error', onError);
  return {
    client,
    giveBack: (failure) => {
      client.off('error', onError);
      client.release(broken ?? (saysNothingOfServer(failure) ? failure : undefined));
    },
  };
};

/** A failure without a SQLSTATE: the state of the server's end is unknown, so nothing more may be sent on this connection. */
const saysNothingOfServer = (failure: unknown): failure is Error =>
  failure instanceof Error && !/^[0-9A-Z]{5}$/.test(codeOf(failure) ?? '');

export const withClient = async <Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> => {
  const { client, giveBack } = await borrow(pool);
  let failure: unknown;
  try {
    return await work(client);
  } catch (thrown) {
    failure = thrown;
    throw thrown;
  } finally {
    giveBack(failure);
  }
};

/** As long a rollback is waited for; one that is not answered goes with its connection. */
const ROLLBACK_MS = 5000;

/** As `transaction` of a database, for what needs the connection itself. */
export const transactionWith = async <Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
  { options = '', ms }: { readonly options?: string | undefined; readonly ms?: number | undefined } = {},
): Promise<Result> => {
  const { client, giveBack } = await borrow(pool);
  let failure: unknown;
  try {
    await client.query(limited(`begin ${options}`, [], ms));
    const result = await work(client);
    await client.query(limited('commit', [], ms));
    return result;
  } catch (thrown) {
    // Fails only when the connection is gone, and the transaction with it; the pool drops such a connection.
    failure = await client.query(limited('rollback', [], ROLLBACK_MS)).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    throw thrown;
  } finally {
    giveBack(failure);
  }
};

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
  const sockets = keepSockets();
  const pool = new Pool({
    stream: sockets.open,
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    application_name: 'iam',
    types: { getTypeParser },
    ...settings,
  });
  // An idle connection that the server closed (restart, failover): the next statement opens another or says what is wrong.
  pool.on('error', () => undefined);
  // A server that ends a connection at the moment it is established reports that before the connection is handed out.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const close = (): Promise<void> => sockets.closeAfter(pool.end());
  return onPool(pool, { url, shownUrl: shownUrl(url), kind, close });
};

/** `ms`: how long an answer is waited for. */
const onPool = (
  pool: Pool,
  named: Pick<Database, 'url' | 'shownUrl' | 'kind' | 'close'>,
  ms?: number,
): Database => ({
  ...named,
  pool,
  query: async (text, values = []) => (await pool.query(limited(text, values, ms))).rows,
  execute: async (text, values = []) => (await pool.query(limited(text, values, ms))).rowCount ?? 0,
  copyInto: (table, columns, rows) =>
    withClient(pool, (client) => copyIntoWith(client, table, columns, rows)),
  copyPagesInto: (table, columns, pages) =>
    withClient(pool, (client) => copyPagesWith(client, table, columns, pages)),
  cursor: (text, values, batch) => pooledCursor(pool, text, values, batch),
  transaction: (work, options) =>
    transactionWith(
      pool,
      async (client) => {
        const session = sessionOn(client, ms);
        try {
          return await work(session);
        } finally {
          // What was asked for ahead is answered before the transaction is ended.
          await session.idle();
        }
      },
      { options, ms },
    ),
  within: (limit) => onPool(pool, named, limit),
});
