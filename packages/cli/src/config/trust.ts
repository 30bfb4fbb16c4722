import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Users who may put configurations and programs where they are read from. */
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
  // Only sudo runs something as the administrator for somebody else; to everybody else the variable is one like any other.
  const caller = me === ADMINISTRATOR && /^\d+$/.test(env['SUDO_UID'] ?? '') ? [Number(env['SUDO_UID'])] : [];
  return me === undefined ? undefined : { uids: [ADMINISTRATOR, me, ...caller] };
};

/** The same users and the owner of a configuration that is used: it can name any program. */
export const withOwnerOf = (file: string, trusted: Trusted | undefined): Trusted | undefined => {
  const owner = statOf(safeRealpath(file))?.uid;
  return trusted === undefined || owner === undefined ? trusted : { uids: [...trusted.uids, owner] };
};

/**
 * Why a file must not be read or loaded: on the way to it, through every folder and link, something belongs to another user or
 * can be written by others, so that they could have put it there. Undefined when nothing speaks against it. Where the group of
 * the file itself may write to it, `isGroupTold` says that the caller warns of that.
 */
export const whyUntrusted = (file: string, { uids }: Trusted, isGroupTold = false): string | undefined => {
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
            isGroupTold: isGroupTold && part === real,
          });
    })
    .find((why) => why !== undefined);
};

interface Place {
  readonly uids: readonly number[];
  /** It is the very folder that the file is in. */
  readonly isFolderOfIt: boolean;
  readonly isGroupTold: boolean;
}

const OTHERS_WRITE = 0o002;
const GROUP_WRITES = 0o020;
/** In such a folder (/tmp) everybody can add files, but nobody can replace those of others. */
const STICKY = 0o1000;

const whyNot = (
  part: string,
  found: Stats,
  { uids, isFolderOfIt, isGroupTold }: Place,
): string | undefined => {
  if (!uids.includes(found.uid)) {
    return `${part} belongs to another user`;
  }
  // A link's mode means nothing. What is in a sticky folder is judged by its own owner, unless it is looked for right there:
  // then the others could have been first.
  if (found.isSymbolicLink() || ((found.mode & STICKY) !== 0 && !isFolderOfIt)) {
    return undefined;
  }
  if ((found.mode & OTHERS_WRITE) !== 0) {
    return `every user of this machine can write to ${part}`;
  }
  return (found.mode & GROUP_WRITES) !== 0 && !isGroupTold && !isPrivateGroup(found.gid, uids)
    ? `a group of users can write to ${part}`
    : undefined;
};

/** Many systems give every user a group of the same number, with nobody else in it, and let it write to all new files. */
const isPrivateGroup = (gid: number, uids: readonly number[]): boolean =>
  gid !== ADMINISTRATOR && uids.includes(gid);

/** The file, its folder, and so on up to the root. */
const partsOf = (path: string): readonly string[] =>
  dirname(path) === path ? [path] : [path, ...partsOf(dirname(path))];

const MAX_LINKS = 40;

/** Everything that decides where a path leads: its own parts as far as the first link, and those of what the link names. */
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

/** Of a link itself, not of what it leads to. */
const statOf = (path: string): Stats | undefined => {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
};
