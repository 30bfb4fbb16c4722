import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import * as E from 'fp-ts/Either';
import { errorCodeOf } from '../errors/error-code';
import { decodeUtf8 } from './utf8';

/** What a configuration, a file it refers to, or a mapper file may have: one mebibyte. */
export const MAX_CONFIG_BYTES = 1024 * 1024;

/** A file that exists and is rejected; the message completes a sentence that begins with its name. */
class UnfitFile extends Error {
  override readonly name = 'UnfitFile';
}

/**
 * The text of a regular file. Throws for what is none (a device may never end, a pipe waits for a writer), for more bytes than
 * allowed, and for what is not UTF-8. Checks the opened descriptor, so that the file cannot be swapped between check and read;
 * opening a pipe does not wait for a writer.
 */
export const readInputFile = (path: string, maxBytes = MAX_CONFIG_BYTES): string => {
  const descriptor = open(path);
  try {
    const found = fstatSync(descriptor);
    if (!found.isFile()) {
      refuseOther(found);
    }
    return textOfInput(readUpTo(descriptor, maxBytes));
  } finally {
    closeSync(descriptor);
  }
};

/** Why a file could not be read, as the end of a sentence that begins with its name. */
export const whyUnreadable = (thrown: unknown): string => {
  if (thrown instanceof UnfitFile) {
    return thrown.message;
  }
  return `cannot be read (${errorCodeOf(thrown) ?? 'unreadable'})`;
};

/** The bytes as text; throws an error that `whyUnreadable` explains when they are none. */
export const textOfInput = (bytes: Buffer): string => {
  const text = decodeUtf8(bytes);
  if (E.isLeft(text)) {
    throw new UnfitFile(text.left);
  }
  return text.right;
};

/** The error for callers that read the input themselves and exceed the limit. */
export const tooLarge = (maxBytes: number): Error =>
  new UnfitFile(`has more than ${maxBytes / 1024} KiB, which is the most that is read`);

const open = (path: string): number => {
  try {
    // Windows has neither of the two.
    return openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK | 0) | (constants.O_NOCTTY | 0));
  } catch (thrown) {
    // POSIX, open: what a socket answers, and a device that is not there.
    if (errorCodeOf(thrown) === 'ENXIO') {
      throw new UnfitFile(`is a socket or a device; ${ONLY_FILES}`);
    }
    throw thrown;
  }
};

const ONLY_FILES = 'only regular files are read';

const refuseOther = (found: Stats): never => {
  if (found.isDirectory()) {
    throw Object.assign(new Error('is a folder'), { code: 'EISDIR' });
  }
  throw new UnfitFile(
    `is a ${found.isFIFO() ? 'pipe' : found.isSocket() ? 'socket' : 'device'}; ${ONLY_FILES}`,
  );
};

/** Ignores the size from stat: it is 0 for files that the kernel generates, and a file may grow meanwhile. */
const readUpTo = (descriptor: number, maxBytes: number): Buffer => {
  const chunks: Buffer[] = [];
  for (let total = 0; ;) {
    const chunk = Buffer.alloc(CHUNK);
    const count = readSync(descriptor, chunk);
    if (count === 0) {
      return Buffer.concat(chunks, total);
    }
    total += count;
    if (total > maxBytes) {
      throw tooLarge(maxBytes);
    }
    chunks.push(chunk.subarray(0, count));
  }
};

const CHUNK = 64 * 1024;
