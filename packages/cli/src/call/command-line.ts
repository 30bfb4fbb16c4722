/**
 * The documented command syntax: `!iam-get-user user-profile={"email": "…"} using="AWS-ILM_instance_1"`.
 *
 * A value is bare text up to the next space, text in double quotes (`\"` and `\\` are escapes, every other back-slash is
 * itself), text in back-ticks (taken as it is), or a bare `{…}` / `[…]`, which ends where its bracket closes.
 */

import { typographicQuote } from './typographic';

export interface CommandLine {
  readonly command: string;
  /** Names and values in the order in which they were written; a name may occur twice. */
  readonly args: readonly (readonly [name: string, value: string])[];
}

export type ParsedLine =
  | { readonly ok: true; readonly line: CommandLine }
  /** `column` counts characters from 1. */
  | { readonly ok: false; readonly column: number; readonly message: string };

/** Reads one command. Takes time in proportion to the length of the text, whatever is in it. */
export const parseCommandLine = (text: string): ParsedLine => {
  try {
    return { ok: true, line: readLine(text) };
  } catch (thrown) {
    if (thrown instanceof SyntaxProblem) {
      return { ok: false, column: [...text.slice(0, thrown.at)].length + 1, message: thrown.message };
    }
    throw thrown;
  }
};

class SyntaxProblem extends Error {
  readonly at: number;

  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

interface Read {
  readonly value: string;
  /** The position after it. */
  readonly end: number;
}

const readLine = (text: string): CommandLine => {
  const start = skipSpace(text, 0);
  if (text[start] !== '!') {
    throw new SyntaxProblem(start, 'a command begins with !, for example !iam-get-user');
  }
  const name = readRun(text, start + 1, /[^\s=]*/y);
  if (name.value === '') {
    throw new SyntaxProblem(start + 1, 'the name of a command is missing after the !');
  }
  const args: (readonly [string, string])[] = [];
  let at = skipSpace(text, name.end);
  while (at < text.length) {
    const key = readKey(text, at);
    const { value, end } = readValue(text, key.end);
    if (end < text.length && !/\s/.test(text[end] ?? '')) {
      throw new SyntaxProblem(end, `the value of ${key.value} ended here; a space must follow`);
    }
    args.push([key.value, value]);
    at = skipSpace(text, end);
  }
  return { command: name.value, args };
};

const readKey = (text: string, at: number): Read => {
  const key = readRun(text, at, /[^\s="`{}[\]]*/y);
  if (key.value === '') {
    throw new SyntaxProblem(at, 'the name of an argument is expected here');
  }
  if (text[key.end] !== '=') {
    const spaced = text[skipSpace(text, key.end)] === '=';
    const hint = spaced ? 'without spaces around it' : 'and a value that contains spaces needs quotes';
    // Does not quote the word: without a name it may be personal data.
    throw new SyntaxProblem(at, `the name that begins here must be followed by =, ${hint}`);
  }
  return { value: key.value, end: key.end + 1 };
};

const readValue = (text: string, at: number): Read => {
  switch (text[at]) {
    case '"':
      return readQuoted(text, at);
    case '`':
      return readBackTicked(text, at);
    case '{':
    case '[':
      return readJson(text, at);
    default: {
      const quote = typographicQuote(text[at] ?? '');
      if (quote !== undefined) {
        throw new SyntaxProblem(at, quote.replace(' at character 1', ''));
      }
      return readRun(text, at, /\S*/y);
    }
  }
};

const readQuoted = (text: string, start: number): Read => {
  const end = endOfString(text, start);
  const inner = text.slice(start + 1, end - 1);
  return { value: inner.replace(/\\(["\\])/g, '$1'), end };
};

const readBackTicked = (text: string, start: number): Read => {
  const end = text.indexOf('`', start + 1);
  if (end < 0) {
    throw new SyntaxProblem(start, 'the back-tick opened here is never closed');
  }
  return { value: text.slice(start + 1, end), end: end + 1 };
};

const CLOSING: Readonly<Record<string, string>> = { '{': '}', '[': ']' };

/** Finds the closing bracket, looking past brackets inside strings. Whether it is JSON is for the command to say. */
const readJson = (text: string, start: number): Read => {
  const expected: string[] = [];
  let at = start;
  while (at < text.length) {
    const character = text[at] ?? '';
    const closing = CLOSING[character];
    if (character === '"') {
      at = endOfString(text, at);
      continue;
    }
    if (closing !== undefined) {
      expected.push(closing);
    } else if (character === '}' || character === ']') {
      const wanted = expected.pop();
      if (character !== wanted) {
        throw new SyntaxProblem(at, `${character} is found where ${wanted} is expected`);
      }
      if (expected.length === 0) {
        return { value: text.slice(start, at + 1), end: at + 1 };
      }
    }
    at += 1;
  }
  throw new SyntaxProblem(start, `the ${text[start]} opened here is never closed`);
};

/** The position after the closing quote of the string that begins at `start`. */
const endOfString = (text: string, start: number): number => {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') {
      at += 1;
    } else if (text[at] === '"') {
      return at + 1;
    }
  }
  throw new SyntaxProblem(start, 'the quote opened here is never closed');
};

const readRun = (text: string, start: number, run: RegExp): Read => {
  run.lastIndex = start;
  const value = run.exec(text)?.[0] ?? '';
  return { value, end: start + value.length };
};

const skipSpace = (text: string, at: number): number => readRun(text, at, /\s*/y).end;
