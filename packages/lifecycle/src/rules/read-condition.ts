import { nearest } from '@iam/core/internal';
import * as E from 'fp-ts/Either';
import { compile, type Compiled } from './compile';
import type { Condition, Subject } from './condition';
import { createEnvironment, FUNCTIONS, isName, TYPE_NAMES } from './language';
import { NotInConditions } from './part';

/** What conditions may read. */
export interface RuleKeys {
  /** Keys that hold text. */
  readonly keys: readonly string[];
  readonly dateKeys: readonly string[];
  /** The zone of people whose row names none. */
  readonly zone: string;
}

/** Reads a condition. Left: what is wrong with it and where, without its path. */
export type ReadCondition = (text: string, path: string) => E.Either<string, Condition>;

/** Makes the reader of all conditions of one configuration. */
export const conditionReader = ({ keys, dateKeys, zone }: RuleKeys): ReadCondition => {
  const dates = new Set(dateKeys);
  const all = [...new Set([...keys, ...dateKeys])].filter(isName);
  const environment = createEnvironment(all, dates);
  return (text, path) => {
    if (text.length > MAX_LENGTH) {
      return E.left(`is longer than ${MAX_LENGTH} characters`);
    }
    try {
      const parsed = environment.parse(text);
      const checked = parsed.check();
      if (!checked.valid) {
        return E.left(describe(checked.error, text, all));
      }
      if (checked.type !== 'bool') {
        return E.left(`must be true or false, and this is ${typeName(checked.type ?? 'unknown')}`);
      }
      return E.right(conditionOf(text, path, compile(parsed.ast, dates), zone));
    } catch (thrown) {
      return E.left(
        thrown instanceof NotInConditions
          ? `${place(text, thrown.at)}: ${thrown.problem}`
          : describe(thrown, text, all),
      );
    }
  };
};

/** More than a person writes; the time that reading takes stays small. */
const MAX_LENGTH = 10_000;

const conditionOf = (text: string, path: string, compiled: Compiled, zone: string): Condition => {
  const readingOf = (subject: Subject) => ({
    profile: subject.profile,
    now: subject.now.getTime(),
    zone: subject.zone ?? zone,
  });
  return {
    text,
    path,
    keys: compiled.keys,
    holds: (subject) => compiled.holds(readingOf(subject)),
    ...(compiled.turns.length === 0
      ? {}
      : {
          turns: (subject) => {
            const reading = readingOf(subject);
            return compiled.turns.map((turn) => turn(reading)).filter((instant) => !Number.isNaN(instant));
          },
        }),
  };
};

/** What the library's errors have; decoded, because `check()` gives any error. */
interface CelProblem {
  readonly code?: unknown;
  readonly summary?: unknown;
  readonly range?: { readonly start?: unknown; readonly end?: unknown };
}

const describe = (error: unknown, text: string, keys: readonly string[]): string => {
  const { code, summary, range } = (error ?? {}) as CelProblem;
  const start = typeof range?.start === 'number' ? range.start : 0;
  const end = typeof range?.end === 'number' ? range.end : start;
  const at = place(text, start);
  const word = text.slice(start, end);
  if (code === 'unknown_variable') {
    const name = /^[\w.]+/.exec(word)?.[0] ?? word;
    const like = nearest(name, [...keys, 'now']);
    return `${at}: there is no key ${JSON.stringify(name)}${like === undefined ? '.' : `; did you mean ${like}?`} A key of your own is declared in feed.columns`;
  }
  const said = typeof summary === 'string' ? summary : 'cannot be read';
  if (code === 'no_matching_overload') {
    // `found no matching overload for 'text.match(text)'`
    const name = said.slice(0, said.indexOf('(')).split(/\W/).at(-1) ?? '';
    const like = Object.hasOwn(FUNCTIONS, name) ? undefined : nearest(name, Object.keys(FUNCTIONS));
    const help = FUNCTIONS[name] ?? (like === undefined ? undefined : FUNCTIONS[like]);
    return `${at}: ${plain(said)}${`; there ${help === undefined ? `are: ${Object.keys(FUNCTIONS).join(', ')}` : `is ${help.form}`}`}`;
  }
  return `${at}: ${plain(said)}`;
};

/** `line 2, column 5`; the line only where there are several. */
const place = (text: string, at: number): string => {
  const before = text.slice(0, at).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return text.includes('\n') ? `line ${before.length}, column ${column}` : `column ${column}`;
};

/** The library's sentence in the words of this documentation. */
const plain = (said: string): string =>
  TYPE_NAMES.reduce(
    (sentence, [type, name]) =>
      sentence.replaceAll(new RegExp(`\\b${type.replaceAll('.', '\\.')}\\b`, 'g'), name),
    said.replace('no such overload: ', 'cannot be compared or combined: '),
  ).replace(/^[A-Z]/, (letter) => letter.toLowerCase());

const typeName = (type: string): string => TYPE_NAMES.find(([name]) => name === type)?.[1] ?? type;
