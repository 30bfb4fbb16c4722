import { lstatSync, readlinkSync, realpathSync, type Stats } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Users whose configurations and programs are accepted. */
export interface Trusted {
  readonly uids: readonly number[];
}

const ADMINISTRATOR = 0;

/**
 * The user who runs the command, the administrator, and behind sudo the user who called it. Undefined where files have no such
 * owners (Windows).
 */
export const trustedUsers = (env: Readonly<Record<string, string | undefined>>): Trusted | undefined => {
  const me = process.getuid?.();
  // Reads SUDO_UID as the administrator only: for other users it is an ordinary variable that they can set themselves.
  const caller = me === ADMINISTRATOR && /^\d+$/.test(env['SUDO_UID'] ?? '') ? [Number(env['SUDO_UID'])] : [];
  return me === undefined ? undefined : { uids: [ADMINISTRATOR, me, ...caller] };
};

/** Adds the owner of an accepted configuration, which can name any program. */
export const withOwnerOf = (file: string, trusted: Trusted | undefined): Trusted | undefined => {
  const owner = statOf(safeRealpath(file))?.uid;
  return trusted === undefined || owner === undefined ? trusted : { uids: [...trusted.uids, owner] };
};

/**
 * Why a file must not be read or loaded: a folder or link on its path belongs to another user or is writable by others, who
 * could therefore have placed it. Undefined when the file is trusted. `isGroupReported` says that the caller itself warns about
 * write access of the file's group.
 */
export const whyUntrusted = (
  file: string,
  { uids }: Trusted,
  isGroupReported = false,
): string | undefined => {
  const real = safeRealpath(file);
  const parts = [...new Set([...partsOf(real), ...wayTo(resolve(file))])];
  const folders = [dirname(real), dirname(resolve(file))];
  return parts
    .map((part) => {
      const found = statOf(part);
      return found === undefined
        ? undefined
        : whyNot(part, found, {
            uids,
            isFolderOfIt: folders.includes(part),
            isGroupReported: isGroupReported && part === real,
          });
    })
    .find((why) => why !== undefined);
};

interface Place {
  readonly uids: readonly number[];
  /** Whether it is the folder that directly holds the file. */
  readonly isFolderOfIt: boolean;
  readonly isGroupReported: boolean;
}

const OTHERS_WRITE = 0o002;
const GROUP_WRITES = 0o020;
/** Mode bit of a sticky folder (/tmp), where all users can add files but replace only their own. */
const STICKY = 0o1000;

const whyNot = (
  part: string,
  found: Stats,
  { uids, isFolderOfIt, isGroupReported }: Place,
): string | undefined => {
  if (!uids.includes(found.uid)) {
    return `${part} belongs to another user`;
  }
  // A link's mode means nothing. An entry of a sticky folder is judged by its own owner, unless the file is looked up directly
  // there: then another user could have created it first.
  if (found.isSymbolicLink() || ((found.mode & STICKY) !== 0 && !isFolderOfIt)) {
    return undefined;
  }
  if ((found.mode & OTHERS_WRITE) !== 0) {
    return `every user of this machine can write to ${part}`;
  }
  return (found.mode & GROUP_WRITES) !== 0 && !isGroupReported && !isPrivateGroup(found.gid, uids)
    ? `a group of users can write to ${part}`
    : undefined;
};

/** Accepts write access of a user-private group (same number as the user, no other member), a common default of umask 002. */
const isPrivateGroup = (gid: number, uids: readonly number[]): boolean =>
  gid !== ADMINISTRATOR && uids.includes(gid);

/** The file, its folder, and so on up to the root. */
const partsOf = (path: string): readonly string[] =>
  dirname(path) === path ? [path] : [path, ...partsOf(dirname(path))];

const MAX_LINKS = 40;

/** Everything that decides where a path leads: its parts up to the first link, then those of the link's target. */
const wayTo = (path: string, links = 0): readonly string[] => {
  const parts = partsOf(path);
  const link = parts.findLast((part) => statOf(part)?.isSymbolicLink() === true);
  return link === undefined || links === MAX_LINKS
    ? parts
    : [
        ...wayTo(join(resolve(dirname(link), readlinkSync(link)), path.slice(link.length)), links + 1),
        ...partsOf(link),
      ];
};

const safeRealpath = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
};

/** Describes a link itself, not its target. */
const statOf = (path: string): Stats | undefined => {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
};
