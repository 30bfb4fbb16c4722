import { endings } from './endings';
import { faults } from './faults';
import { furtherEndings } from './further-endings';
import { reachEndings } from './reach-faults';

/** The generated part of docs/reliability.md: the rows the tests run, and what they expect. */
export const reliabilityTables = (): string =>
  [
    ...[...new Set(faults.map(({ group }) => group))].map(groupTable),
    table(
      'Updating people and members',
      ['fault, once', 'update a user', 'add a member to a group'],
      faults.map(({ fault }) => {
        const { update = '', members = '' } = furtherEndings[fault] ?? {};
        return [fault, update, members];
      }),
    ),
    table(
      'Reaching the vendor',
      ['situation', 'a read ends'],
      Object.entries(reachEndings).map(([situation, ending]) => [situation, ending]),
    ),
  ].join('\n\n');

const groupTable = (group: string): string =>
  table(
    group,
    [
      'fault',
      'get: once',
      'get: lasting',
      'create: once',
      'create: lasting',
      'disable: once',
      'disable: lasting',
    ],
    faults
      .filter((row) => row.group === group)
      .map(({ fault }) => {
        const { get = ['', ''], create = ['', ''], disable = ['', ''] } = endings[fault] ?? {};
        return [fault, ...get, ...create, ...disable];
      }),
  );

const table = (title: string, head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [`### ${title}`, '', line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');

const line = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
