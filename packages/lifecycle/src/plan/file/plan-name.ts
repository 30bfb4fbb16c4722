import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCodeOf } from '@iam/core';

/** Moves a file to the first of `plan-2026-11-26-1.jsonl`, `-2`, … that is free, and answers its path. Never replaces a file. */
export const nextFreeName = async (folder: string, day: string, from: string): Promise<string> => {
  for (let number = 1; ; number += 1) {
    const path = join(folder, `plan-${day}-${number}.jsonl`);
    if (await reserved(path)) {
      try {
        await rename(from, path);
        return path;
      } catch (thrown) {
        await rm(path, { force: true });
        throw thrown;
      }
    }
  }
};

/** Moves a file to a name that the operator chose; what is there is replaced, by a whole plan. */
export const putInPlace = async (from: string, path: string): Promise<string> => {
  await rename(from, path);
  return path;
};

/** Makes the name ours: two plans that are made at once do not get the same one. */
const reserved = async (path: string): Promise<boolean> => {
  try {
    await (await open(path, 'wx', 0o600)).close();
    return true;
  } catch (thrown) {
    if (errorCodeOf(thrown) === 'EEXIST') {
      return false;
    }
    throw thrown;
  }
};
