import { rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { readInputFile, whyUnreadable } from '@iam/core';
import { errorCodeOf } from '../../terminal/error-code';
import { UsageError } from '../../terminal/usage-error';

/** Overwrites a file only when nothing but ports is lost: it may be the configuration of real vendors. */
export const writeConfig = async (path: string, text: string): Promise<void> => {
  try {
    await writeNew(path, text);
  } catch (thrown) {
    throw thrown instanceof UsageError ? thrown : new UsageError(`${path} ${whyUnwritten(thrown)}.`);
  }
};

/** Why writing failed: an existing file is read first, and that read may be what failed. */
const whyUnwritten = (thrown: unknown): string => {
  const code = errorCodeOf(thrown);
  return code === undefined ? whyUnreadable(thrown) : `cannot be written (${code})`;
};

const writeNew = async (path: string, text: string): Promise<void> => {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
  } catch (thrown) {
    if (errorCodeOf(thrown) !== 'EEXIST') {
      throw thrown;
    }
    const present = readInputFile(path);
    if (withoutPorts(present) !== withoutPorts(text)) {
      throw new UsageError(
        `${path} is not one that iam sandbox wrote, and is not overwritten; remove it or name another file.`,
      );
    }
    if (await isAnswered(present)) {
      throw new UsageError(
        `${path} belongs to a sandbox that is running (its vendors answer); end that one first, or name another file.`,
      );
    }
    writeFileSync(path, text);
  }
};

/** Whether an address of a sandbox's configuration accepts connections. */
const isAnswered = (text: string): Promise<boolean> => {
  const port = Number(/127\.0\.0\.1:(\d+)/.exec(text)?.[1] ?? 0);
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const end = (answered: boolean) => (): void => {
      socket.destroy();
      resolve(answered);
    };
    socket.once('connect', end(true)).once('error', end(false));
  });
};

const withoutPorts = (text: string): string => text.replace(/"http:\/\/127\.0\.0\.1:\d+"/g, '"local"');

/** Removes the file, whose ports would lead to nothing or to another program. A file changed meanwhile stays. */
export const removeConfig = (path: string, text: string): string => {
  try {
    if (readInputFile(path) !== text) {
      return 'was changed and stays';
    }
    rmSync(path);
    return 'is removed';
  } catch (thrown) {
    const code = errorCodeOf(thrown);
    // Without an error code the path is no file any more.
    return code === undefined
      ? 'was changed and stays'
      : code === 'ENOENT'
        ? 'is gone already'
        : `cannot be removed (${code})`;
  }
};
