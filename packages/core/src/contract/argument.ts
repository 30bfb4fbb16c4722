import * as E from 'fp-ts/Either';
import { readBoolean } from '../codec/boolean-text';

/** What help, documentation and refusals say of one argument. */
export interface ArgumentSpec {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  readonly type: 'object' | 'boolean' | 'list' | 'text' | 'number' | 'choice';
  /** Shown in help and documentation; the value used when the argument is absent. */
  readonly default?: string;
}

/** One argument of an extra command: how it is read, and what help says of it. */
export interface Argument<A> extends Omit<ArgumentSpec, 'name'> {
  /** Of text from a command line, or of a value from a program. Left: what is wrong, without the value. */
  readonly read: (given: unknown) => E.Either<string, A>;
  /** What the command gets when the argument is absent. */
  readonly fallback: A | undefined;
}

export type Arguments = Readonly<Record<string, Argument<unknown>>>;

/** The values of a set of arguments. */
export type ValuesOf<A extends Arguments> = {
  readonly [K in keyof A]: A[K] extends Argument<infer V> ? V : never;
};

/** An argument that must be given, has a default, or may be absent. */
interface Builder<A> {
  (description: string, options: { readonly required: true }): Argument<A>;
  (description: string, options: { readonly default: A }): Argument<A>;
  (description: string): Argument<A | undefined>;
}

interface Options<A> {
  readonly required?: true;
  readonly default?: A;
}

/** The overloads of a builder say whether a value may be undefined; the argument has it from the same options. */
const builder = <A>(type: ArgumentSpec['type'], read: Argument<A>['read']): Builder<A> =>
  ((description: string, options: Options<A> = {}): Argument<A> => ({
    type,
    description,
    required: options.required === true,
    ...(options.default === undefined ? {} : { default: String(options.default) }),
    fallback: options.default,
    read,
  })) as Builder<A>;

const readText = (given: unknown): E.Either<string, string> =>
  typeof given === 'string' ? E.right(given) : E.left('must be text');

const readNumber =
  (least: number, most: number) =>
  (given: unknown): E.Either<string, number> => {
    const value = typeof given === 'string' && /^\d{1,15}$/.test(given.trim()) ? Number(given) : given;
    return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
      ? E.right(value)
      : E.left(`must be a whole number from ${least} to ${most}`);
  };

/** Reads true or false, also as the words for it. */
export const readSwitch = (given: unknown): E.Either<string, boolean> => {
  const value = readBoolean(given);
  return value === undefined ? E.left('must be true or false (or yes or no)') : E.right(value);
};

const readChoice =
  <C extends string>(choices: readonly C[]) =>
  (given: unknown): E.Either<string, C> => {
    const found = choices.find((choice) => choice === given);
    return found === undefined ? E.left(`must be one of ${choices.join(', ')}`) : E.right(found);
  };

/** Builders of the arguments of extra commands. */
export const argument = {
  text: builder<string>('text', readText),

  flag: builder<boolean>('boolean', readSwitch),

  /** A whole number within its bounds, both included. */
  number: (least: number, most: number): Builder<number> => builder('number', readNumber(least, most)),

  /** One of a few texts, which are the type of the value. */
  choice: <const C extends string>(...choices: readonly C[]): Builder<C> =>
    builder('choice', readChoice(choices)),
};
