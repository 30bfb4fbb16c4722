import { jsonText, printable } from '@iam/core';
import { isDictionary } from '@iam/core/internal';
import { markdownTable } from '../docs/markdown-table';
import type { Io } from '../terminal/io';
import {
  ownAccount,
  WORD_OF_STATE,
  type Did,
  type PersonOutcome,
  type State,
  type Step,
} from '../people/outcome';
import { deedPhrase, deedWord } from './deed-words';
import type { PeopleFormat } from './people-format';
import { summaryBlock } from './people-lines';
import type { SummaryLine } from './summary-text';

/** Writes what became of people, one after the other. */
export interface PeopleWriter {
  readonly add: (outcome: PersonOutcome) => void;
  readonly end: () => void;
}

interface Means {
  readonly output: PeopleFormat;
  readonly verbose: boolean;
  readonly dryRun: boolean;
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

/** What a table has no room for, a line each. */
const remarksAbout = ({ entry, why, steps }: PersonOutcome, means: Means): readonly string[] =>
  [
    ...(why === undefined ? [] : [`${entry.person.label}: ${why}`]),
    ...steps.flatMap((step) =>
      remarksOf(step, means).map((text) => `${entry.person.label}, ${step.application}: ${text}`),
    ),
  ].map((text) => `${printable(text).replaceAll('\n', ' ')}\n`);

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

const cellOf = (step: Step, isShort: boolean, { dryRun }: Means): string => {
  const by = step.by === undefined || isShort ? '' : ` (by ${step.by})`;
  return `${shortWord(step, (did) => deedWord(did, dryRun))}${by}`;
};

const phraseOf = (step: Step, { dryRun }: Means): string => shortWord(step, (did) => deedPhrase(did, dryRun));

/** In one or two words. */
const shortWord = ({ state, did, ok, failure }: Step, wordOf: (did: Did) => string): string => {
  if (!ok && state !== 'unknown' && failure !== undefined) {
    return failure.kind === 'interrupted' && failure.effect === 'none' ? 'not attempted' : 'failed';
  }
  if (did === 'unchanged') {
    return state === 'disabled' ? 'already disabled' : state === 'active' ? 'active, unchanged' : 'unchanged';
  }
  return did === undefined ? WORD_OF_STATE[state] : wordOf(did);
};

const linesOf = (outcome: PersonOutcome, means: Means): readonly SummaryLine[] =>
  outcome.steps.map((step) => {
    const { state, application, by, account } = step;
    const details = means.verbose && account !== undefined ? detailsOf(account, by) : [];
    const via =
      by === undefined || means.verbose
        ? ''
        : state === 'active' || state === 'disabled'
          ? ` (by ${by})`
          : '';
    return {
      sign: signOf(step, isRefused(outcome)),
      name: application,
      text: sentence([`${phraseOf(step, means)}${via}`, ...details, ...remarksOf(step, means)]),
    };
  });

/** Nothing was done for the person, for a reason that no application gave: the lines show what is there. */
const isRefused = ({ why, steps }: PersonOutcome): boolean =>
  why !== undefined && steps.every(({ did, failure }) => did === undefined && failure === undefined);

const SIGN_OF_STATE: Readonly<Record<State, SummaryLine['sign']>> = {
  active: '✓',
  disabled: '○',
  absent: '–',
  unknown: '✗',
};

/** Of what was done, whether it was; else how the account is, as in the grid of many people. */
const signOf = ({ ok, did, state }: Step, refused: boolean): SummaryLine['sign'] =>
  !ok && !refused ? '✗' : did === undefined ? SIGN_OF_STATE[state] : '✓';

/** A text that goes on behind it. */
const withoutStop = (text: string): string => text.trimEnd().replace(/\.$/, '');

const sentence = ([first = '', ...rest]: readonly string[]): string =>
  rest.length === 0 ? first : `${first}: ${rest.join('; ')}`;

const detailsOf = (
  { id, username, email, word }: NonNullable<Step['account']>,
  by: string | undefined,
): readonly string[] => [
  ...(word === undefined ? [] : [`state ${word}`]),
  `id ${id}`,
  ...(username === null ? [] : [`user name ${username}`]),
  ...(email === null ? [] : [`address ${email}`]),
  ...(by === undefined ? [] : [`by ${by}`]),
];

const remarksOf = ({ failure, notes, changes }: Step, { verbose, dryRun }: Means): readonly string[] => [
  ...(failure === undefined
    ? []
    : [`${withoutStop(failure.message)}.${failure.next === undefined ? '' : ` Next: ${failure.next}`}`]),
  ...notes.map((note) => withoutStop(note)),
  ...(changes !== undefined && (verbose || dryRun) ? [`changes ${changesText(changes)}`] : []),
];

const changesText = (changes: unknown): string =>
  Object.entries(changes as Record<string, { from?: unknown; to?: unknown }>)
    .map(([path, { from, to }]) => `${path} ${text(from)} → ${text(to)}`)
    .join(', ');

const text = (value: unknown): string =>
  value === undefined || value === null
    ? '(none)'
    : Array.isArray(value)
      ? value.map(text).join(', ') || '(none)'
      : typeof value === 'string'
        ? value
        : // An element of a list, or a reference with a link beside it.
          isDictionary(value) && 'value' in value
          ? text(value['value'])
          : jsonText(value);

/** A number says nothing to a reader who mistyped it: with it stands the name of the account that was found. */
const labelOf = ({ entry: { person }, steps }: PersonOutcome): string => {
  const { email, username } = person.profile;
  const found = steps.map((step) => ownAccount(step)).find((account) => account !== undefined);
  const name = found?.email ?? found?.username ?? undefined;
  return email === undefined && username === undefined && name !== undefined
    ? `${person.label} (${name})`
    : person.label;
};

const headingOf = (outcome: PersonOutcome): string =>
  outcome.why === undefined ? labelOf(outcome) : `${labelOf(outcome)}: ${outcome.why}`;

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
