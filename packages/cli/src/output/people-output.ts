import { jsonText, printable } from '@iam/core';
import { markdownTable } from '../docs/markdown-table';
import type { Io } from '../terminal/io';
import { WORD_OF_STATE, type PersonOutcome } from '../people/outcome';
import { deedWord } from './deed-words';
import type { PeopleFormat } from './people-format';
import { summaryBlock } from './people-lines';
import {
  cellOf,
  headingOf,
  isRefused,
  labelOf,
  linesOf,
  phraseOf,
  remarksAbout,
  type Wording,
} from './person-words';

/** Writes what became of people, one after the other. */
export interface PeopleWriter {
  readonly add: (outcome: PersonOutcome) => void;
  readonly end: () => void;
}

interface Means extends Wording {
  readonly output: PeopleFormat;
}

interface Frame {
  readonly people: number;
  readonly applications: readonly string[];
  readonly word: string;
}

export const peopleWriter = async (means: Means, frame: Frame, io: Io): Promise<PeopleWriter> => {
  const counts = new Map<string, number>();
  const count = (outcome: PersonOutcome): void => {
    const { why, steps } = outcome;
    const words =
      steps.length === 0
        ? [why === undefined ? 'nothing to do' : 'not attempted']
        : isRefused(outcome)
          ? ['refused']
          : steps.map((step) => phraseOf(step, means));
    words.forEach((word) => counts.set(word, (counts.get(word) ?? 0) + 1));
  };
  const writer = await plainWriter(means, frame, io);
  return {
    add: (outcome) => {
      count(outcome);
      writer.add(outcome);
    },
    end: () => {
      writer.end();
      const parts = [...counts].map(([word, number]) => `${number} ${word}`);
      const who = `${frame.people} ${frame.people === 1 ? 'person' : 'people'}`;
      io.stderr.write(
        `${means.dryRun ? 'Dry run, nothing was written. ' : ''}${who}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}\n`,
      );
    },
  };
};

const plainWriter = async (means: Means, frame: Frame, io: Io): Promise<PeopleWriter> => {
  switch (means.output) {
    case 'json':
      return {
        add: (outcome) => io.stdout.write(`${printable(jsonText(jsonOf(outcome, means)))}\n`),
        end: () => undefined,
      };
    case 'csv': {
      const { csvLine } = await import('../people/bulk/csv-line.js');
      io.stdout.write(csvLine(COLUMNS));
      return {
        add: (outcome) => rowsOf(outcome, means).forEach((row) => io.stdout.write(printable(csvLine(row)))),
        end: () => undefined,
      };
    }
    case 'summary':
      return frame.word === 'who' && frame.people > 1
        ? gridWriter(frame, means, io)
        : {
            add: (outcome) => io.stdout.write(summaryBlock(headingOf(outcome), linesOf(outcome, means), io)),
            end: () => undefined,
          };
    case 'table':
    case 'markdown':
      return tableWriter(frame, means, io, means.output === 'table');
  }
};

const gridWriter = async ({ applications }: Frame, means: Means, io: Io): Promise<PeopleWriter> => {
  const { peopleGrid } = await import('./people-grid.js');
  const outcomes: PersonOutcome[] = [];
  return {
    add: (outcome) => void outcomes.push(outcome),
    end: () => {
      const rows = outcomes.map(({ entry, steps }) => ({
        label: entry.person.label,
        states: applications.map(
          (application) => steps.find((step) => step.application === application)?.state ?? 'unknown',
        ),
      }));
      io.stdout.write(peopleGrid(applications, rows, io.stdout.columns));
      outcomes.flatMap((outcome) => remarksAbout(outcome, means)).forEach((text) => io.stdout.write(text));
    },
  };
};

/** One row per person, one column per application; below it the reasons. */
const tableWriter = async (
  { applications }: Frame,
  means: Means,
  io: Io,
  isDrawn: boolean,
): Promise<PeopleWriter> => {
  const { drawTable } = await import('./terminal-table.js');
  const rows: (readonly string[])[] = [];
  const remarks: string[] = [];
  const widest = isDrawn && applications.length > 3;
  return {
    add: (outcome) => {
      const cells = applications.map((application) => {
        const step = outcome.steps.find((one) => one.application === application);
        return step === undefined ? 'not attempted' : cellOf(step, widest, means);
      });
      rows.push([printable(labelOf(outcome)), ...cells]);
      remarks.push(...remarksAbout(outcome, means));
    },
    end: () => {
      const headers = [
        'Person',
        ...applications.map((name) => printable(widest ? name.replace(/_instance_\d+$/, '') : name)),
      ];
      io.stdout.write(
        isDrawn
          ? drawTable({ title: '', headers, rows }, io, { upright: false })
          : `${markdownTable(headers, rows)}\n`,
      );
      if (remarks.length > 0) {
        io.stdout.write(
          `${isDrawn ? '' : '\n'}${remarks.map((text) => `${isDrawn ? '' : '- '}${text}`).join('')}`,
        );
      }
    },
  };
};

const jsonOf = ({ entry, ok, why, steps }: PersonOutcome, { dryRun }: Means): unknown => ({
  person: entry.person.label,
  ok,
  ...(dryRun ? { dryRun } : {}),
  ...(why === undefined ? {} : { why }),
  applications: steps.map(
    ({ application, state, did, ok: isOk, by, account, notes, failure, changes, run, at }) => ({
      application,
      state: WORD_OF_STATE[state],
      ok: isOk,
      ...(did === undefined ? {} : { did }),
      ...(account === undefined ? {} : { id: account.id, username: account.username, email: account.email }),
      ...(account?.word === undefined ? {} : { word: account.word }),
      ...(by === undefined ? {} : { by }),
      ...(notes.length === 0 ? {} : { notes }),
      ...(failure === undefined
        ? {}
        : { failure: { kind: failure.kind, message: failure.message, next: failure.next } }),
      ...(changes === undefined ? {} : { changes }),
      ...(run === undefined ? {} : { run }),
      ...(at === undefined ? {} : { at }),
    }),
  ),
});

const COLUMNS = ['person', 'application', 'state', 'did', 'ok', 'by', 'id', 'username', 'email', 'why'];

const rowsOf = ({ entry, why, steps }: PersonOutcome, { dryRun }: Means): readonly (readonly string[])[] =>
  steps.length === 0
    ? [[entry.person.label, '', '', '', 'false', '', '', '', '', why ?? '']]
    : steps.map(({ application, state, did, ok, by, account, notes, failure }) => [
        entry.person.label,
        application,
        WORD_OF_STATE[state],
        did === undefined ? '' : deedWord(did, dryRun),
        String(ok),
        by ?? '',
        account?.id ?? '',
        account?.username ?? '',
        account?.email ?? '',
        [why, failure?.message, ...notes].filter((one) => one !== undefined).join('; '),
      ]);
