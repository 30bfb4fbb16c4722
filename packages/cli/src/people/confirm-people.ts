import { isYes } from '../terminal/answer';
import { callName } from '../terminal/call-name';
import type { Io } from '../terminal/io';
import { UsageError } from '../terminal/usage-error';
import type { Entry } from './entry';
import type { PeopleSettings } from './settings';

/** So many people may lose their access without a question. */
export const UNASKED = 10;

/**
 * Asks before many people lose their access, with their names. What arrives on standard input never counts as a yes: without a
 * terminal, `--yes` has to be given.
 */
export const confirmDisabling = async (
  entries: readonly Entry[],
  { yes, dryRun, from }: Pick<PeopleSettings, 'yes' | 'dryRun' | 'from'>,
  io: Io,
): Promise<boolean> => {
  const people = entries.filter(({ problem }) => problem === undefined);
  if (yes || dryRun || people.length <= UNASKED) {
    return true;
  }
  const names = people.map(({ person }) => person.label);
  const question = `${names.length} people would lose their access:\n${names.map((name) => `  ${name}\n`).join('')}`;
  return confirm(question, `Disable these ${names.length} people? [y/N] `, from, io);
};

/** A question that only a person at a terminal can answer. */
export const confirm = async (
  what: string,
  question: string,
  from: string | undefined,
  io: Io,
): Promise<boolean> => {
  if (!io.stdin.isTTY || from === '-') {
    throw new UsageError(
      `${what}Nothing was done: this asks first, and nobody can answer here. Look with --dry-run, then add --yes (${callName(io)} never takes standard input for a yes).`,
    );
  }
  io.stderr.write(what);
  return isYes(await io.stdin.ask(question));
};
