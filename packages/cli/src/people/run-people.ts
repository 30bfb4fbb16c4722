import { setMaxListeners } from 'node:events';
import { isOpen, type Opened } from '../config/open-instances';
import { errorCodeOf } from '../terminal/error-code';
import type { Io } from '../terminal/io';
import { EXIT, type ExitCode } from '../terminal/usage-error';
import { peopleWriter } from '../output/people-output';
import { correlate, type Sighting } from './who/correlate';
import type { Entry } from './entry';
import { openPeople } from './open-people';
import type { PersonOutcome, Step } from './outcome';
import type { Paused } from './who/look';
import { showProgress } from './progress';
import { refuseLocalIds } from './bulk/read-entries';
import { openResultsFile } from './bulk/results-file';
import { refuseUnkept } from './bulk/results-text';
import type { PeopleSettings } from './settings';
import { sideBySide } from './side-by-side';

/** What a word does for one person, once their accounts are found. */
export interface Work {
  readonly signal: AbortSignal;
  readonly paused: Paused;
  readonly opened: readonly Opened[];
  readonly settings: PeopleSettings;
  readonly actor: string | undefined;
}

export interface Word {
  /** The name of the word, for the last line. */
  readonly name: string;
  /** Refuses or asks before anything is sent; false ends the command. */
  readonly before?: (entries: readonly Entry[], opened: readonly Opened[]) => Promise<boolean>;
  readonly carryOut: (entry: Entry, sighting: Sighting, work: Work) => Promise<PersonOutcome>;
  /** After everybody. */
  readonly after?: (outcomes: readonly PersonOutcome[]) => void;
}

/** People at a time. Each application’s own rate limit holds back what is too much for it. */
const AT_ONCE = 8;

/** Opens the applications, works through the people, writes what became of each, and what has to be done again. */
export const runPeople = async (
  word: Word,
  entries: readonly Entry[],
  settings: PeopleSettings,
  io: Io,
): Promise<ExitCode> => {
  await refuseUnkept(settings.results, entries);
  const { opened, audit } = await openPeople(settings, io);
  refuseLocalIds(entries, opened);
  if (entries.length === 0) {
    io.stderr.write('Nobody is named there: nothing to do.\n');
  }
  if (word.before !== undefined && !(await word.before(entries, opened))) {
    io.stderr.write('Nothing was done.\n');
    return EXIT.failed;
  }
  const results = openResultsFile(settings, entries, io);
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  const release = io.onInterrupt(() => {
    release();
    io.stderr.write('\nInterrupted. No further person is begun; what was done is reported below.\n');
    controller.abort();
  });
  const work: Work = { signal: controller.signal, paused: new Map(), opened, settings, actor: audit?.actor };
  const writer = await peopleWriter(
    settings,
    { people: entries.length, applications: opened.map(({ config }) => config.name), word: word.name },
    io,
  );
  const progress = showProgress(entries.length, io);
  const outcomes: PersonOutcome[] = [];
  try {
    const finished = sideBySide(entries, AT_ONCE, async (entry) => {
      const outcome = await onePerson(word, entry, work);
      progress.advance();
      return outcome;
    });
    for await (const outcome of finished) {
      outcomes.push(outcome);
      writer.add(outcome);
    }
  } finally {
    progress.end();
    release();
  }
  writer.end();
  const undone = outcomes.filter(({ ok }) => !ok);
  // The work is done: what cannot be written is said, and does not hide what was.
  const isKept = kept(() => results?.write(undone), 'result file', io);
  if (isKept && results !== undefined) {
    sayBadRows(undone, settings, io);
  }
  let code: ExitCode = isKept ? EXIT.ok : EXIT.failed;
  if (!kept(() => word.after?.(outcomes), 'report', io)) {
    code = EXIT.failed;
  }
  return code !== EXIT.ok || undone.length > 0 || audit?.failed() === true ? EXIT.failed : EXIT.ok;
};

const kept = (write: () => void, what: string, io: Pick<Io, 'stderr'>): boolean => {
  try {
    write();
    return true;
  } catch (thrown) {
    io.stderr.write(`The ${what} could not be written (${errorCodeOf(thrown) ?? 'cut off'}).\n`);
    return false;
  }
};

const onePerson = async (word: Word, entry: Entry, work: Work): Promise<PersonOutcome> => {
  if (entry.problem !== undefined) {
    return { entry, ok: false, why: `${entry.place ?? 'The row'} ${entry.problem}.`, steps: [] };
  }
  if (work.signal.aborted) {
    return { entry, ok: false, why: 'Not begun: the command was interrupted.', steps: [] };
  }
  const sighting = await correlate(entry, work.opened, work.paused, work.signal);
  return word.carryOut(entry, sighting, work);
};

const sayBadRows = (undone: readonly PersonOutcome[], { results }: PeopleSettings, io: Io): void => {
  if (undone.length > 0 && results !== undefined) {
    io.stderr.write(
      `${undone.length} to be done again ${undone.length === 1 ? 'is' : 'are'} in ${results}: give it to --from.\n`,
    );
  }
};

/** Whether the person has an account anywhere. */
export const isSomewhere = (steps: readonly Step[]): boolean =>
  steps.some(({ account, state }) => account !== undefined && state !== 'absent');

/** Whether every application could be asked. */
export const areAllKnown = (steps: readonly Step[]): boolean =>
  steps.every(({ state }) => state !== 'unknown');

export const openOnes = (opened: readonly Opened[]) => opened.filter(isOpen);
