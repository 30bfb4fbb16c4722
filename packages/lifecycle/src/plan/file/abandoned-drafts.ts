import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The prefix of the folder in which a plan is being written. What has this name may be removed, so no other program may be likely to use it. */
export const DRAFT = '.iam-plan-draft-';

/** No plan takes as long; other processes may be writing theirs into the same folder. */
const LONGEST_MS = 24 * 60 * 60 * 1000;

/** Removes what plans left behind whose process was killed: it holds personal data in a hidden folder. */
export const removeAbandonedDrafts = async (folder: string, now: number): Promise<void> => {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (name.startsWith(DRAFT) && (await isAbandoned(path, now))) {
      await removeQuietly(path);
    }
  }
};

/** What cannot be removed stays, such as another user's: it is no reason to make no plan, and must not be told instead of one. */
export const removeQuietly = (path: string): Promise<void> =>
  rm(path, { recursive: true, force: true }).catch(() => undefined);

const isAbandoned = async (path: string, now: number): Promise<boolean> => {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() === true && now - found.mtimeMs > LONGEST_MS;
};
