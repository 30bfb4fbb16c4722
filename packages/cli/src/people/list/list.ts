import { setMaxListeners } from 'node:events';
import { describeFailure, IAMError, isIAMError, jsonText, printable, type IAMUserAppData } from '@iam/core';
import { markdownTable } from '../../docs/markdown-table';
import { isOpen, type Opened, type OpenInstance } from '../../config/open-instances';
import type { Io } from '../../terminal/io';
import { EXIT, UsageError, type ExitCode } from '../../terminal/usage-error';
import { createAccountStore } from './account-store';
import { csvLine } from '../bulk/csv-line';
import { knownPeople, type KnownPeople } from './known-people';
import type { Listed, ListedPerson } from './merge-people';
import { openPeople } from '../open-people';
import { WORD_OF_STATE, type State } from '../outcome';
import { resolveGroup } from '../group/resolve-group';
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

/** Why the list of an application is not whole, by its number. */
type Problems = Map<number, string>;

interface Gaps {
  readonly problems: Problems;
  /** The numbers of the applications that do not have the group. */
  readonly withoutGroup: Set<number>;
}

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

const accountsOf = async function* (
  one: Opened,
  application: number,
  settings: ListSettings,
  { problems, withoutGroup }: Gaps,
  signal: AbortSignal,
): AsyncGenerator<Listed> {
  const { name } = one.config;
  const { group } = settings;
  if (!isOpen(one)) {
    problems.set(application, describeFailure(one.failure, { where: name, command: 'list' }));
    return;
  }
  try {
    const members = group === undefined ? undefined : await membersOf(one, group, signal);
    if (group !== undefined && members === undefined) {
      withoutGroup.add(application);
      return;
    }
    if (!one.instance.lists.includes('users')) {
      problems.set(
        application,
        `[${name}] list: ${one.brand} does not list its users: who is there is not known.`,
      );
      return;
    }
    for await (const user of one.instance.users({ signal, asRead: true })) {
      if (members === undefined || members.has(user.id)) {
        yield listed(one, application, user);
      }
    }
  } catch (thrown) {
    problems.set(
      application,
      isIAMError(thrown)
        ? `${describeFailure(thrown.failure, { where: name, command: 'list' })} ${settings.notIn === undefined ? 'Who is there beyond what is listed is not known.' : 'Nobody there is taken for a ghost.'}`
        : `[${name}] list: ${(thrown as Error).message}`,
    );
  }
};

/** The ids of the members; undefined where the application has no such group. */
const membersOf = async (
  one: OpenInstance,
  name: string,
  signal: AbortSignal,
): Promise<ReadonlySet<string> | undefined> => {
  const found = await resolveGroup(one, name, signal);
  if (found.failure !== undefined) {
    throw new IAMError(found.failure);
  }
  if (found.group === undefined) {
    return undefined;
  }
  const ids = new Set<string>();
  for await (const { value } of one.instance.members(found.group.id, { signal })) {
    ids.add(value);
  }
  return ids;
};

const listed = ({ instance }: OpenInstance, application: number, user: IAMUserAppData): Listed => {
  const { id, active, username, email } = user;
  let profile: Readonly<Record<string, unknown>>;
  try {
    profile = instance.profileOf(user);
  } catch {
    profile = {};
  }
  const text = (key: string): string | null => {
    const value = profile[key];
    return (typeof value === 'string' || typeof value === 'number') && value !== '' ? `${value}` : null;
  };
  return {
    application,
    id,
    active,
    username,
    email,
    employeeid: text('employeeid'),
    name: text('displayname'),
  };
};

interface ListWriter {
  readonly add: (person: ListedPerson) => void;
  readonly end: () => void;
}

const stateOf = ({ active }: Listed): string =>
  active === null ? 'not known' : active ? 'active' : 'disabled';

const labelOf = ({ accounts }: ListedPerson): string => {
  const first = <K extends keyof Listed>(key: K): Listed[K] | undefined =>
    accounts.map((account) => account[key]).find((value) => value !== null && value !== '');
  return String(first('email') ?? first('username') ?? first('id') ?? '');
};

const keyOfPerson = ({ accounts }: ListedPerson): string =>
  accounts.map(({ employeeid }) => employeeid).find((key) => key !== null) ?? '';

const listWriter = async (
  { output }: ListSettings,
  applications: readonly string[],
  problems: Problems,
  io: Io,
): Promise<ListWriter> => {
  let count = 0;
  const total = (): void => {
    const rest =
      problems.size === 0
        ? ''
        : `, and not known who is at ${problems.size} of ${applications.length} applications`;
    io.stderr.write(`${count} ${count === 1 ? 'person' : 'people'}${rest}\n`);
  };
  if (output === 'json') {
    return {
      add: (person) => {
        count += 1;
        io.stdout.write(`${printable(jsonText(jsonOf(person, applications)))}\n`);
      },
      end: total,
    };
  }
  if (output === 'csv') {
    io.stdout.write(
      csvLine([
        'person',
        'employeeid',
        'name',
        'application',
        'state',
        'account',
        'username',
        'email',
        'note',
      ]),
    );
    return {
      add: (person) => {
        count += 1;
        for (const account of person.accounts) {
          io.stdout.write(
            printable(
              csvLine([
                labelOf(person),
                keyOfPerson(person),
                account.name ?? '',
                applications[account.application] ?? '',
                stateOf(account),
                account.id,
                account.username ?? '',
                account.email ?? '',
                person.notes.join('; '),
              ]),
            ),
          );
        }
      },
      end: total,
    };
  }
  const people: ListedPerson[] = [];
  const statesOf = (person: ListedPerson) =>
    applications.map((_name, index): State => {
      const own = person.accounts.filter(({ application }) => application === index);
      const [first] = own;
      return first === undefined
        ? problems.has(index)
          ? 'unknown'
          : 'absent'
        : own.some(({ active }) => active === true)
          ? 'active'
          : first.active === null
            ? 'unknown'
            : 'disabled';
    });
  const { peopleGrid } = await import('../../output/people-grid.js');
  const { drawTable } = await import('../../output/terminal-table.js');
  const tables = (): string => {
    const headers = ['Person', 'Employee id', ...applications];
    const rows = people.map((person) =>
      [labelOf(person), keyOfPerson(person), ...statesOf(person).map((state) => WORD_OF_STATE[state])].map(
        printable,
      ),
    );
    return output === 'table'
      ? drawTable({ title: '', headers, rows }, io, { upright: false })
      : `${markdownTable(headers, rows)}\n`;
  };
  const grid = (): string =>
    people.length === 0
      ? ''
      : peopleGrid(
          applications,
          people.map((person) => ({ label: labelOf(person), states: statesOf(person) })),
          io.stdout.columns,
        );
  return {
    add: (person) => {
      count += 1;
      people.push(person);
    },
    end: () => {
      io.stdout.write(output === 'summary' ? grid() : tables());
      people.forEach((person) =>
        person.notes.forEach((note) => io.stdout.write(`${printable(`${labelOf(person)}: ${note}`)}\n`)),
      );
      total();
    },
  };
};

const jsonOf = (person: ListedPerson, applications: readonly string[]): unknown => ({
  person: labelOf(person),
  employeeid: keyOfPerson(person) || null,
  name: person.accounts.map(({ name }) => name).find((name) => name !== null) ?? null,
  accounts: person.accounts.map((account) => ({
    application: applications[account.application],
    state: stateOf(account),
    id: account.id,
    username: account.username,
    email: account.email,
  })),
  ...(person.notes.length === 0 ? {} : { notes: person.notes }),
});
