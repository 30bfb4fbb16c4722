import { open } from 'node:fs/promises';

/** A line longer than this belongs to no plan: reading it would fill the memory. */
export const MAX_LINE = 16 * 1024 * 1024;

const CHUNK = 256 * 1024;
const LINE_FEED = 10;

/** Lines of a file, as many at once as were read. */
export interface Lines {
  /** The bytes of each line without its line feed. */
  readonly lines: readonly Buffer[];
  /** Whether the last of them has no line feed: the file ends in the middle of it. */
  readonly cut: boolean;
}

/** Reads a file in lines without holding more than a part of it. A longer line than MAX_LINE ends the reading as one that is cut. */
export async function* linesOf(path: string): AsyncGenerator<Lines> {
  const file = await open(path, 'r');
  try {
    let rest: Buffer = Buffer.alloc(0);
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const { bytesRead } = await file.read(chunk, 0, CHUNK);
      if (bytesRead === 0) {
        break;
      }
      const read = chunk.subarray(0, bytesRead);
      const bytes: Buffer = rest.length === 0 ? read : Buffer.concat([rest, read]);
      const lines: Buffer[] = [];
      let begin = 0;
      for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, begin)) {
        lines.push(bytes.subarray(begin, end));
        begin = end + 1;
      }
      rest = bytes.subarray(begin);
      if (lines.length > 0) {
        yield { lines, cut: false };
      }
      if (rest.length > MAX_LINE) {
        break;
      }
    }
    if (rest.length > 0) {
      yield { lines: [rest], cut: true };
    }
  } finally {
    await file.close();
  }
}
