import { connect, type Database } from '../connect';
import { embeddedState, socketUrl, stopEmbedded, type EmbeddedState } from '../embedded/embedded-server';
import {
  connectionProblem,
  dataDirOf,
  openEvenMoved,
  refuseForeignUrl,
  type DatabaseOptions,
} from '../open-database';
import { movedAway, type MovedAway } from '../moved-away';
import { schemaVersion, SCHEMA_VERSION } from '../schema/migrate';
import { readStore, type Store } from '../store';
import { stateTables } from './tables';

/** What a database that answers says of itself. */
export interface DatabaseFacts {
  readonly shownUrl: string;
  /** Of the server, for example `15.13`. */
  readonly version: string;
  readonly schemaVersion: number;
  /** The version of the tables that this program works with. */
  readonly knownSchemaVersion: number;
  /** Undefined: there are no tables yet. */
  readonly store: Store | undefined;
  /** The state was moved away, and this is what was left. */
  readonly moved?: MovedAway;
  /** Bytes on disk. */
  readonly size: number;
  /** Rows, about: as the server's statistics have them. */
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
}

export type DatabaseStatus =
  | { readonly kind: 'server'; readonly facts: DatabaseFacts }
  | { readonly kind: 'embedded'; readonly server: EmbeddedState; readonly facts: DatabaseFacts | undefined };

const factsOf = async (database: Database): Promise<DatabaseFacts> => {
  const version = await schemaVersion(database);
  const [server] = await database.query<{ version: string; size: number }>(
    `select current_setting('server_version') as version, pg_database_size(current_database()) as size`,
  );
  const counts = await database.query<{ name: string; rows: number }>(
    `select relname as name, n_live_tup as rows from pg_stat_user_tables where schemaname = 'iam'`,
  );
  const tables = (await stateTables(database)).map(({ name }) => ({
    name,
    rows: counts.find((count) => count.name === name)?.rows ?? 0,
  }));
  // Tables of an older version do not tell.
  const moved = version < SCHEMA_VERSION ? undefined : await movedAway(database);
  return {
    shownUrl: database.shownUrl,
    version: server?.version ?? '',
    schemaVersion: version,
    knownSchemaVersion: SCHEMA_VERSION,
    store: version === 0 ? undefined : await readStore(database),
    size: server?.size ?? 0,
    tables,
    ...(moved === undefined ? {} : { moved }),
  };
};

/** Looks at a database without changing it, and closes it. */
export const lookAt = async <Result>(
  url: string,
  kind: Database['kind'],
  look: (database: Database) => Promise<Result>,
): Promise<Result> => {
  const database = connect(url, kind, { max: 2, connectionTimeoutMillis: 10_000 });
  try {
    // Whether it can be used at all is one finding, not one of everything that is looked at.
    await database.query('select 1');
    return await look(database);
  } catch (thrown) {
    throw connectionProblem(url, thrown);
  } finally {
    await database.close();
  }
};

/** The address to look at, without starting anything: undefined while the embedded server does not run. */
export const urlWithoutStarting = async (
  options: DatabaseOptions,
): Promise<{
  readonly kind: Database['kind'];
  readonly url: string | undefined;
  readonly server?: EmbeddedState;
}> => {
  const url = options.env['IAM_DATABASE_URL'];
  if (url !== undefined && url !== '') {
    refuseForeignUrl('IAM_DATABASE_URL', url);
    return { kind: 'server', url };
  }
  const server = await embeddedState({ ...options, dataDir: dataDirOf(options) });
  const folder = server.tag === 'running' ? server.socketFolder : undefined;
  return { kind: 'embedded', url: folder === undefined ? undefined : socketUrl(folder), server };
};

/** What there is; nothing is started, made or updated. */
export const databaseStatus = async (options: DatabaseOptions): Promise<DatabaseStatus> => {
  const { kind, url, server } = await urlWithoutStarting(options);
  const facts = url === undefined ? undefined : await lookAt(url, kind, factsOf);
  return server || !facts
    ? { kind: 'embedded', server: server ?? { tag: 'none', folder: dataDirOf(options) }, facts }
    : { kind: 'server', facts };
};

/** Starts the embedded server, or finds that it runs; updates the tables. */
export const startDatabase = async (options: DatabaseOptions): Promise<DatabaseStatus> => {
  await (await openEvenMoved(options)).close();
  return databaseStatus(options);
};

/** `foreign`: the database is on a server of others, which is not ours to stop. */
export const stopDatabase = async (
  options: DatabaseOptions,
): Promise<'stopped' | 'not-running' | 'foreign'> => {
  const url = options.env['IAM_DATABASE_URL'];
  if (url !== undefined && url !== '') {
    return 'foreign';
  }
  return (await stopEmbedded({ ...options, dataDir: dataDirOf(options) })) ? 'stopped' : 'not-running';
};
