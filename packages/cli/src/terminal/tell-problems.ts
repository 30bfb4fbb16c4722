import type { Io } from './io';

/** Shows the problems of a usage error, one per line. */
export const tellProblems = (problems: readonly string[], io: Pick<Io, 'stderr'>): void =>
  io.stderr.write(`${problems.join('\n')}\n`);
