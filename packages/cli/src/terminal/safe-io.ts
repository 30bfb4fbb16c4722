import { printable } from './core-excerpt';
import type { Io } from './io';

/**
 * Escapes control characters in standard error and prompts, so that names of instances, texts of vendors and words of the call
 * cannot drive the terminal. Done here once, so that no message can forget it. Standard output is escaped by its writers,
 * because tables hold the escape sequences for bold.
 */
export const safeIo = (io: Io): Io => {
  const { rewrite } = io.stderr;
  return {
    ...io,
    stderr: {
      ...io.stderr,
      write: (text) => io.stderr.write(printable(text)),
      // One line is written over: a line end in it would leave what stands above.
      ...(rewrite === undefined ? {} : { rewrite: (line) => rewrite(printable(line).replaceAll('\n', ' ')) }),
    },
    stdin: { ...io.stdin, ask: (question) => io.stdin.ask(printable(question)) },
  };
};
