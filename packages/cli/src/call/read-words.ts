import { resolve } from 'node:path';
import { readInputFile, whyUnreadable } from '@iam/core';
import * as E from 'fp-ts/Either';
import { parseCommandLine, type CommandLine } from './command-line';
import { typographicDash, typographicQuote } from './typographic';
import type { Io } from '../terminal/io';
import { MAX_VALUE_BYTES } from '../terminal/read-stream';
import { UsageError } from '../terminal/usage-error';

/** A call as the caller wrote it: every value is still text. */
export interface Words {
  readonly command: string;
  /** Texts by argument name. */
  readonly args: Readonly<Record<string, string>>;
  /** Instance names from `using=`, in the order in which they were written. */
  readonly using: readonly string[];
  /** Standard input was read for a value, so it cannot answer a question any more. */
  readonly fromStdin: boolean;
}

/** Reads the values of `@FILE` and `@-`. */
export type ValueSource = Pick<Io, 'cwd' | 'stdin'>;

/**
 * Reads the words of a call: either the name of a command and `name=value` words, or one word in the documented syntax
 * (`!iam-get-user user-profile={…}`), which more `name=value` words may follow.
 */
export const readWords = async (
  given: readonly string[],
  source: ValueSource,
): Promise<E.Either<UsageError, Words>> => {
  const [first = '', ...rest] = given;
  const line = readFirst(first);
  if (E.isLeft(line)) {
    return line;
  }
  const words = rest.map((word, index) => readWord(word, index + 1));
  const pairs = [...line.right.args, ...words.flatMap((word) => ('pair' in word ? [word.pair] : []))];
  const using = pairs.filter(([name]) => name === 'using').map(([, value]) => value);
  const args = pairs.filter(([name]) => name !== 'using');
  const problems = [
    ...words.flatMap((word) => ('problem' in word ? [word.problem] : [])),
    ...duplicatesAmong(args.map(([name]) => name)),
  ];
  if (problems.length > 0) {
    return E.left(new UsageError(problems));
  }
  const { command } = line.right;
  const fromStdin = args.some(([, value]) => value === '@-');
  return E.map((texts: Words['args']) => ({ command, args: texts, using, fromStdin }))(
    await readTexts(args, source),
  );
};

/** Whether a word is meant as the documented syntax. */
export const isCommandLine = (word: string): boolean => word.trimStart().startsWith('!');

const readFirst = (word: string): E.Either<UsageError, CommandLine> => {
  if (!isCommandLine(word)) {
    return E.right({ command: word, args: [] });
  }
  const parsed = parseCommandLine(word);
  return parsed.ok
    ? E.right(parsed.line)
    : E.left(new UsageError(`The command cannot be read, column ${parsed.column}: ${parsed.message}.`));
};

type Pair = readonly [name: string, value: string];

/** Does not quote the word: it may be personal data or a secret. */
const readWord = (word: string, position: number): { readonly pair: Pair } | { readonly problem: string } => {
  const equals = word.indexOf('=');
  const mark = typographicDash(word) ?? (/^[^\w=]/u.test(word) ? typographicQuote(word) : undefined);
  if (mark !== undefined) {
    return { problem: `Word ${position} after the command is not an argument: ${mark}.` };
  }
  return /^[\w-]+=/.test(word)
    ? { pair: [word.slice(0, equals), word.slice(equals + 1)] }
    : {
        problem:
          `Word ${position} after the command is not an argument: arguments are written name=value, ` +
          `and a value with spaces or quotes needs the shell's quotes: user-profile='{"email": "…"}'.`,
      };
};

const duplicatesAmong = (names: readonly string[]): readonly string[] => [
  ...new Set(
    names
      .filter((name, index) => names.indexOf(name) !== index)
      .map((name) => `The argument ${name} is given twice.`),
  ),
];

const readTexts = async (
  pairs: readonly Pair[],
  source: ValueSource,
): Promise<E.Either<UsageError, Words['args']>> => {
  const fromInput = pairs.filter(([, value]) => value === '@-');
  if (fromInput.length > 1) {
    return E.left(
      new UsageError(`Only one argument can be read from standard input (@-), not ${namesOf(fromInput)}.`),
    );
  }
  const read = await Promise.all(pairs.map(([name, value]) => readText(name, value, source)));
  const problems = read.flatMap((one) => ('problem' in one ? [one.problem] : []));
  // fromEntries defines own properties, so an argument named __proto__ stays an argument (and is then refused).
  return problems.length > 0
    ? E.left(new UsageError(problems))
    : E.right(
        Object.fromEntries(
          read.flatMap((one, index) => ('text' in one ? [[pairs[index]?.[0] ?? '', one.text]] : [])),
        ),
      );
};

type Read = { readonly text: string } | { readonly problem: string };

const readText = async (name: string, value: string, { cwd, stdin }: ValueSource): Promise<Read> => {
  if (!value.startsWith('@')) {
    return { text: value };
  }
  const path = value.slice(1);
  try {
    const text = path === '-' ? await stdin.readAll() : readInputFile(resolve(cwd, path), MAX_VALUE_BYTES);
    return { text: withoutEnvelope(text) };
  } catch (thrown) {
    const what = path === '-' ? 'standard input' : `the file ${JSON.stringify(path)}`;
    return { problem: `${name}: ${what} ${whyUnreadable(thrown)}${hintFor(path)}.` };
  }
};

/** Paths that shells use for streams instead of files. */
const hintFor = (path: string): string =>
  /^\/dev\/(stdin|fd\/)/.test(path) ? '; standard input is read with @-' : '';

/** Without the byte order mark some editors write first and the line break most write last. */
const withoutEnvelope = (text: string): string => text.replace(/^\ufeff/, '').replace(/\r?\n$/, '');

const namesOf = (pairs: readonly Pair[]): string => pairs.map(([name]) => name).join(' and ');
