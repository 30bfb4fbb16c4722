import { createHash, randomBytes } from 'node:crypto';
import { lstat, mkdtemp, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { codeOf } from '../database-error';
import { giveTo, makeOwned, ownerOf, type ServerFolder } from './server-folder';

/** What PostgreSQL names its socket after; no network port is opened. */
export const SOCKET_PORT = 5432;

/** sun_path of the system, less its final zero. */
const longestSocket = (platform: NodeJS.Platform): number => (platform === 'linux' ? 107 : 103);

export const socketFile = (folder: string): string => join(folder, `.s.PGSQL.${SOCKET_PORT}`);

/** A longer path ends in `could not create any Unix-domain sockets`. */
export const socketFits = (folder: string, platform: NodeJS.Platform = process.platform): boolean =>
  Buffer.byteLength(socketFile(folder)) <= longestSocket(platform);

/** A folder that is the server's alone. A user who can enter it can use the database, so no other user may own or enter it. */
const isOurs = async (path: string, folder: ServerFolder): Promise<boolean> => {
  try {
    const found = await lstat(path);
    return found.isDirectory() && found.uid === ownerOf(folder.user) && (found.mode & 0o077) === 0;
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') {
      return false;
    }
    throw thrown;
  }
};

const makeOurs = async (path: string, folder: ServerFolder): Promise<boolean> => {
  try {
    await makeOwned(path, folder.user);
  } catch {
    return false;
  }
  return isOurs(path, folder);
};

const noted = async (folder: ServerFolder): Promise<string | undefined> => {
  try {
    const path = (await readFile(folder.socketNote, 'utf8')).trim();
    return path === '' ? undefined : path;
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT' || codeOf(thrown) === 'ENOTDIR') {
      return undefined;
    }
    throw thrown;
  }
};

/** The folder of the socket of a server that was started before; undefined when none was, or it is not ours any more. */
export const knownSocketFolder = async (folder: ServerFolder): Promise<string | undefined> => {
  const path = await noted(folder);
  return path !== undefined && (await isOurs(path, folder)) ? path : undefined;
};

/** The first of the data folder itself, the runtime folder of the session and a temporary one whose path is short enough. */
const chosen = async (folder: ServerFolder, runtimeDir: string | undefined): Promise<string> => {
  const usual = join(folder.root, 'socket');
  if (socketFits(usual) && (await makeOurs(usual, folder))) {
    return usual;
  }
  if (runtimeDir !== undefined && runtimeDir !== '' && !folder.user) {
    const digest = createHash('sha256').update(folder.root).digest('hex').slice(0, 12);
    const runtime = join(runtimeDir, `iam-${digest}`);
    if (socketFits(runtime) && (await makeOurs(runtime, folder))) {
      return runtime;
    }
  }
  // TMPDIR may be a long path itself (macOS).
  const parent = socketFits(join(tmpdir(), 'iam-123456')) ? tmpdir() : '/tmp';
  const temporary = await mkdtemp(join(parent, 'iam-'));
  await giveTo(temporary, folder.user);
  return temporary;
};

/** The folder for the socket of the server that is to be started, remembered for those who attach to it. */
export const socketFolderToStart = async (
  folder: ServerFolder,
  runtimeDir: string | undefined,
): Promise<string> => {
  const path = (await knownSocketFolder(folder)) ?? (await chosen(folder, runtimeDir));
  const unfinished = `${folder.socketNote}.${randomBytes(4).toString('hex')}`;
  await writeFile(unfinished, `${path}\n`, { mode: 0o600 });
  await giveTo(unfinished, folder.user);
  await rename(unfinished, folder.socketNote);
  return path;
};
