import { setMaxListeners } from 'node:events';
import type { Io } from '../../terminal/io';
import { EXIT, UsageError, type ExitCode } from '../../terminal/usage-error';
import { createAccountStore } from './account-store';
import { accountsOf, type Gaps, type Problems } from './accounts-of';
import { knownPeople, type KnownPeople } from './known-people';
import { listWriter } from './list-writer';
import type { Listed, ListedPerson } from './merge-people';
import { openPeople } from '../open-people';
import type { PeopleSettings } from '../settings';

export interface ListSettings extends PeopleSettings {
  readonly only: 'active' | 'disabled' | undefined;
  /** A file of people: only accounts that belong to none of them are listed. */
  readonly notIn: string | undefined;
  readonly group: string | undefined;
}

/**
 * `iam list`: everybody at the applications. A list that breaks off makes the exit 1 and is named; the others are shown. Of one
 * application JSON and CSV are written as the pages come; several are joined when all are there, and wait on the disk.
 */
export const runList = async (settings: ListSettings, io: Io): Promise<ExitCode> => {
  const known = settings.notIn === undefined ? undefined : await readKnown(settings.notIn, io);
  const { opened } = await openPeople(settings, io);
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  const release = io.onInterrupt(() => {
    release();
    controller.abort();
  });
  const problems: Problems = new Map();
  const gaps: Gaps = { problems, withoutGroup: new Set() };
  const names = opened.map(({ config }) => config.name);
  const writer = await listWriter(settings, names, problems, io);
  const [single] = opened;
  const store = createAccountStore();
  try {
    if (isStreamed(settings, opened.length) && single !== undefined) {
      for await (const account of accountsOf(single, 0, settings, gaps, controller.signal)) {
        if (fits(account, settings)) {
          writer.add({ accounts: [account], notes: [] });
        }
      }
    } else {
      await Promise.all(
        opened.map(async (one, index) => {
          for await (const account of accountsOf(one, index, settings, gaps, controller.signal)) {
            store.add(account);
          }
        }),
      );
      for (const person of store.people()) {
        const shown = personShown(person, settings, known, problems, names);
        if (shown !== undefined) {
          writer.add(shown);
        }
      }
    }
  } catch (thrown) {
    controller.abort();
    throw thrown;
  } finally {
    store.close();
    release();
  }
  writer.end();
  problems.forEach((problem) => io.stderr.write(`${problem.replaceAll('\n', ' ')}\n`));
  const isGroupNowhere = gaps.withoutGroup.size === opened.length;
  if (isGroupNowhere) {
    io.stderr.write(`No application has a group ${JSON.stringify(settings.group)}.\n`);
  }
  return problems.size > 0 || isGroupNowhere ? EXIT.failed : EXIT.ok;
};

const readKnown = async (file: string, io: Io): Promise<KnownPeople> => {
  const { readPeopleFile } = await import('../bulk/read-file.js');
  const entries = await readPeopleFile(file, io);
  const bad = entries.filter(({ problem }) => problem !== undefined);
  // An account without a row in the file is listed as a ghost: a row that cannot be read must not do that to its person.
  if (bad.length > 0 || entries.length === 0) {
    throw new UsageError(
      entries.length === 0
        ? `${file} has nobody, so that everybody would be listed.`
        : bad.map(({ place, problem }) => `${place ?? file} ${problem}.`),
    );
  }
  return knownPeople(entries);
};

/** The notes about an account that is listed; undefined for one that the file knows. */
const wanted = (account: Listed, known: KnownPeople | undefined): readonly string[] | undefined => {
  const found = known?.find(account);
  return found === undefined ? [] : found.isKnown ? undefined : found.why === undefined ? [] : [found.why];
};

const fits = ({ active }: Listed, { only }: ListSettings): boolean =>
  only === undefined || active === (only === 'active') || active === null;

/** A ghost is one only when the whole list is there, and one without an employee id only when all lists are. */
const isStreamed = ({ output, notIn }: ListSettings, applications: number): boolean =>
  applications === 1 && notIn === undefined && (output === 'json' || output === 'csv');

const personShown = (
  person: ListedPerson,
  settings: ListSettings,
  known: KnownPeople | undefined,
  problems: Problems,
  names: readonly string[],
): ListedPerson | undefined => {
  if (known === undefined) {
    return person.accounts.some((account) => fits(account, settings)) ? person : undefined;
  }
  const reasons = person.accounts.map((account) => wanted(account, known));
  // One account that the file knows makes the person known, unless another one contradicts.
  const isKnown = reasons.some((reason) => reason === undefined);
  const why = reasons.flatMap((reason) => reason ?? []);
  const accounts = person.accounts.filter(({ application }) => !problems.has(application));
  if ((isKnown && why.length === 0) || !accounts.some((account) => fits(account, settings))) {
    return undefined;
  }
  const missing = [...problems.keys()].map((application) => names[application]).join(', ');
  const doubt =
    missing === '' || accounts.some(({ employeeid }) => employeeid !== null)
      ? []
      : [`may be known by another name: ${missing} could not be read`];
  return { accounts, notes: [...person.notes, ...why, ...doubt] };
};
