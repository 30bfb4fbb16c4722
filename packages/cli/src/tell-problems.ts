import { printable } from '@iam/core';
import type { Io } from './io';

/** Shows the problems of a wrong call, one per line. Some hold text of files and of packages: none of it is obeyed. */
export const tellProblems = (problems: readonly string[], io: Pick<Io, 'stderr'>): void =>
  io.stderr.write(`${printable(problems.join('\n'))}\n`);
