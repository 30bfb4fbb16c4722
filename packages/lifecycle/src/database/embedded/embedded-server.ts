import { setTimeout as wait } from 'node:timers/promises';

import { Client } from 'pg';

import { DatabaseError, codeOf, messageOf } from '../database-error';
import { findBinaries, type Binaries } from './binaries';
import {
  clusterMajor,
  createCluster,
  endServer,
  serverProcess,
  startServer,
  stopServer,
  unreachableServer,
} from './cluster';
import { folderProblem, prepareServerFolder, serverFolder, type ServerFolder } from './server-folder';
import { serverUser } from './server-user';
import { knownSocketFolder, SOCKET_PORT, socketFolderToStart } from './socket-folder';

export interface EmbeddedOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly dataDir: string;
  /** Who the server runs as when this process is root's; else a user is chosen. */
  readonly asUser?: string;
  /** What a person should know while waiting, as sentences. */
  readonly onNotice?: (sentence: string) => void;
}

/**
 * The user of the embedded database. Not `iam`: a user whose name is that of a schema finds its tables without the schema's name, and a
 * statement that lacks it would work here and fail on a server of others.
 */
const DATABASE_USER = 'postgres';

/** The address of the database behind a socket, as pg and pg-boss take it. */
export const socketUrl = (socketFolder: string, database = 'iam'): string =>
  `postgres://${DATABASE_USER}@/${database}?host=${encodeURIComponent(socketFolder)}&port=${SOCKET_PORT}`;

type Answer = 'ready' | 'starting' | 'no-database' | 'absent';

const CONNECT_MS = 5_000;

/** Whether a server answers behind the socket, and has the database. */
const ask = async (socketFolder: string): Promise<Answer> => {
  const client = new Client({
    host: socketFolder,
    port: SOCKET_PORT,
    user: DATABASE_USER,
    database: 'iam',
    connectionTimeoutMillis: CONNECT_MS,
  });
  // After a failed connect the socket may say so once more.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return 'ready';
  } catch (thrown) {
    await client.end().catch(() => undefined);
    const code = codeOf(thrown);
    // SQLSTATE 57P03 cannot_connect_now, 57P01 admin_shutdown, 3D000 invalid_catalog_name.
    if (code === '57P03' || code === '57P01' || code === 'ECONNRESET' || code === 'EPIPE') {
      return 'starting';
    }
    if (code === '3D000') {
      return 'no-database';
    }
    if (code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'ENOTDIR') {
      return 'absent';
    }
    if (code === undefined && /timeout|terminated/i.test(messageOf(thrown))) {
      return 'starting';
    }
    throw new DatabaseError(
      `The database server of iam runs and does not let us in: ${messageOf(thrown)}. Run "iam db doctor".`,
    );
  }
};

const makeDatabase = async (socketFolder: string): Promise<void> => {
  const client = new Client({
    host: socketFolder,
    port: SOCKET_PORT,
    user: DATABASE_USER,
    database: 'postgres',
  });
  await client.connect();
  try {
    await client.query('create database iam');
  } catch (thrown) {
    // Another process made it in the meantime (duplicate_database, or the unique index of the catalogue).
    if (!['42P04', '23505'].includes(codeOf(thrown) ?? '')) {
      throw thrown;
    }
  } finally {
    await client.end();
  }
};

const binariesFor = (
  options: EmbeddedOptions,
  folder: ServerFolder,
  major: number | undefined,
): Promise<Binaries> =>
  findBinaries({
    path: options.env['PATH'] ?? '',
    hydrateInto: folder.root,
    ...(major === undefined ? {} : { major }),
    ...(options.env['IAM_POSTGRES_BIN'] === undefined ? {} : { named: options.env['IAM_POSTGRES_BIN'] }),
  });

/** All the attempts to start a server, in milliseconds: what a killed one left needs 1 to 2.5 s to go, recovery may need minutes. */
const START_MS = 180_000;
const POLL_MS = 100;

const folderOf = (options: EmbeddedOptions): ServerFolder =>
  serverFolder(options.dataDir, serverUser(options.asUser));

