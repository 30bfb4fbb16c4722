import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { errorCodeOf } from '../../terminal/error-code';
import type { Io } from '../../terminal/io';
import { UsageError } from '../../terminal/usage-error';
import type { Entry } from '../entry';
import type { PersonOutcome } from '../outcome';
import type { PeopleSettings } from '../settings';
import { resultsText, type Undone } from './results-text';

/** The file of what has to be done again, which `--from` takes. */
export interface ResultsFile {
  readonly write: (undone: readonly PersonOutcome[]) => void;
}

/**
 * Begins with all people: however the command ends, the file lacks none who has to be done again. A dry run writes none. Throws a
 * UsageError when it cannot be written, before anything is sent.
 */
export const openResultsFile = (
  { results: named, dryRun }: Pick<PeopleSettings, 'results' | 'dryRun'>,
  entries: readonly Entry[],
  io: Pick<Io, 'cwd' | 'stderr'>,
): ResultsFile | undefined => {
  if (named === undefined) {
    return undefined;
  }
  if (dryRun) {
    io.stderr.write(`A dry run writes no results: ${named} is left alone.\n`);
    return undefined;
  }
  const path = resolve(io.cwd, named);
  const write = (undone: readonly Undone[]): void => {
    // Written beside and put in its place, so that there is never half a file.
    const beside = `${path}.${process.pid}.new`;
    const descriptor = openSync(beside, 'w', 0o600);
    try {
      writeSync(descriptor, resultsText(named, undone, entries));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(beside, path);
  };
  try {
    write(entries.map((entry) => ({ entry, why: 'the command did not end' })));
  } catch (thrown) {
    throw new UsageError(
      `The result file ${path} cannot be written (${errorCodeOf(thrown) ?? 'unknown reason'}); nothing was sent.`,
    );
  }
  return {
    write: (undone) => write(undone.map((outcome) => ({ entry: outcome.entry, why: reasonsOf(outcome) }))),
  };
};

const reasonsOf = ({ why, steps }: PersonOutcome): string =>
  [
    ...(why === undefined ? [] : [why]),
    ...steps
      .filter(({ ok }) => !ok)
      .map(({ application, failure, notes }) =>
        [application, failure?.message ?? notes[0] ?? 'not done'].join(': '),
      ),
  ].join('; ');
