import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  appendFile,
  mkdtemp,
  open,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { uptime } from 'node:os';
import { join } from 'node:path';

import { DatabaseError, codeOf } from '../database-error';
import type { Binaries } from './binaries';
import { runProgram } from './run-program';
import { giveTo, type ServerFolder } from './server-folder';
import { serverSettings } from './server-settings';
import { socketFile } from './socket-folder';

const program = (binaries: Binaries, name: string): string =>
  join(binaries.bin, process.platform === 'win32' ? `${name}.exe` : name);

const textOf = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8');
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') {
      return undefined;
    }
    throw thrown;
  }
};

/** The major version that made the data; undefined when there is no data yet. */
export const clusterMajor = async (folder: ServerFolder): Promise<number | undefined> => {
  const text = await textOf(join(folder.cluster, 'PG_VERSION'));
  return text === undefined ? undefined : Number.parseInt(text, 10);
};

/** What PostgreSQL said, as what a person can do about it. */
export const sentenceFor = (said: string, folder: Pick<ServerFolder, 'root' | 'log'>): string | undefined => {
  if (/No space left on device|Disk quota exceeded/i.test(said)) {
    return `The disk that holds ${folder.root} is full. Make room, or set IAM_DATA_DIR to a folder on another disk; nothing is lost.`;
  }
  if (/database files are incompatible|was initialized by PostgreSQL version/i.test(said)) {
    return `The data in ${folder.root} was made by another version of PostgreSQL. Run "iam db doctor".`;
  }
  if (/could not look up effective user ID/i.test(said)) {
    return 'This process runs as a user that the machine does not know (no entry in /etc/passwd), which PostgreSQL refuses. Set IAM_DATABASE_URL to a database.';
  }
  if (/Permission denied|has wrong ownership|invalid permissions/i.test(said)) {
    return `The database server may not use its folder ${folder.root}: its owner or its permissions were changed. It must belong to the user who runs iam, with mode 0700.`;
  }
  if (/could not (?:create|map) (?:anonymous )?shared memory|could not create semaphores/i.test(said)) {
    return 'The machine does not give the database server the shared memory that it needs. Make more of it available, or set IAM_DATABASE_URL to a database.';
  }
  return undefined;
};

const lastLine = (said: string): string =>
  said
    .split('\n')
    .filter((line) => /FATAL|PANIC|error:|ERROR/.test(line))
    .at(-1)
    ?.replace(/^.*?(?:FATAL|PANIC|ERROR|error):\s*/, '') ?? 'it gave no reason';

const failed = (what: string, said: string, folder: ServerFolder): DatabaseError =>
  new DatabaseError(
    sentenceFor(said, folder) ??
      `${what}: ${lastLine(said)}. The server's log is ${folder.log}; "iam db doctor" tells more.`,
  );

/** Makes the data where there is none; of several processes that do so at once, one wins and all go on with its data. */
export const createCluster = async (binaries: Binaries, folder: ServerFolder): Promise<void> => {
  const unfinished = await mkdtemp(`${folder.cluster}.unfinished-`);
  try {
    await giveTo(unfinished, folder.user);
    const { code, output } = await runProgram(
      program(binaries, 'initdb'),
      [
        '--pgdata',
        unfinished,
        '--username=postgres',
        '--auth=trust',
        '--encoding=UTF8',
        // The same order of text on every machine.
        '--locale=C',
        '--data-checksums',
      ],
      folder.user,
    );
    if (code !== 0) {
      throw failed('The database could not be made', output, folder);
    }
    await appendFile(join(unfinished, 'postgresql.conf'), `\ninclude_if_exists 'iam.conf'\n`);
    await rename(unfinished, folder.cluster);
  } catch (thrown) {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(join(folder.cluster, 'PG_VERSION'))) {
      throw thrown;
    }
  }
};

/** The file that the running server keeps, as far as it is read here. */
interface PidFile {
  readonly pid: number;
  /** Seconds since 1970. */
  readonly startedAt: number;
  readonly socketFolder: string;
  /** `starting`, `ready`, `stopping`. */
  readonly status: string;
}

const pidFile = async (folder: ServerFolder): Promise<PidFile | undefined> => {
  const lines = (await textOf(join(folder.cluster, 'postmaster.pid')))?.split('\n') ?? [];
  const pid = Number(lines[0]);
  const startedAt = Number(lines[2]);
  return Number.isInteger(pid) && pid > 0
    ? {
        pid,
        startedAt: Number.isFinite(startedAt) ? startedAt : 0,
        socketFolder: lines[4] ?? '',
        status: (lines[7] ?? '').trim(),
      }
    : undefined;
};

/** Clocks are set while a machine starts. */
const BOOT_TOLERANCE_SECONDS = 60;

/** Whether there is such a process that may be ours; one of another user (EPERM) is not. */
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** A server works in the folder of its data, which no other process does. Where that cannot be seen, its start must be after the boot. */
const isServerProcess = async ({ pid, startedAt }: PidFile, folder: ServerFolder): Promise<boolean> => {
  if (!isAlive(pid)) {
    return false;
  }
  const worksIn = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  return worksIn === undefined
    ? startedAt >= Date.now() / 1000 - uptime() - BOOT_TOLERANCE_SECONDS
    : worksIn === (await realpath(folder.cluster));
};

