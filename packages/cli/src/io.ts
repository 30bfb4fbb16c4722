import { isatty } from 'node:tty';

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
    /** Everything up to the end of standard input, as text. */
    readonly readAll: () => Promise<string>;
    /** Shows a question on standard error and returns the line that was typed; '' when input ended. */
    readonly ask: (question: string) => Promise<string>;
  };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
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
      const { text } = await import('node:stream/consumers');
      return text(process.stdin);
    },
    ask: askOnTerminal,
  },
  env: process.env,
  cwd: process.cwd(),
  onInterrupt: (listener) => {
    process.on('SIGINT', listener).on('SIGTERM', listener);
    return () => process.off('SIGINT', listener).off('SIGTERM', listener);
  },
});

const sinkOf = (stream: NodeJS.WriteStream): Sink => {
  // A reader that stops early (`iam … | head`) is no error of ours: what it does not want is dropped. With every other
  // error (a full disk) results would be missing without anybody noticing.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') {
      process.stderr.write(`The output cannot be written (${error.code ?? error.message}).\n`);
      process.exit(1);
    }
  });
  return {
    write: (text) => {
      if (!stream.destroyed) {
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
