import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { errorCodeOf } from '../../terminal/error-code';
import type { Io } from '../../terminal/io';
import { UsageError } from '../../terminal/usage-error';
import type { Entry } from '../entry';
import type { PersonOutcome } from '../outcome';

/** The file of what has to be done again, as JSON Lines that `--from` takes. */
export interface ResultsFile {
  readonly write: (undone: readonly (Entry | PersonOutcome)[]) => void;
}

/**
 * Begins with all people: however the command ends, the file lacks none who has to be done again. Throws a UsageError when it
 * cannot be written, before anything is sent.
 */
export const openResultsFile = (
  named: string,
  entries: readonly Entry[],
  io: Pick<Io, 'cwd'>,
): ResultsFile => {
  const path = resolve(io.cwd, named);
  const write: ResultsFile['write'] = (undone) => {
    // Written beside and put in its place, so that there is never half a file.
    const beside = `${path}.${process.pid}.new`;
    const descriptor = openSync(beside, 'w', 0o600);
    try {
      writeSync(descriptor, undone.map(lineOf).join(''));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(beside, path);
  };
  try {
    write(entries);
  } catch (thrown) {
    throw new UsageError(
      `The result file ${path} cannot be written (${errorCodeOf(thrown) ?? 'unknown reason'}); nothing was sent.`,
    );
  }
  return { write };
};

const lineOf = (undone: Entry | PersonOutcome): string => {
  const entry = 'entry' in undone ? undone.entry : undone;
  const why = 'entry' in undone ? reasonsOf(undone) : undefined;
  return `${JSON.stringify({ ...rowOf(entry), ...(why === undefined ? {} : { iam_why: why }) })}\n`;
};

/** The row as it was read; of an argument the name with the values of the call. */
const rowOf = ({ row, person, values }: Entry): Readonly<Record<string, unknown>> =>
  row === undefined ? { person: person.label, ...values } : { ...row, ...values };

export const reasonsOf = ({ why, steps }: PersonOutcome): string =>
  [
    ...(why === undefined ? [] : [why]),
    ...steps
      .filter(({ ok }) => !ok)
      .map(({ application, failure, notes }) =>
        [application, failure?.message ?? notes[0] ?? 'not done'].join(': '),
      ),
  ].join('; ');
