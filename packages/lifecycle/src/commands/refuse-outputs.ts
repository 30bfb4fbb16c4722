import { resolve } from 'node:path';
import { outputProblems, type FileInUse, type OutputFile } from '@iam/core/internal';
import type { FeedConfig } from '../config/lifecycle-config';
import { WrongCall, type CommandContext } from './command-context';

type Place = Pick<CommandContext, 'file' | 'folder' | 'cwd'>;

/** Refuses a call that would write over a file of another kind, or over one that it reads; before it does anything else. */
export const refuseOutputs = (
  outputs: readonly OutputFile[],
  context: Place,
  inUse: readonly FileInUse[] = [],
): void => {
  const problems = outputProblems(outputs, context.cwd, [
    ...(context.file === '' ? [] : [{ path: context.file, what: 'the configuration in use' }]),
    ...inUse,
  ]);
  if (problems.length > 0) {
    throw new WrongCall(problems);
  }
};

/** The file that a feed is read from: the configured one, and the one that is named in its place. */
export const feedInUse = (
  { from, mapper }: FeedConfig,
  file: string | undefined,
  { folder, cwd }: Place,
): readonly FileInUse[] => [
  ...(from.tag === 'file' ? [{ path: resolve(folder, from.path), what: 'the feed' }] : []),
  ...(file === undefined || file === '-' ? [] : [{ path: resolve(cwd, file), what: 'the feed' }]),
  ...(mapper === undefined ? [] : [{ path: resolve(folder, mapper), what: 'the mapper of the feed' }]),
];
