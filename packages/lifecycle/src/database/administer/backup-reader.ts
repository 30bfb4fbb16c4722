import { createHash } from 'node:crypto';

import { END_OF_ROWS } from './backup-format';

/** The backup ends in the middle. */
export class CutOff extends Error {
  override readonly name = 'CutOff';
}

const LINE_FEED = 0x0a;
const end = Buffer.from(END_OF_ROWS);
/** A header is far shorter; a file that is no backup may have no line feed at all. */
const LONGEST_LINE = 1024 * 1024;

/** Reads the parts of a backup one after another; no more than a few chunks are held. */
export interface BackupReader {
  /** The next line, without its line feed. */
  readonly line: () => Promise<string>;
  /** The rows up to the end of their table. */
  readonly rows: () => AsyncGenerator<Buffer, void, undefined>;
  /** sha256 of all that was read so far. */
  readonly digest: () => string;
  /** Whether nothing follows. */
  readonly atEnd: () => Promise<boolean>;
}

export const backupReader = (chunks: AsyncIterable<Buffer>): BackupReader => {
  const source = chunks[Symbol.asyncIterator]();
  const hash = createHash('sha256');
  let held: Buffer = Buffer.alloc(0);

  const more = async (): Promise<boolean> => {
    const next = await source.next();
    if (next.done === true) {
      return false;
    }
    held = held.length === 0 ? next.value : Buffer.concat([held, next.value]);
    return true;
  };
  const take = (length: number): Buffer => {
    const taken = held.subarray(0, length);
    held = held.subarray(length);
    hash.update(taken);
    return taken;
  };

  const line = async (): Promise<string> => {
    for (;;) {
      const at = held.indexOf(LINE_FEED);
      if (at >= 0) {
        return take(at + 1).toString('utf8', 0, at);
      }
      if (held.length > LONGEST_LINE || !(await more())) {
        throw new CutOff('a line has no end');
      }
    }
  };

  /** Where the line that ends the rows begins; `fresh`: what is held begins with a line. */
  const endIn = (fresh: boolean): number => {
    if (fresh && held.subarray(0, end.length).equals(end)) {
      return 0;
    }
    const found = held.indexOf(`\n${END_OF_ROWS}`);
    return found < 0 ? -1 : found + 1;
  };

  async function* rows(): AsyncGenerator<Buffer, void, undefined> {
    let fresh = true;
    for (;;) {
      const at = endIn(fresh);
      if (at >= 0) {
        if (at > 0) {
          yield take(at);
        }
        take(end.length);
        return;
      }
      // The last bytes may be the beginning of the end.
      const safe = held.length - end.length;
      if (safe > 0) {
        fresh = false;
        yield take(safe);
      }
      if (!(await more())) {
        throw new CutOff('a table has no end');
      }
    }
  }

  return {
    line,
    rows,
    digest: () => hash.copy().digest('hex'),
    atEnd: async () => held.length === 0 && !(await more()),
  };
};
