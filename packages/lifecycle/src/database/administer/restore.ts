import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

import type * as t from 'io-ts';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

import { transactionWith, type Database } from '../connect';
import { DatabaseError, codeOf, messageOf } from '../database-error';
import { lockTransaction } from '../work-lock';
import { unmarkMoved } from '../moved-away';
import { migrateTo, schemaVersion, SCHEMA_VERSION } from '../schema/migrate';
import { copyStatement, sessionOn, type Session } from '../session';
import { backupEnd, backupHeader, type BackupHeader } from './backup-format';
import { backupReader, CutOff, type BackupReader } from './backup-reader';
import { firstFilled, stateTables, type Table } from './tables';
import { untilStopped } from './until-stopped';

const damaged = (what: string, how: string): DatabaseError =>
  new DatabaseError(`${what} is damaged: ${how}. Nothing was changed. Use another backup.`);

const decodeLine = <Value>(codec: t.Type<Value, unknown>, line: string): Value | undefined => {
  try {
    const decoded = codec.decode(JSON.parse(line));
    return decoded._tag === 'Right' ? decoded.right : undefined;
  } catch {
    return undefined;
  }
};

const headerFrom = async (reader: BackupReader, what: string): Promise<BackupHeader> => {
  let line;
  try {
    line = await reader.line();
  } catch (thrown) {
    if (!(thrown instanceof CutOff)) {
      throw thrown;
    }
    line = '';
  }
  const header = decodeLine(backupHeader, line);
  if (!header) {
    throw new DatabaseError(`${what} is no backup of iam, or one of another format. Nothing was changed.`);
  }
  if (header.schemaVersion > SCHEMA_VERSION) {
    throw new DatabaseError(
      `${what} has tables of version ${header.schemaVersion}, made by a newer iam; this one knows version ${SCHEMA_VERSION}. ` +
        'Nothing was changed. Update iam on this machine, and restore it again.',
    );
  }
  return header;
};

/** Only a database that has nothing to lose is filled; `next`: how another one is named. */
export const refuseFilled = async (session: Session, target: string, next: string): Promise<void> => {
  const filled = await firstFilled(session, await stateTables(session));
  if (filled !== undefined) {
    throw new DatabaseError(
      `The database ${target} is not empty (its table ${filled} has rows), and only an empty one is filled. Nothing was changed. ${next}`,
    );
  }
};

export const OTHER_DATABASE = 'Set IAM_DATA_DIR to a new folder or IAM_DATABASE_URL to a new database.';

/** No client may begin to use the database while it is filled; clients that use it already are not waited for long. */
const emptied = async (session: Session, target: string, next: string): Promise<void> => {
  const tables = await stateTables(session);
  if (tables.length === 0) {
    return;
  }
  if ((await schemaVersion(session)) === 0) {
    throw new DatabaseError(
      `The database ${target} has a schema "iam" that is of another program (its table ${tables[0]?.name}). Nothing was changed. ${next}`,
    );
  }
  await session.execute(`set local lock_timeout = '10s'`);
  await session.execute(
    `lock table ${tables.map(({ name }) => `iam."${name}"`).join(', ')} in access exclusive mode`,
  );
  await refuseFilled(session, target, next);
  await session.execute('drop schema iam cascade');
};

const sameColumns = (backed: Table, there: Table | undefined): boolean =>
  there !== undefined && [...backed.columns].sort().join() === [...there.columns].sort().join();

const checkTables = async (session: Session, header: BackupHeader, what: string): Promise<void> => {
  const there = await stateTables(session);
  const wrong = header.tables.find(
    (table) =>
      !sameColumns(
        table,
        there.find(({ name }) => name === table.name),
      ),
  );
  const absent = there.find(({ name }) => !header.tables.some((table) => table.name === name));
  if (wrong ?? absent) {
    throw damaged(
      what,
      `its table ${(wrong ?? absent)?.name} is not the one of version ${header.schemaVersion}`,
    );
  }
};

const fillTables = async (
  client: PoolClient,
  header: BackupHeader,
  reader: BackupReader,
  what: string,
): Promise<void> => {
  for (const { name, columns, rows } of header.tables) {
    if ((await reader.line()) !== JSON.stringify({ table: name })) {
      throw damaged(what, `the table ${name} is not where it should be`);
    }
    const into = client.query(copyFrom(copyStatement(`iam.${name}`, columns, 'from stdin')));
    await pipeline(reader.rows(), into);
    if (into.rowCount !== rows) {
      throw damaged(what, `the table ${name} has ${into.rowCount} rows instead of ${rows}`);
    }
  }
};

