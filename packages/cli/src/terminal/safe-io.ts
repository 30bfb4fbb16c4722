import { printable } from './core-excerpt';
import type { Io } from './io';

/**
 * The same Io, on which nothing that is said to a person is obeyed by the terminal. Names of instances, texts of vendors and
 * words of the call end up in messages; it is done here once, so that no message can forget it. Standard output is left to
 * those who write it: tables hold the escape sequences for bold.
 */
export const safeIo = (io: Io): Io => ({
  ...io,
  stderr: { ...io.stderr, write: (text) => io.stderr.write(printable(text)) },
  stdin: { ...io.stdin, ask: (question) => io.stdin.ask(printable(question)) },
});
