import { jsonText, printable } from '@iam/core';
import { markdownTable } from '../../docs/markdown-table';
import type { Io } from '../../terminal/io';
import { csvLine } from '../bulk/csv-line';
import { WORD_OF_STATE, type State } from '../outcome';
import type { PeopleSettings } from '../settings';
import type { Problems } from './accounts-of';
import type { Listed, ListedPerson } from './merge-people';

export interface ListWriter {
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

/** Writes people in the form asked for: as they come as JSON and CSV, and at the end as a grid or a table. */
export const listWriter = async (
  { output }: Pick<PeopleSettings, 'output'>,
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
