import { fstatSync } from 'node:fs';
import { isatty } from 'node:tty';
import { EXIT } from './usage-error';
import type { ExitCode } from './usage-error';

/** What the command sees of the process it runs in. Handed in, so that a test is a terminal of its own. */

export interface Sink {
  readonly write: (text: string) => void;
  readonly isTTY: boolean;
  /** Width in characters; 80 when unknown. */
  readonly columns: number;
}

export interface Io {
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly stdin: {
    readonly isTTY: boolean;
    /** Everything up to the end of standard input, as text. Rejects when it is not UTF-8, or more than is read of a value. */
    readonly readAll: () => Promise<string>;
    /** Shows a question on standard error and returns the line that was typed; '' when input ended. */
    readonly ask: (question: string) => Promise<string>;
  };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Takes variables out of the environment of the process. */
  readonly forget: (variables: readonly string[]) => void;
  readonly cwd: string;
  /** Does something when so much time has passed; the returned function undoes that. */
  readonly after: (ms: number, act: () => void) => () => void;
  /** Calls the listener on Ctrl-C (or a request to end) instead of dying; the returned function undoes that. */
  readonly onInterrupt: (listener: () => void) => () => void;
}

/** The Io of this process. */
export const processIo = (): Io => ({
  stdout: sinkOf(process.stdout),
  stderr: sinkOf(process.stderr),
  stdin: {
    // Not process.stdin.isTTY: most commands never read, and opening the stream takes time.
    isTTY: isatty(0),
    readAll: async () => {
      if (isFolder(0)) {
        // Node reads a folder as an empty input.
        throw Object.assign(new Error('standard input is a folder'), { code: 'EISDIR' });
      }
      const { readStream } = await import('./read-stream.js');
      return readStream(process.stdin);
    },
    ask: askOnTerminal,
  },
  env: process.env,
  forget: (variables) => variables.forEach((variable) => delete process.env[variable]),
  cwd: process.cwd(),
  after: (ms, act) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
  onInterrupt,
});

const isFolder = (descriptor: number): boolean => {
  try {
    return fstatSync(descriptor).isDirectory();
  } catch {
    // Not every system tells what its terminal is.
    return false;
  }
};

/** A closed terminal says SIGHUP (POSIX, General Terminal Interface), often twice: by the system and by the shell. */
const onInterrupt = (listener: () => void): (() => void) => {
  const hungUp = (): void => {
    // Nobody is left to press Ctrl-C again, so that a second one must not end the process in the middle of a write.
    process.on('SIGHUP', ignore);
    listener();
  };
  process.on('SIGINT', listener).on('SIGTERM', listener).on('SIGHUP', hungUp);
  return () => process.off('SIGINT', listener).off('SIGTERM', listener).off('SIGHUP', hungUp);
};

const ignore = (): void => undefined;

/** Whether something could not be written. */
const output = { isLost: false };

/** The exit code of a process that may not have been able to say everything. */
export const exitCodeWith = (code: ExitCode): ExitCode =>
  output.isLost && code === EXIT.ok ? EXIT.failed : code;

const sinkOf = (stream: NodeJS.WriteStream): Sink => {
  let isOpen = true;
  // A reader that stops early (`iam … | head`) is no error of ours: what it does not want is dropped. With every other
  // error (a full disk) results are missing, and the exit code must say so; but the command goes on to its end, because
  // what it does at a vendor must not stop half-way, and has to be recorded.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    const isNew = isOpen;
    isOpen = false;
    if (error.code === 'EPIPE' || !isNew) {
      return;
    }
    output.isLost = true;
    // The command may have ended before the system said so.
    process.exitCode ||= EXIT.failed;
    if (stream !== process.stderr) {
      process.stderr.write(`The output cannot be written (${error.code ?? error.message}).\n`);
    }
  });
  return {
    write: (text) => {
      if (isOpen && !stream.destroyed) {
        stream.write(text);
      }
    },
    isTTY: stream.isTTY === true,
    // 0 is what a terminal says whose size nobody has set.
    columns: stream.columns || 80,
  };
};

const askOnTerminal = async (question: string): Promise<string> => {
  const { createInterface } = await import('node:readline');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve) => {
    terminal.on('close', () => resolve(''));
    // Without a listener Ctrl-C would only pause the terminal, and the process would end as if all was well.
    terminal.on('SIGINT', () => terminal.close());
    terminal.question(question, (answer) => {
      resolve(answer);
      terminal.close();
    });
  });
};