/** The process of the running server; undefined when none runs. */
export const serverProcess = async (folder: ServerFolder): Promise<number | undefined> => {
  const file = await pidFile(folder);
  return file && (await isServerProcess(file, folder)) ? file.pid : undefined;
};

/**
 * The process of a server that runs and says it is ready, and whose socket file is gone, so that no client can reach it any more (what cleans
 * up temporary files deletes such files). Asked twice, because another process may start or stop the server at this very moment.
 */
export const unreachableServer = async (folder: ServerFolder): Promise<number | undefined> => {
  const ready = async (): Promise<PidFile | undefined> => {
    const file = await pidFile(folder);
    return file?.status === 'ready' && (await isServerProcess(file, folder)) ? file : undefined;
  };
  const file = await ready();
  if (file === undefined || file.socketFolder === '' || existsSync(socketFile(file.socketFolder))) {
    return undefined;
  }
  return (await ready())?.pid === file.pid ? file.pid : undefined;
};

/** Tells a server to end as `stopServer` does; the next start waits for its end. */
export const endServer = (pid: number): void => {
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    // It has ended meanwhile.
  }
};

/** No process has this number. */
const NO_PROCESS = 2 ** 31 - 1;

/**
 * After a reboot, or in a container that is started again, another process may have the number that the server had; PostgreSQL then
 * takes it for a running server and does not start. Only the number in the file is replaced: the rest of it tells PostgreSQL whether
 * parts of a killed server still work on the data, which it must go on to check.
 */
const disownPidFile = async (folder: ServerFolder): Promise<void> => {
  const file = await pidFile(folder);
  if (!file || !isAlive(file.pid) || (await isServerProcess(file, folder))) {
    return;
  }
  const path = join(folder.cluster, 'postmaster.pid');
  const [, ...rest] = ((await textOf(path)) ?? '').split('\n');
  await writeFile(path, [NO_PROCESS, ...rest].join('\n'));
};

/** A log grows by a few lines a day; one this large is begun anew. */
const LARGEST_LOG = 10 * 1024 * 1024;

const sizeOf = async (path: string): Promise<number> => {
  try {
    return (await stat(path)).size;
  } catch {
    return 0;
  }
};

const prepareLog = async (folder: ServerFolder): Promise<number> => {
  const file = await open(folder.log, 'a', 0o600);
  await file.close();
  await giveTo(folder.log, folder.user);
  if ((await sizeOf(folder.log)) > LARGEST_LOG) {
    await truncate(folder.log);
  }
  return sizeOf(folder.log);
};

const logSince = async (folder: ServerFolder, from: number): Promise<string> => {
  const text = (await textOf(folder.log)) ?? '';
  return Buffer.from(text).subarray(from).toString('utf8');
};

const writeSettings = async (folder: ServerFolder, socketFolder: string): Promise<void> => {
  const file = join(folder.cluster, 'iam.conf');
  const unfinished = `${file}.${randomBytes(4).toString('hex')}`;
  await writeFile(unfinished, serverSettings(socketFolder), { mode: 0o600 });
  await giveTo(unfinished, folder.user);
  await rename(unfinished, file);
};

/** Seconds; crash recovery after a large load takes a while. */
const START_SECONDS = 120;

export type StartOutcome =
  | { readonly tag: 'started' }
  /** Another process starts it, or what is left of a killed server has not ended yet: to be tried again. */
  | { readonly tag: 'occupied' };

/** Starts the server, which goes on when this process ends. Rejects with a sentence when it cannot start. */
export const startServer = async (
  binaries: Binaries,
  folder: ServerFolder,
  socketFolder: string,
): Promise<StartOutcome> => {
  await disownPidFile(folder);
  await writeSettings(folder, socketFolder);
  const from = await prepareLog(folder);
  const { code, output } = await runProgram(
    program(binaries, 'pg_ctl'),
    ['start', '--wait', `--timeout=${START_SECONDS}`, '--pgdata', folder.cluster, '--log', folder.log],
    folder.user,
  );
  if (code === 0) {
    return { tag: 'started' };
  }
  const said = output + (await logSince(folder, from));
  if (
    /(?:\.pid|\.lock)" already exists|pre-existing shared memory block|another server might be running/.test(
      said,
    )
  ) {
    return { tag: 'occupied' };
  }
  throw failed('The database server did not start', said, folder);
};

/** Ends the server after what runs in it was rolled back (`fast`). False when none was running. */
export const stopServer = async (binaries: Binaries, folder: ServerFolder): Promise<boolean> => {
  if ((await serverProcess(folder)) === undefined) {
    return false;
  }
  const { code, output } = await runProgram(
    program(binaries, 'pg_ctl'),
    ['stop', '--mode=fast', '--wait', `--timeout=${START_SECONDS}`, '--pgdata', folder.cluster],
    folder.user,
  );
  if (code !== 0) {
    throw failed('The database server did not stop', output, folder);
  }
  return true;
};
