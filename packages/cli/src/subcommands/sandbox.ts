import { rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { resolve } from 'node:path';
import { readInputFile, whyUnreadable } from '@iam/core';
import { startSandbox, type SandboxInstance } from '@iam/sandbox';
import { errorCodeOf } from '../terminal/error-code';
import type { Io } from '../terminal/io';
import { EXIT, UsageError, type ExitCode } from '../terminal/usage-error';

/**
 * `iam sandbox`: runs the local vendors until Ctrl-C. The configuration for them goes to standard output, so that
 * `iam sandbox > iam.config.json` works, or into the file that is named, which is removed at the end.
 */
export const runSandbox = async (file: string | undefined, io: Io): Promise<ExitCode> => {
  const sandbox = await startSandbox();
  const config = `${JSON.stringify(sandbox.config, null, 2)}\n`;
  try {
    const { instances } = sandbox.config;
    if (file === undefined) {
      io.stdout.write(config);
    } else {
      await write(resolve(io.cwd, file), config);
      io.stderr.write(`The configuration is in ${file}.\n`);
    }
    io.stderr.write(
      `${instances.map(describe).join('')}The vendors run, and forget everything, until Ctrl-C.\n`,
    );
    await new Promise<void>((end) => {
      const release = io.onInterrupt(() => {
        release();
        end();
      });
    });
    if (file !== undefined) {
      io.stderr.write(`The vendors have ended; ${file} ${remove(resolve(io.cwd, file), config)}.\n`);
    }
    return EXIT.ok;
  } finally {
    await sandbox.close();
  }
};

const describe = ({ name, params }: SandboxInstance): string => `${name}: ${String(params['url'])}\n`;

/** Overwrites a file only when nothing but ports is lost: it may be the configuration of real vendors. */
const write = async (path: string, text: string): Promise<void> => {
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
const remove = (path: string, text: string): string => {
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
