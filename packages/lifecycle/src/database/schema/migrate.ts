import type { Database } from '../connect';
import { DatabaseError } from '../database-error';
import type { Session } from '../session';
import { schema1 } from './schema-1';
import { schema2 } from './schema-2';
import { schema3 } from './schema-3';
import { schema4 } from './schema-4';

/** Forward only: the statements that lead from version n to n + 1 are never changed once they were released. */
const migrations: readonly string[] = [schema1, schema2, schema3, schema4];

/** The version of the tables that this program works with. */
export const SCHEMA_VERSION = migrations.length;

/** Any number, the same in every version: only one process migrates at a time. */
const MIGRATION_LOCK = 4_715_370_001;

/** The oldest server that everything here was tried with, as server_version_num. */
const OLDEST_SERVER = 130_000;

/** The version of the tables; 0 when there are none. */
export const schemaVersion = async (session: Session): Promise<number> => {
  // Not to_regclass: it answers from a cache of the connection that is not refreshed by waiting for the lock below.
  const [there] = await session.query<{ there: boolean }>(
    `select exists (select from pg_tables where schemaname = 'iam' and tablename = 'schema_version') as there`,
  );
  if (!there?.there) {
    return 0;
  }
  const [row] = await session.query<{ version: number | null }>(
    `select max(version) as version from iam.schema_version`,
  );
  return row?.version ?? 0;
};

const refuseOldServer = async (session: Session): Promise<void> => {
  const [server] = await session.query<{ number: number; version: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version`,
  );
  if (server && server.number < OLDEST_SERVER) {
    throw new DatabaseError(
      `The database server is PostgreSQL ${server.version}; version 13 or newer is needed. Nothing was changed.`,
    );
  }
};

/** Names of people, and what vendors say, are in every script. Another encoding would refuse one of them in the middle of a plan. */
const refuseOtherEncoding = async (session: Session): Promise<void> => {
  const [server] = await session.query<{ encoding: string; name: string }>(
    `select current_setting('server_encoding') as encoding, current_database() as name`,
  );
  if (server && server.encoding !== 'UTF8') {
    throw new DatabaseError(
      `The database ${server.name} has the encoding ${server.encoding}, which does not have the letters of every name. Nothing was changed. ` +
        `Make one that has: create database … encoding 'UTF8' template template0.`,
    );
  }
};

export const refuseNewer = (version: number): void => {
  if (version > SCHEMA_VERSION) {
    throw new DatabaseError(
      `The database has tables of version ${version}, made by a newer iam; this one knows version ${SCHEMA_VERSION}. ` +
        'Nothing was changed. Update iam on this machine, or set IAM_DATABASE_URL to another database.',
    );
  }
};

/** Brings the tables from their version up to `target`, inside the caller's transaction. */
export const migrateTo = async (session: Session, target: number): Promise<void> => {
  await session.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
  const version = await schemaVersion(session);
  refuseNewer(version);
  if (version >= target) {
    return;
  }
  if (version === 0) {
    await refuseOtherEncoding(session);
  }
  await session.execute('create schema if not exists iam');
  await session.execute(
    `create table if not exists iam.schema_version (version integer primary key, made timestamptz not null default now())`,
  );
  for (const [index, statements] of migrations.slice(version, target).entries()) {
    // Without values, so that the server takes all statements at once.
    await session.execute(statements);
    await session.execute('insert into iam.schema_version (version) values ($1)', [version + index + 1]);
  }
};

/** Makes or updates the tables, in one transaction; a database of a newer version is refused and left as it is. */
export const migrate = async (database: Database): Promise<void> => {
  // Most starts find everything in place, and need no lock and no write to see it.
  const version = await schemaVersion(database);
  refuseNewer(version);
  if (version === SCHEMA_VERSION) {
    return;
  }
  await refuseOldServer(database);
  await database.transaction((session) => migrateTo(session, SCHEMA_VERSION));
};