const refuseWindows = (): void => {
  if (process.platform === 'win32') {
    throw new DatabaseError(
      'On Windows iam does not start a database server of its own yet. Set IAM_DATABASE_URL to a PostgreSQL database (13 or newer).',
    );
  }
};

const start = async (options: EmbeddedOptions, folder: ServerFolder): Promise<string> => {
  await prepareServerFolder(options.dataDir, folder);
  const major = await clusterMajor(folder);
  const binaries = await binariesFor(options, folder, major);
  if (major === undefined) {
    options.onNotice?.(
      `Making a database in ${folder.root} (PostgreSQL ${binaries.version}); this happens once.`,
    );
    await createCluster(binaries, folder);
  }
  const socketFolder = await socketFolderToStart(folder, options.env['XDG_RUNTIME_DIR']);
  const outcome = await startServer(binaries, folder, socketFolder);
  if (outcome.tag === 'occupied') {
    await wait(POLL_MS);
  }
  return socketFolder;
};

/** What others have under way in it is rolled back, and goes on with the next server, as after a restart. */
const endUnreachable = async (options: EmbeddedOptions, folder: ServerFolder): Promise<void> => {
  const pid = await unreachableServer(folder);
  if (pid !== undefined) {
    options.onNotice?.(
      `The database server in ${folder.root} runs, but its socket file was deleted, so that nobody can reach it; it is started anew.`,
    );
    endServer(pid);
  }
};

const reachedUrl = async (options: EmbeddedOptions): Promise<string> => {
  refuseWindows();
  const folder = folderOf(options);
  const until = Date.now() + START_MS;
  let socketFolder = await knownSocketFolder(folder);
  do {
    const answer = socketFolder === undefined ? 'absent' : await ask(socketFolder);
    if (socketFolder !== undefined && answer === 'ready') {
      return socketUrl(socketFolder);
    }
    if (socketFolder !== undefined && answer === 'no-database') {
      await makeDatabase(socketFolder);
    } else if (answer === 'absent') {
      await endUnreachable(options, folder);
      socketFolder = await start(options, folder);
    } else {
      await wait(POLL_MS);
    }
  } while (Date.now() < until);
  throw new DatabaseError(
    `The database server in ${folder.root} did not get ready within ${START_MS / 1000} s. ` +
      `Its log is ${folder.log}; "iam db doctor" tells more.`,
  );
};

const inFolder = async <Result>(options: EmbeddedOptions, work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (thrown) {
    throw folderProblem(options.dataDir, thrown);
  }
};

/** The address of the embedded database; its server is started when it does not run, and goes on after this process. */
export const embeddedUrl = (options: EmbeddedOptions): Promise<string> =>
  inFolder(options, () => reachedUrl(options));

export type EmbeddedState =
  | { readonly tag: 'none'; readonly folder: string }
  | { readonly tag: 'stopped'; readonly folder: string; readonly major: number }
  | {
      readonly tag: 'running';
      readonly folder: string;
      readonly major: number;
      readonly pid: number;
      readonly socketFolder: string | undefined;
    };

/** What there is, without starting or changing anything. */
export const embeddedState = (options: EmbeddedOptions): Promise<EmbeddedState> =>
  inFolder(options, async () => {
    const folder = folderOf(options);
    const major = await clusterMajor(folder);
    if (major === undefined) {
      return { tag: 'none', folder: folder.root };
    }
    const pid = await serverProcess(folder);
    if (pid === undefined) {
      return { tag: 'stopped', folder: folder.root, major };
    }
    return { tag: 'running', folder: folder.root, major, pid, socketFolder: await knownSocketFolder(folder) };
  });

/** False when no server was running. */
export const stopEmbedded = (options: EmbeddedOptions): Promise<boolean> =>
  inFolder(options, async () => {
    refuseWindows();
    const folder = folderOf(options);
    const major = await clusterMajor(folder);
    return major !== undefined && stopServer(await binariesFor(options, folder, major), folder);
  });