const checkEnd = async (reader: BackupReader, what: string): Promise<void> => {
  const digest = reader.digest();
  const end = decodeLine(backupEnd, await reader.line());
  if (!end || !(await reader.atEnd())) {
    throw damaged(what, 'its end is not where it should be');
  }
  if (end.sha256 !== digest) {
    throw damaged(what, 'its content is not what was written (sha256)');
  }
};

/** Numbers that the database gives go on after those that were restored. */
const continueNumbers = async (session: Session): Promise<void> => {
  const sequences = await session.query<{ sequence: string; table: string; column: string }>(
    `select pg_get_serial_sequence(format('iam.%I', c.relname), a.attname) as sequence, c.relname as table, a.attname as column
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'iam' and a.attidentity <> ''`,
  );
  for (const { sequence, table, column } of sequences) {
    await session.execute(
      `select setval($1::regclass, coalesce((select max("${column}") from iam."${table}"), 0) + 1, false)`,
      [sequence],
    );
  }
};

const analyse = (session: Session, header: BackupHeader): Promise<number> =>
  session.execute(`analyze ${header.tables.map(({ name }) => `iam."${name}"`).join(', ')}`);

export interface Restoring {
  readonly chunks: AsyncIterable<Buffer>;
  /** How the backup is called in sentences. */
  readonly what: string;
  readonly who: string;
  /** How another database is named, where this one cannot be filled. */
  readonly next: string;
  readonly signal?: AbortSignal | undefined;
}

/** Fills an empty database from a backup, completely or not at all. */
export const restoreFrom = async (
  database: Database,
  { chunks, what, who, next, signal }: Restoring,
): Promise<BackupHeader> => {
  const reader = backupReader(untilStopped(chunks, signal));
  try {
    const header = await headerFrom(reader, what);
    await transactionWith(database.pool, async (client) => {
      const session = sessionOn(client);
      await lockTransaction(session, 'restore', who);
      await emptied(session, database.shownUrl, next);
      await migrateTo(session, header.schemaVersion);
      await checkTables(session, header, what);
      await session.execute('delete from iam.store');
      await fillTables(client, header, reader, what);
      await checkEnd(reader, what);
      await continueNumbers(session);
      await migrateTo(session, SCHEMA_VERSION);
      await unmarkMoved(session);
      await analyse(session, header);
    });
    return header;
  } catch (thrown) {
    throw restoreProblem(thrown, what, database.shownUrl);
  }
};

const restoreProblem = (thrown: unknown, what: string, target: string): DatabaseError => {
  if (thrown instanceof DatabaseError) {
    return thrown;
  }
  const code = codeOf(thrown);
  if (thrown instanceof CutOff || code?.startsWith('Z_') === true) {
    return damaged(
      what,
      thrown instanceof CutOff || code === 'Z_BUF_ERROR' ? 'it is cut off' : 'it cannot be unpacked',
    );
  }
  if (code === 'ENOENT') {
    return new DatabaseError(`${what} does not exist.`);
  }
  if (code === '55P03') {
    return new DatabaseError(
      `Somebody else uses the database ${target}. Nothing was changed. End their work and try again.`,
    );
  }
  if (code === 'EACCES' || code === 'EISDIR') {
    return new DatabaseError(`${what} cannot be read. Nothing was changed.`);
  }
  // Class 22 of SQLSTATE, data exceptions, and 23, constraints: rows that no program of ours wrote.
  if (code !== undefined && /^2[23]/.test(code)) {
    return damaged(what, `the database refuses its rows (${messageOf(thrown)})`);
  }
  return new DatabaseError(
    `The backup was not restored into ${target}: ${messageOf(thrown)}. Nothing was changed.`,
  );
};

/** Restores a file that `backup` wrote into a database that has nothing in it; verified to its last byte before anything counts. */
export const restoreDatabase = async (
  database: Database,
  file: string,
  who: string,
  signal?: AbortSignal,
): Promise<BackupHeader> => {
  const packed = createReadStream(file);
  const unpacked = createGunzip();
  // A failure of the file reaches the reader through the unpacked stream.
  packed.on('error', (error) => unpacked.destroy(error));
  packed.pipe(unpacked);
  try {
    return await restoreFrom(database, {
      chunks: unpacked as AsyncIterable<Buffer>,
      what: `The backup ${file}`,
      who,
      next: OTHER_DATABASE,
      signal,
    });
  } finally {
    packed.destroy();
    unpacked.destroy();
  }
};
