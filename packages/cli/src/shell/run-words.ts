import type { Io } from '../terminal/io';
import type { ExitCode } from '../terminal/usage-error';

/** Runs the words of one line as a call of `iam`. */
export type RunWords = (words: readonly string[], io: Io) => Promise<ExitCode>;
