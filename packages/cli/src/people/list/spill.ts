import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../../terminal/usage-error';
import { growingNumbers } from './growing-numbers';

/** Records that are too many for memory, read again in any order by their number. */
export interface Spill<Record> {
  /** The number of the record: the first is 0. */
  readonly add: (record: Record) => number;
  readonly read: (number: number) => Record;
  readonly close: () => void;
}

export interface SpillOptions {
  /** How many bytes are kept in memory. */
  readonly chunkSize?: number;
  /** The folder for temporary files. */
  readonly folder?: string;
}

/** What is kept before anything goes to the disk: short lists never do. */
const CHUNK = 1 << 20;

/**
 * Keeps records as JSON in a temporary file that only its owner can read. Its name is removed as soon as it is open, so that the system
 * removes the data however the process ends (where an open file has to keep its name, when it is closed).
 */
export const createSpill = <Record>({
  chunkSize = CHUNK,
  folder = tmpdir(),
}: SpillOptions = {}): Spill<Record> => {
  /** Where record n begins, and at the end where the next one will. */
  const offsets = growingNumbers(Float64Array);
  offsets.push(0);
  let file: TemporaryFile | undefined;
  let onDisk = 0;
  let chunk: Buffer[] = [];
  let inChunk = 0;
  const flush = (): void => {
    try {
      file ??= openTemporaryFile(folder);
      const data = Buffer.concat(chunk);
      for (let at = 0; at < data.length;) {
        at += writeSync(file.descriptor, data, at, data.length - at, onDisk + at);
      }
    } catch (thrown) {
      throw new UsageError(
        `So many accounts need room in the folder for temporary files, ${folder}: ${(thrown as Error).message}. ` +
          'Make room, or let TMPDIR name another folder.',
      );
    }
    onDisk += inChunk;
    chunk = [];
    inChunk = 0;
  };
  const bytesAt = (from: number, to: number): Buffer => {
    if (file === undefined) {
      const [all = Buffer.alloc(0), ...more] = chunk;
      chunk = more.length === 0 ? chunk : [Buffer.concat(chunk)];
      return (more.length === 0 ? all : (chunk[0] ?? all)).subarray(from, to);
    }
    const bytes = Buffer.allocUnsafe(to - from);
    readSync(file.descriptor, bytes, 0, bytes.length, from);
    return bytes;
  };
  return {
    add: (record) => {
      const bytes = Buffer.from(JSON.stringify(record));
      chunk.push(bytes);
      inChunk += bytes.length;
      offsets.push(onDisk + inChunk);
      if (inChunk >= chunkSize) {
        flush();
      }
      return offsets.length() - 2;
    },
    read: (number) => {
      if (inChunk > 0 && file !== undefined) {
        flush();
      }
      const [from, to] = [offsets.at(number), offsets.at(number + 1)];
      return JSON.parse(bytesAt(from, to).toString('utf8')) as Record;
    },
    close: () => file?.close(),
  };
};

interface TemporaryFile {
  readonly descriptor: number;
  readonly close: () => void;
}

const openTemporaryFile = (parent: string): TemporaryFile => {
  const folder = mkdtempSync(join(parent, 'iam-list-'));
  const descriptor = openSync(join(folder, 'accounts'), 'wx+', 0o600);
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    remove();
  } catch {
    // Windows: after closing.
  }
  return {
    descriptor,
    close: () => {
      closeSync(descriptor);
      remove();
    },
  };
};
