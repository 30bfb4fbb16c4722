import { open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCodeOf } from '@iam/core';

/** Moves a file to the first of `plan-2026-11-26-1.jsonl`, `-2`, … that is free, and answers its path. Never replaces a file. */
export const nextFreeName = async (folder: string, day: string, from: string): Promise<string> => {
  for (let number = 1; ; number += 1) {
    const path = join(folder, `plan-${day}-${number}.jsonl`);
    if (await reserved(path)) {
      return renamed(from, path);
    }
  }
};

/** Moves a file to a name that the operator chose: one that is free, or of an empty file. Throws EEXIST when it was taken meanwhile. */
export const putInPlace = async (from: string, path: string): Promise<string> => {
  if (await reserved(path)) {
    return renamed(from, path);
  }
  if ((await stat(path)).size > 0) {
    throw Object.assign(new Error(`${path} exists`), { code: 'EEXIST' });
  }
  await rename(from, path);
  return path;
};

/** Moves a file to a name that is reserved; the name is free again when that fails. */
const renamed = async (from: string, path: string): Promise<string> => {
  try {
    await rename(from, path);
    return path;
  } catch (thrown) {
    await rm(path, { force: true });
    throw thrown;
  }
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
