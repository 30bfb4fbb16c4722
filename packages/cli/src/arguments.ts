import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseCommandLine } from './command-line';
import { errorCodeOf } from './error-code';
import type { Io } from './io';
import { WrongCall } from './wrong-call';

/** One command as the caller wrote it. */
export interface Call {
  readonly command: string;
  /** Values by argument name, as text: core decodes them. */
  readonly args: Readonly<Record<string, string>>;
  /** Instance names from `using=`, in the order in which they were written. */
  readonly using: readonly string[];
  /** Standard input was read for a value, so it cannot answer a question any more. */
  readonly fromStdin: boolean;
}

/** Where the values `@FILE` and `@-` come from. */
export type ValueSource = Pick<Io, 'cwd' | 'stdin'>;

/**
 * Reads the words of a call: either the name of a command and `name=value` words, or one word in the documented syntax
 * (`!iam-get-user user-profile={…}`), which more `name=value` words may follow.
 */
export const readCall = async (words: readonly string[], source: ValueSource): Promise<Call> => {
  const [first = '', ...rest] = words;
  const { command, args: written } = readFirst(first);
  const pairs = [...written, ...rest.map((word, index) => readWord(word, index + 1))];
  const using = pairs.filter(([name]) => name === 'using').map(([, value]) => value);
  const args = pairs.filter(([name]) => name !== 'using');
  refuseDuplicates(args.map(([name]) => name));
  const fromStdin = args.some(([, value]) => value === '@-');
  return { command, args: await readValues(args, source), using, fromStdin };
};

/** Whether a word is meant as the documented syntax. */
export const isCommandLine = (word: string): boolean => word.trimStart().startsWith('!');

const readFirst = (word: string): { command: string; args: readonly (readonly [string, string])[] } => {
  if (!isCommandLine(word)) {
    return { command: word, args: [] };
  }
  const parsed = parseCommandLine(word);
  if (!parsed.ok) {
    throw new WrongCall(`The command cannot be read, column ${parsed.column}: ${parsed.message}.`);
  }
  return parsed.line;
};

/** The word itself is not repeated: it may be a person's data, or a secret. */
const readWord = (word: string, position: number): readonly [string, string] => {
  const equals = word.indexOf('=');
  if (!/^[\w-]+=/.test(word)) {
    throw new WrongCall(
      `Word ${position} after the command is not an argument: arguments are written name=value, ` +
        `and a value with spaces or quotes needs the shell's quotes: user-profile='{"email": "…"}'.`,
    );
  }
  return [word.slice(0, equals), word.slice(equals + 1)];
};

const refuseDuplicates = (names: readonly string[]): void => {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new WrongCall(`The argument ${twice} is given twice.`);
  }
};

const readValues = async (
  pairs: readonly (readonly [string, string])[],
  source: ValueSource,
): Promise<Record<string, string>> => {
  const fromInput = pairs.filter(([, value]) => value === '@-');
  if (fromInput.length > 1) {
    throw new WrongCall(`Only one argument can be read from standard input (@-), not ${namesOf(fromInput)}.`);
  }
  const [reader] = fromInput;
  const input = reader === undefined ? '' : await readInput(reader[0], source);
  // fromEntries defines own properties, so an argument named __proto__ stays an argument (and is then refused).
  return Object.fromEntries(pairs.map(([name, value]) => [name, readValue(name, value, input, source.cwd)]));
};

const readInput = async (name: string, { stdin }: ValueSource): Promise<string> => {
  try {
    return await stdin.readAll();
  } catch (thrown) {
    throw new WrongCall(`${name}: standard input cannot be read (${errorCodeOf(thrown)}).`);
  }
};

const readValue = (name: string, value: string, input: string, cwd: string): string => {
  if (!value.startsWith('@')) {
    return value;
  }
  return withoutEnvelope(value === '@-' ? input : readNamedFile(name, value.slice(1), cwd));
};

const readNamedFile = (name: string, path: string, cwd: string): string => {
  try {
    return readFileSync(resolve(cwd, path), 'utf8');
  } catch (thrown) {
    throw new WrongCall(`${name}: the file ${JSON.stringify(path)} cannot be read (${errorCodeOf(thrown)}).`);
  }
};

/** Without the byte order mark some editors write first and the line break most write last. */
const withoutEnvelope = (text: string): string => text.replace(/^\ufeff/, '').replace(/\r?\n$/, '');

const namesOf = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.map(([name]) => name).join(' and ');
