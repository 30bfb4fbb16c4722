import { closeSync, openSync, readSync } from 'node:fs';
import { isDictionary } from './combinators';

/** How a file begins and ends: enough to tell what it is, however long it is. */
export interface FileEnds {
  /** The first bytes of it, at most 64 KiB. */
  readonly bytes: Buffer;
  /** The same as text, without a byte order mark. */
  readonly start: string;
  /** Its first line; cut where it is longer than what is read. */
  readonly first: string;
  /** The last line that has anything in it; cut at its beginning where it is longer than what is read. */
  readonly last: string;
}

const PART = 64 * 1024;

/** Reads both ends of a regular file of this size. Throws the error of the system where it cannot be read. */
export const readEnds = (path: string, size: number): FileEnds => {
  const descriptor = openSync(path, 'r');
  try {
    const bytes = partOf(descriptor, 0);
    const tail = size <= PART ? bytes : partOf(descriptor, size - PART);
    const start = bytes.toString('utf8').replace(/^\ufeff/, '');
    return {
      bytes,
      start,
      first: start.split(/\r?\n/, 1)[0] ?? '',
      last: tail.toString('utf8').trimEnd().split('\n').at(-1) ?? '',
    };
  } finally {
    closeSync(descriptor);
  }
};

const partOf = (descriptor: number, from: number): Buffer => {
  const part = Buffer.alloc(PART);
  return part.subarray(0, readSync(descriptor, part, 0, PART, from));
};

/** A line of JSON Lines as an object; undefined for anything else, and for a line that is cut off. */
export const objectOf = (line: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(line);
    return isDictionary(value) ? value : undefined;
  } catch {
    return undefined;
  }
};
