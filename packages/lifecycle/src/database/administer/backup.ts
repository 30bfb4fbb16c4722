import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

import type { PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';

import { transactionWith, type Database } from '../connect';
import { DatabaseError, codeOf, messageOf } from '../database-error';
import { schemaVersion } from '../schema/migrate';
import { copyStatement, sessionOn } from '../session';
import { readStore } from '../store';
import { BACKUP_FORMAT, END_OF_ROWS, type BackupEnd, type BackupHeader } from './backup-format';
import { stateTables } from './tables';
import { untilStopped } from './until-stopped';

/** All tables as of one instant, while others go on writing. */
const ONE_INSTANT = 'isolation level repeatable read read only';

const headerOf = async (client: PoolClient): Promise<BackupHeader> => {
  const session = sessionOn(client);
  const tables = [];
  for (const { name, columns } of await stateTables(session)) {
    const [counted] = await session.query<{ rows: number }>(`select count(*) as rows from iam."${name}"`);
    tables.push({ name, columns, rows: counted?.rows ?? 0 });
  }
  const [now] = await session.query<{ now: Date }>('select now()');
  return {
    format: BACKUP_FORMAT,
    schemaVersion: await schemaVersion(session),
    store: (await readStore(session)).id,
    made: (now?.now ?? new Date()).toISOString(),
    tables,
  };
};

async function* parts(client: PoolClient, header: BackupHeader): AsyncGenerator<Buffer> {
  yield Buffer.from(`${JSON.stringify(header)}\n`);
  for (const { name, columns } of header.tables) {
    yield Buffer.from(`${JSON.stringify({ table: name })}\n`);
    for await (const chunk of client.query(copyTo(copyStatement(`iam.${name}`, columns, 'to stdout')))) {
      yield chunk as Buffer;
    }
    yield Buffer.from(END_OF_ROWS);
  }
}

async function* sealed(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
  const end: BackupEnd = { end: true, sha256: hash.digest('hex') };
  yield Buffer.from(`${JSON.stringify(end)}\n`);
}

/** The state of the database as a backup, handed to `take` piece by piece; what the backup says of itself. */
export const readBackup = (
  database: Database,
  take: (chunks: AsyncIterable<Buffer>) => Promise<void>,
): Promise<BackupHeader> =>
  transactionWith(
    database.pool,
    async (client) => {
      const header = await headerOf(client);
      await take(sealed(parts(client, header)));
      return header;
    },
    { options: ONE_INSTANT },
  );

export interface BackupDone {
  readonly file: string;
  /** Bytes of the file. */
  readonly size: number;
  readonly header: BackupHeader;
}

const fileProblem = (file: string, thrown: unknown): DatabaseError | undefined => {
  const reason = {
    ENOENT: `the folder ${dirname(file)} does not exist`,
    EACCES: 'it may not be written to',
    EPERM: 'it may not be written to',
    EROFS: 'it is on a file system that can only be read',
    ENOSPC: 'the disk is full',
    EDQUOT: 'the quota of the disk is used up',
    EISDIR: 'it is a folder',
    ENOTDIR: 'a part of its path is a file',
  }[codeOf(thrown) ?? ''];
  return reason === undefined
    ? undefined
    : new DatabaseError(
        `The backup ${file} was not written: ${reason}. There is no file of that name from this attempt.`,
      );
};

const synced = async (file: string): Promise<void> => {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/**
 * Writes a backup of everything but the queue, which is made anew from it. The file has its name only when it is complete; it holds personal data
 * and can be read by its owner alone. Others may go on working meanwhile.
 */
export const backupDatabase = async (
  database: Database,
  file: string,
  signal?: AbortSignal,
): Promise<BackupDone> => {
  const unfinished = `${file}.unfinished-${randomBytes(4).toString('hex')}`;
  try {
    const header = await readBackup(database, (chunks) =>
      pipeline(
        untilStopped(chunks, signal),
        createGzip({ level: 1 }),
        createWriteStream(unfinished, { flags: 'wx', mode: 0o600 }),
      ),
    );
    await synced(unfinished);
    await rename(unfinished, file);
    return { file, size: (await stat(file)).size, header };
  } catch (thrown) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw thrown instanceof DatabaseError
      ? thrown
      : (fileProblem(file, thrown) ??
          new DatabaseError(`The backup ${file} was not written: ${messageOf(thrown)}.`));
  }
};
