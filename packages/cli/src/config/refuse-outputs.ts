import { outputProblems, type FileInUse, type OutputFile } from '@iam/core/internal';
import type { Io } from '../terminal/io';
import { UsageError } from '../terminal/usage-error';
import { configFile } from './config';

/** Refuses a call that would write over a file of another kind, or over one that it reads; before it does anything else. */
export const refuseOutputs = (
  outputs: readonly OutputFile[],
  config: string | undefined,
  io: Pick<Io, 'cwd' | 'env'>,
  inUse: readonly FileInUse[] = [],
): void => {
  const problems = outputProblems(outputs, io.cwd, [
    { path: configFile(config, io), what: 'the configuration in use' },
    ...inUse,
  ]);
  if (problems.length > 0) {
    throw new UsageError(problems);
  }
};
