import { realpathSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { dirname, sep } from 'node:path';

/** Users who may put programs where they are loaded from. */
export interface Trusted {
  readonly uids: readonly number[];
}

const ADMINISTRATOR = 0;

/**
 * Whoever runs the command, the administrator, and the owner of the configuration, who can name any program in it.
 * Undefined where files have no such owners (Windows).
 */
export const trustedWith = (configFile: string): Trusted | undefined => {
  const me = process.getuid?.();
  const owner = statOf(configFile)?.uid;
  return me === undefined
    ? undefined
    : { uids: [ADMINISTRATOR, me, ...(owner === undefined ? [] : [owner])] };
};

/**
 * Why a program must not be loaded: every user of the machine could have written it, or, for one that was found by a search
 * and not named by its path, it belongs to somebody else. Undefined when nothing speaks against it.
 */
export const distrust = (file: string, { uids }: Trusted, isSearched: boolean): string | undefined => {
  const path = realpathSync(file);
  const foreign = isSearched ? ownParts(path).find((part) => isForeign(part, uids)) : undefined;
  const open = partsOf(path).find(isOpenToAll);
  return foreign !== undefined
    ? `${foreign} belongs to another user`
    : open === undefined
      ? undefined
      : `every user of this machine can write to ${open}`;
};

/** The file, its folder, and so on up to the root. */
const partsOf = (path: string): readonly string[] =>
  dirname(path) === path ? [path] : [path, ...partsOf(dirname(path))];

/** What belongs to the package: all of it that is inside the outermost node_modules; else the file and its folder. */
const ownParts = (path: string): readonly string[] => {
  const parts = partsOf(path);
  const outermost = parts.findLastIndex((part) => part.endsWith(`${sep}node_modules`));
  return parts.slice(0, Math.max(outermost + 1, 2));
};

const isForeign = (part: string, uids: readonly number[]): boolean => {
  const owner = statOf(part)?.uid;
  return owner === undefined || !uids.includes(owner);
};

const OTHERS_WRITE = 0o002;
/** In such a folder (/tmp) everybody can add files, but nobody can replace those of others. */
const STICKY = 0o1000;

const isOpenToAll = (part: string): boolean => {
  const mode = statOf(part)?.mode ?? 0;
  return (mode & OTHERS_WRITE) !== 0 && (mode & STICKY) === 0;
};

const statOf = (path: string): Stats | undefined => {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
};
