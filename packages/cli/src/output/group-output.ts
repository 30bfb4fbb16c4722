import { jsonText, printable } from '@iam/core';
import { markdownTable } from '../docs/markdown-table';
import { csvLine } from '../people/bulk/csv-line';
import type { GroupOutcome } from '../people/group/group-outcome';
import type { Io } from '../terminal/io';
import { deedPhrase, deedWord } from './deed-words';
import type { PeopleFormat } from './people-format';
import { summaryBlock } from './people-lines';
import type { SummaryLine } from './summary-text';
import { drawTable } from './terminal-table';

/** Writes what became of a group, a line per application. */
export const writeGroups = (
  outcomes: readonly GroupOutcome[],
  { output, dryRun }: { readonly output: PeopleFormat; readonly dryRun: boolean },
  heading: string,
  io: Io,
): void => {
  switch (output) {
    case 'json':
      outcomes.forEach((outcome) =>
        io.stdout.write(`${printable(jsonText({ ...outcome, ...(dryRun ? { dryRun } : {}) }))}\n`),
      );
      return;
    case 'csv':
      io.stdout.write(csvLine(HEADERS));
      outcomes.forEach((outcome) => io.stdout.write(printable(csvLine(rowOf(outcome, dryRun)))));
      return;
    case 'summary':
      if (heading === '') {
        io.stdout.write(summaryBlock('', listLines(outcomes), io));
        return;
      }
      io.stdout.write(
        summaryBlock(
          heading,
          outcomes.map((outcome) => ({
            sign: !outcome.ok ? '✗' : outcome.state === 'absent' && outcome.did === undefined ? '–' : '✓',
            name: outcome.application,
            text: sentenceOf(outcome, dryRun),
          })),
          io,
        ),
      );
      return;
    case 'markdown':
      io.stdout.write(
        `${markdownTable(
          HEADERS,
          outcomes.map((outcome) => rowOf(outcome, dryRun).map(printable)),
        )}\n`,
      );
      return;
    case 'table':
      io.stdout.write(
        drawTable(
          {
            title: '',
            headers: HEADERS,
            rows: outcomes.map((outcome) => rowOf(outcome, dryRun).map(printable)),
          },
          io,
          { upright: false },
        ),
      );
  }
};

/** The names of all groups, a line per application. */
const listLines = (outcomes: readonly GroupOutcome[]): readonly SummaryLine[] =>
  [...new Set(outcomes.map(({ application }) => application))].map((application) => {
    const own = outcomes.filter((outcome) => outcome.application === application);
    const groups = own.filter(({ state }) => state === 'there').map(({ group }) => group);
    const bad = own.find(({ ok }) => !ok);
    return {
      sign: bad !== undefined ? '✗' : groups.length === 0 ? '–' : '✓',
      name: application,
      text:
        bad !== undefined
          ? sentenceOf(bad, false)
          : groups.length === 0
            ? ([...own.flatMap(remarksOf), 'no groups'][0] ?? '')
            : `${groups.length} ${groups.length === 1 ? 'group' : 'groups'}: ${groups.join(', ')}`,
    };
  });

const HEADERS = ['Application', 'Group', 'Result', 'Members', 'Added', 'Removed', 'Remarks'];

const rowOf = (outcome: GroupOutcome, dryRun: boolean): readonly string[] => [
  outcome.application,
  outcome.group,
  wordOf(outcome, (did) => deedWord(did, dryRun)),
  outcome.members?.join(', ') ?? '',
  outcome.added?.join(', ') ?? '',
  outcome.removed?.join(', ') ?? '',
  remarksOf(outcome).join('; '),
];

const WORDS = { there: 'there', absent: 'not there', unknown: 'not known' } as const;

const wordOf = (
  { state, did, ok, failure }: GroupOutcome,
  word: (did: NonNullable<GroupOutcome['did']>) => string,
): string =>
  !ok && failure !== undefined && state !== 'unknown'
    ? 'failed'
    : did === undefined
      ? WORDS[state]
      : word(did);

const remarksOf = ({ notes, failure }: GroupOutcome): readonly string[] => [
  ...(failure === undefined
    ? []
    : [
        `${failure.message.trimEnd().replace(/\.$/, '')}.${failure.next === undefined ? '' : ` Next: ${failure.next}`}`,
      ]),
  ...notes,
];

const sentenceOf = (outcome: GroupOutcome, dryRun: boolean): string => {
  const { members, added = [], removed = [] } = outcome;
  const parts = [
    ...(members === undefined
      ? []
      : [members.length === 0 ? 'nobody in it' : `${members.length} in it: ${members.join(', ')}`]),
    ...(added.length === 0 ? [] : [`${dryRun ? 'to add' : 'added'} ${added.join(', ')}`]),
    ...(removed.length === 0 ? [] : [`${dryRun ? 'to remove' : 'removed'} ${removed.join(', ')}`]),
    ...remarksOf(outcome),
  ];
  const word = wordOf(outcome, (did) => deedPhrase(did, dryRun));
  return parts.length === 0 ? word : `${word}: ${parts.join('; ')}`;
};
