import { constants, type PathLike } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { errorCodeOf, failure, IAMError } from '@iam/core';

/** A new file that only its owner may read, written line by line. */
export interface LineFile {
  readonly path: string;
  /**
   * Adds a line; lines are written in the order in which they are added, whether that is awaited or not. What is to be awaited when the
   * buffer is full and the one before is still being written; undefined otherwise, so that most lines cost no turn.
   */
  readonly add: (line: string) => Promise<void> | undefined;
  /** Adds bytes as they are. */
  readonly bytes: (bytes: Uint8Array) => Promise<void>;
  /** Writes what is left and closes; `sync` waits until it is on the disk. */
  readonly end: (sync?: boolean) => Promise<void>;
  /** Closes without writing what is left; nothing when it is closed. */
  readonly close: () => Promise<void>;
}

const BUFFER = 64 * 1024;

/** Opens a new file; one that is there already is never overwritten. */
export const createLineFile = async (path: string): Promise<LineFile> => {
  const file = await saying(path, () => open(path, newFile, 0o600));
  let waiting: string[] = [];
  let size = 0;
  /** What was given to the file last. It ends after all that was given before, and fails when that failed. */
  let last: Promise<void> | undefined;
  const write = (bytes: Uint8Array): Promise<void> => {
    const before = last;
    last = (async () => {
      await before;
      await saying(path, () => all(file, bytes));
    })();
    // Reported where it is awaited; until then it must not count as an unhandled rejection.
    last.catch(() => undefined);
    return last;
  };
  /** Gives what is waiting to the file; what is to be awaited is what the file was given before. */
  const flush = (): Promise<void> | undefined => {
    const before = last;
    void write(Buffer.from(waiting.join(''), 'utf8'));
    waiting = [];
    size = 0;
    return before;
  };
  return {
    path,
    add: (line) => {
      waiting.push(line, '\n');
      size += line.length + 1;
      return size < BUFFER ? undefined : flush();
    },
    bytes: async (bytes) => {
      void flush();
      await write(bytes);
    },
    end: async (sync = false) => {
      try {
        void flush();
        await last;
        if (sync) {
          await saying(path, () => file.sync());
        }
      } finally {
        await file.close();
      }
    },
    // Closing a closed handle does nothing.
    close: () => file.close().catch(() => undefined),
  };
};

const newFile = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;

/** A write may be carried out in part, for example at the end of the disk. */
const all = async (file: FileHandle, bytes: Uint8Array): Promise<void> => {
  for (let written = 0; written < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, written);
    written += bytesWritten;
  }
};

/** What the system says about a file, as a sentence that says what became of the plan. */
export const saying = async <A>(path: PathLike, act: () => Promise<A>): Promise<A> => {
  try {
    return await act();
  } catch (thrown) {
    const code = errorCodeOf(thrown) ?? '';
    throw new IAMError(
      failure('invalid-input', `${String(path)} cannot be written: ${reasonOf(code)}.`, {
        next:
          code === 'ENOSPC' || code === 'EDQUOT'
            ? 'Make room, or name another place with --out, and plan again. Nothing was changed in any application.'
            : 'Name another file with --out. Nothing was changed in any application.',
      }),
    );
  }
};

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left on the disk',
  EDQUOT: 'the quota of this disk is used up',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the disk is read-only',
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is a file',
  EEXIST: 'it exists already',
  EISDIR: 'it is a folder',
  EMFILE: 'too many files are open',
};

const reasonOf = (code: string): string => REASONS[code] ?? (code === '' ? 'the system refuses it' : code);
