import { fstatSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { isatty } from 'node:tty';
import { EXIT, type ExitCode } from './usage-error';

/** The process as the command sees it. Injected, so that tests can provide a terminal of their own. */

export interface Sink {
  readonly write: (text: string) => void;
  readonly isTTY: boolean;
  /** Width in characters; 80 when unknown. */
  readonly columns: number;
}

export interface Io {
  readonly stdout: Sink;
  readonly stderr: Sink & {
    /**
     * Writes a line over the one that was written so before; an empty one takes it away. Only a terminal has it. The escape sequences
     * for it are made here, behind what makes text printable.
     */
    readonly rewrite?: (line: string) => void;
  };
  readonly stdin: {
    readonly isTTY: boolean;
    /** Reads standard input to its end. Rejects what is not UTF-8, or longer than the limit of a value. */
    readonly readAll: () => Promise<string>;
    /** Standard input as it comes, for what is too long to be held. */
    readonly stream: () => Readable;
    /** Shows a question on standard error and returns the line that was typed; undefined after Ctrl-C and when input ended. */
    readonly ask: (question: string) => Promise<string | undefined>;
  };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Removes variables from the environment of the process. */
  readonly forget: (variables: readonly string[]) => void;
  readonly cwd: string;
  /** Receives the contexts of results as they are written: the shell shows them again. */
  readonly keep?: (contexts: readonly unknown[]) => void;
  /** Calls back after a delay; the returned function cancels. */
  readonly after: (ms: number, act: () => void) => () => void;
  /** Calls the listener on Ctrl-C (or SIGTERM) instead of ending; the returned function removes it. */
  readonly onInterrupt: (listener: () => void) => () => void;
}

/** The Io of this process. */
export const processIo = (): Io => ({
  stdout: sinkOf(process.stdout),
  stderr: rewritable(sinkOf(process.stderr)),
  stdin: {
    // Not process.stdin.isTTY, which opens the stream: that takes time, and most commands never read.
    isTTY: isatty(0),
    readAll: async () => {
      if (isFolder(0)) {
        // Node reads a folder as an empty input.
        throw Object.assign(new Error('standard input is a folder'), { code: 'EISDIR' });
      }
      const { readStream } = await import('./read-stream.js');
      return readStream(process.stdin);
    },
    stream: () => process.stdin,
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
    // Not every system can report its terminal.
    return false;
  }
};

/** A closed terminal says SIGHUP (POSIX, General Terminal Interface), often twice: by the system and by the shell. */
const onInterrupt = (listener: () => void): (() => void) => {
  const hungUp = (): void => {
    // Keeps the handler: the terminal is gone, so a second SIGHUP is no user's wish and must not interrupt a write.
    process.on('SIGHUP', ignore);
    listener();
  };
  process.on('SIGINT', listener).on('SIGTERM', listener).on('SIGHUP', hungUp);
  return () => process.off('SIGINT', listener).off('SIGTERM', listener).off('SIGHUP', hungUp);
};

const ignore = (): void => undefined;

/** Whether output was lost. */
const output = { isLost: false };

/** The exit code, which is a failure when output was lost. */
export const exitCodeWith = (code: ExitCode): ExitCode =>
  output.isLost && code === EXIT.ok ? EXIT.failed : code;

const sinkOf = (stream: NodeJS.WriteStream): Sink => {
  let isOpen = true;
  // A reader that stops early (`iam … | head`) is no error: further output is dropped. After any other error (a full disk)
  // results are missing, and the exit code must say so; but the command runs to its end, because its work at a vendor must
  // not stop half-way and has to be recorded.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    const isNew = isOpen;
    isOpen = false;
    if (error.code === 'EPIPE' || !isNew) {
      return;
    }
    output.isLost = true;
    // The error may arrive after the command has ended.
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
    // A terminal of unset size reports 0.
    columns: stream.columns || 80,
  };
};

const rewritable = (sink: Sink): Io['stderr'] =>
  sink.isTTY
    ? { ...sink, rewrite: (line) => sink.write(`\r\u001b[K${line.slice(0, Math.max(20, sink.columns - 1))}`) }
    : sink;

const askOnTerminal = async (question: string): Promise<string | undefined> => {
  const { createInterface } = await import('node:readline');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve) => {
    terminal.on('close', () => resolve(undefined));
    // Without a listener readline only pauses on Ctrl-C, and the process would end with success.
    terminal.on('SIGINT', () => {
      process.stderr.write('\n');
      terminal.close();
    });
    terminal.question(question, (answer) => {
      resolve(answer);
      terminal.close();
    });
  });
};
