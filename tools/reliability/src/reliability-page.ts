import { expectedOutcomes } from './expected-outcomes';
import { faults } from './faults';
import { furtherExpectedOutcomes } from './further-expected-outcomes';
import { outcomeText } from './outcome';
import { reachOutcomes } from './reach-faults';

/** The generated part of docs/reliability.md: the rows the tests run, and what they expect. */
export const reliabilityTables = (): string =>
  [
    ...[...new Set(faults.map(({ group }) => group))].map(groupTable),
    table(
      'Updating people and members',
      ['fault, once', 'update a user', 'add a member to a group'],
      faults.map(({ fault }) => {
        const expected = furtherExpectedOutcomes[fault];
        const outcomes = expected === undefined ? [] : [expected.update, expected.members];
        return [fault, ...outcomes.map(outcomeText)];
      }),
    ),
    table(
      'Reaching the vendor',
      ['situation', 'a read ends'],
      Object.entries(reachOutcomes).map(([situation, outcome]) => [situation, outcome]),
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
        const expected = expectedOutcomes[fault];
        const outcomes =
          expected === undefined ? [] : [...expected.get, ...expected.create, ...expected.disable];
        return [fault, ...outcomes.map(outcomeText)];
      }),
  );

const table = (title: string, head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [`### ${title}`, '', line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');

const line = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
