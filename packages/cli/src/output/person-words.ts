import { printable } from '@iam/core';
import { changeText } from '@iam/core/internal';
import {
  ownAccount,
  WORD_OF_STATE,
  type Did,
  type PersonOutcome,
  type State,
  type Step,
} from '../people/outcome';
import { deedPhrase, deedWord } from './deed-words';
import type { SummaryLine } from './summary-text';

/** How much is said, and whether it happened. */
export interface Wording {
  readonly verbose: boolean;
  readonly dryRun: boolean;
}

export const cellOf = (step: Step, isShort: boolean, { dryRun }: Wording): string => {
  const by = step.by === undefined || isShort ? '' : ` (by ${step.by})`;
  return `${shortWord(step, (did) => deedWord(did, dryRun))}${by}`;
};

export const phraseOf = (step: Step, { dryRun }: Wording): string =>
  shortWord(step, (did) => deedPhrase(did, dryRun));

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

export const linesOf = (outcome: PersonOutcome, means: Wording): readonly SummaryLine[] =>
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
export const isRefused = ({ why, steps }: PersonOutcome): boolean =>
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

const remarksOf = ({ failure, notes, changes }: Step, { verbose, dryRun }: Wording): readonly string[] => [
  ...(failure === undefined
    ? []
    : [`${withoutStop(failure.message)}.${failure.next === undefined ? '' : ` Next: ${failure.next}`}`]),
  ...notes.map((note) => withoutStop(note)),
  ...(changes !== undefined && (verbose || dryRun) ? [`changes ${changesText(changes)}`] : []),
];

const changesText = (changes: unknown): string =>
  Object.entries(changes as Record<string, { from?: unknown; to?: unknown }>)
    .map(([path, { from, to }]) => `${path} ${changeText(from, to)}`)
    .join(', ');

/** A number says nothing to a reader who mistyped it: with it stands the name of the account that was found. */
export const labelOf = ({ entry: { person }, steps }: PersonOutcome): string => {
  const { email, username } = person.profile;
  const found = steps.map((step) => ownAccount(step)).find((account) => account !== undefined);
  const name = found?.email ?? found?.username ?? undefined;
  return email === undefined && username === undefined && name !== undefined
    ? `${person.label} (${name})`
    : person.label;
};

export const headingOf = (outcome: PersonOutcome): string =>
  outcome.why === undefined ? labelOf(outcome) : `${labelOf(outcome)}: ${outcome.why}`;

/** What a table has no room for, a line each. */
export const remarksAbout = ({ entry, why, steps }: PersonOutcome, means: Wording): readonly string[] =>
  [
    ...(why === undefined ? [] : [`${entry.person.label}: ${why}`]),
    ...steps.flatMap((step) =>
      remarksOf(step, means).map((text) => `${entry.person.label}, ${step.application}: ${text}`),
    ),
  ].map((text) => `${printable(text).replaceAll('\n', ' ')}\n`);
