import { styleText } from 'node:util';
import {
  describeFailure,
  jsonText,
  printable,
  toTables,
  type CommandResult,
  type UserResult,
} from '@iam/core';
import stringWidth from 'string-width';
import wrap from 'wrap-ansi';
import type { Io } from '../terminal/io';
import { wantsColour } from './colour';
import { wordOf } from './summary';
import { drawTable } from './terminal-table';

/** Where an application stands: as it should be, nothing to do, or a person has to look. */
export type Sign = '✓' | '○' | '–' | '✗';

/** One application with what became of it. */
export interface SummaryLine {
  readonly name: string;
  readonly sign: Sign;
  readonly text: string;
}

/**
 * One line per application below a heading that says who it is about. Records that are the answer themselves (fields, and what an
 * application's own commands read) are tables. Colour is for what failed only.
 */
export const summaryText = (results: readonly CommandResult[], io: Pick<Io, 'stdout' | 'env'>): string => {
  const isAnswer = (result: CommandResult): boolean =>
    (result.kind === 'fields' || result.kind === 'extra') && result.status !== 'failed';
  const tables = results
    .filter(isAnswer)
    .flatMap((result) => toTables(result).map((one) => drawTable(one, io)));
  const lines = results.filter((result) => !isAnswer(result)).map((result) => lineOf(result));
  const drawn = lines.length === 0 ? '' : `${headingOf(results)}${drawLines(lines, io)}`;
  return [...tables, ...(drawn === '' ? [] : [drawn])].join('\n');
};

/** Draws lines with the names in one column; a long text goes on below itself. */
export const drawLines = (lines: readonly SummaryLine[], io: Pick<Io, 'stdout' | 'env'>): string => {
  const { columns } = io.stdout;
  const width = Math.min(
    Math.max(...lines.map(({ name }) => stringWidth(name))),
    Math.max(MIN_NAME, Math.floor(columns / 3)),
  );
  const red = (text: string): string =>
    wantsColour(io) ? styleText('red', text, { validateStream: false }) : text;
  return lines
    .map(({ name, sign, text }) => {
      const names = wrapped(printable(name), width);
      const texts = wrapped(printable(text), Math.max(MIN_TEXT, columns - width - SIGN_WIDTH));
      return Array.from({ length: Math.max(names.length, texts.length) }, (_, index) => {
        const left = names[index] ?? '';
        const right = `${index === 0 ? sign : ' '} ${texts[index] ?? ''}`;
        return `${left}${' '.repeat(width - stringWidth(left))}  ${sign === '✗' ? red(right) : right}`.trimEnd();
      }).join('\n');
    })
    .map((line) => `${line}\n`)
    .join('');
};

/** Characters for two spaces, the sign and a space. */
const SIGN_WIDTH = 4;
/** Narrower columns show pieces of words. */
const MIN_NAME = 12;
const MIN_TEXT = 20;

const wrapped = (text: string, width: number): readonly string[] =>
  wrap(text, width, { hard: true }).split('\n');

/** Every result of a call is of one command and about one person or group. */
const headingOf = ([first]: readonly CommandResult[]): string =>
  first === undefined || first.who === '' ? '' : `${printable(`${first.command} ${oneLine(first.who)}`)}\n`;

/** What became of one result; where there is little room, without ids. */
export const lineOf = (result: CommandResult, hasIds = true): SummaryLine => ({
  name: result.instanceName,
  sign: signOf(result),
  text: oneLine([textOf(result), ...(hasIds ? idOf(result) : [])].join(', ')),
});

/** A text of a vendor may have line breaks. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

const isNotThere = (result: CommandResult): boolean => wordOf(result) === 'not found';

const signOf = (result: CommandResult): Sign => {
  if (isNotThere(result)) {
    return '–';
  }
  if (result.status === 'failed') {
    return '✗';
  }
  // What is already so is as it should be.
  return result.status === 'skipped' && !(result.kind === 'user' && result.skipCause === 'already')
    ? '–'
    : '✓';
};

const textOf = (result: CommandResult): string => {
  if (isNotThere(result)) {
    return 'not there';
  }
  const word = wordOf(result);
  if (result.status === 'failed') {
    return describeFailure(result.failure, { command: word });
  }
  switch (result.kind) {
    case 'user':
      return result.status === 'skipped' ? skippedText(result, word) : userText(result, word);
    case 'group':
      return [
        word,
        ...(result.group.displayName === null ? [] : [jsonText(result.group.displayName)]),
        ...membersOf(result.group.members),
      ].join(', ');
    default:
      return word;
  }
};

const skippedText = ({ skipCause, vendor, state }: UserResult, word: string): string => {
  const more = state === undefined ? '' : ` (${state})`;
  return skipCause === 'already' || skipCause === 'exists' || vendor.reason === ''
    ? `${word}${more}`
    : `${word}: ${vendor.reason}`;
};

/** What an account is recognised by; what the heading says already is left out. */
const userText = ({ vendor, state, who }: UserResult, word: string): string => {
  const isFound = word === 'found';
  const activity = vendor.active === null ? [] : [vendor.active ? 'active' : 'disabled'];
  const status = [isFound ? (activity[0] ?? 'found') : word, ...(state === undefined ? [] : [`(${state})`])];
  const name = vendor.username === null || vendor.username === who ? [] : [vendor.username];
  const email = vendor.email === null || [who, vendor.username].includes(vendor.email) ? [] : [vendor.email];
  // A person who was changed and still cannot sign in is easily overlooked.
  const still = !isFound && vendor.active === false && word !== 'disabled' ? ['disabled'] : [];
  return [status.join(' '), ...still, ...name, ...email].join(', ');
};

const idOf = (result: CommandResult): readonly string[] => {
  const id = result.kind === 'user' ? result.vendor.id : result.kind === 'group' ? result.group.id : null;
  return id === null || result.status !== 'done' ? [] : [`id ${id}`];
};

/** Members by name, as many as fit a few lines. */
const MOST_MEMBERS = 12;

type Members = readonly { readonly value?: unknown; readonly display?: unknown }[];

const membersOf = (members: Members | null): readonly string[] => {
  if (members === null) {
    return [];
  }
  const names = members.slice(0, MOST_MEMBERS).map(({ display, value }) => String(display ?? value));
  const more = members.length > names.length ? ` and ${members.length - names.length} more` : '';
  const count = members.length === 1 ? '1 member' : `${members.length} members`;
  return [members.length === 0 ? 'no members' : `${count} (${names.join(', ')}${more})`];
};
