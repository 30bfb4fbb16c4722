import { chmod, chown, lstat, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { DatabaseError, codeOf } from '../database-error';
import type { ServerUser } from './server-user';

/** The folder of the embedded server inside the data folder, and who owns it. */
export interface ServerFolder {
  /** All of the server's is in here. */
  readonly root: string;
  readonly cluster: string;
  readonly log: string;
  /** Holds the path of the folder of the socket. */
  readonly socketNote: string;
  readonly user: ServerUser | undefined;
}

export const serverFolder = (dataDir: string, user: ServerUser | undefined): ServerFolder => {
  const root = join(dataDir, 'postgresql');
  return {
    root,
    cluster: join(root, 'cluster'),
    log: join(root, 'server.log'),
    socketNote: join(root, 'socket-folder'),
    user,
  };
};

/** Who must own what the server uses. */
export const ownerOf = (user: ServerUser | undefined): number | undefined => user?.uid ?? process.getuid?.();

export const giveTo = async (path: string, user: ServerUser | undefined): Promise<void> => {
  if (user) {
    await chown(path, user.uid, user.gid);
  }
};

/**
 * Makes a folder (0700) that is the server's from the first moment that it has its name: another process that starts at the same time
 * must not find it with another owner. One that is there stays as it is.
 */
export const makeOwned = async (path: string, user: ServerUser | undefined): Promise<void> => {
  if (await isThere(path)) {
    return;
  }
  const unfinished = await mkdtemp(`${path}.unfinished-`);
  try {
    await giveTo(unfinished, user);
    // The folder of another process takes its place when it is as empty as this one, and refuses it otherwise.
    await rename(unfinished, path);
  } catch (thrown) {
    await rm(unfinished, { recursive: true, force: true });
    if (!(await isThere(path))) {
      throw thrown;
    }
  }
};

const isThere = async (path: string): Promise<boolean> => {
  try {
    await lstat(path);
    return true;
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') {
      return false;
    }
    throw thrown;
  }
};

const OTHERS_MAY_ENTER = 0o001;

/** The first folder above `path` that the server's user cannot enter; root can enter every one and does not notice. */
const closedAbove = async (path: string, user: ServerUser): Promise<string | undefined> => {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    const bit =
      uid === user.uid ? OTHERS_MAY_ENTER << 6 : gid === user.gid ? OTHERS_MAY_ENTER << 3 : OTHERS_MAY_ENTER;
    if ((mode & bit) === 0) {
      return folder;
    }
    if (folder === dirname(folder)) {
      return undefined;
    }
  }
};

/** What keeps us from the data folder, as a sentence; anything else as it was thrown. */
export const folderProblem = (dataDir: string, thrown: unknown): unknown => {
  const reason = {
    EACCES: 'you may not enter it or write to it',
    EPERM: 'you may not change it',
    EROFS: 'it is on a file system that can only be read',
    ENOSPC: 'the disk is full',
    EDQUOT: 'the quota of the disk is used up',
    ENOTDIR: 'a part of its path is a file',
    EEXIST: 'a part of its path is a file',
  }[codeOf(thrown) ?? ''];
  return reason === undefined
    ? thrown
    : new DatabaseError(
        `The data folder ${dataDir} cannot be used: ${reason}. Mend that, or set IAM_DATA_DIR to another folder.`,
      );
};

/** Makes the folder where it is missing (0700); what is there is checked, and nothing is opened up. */
export const prepareServerFolder = async (dataDir: string, folder: ServerFolder): Promise<void> => {
  // Root's data folder must let the server's user through to its own part, and shows no one what is in it.
  await mkdir(dataDir, { recursive: true, mode: folder.user ? 0o711 : 0o700 });
  await makeOwned(folder.root, folder.user);
  await checkServerFolder(folder);
};

export const checkServerFolder = async (folder: ServerFolder): Promise<void> => {
  const { user } = folder;
  const { uid, mode } = await stat(folder.root);
  const owner = ownerOf(user);
  if (owner !== undefined && uid !== owner) {
    throw new DatabaseError(
      `The folder ${folder.root} belongs to the user with the number ${uid}, and the database server would run as ` +
        `${user?.name ?? 'you'} (${owner}). Run iam as the user who made it, or set IAM_DATA_DIR to another folder.`,
    );
  }
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    // It holds personal data and has no password: any user who may enter it may read everything.
    await chmod(folder.root, 0o700);
  }
  const closed = user && (await closedAbove(folder.root, user));
  if (user && closed !== undefined) {
    throw new DatabaseError(
      `The database server runs as ${user.name}, who cannot enter ${closed}, so the data folder cannot be in it. ` +
        'Set IAM_DATA_DIR to a folder that everybody can reach, for example /var/lib/iam.',
    );
  }
};
