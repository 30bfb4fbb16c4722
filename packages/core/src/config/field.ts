import * as E from 'fp-ts/Either';
import { readBoolean } from '../codec/boolean-text';
import { cutEnd } from '../codec/cut-end';
import { Secret } from './secret';

/** One configuration parameter of an integration: how it is read, and what help, tables and editors say of it. */
export interface Field<A> {
  readonly type: 'text' | 'url' | 'secret' | 'flag' | 'choice' | 'number';
  readonly label: string;
  readonly help?: string;
  readonly required: boolean;
  readonly default?: A;
  /** Environment variable that is read when the parameter is absent. */
  readonly env?: string;
  readonly choices?: readonly string[];
  /** Left: what is wrong, without the value. */
  readonly read: (raw: unknown) => E.Either<string, A>;
}

export type Fields = Readonly<Record<string, Field<unknown>>>;

/** The decoded configuration that belongs to a set of fields. */
export type ConfigOf<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Field<infer A> ? A : never;
};

interface Options<A> {
  readonly help?: string;
  readonly env?: string;
  readonly default?: A;
}

const define = <A>(
  type: Field<A>['type'],
  label: string,
  options: Options<A>,
  read: Field<A>['read'],
  extra: Partial<Field<A>> = {},
): Field<A> => ({ type, label, required: options.default === undefined, ...options, read, ...extra });

const textOf = (raw: unknown): E.Either<string, string> => {
  if (typeof raw !== 'string') {
    return E.left('must be text');
  }
  return raw.trim() === '' ? E.left('must not be empty') : E.right(raw);
};

/** Builders of configuration parameters. */
export const field = {
  text: (label: string, options: Options<string> = {}): Field<string> =>
    define('text', label, options, textOf),

  /** A parameter that may be left out. */
  optionalText: (label: string, options: Omit<Options<string>, 'default'> = {}): Field<string | undefined> =>
    define<string | undefined>('text', label, options, textOf, { required: false }),

  /** An http(s) address without credentials, query or fragment; trailing slashes are cut. */
  url: (label: string, options: Options<string> = {}): Field<string> =>
    define('url', label, options, (raw) => E.chain(readUrl)(textOf(raw))),

  /** A value that is never shown. It must be fit for an HTTP header. */
  secret: (label: string, options: Omit<Options<Secret>, 'default'> = {}): Field<Secret> =>
    define<Secret>('secret', label, options, readSecret),

  optionalSecret: (
    label: string,
    options: Omit<Options<Secret>, 'default'> = {},
  ): Field<Secret | undefined> =>
    define<Secret | undefined>('secret', label, options, readSecret, { required: false }),

  flag: (label: string, options: Options<boolean> = {}): Field<boolean> =>
    define('flag', label, options, (raw) => {
      const value = readBoolean(raw);
      return value === undefined ? E.left('must be true or false') : E.right(value);
    }),

  choice: <C extends string>(label: string, choices: readonly C[], options: Options<C> = {}): Field<C> =>
    define<C>(
      'choice',
      label,
      options,
      (raw) => {
        const found = choices.find((choice) => choice === raw);
        return found === undefined ? E.left(`must be one of ${choices.join(', ')}`) : E.right(found);
      },
      { choices },
    ),

  /** A positive number. */
  number: (label: string, options: Options<number> = {}): Field<number> =>
    define('number', label, options, readNumber),

  optionalNumber: (
    label: string,
    options: Omit<Options<number>, 'default'> = {},
  ): Field<number | undefined> =>
    define<number | undefined>('number', label, options, readNumber, { required: false }),
};

const readSecret = (raw: unknown): E.Either<string, Secret> =>
  E.chain((text: string) =>
    text.trim() === text && !CONTROL.test(text)
      ? E.right(new Secret(text))
      : E.left('must not begin or end with a space or contain line breaks or control characters'),
  )(textOf(raw));

const CONTROL = /\p{Cc}/u;

const readNumber = (raw: unknown): E.Either<string, number> => {
  const value = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
  return typeof value === 'number' && Number.isFinite(value) && value > 0
    ? E.right(value)
    : E.left('must be a number greater than 0');
};

const readUrl = (text: string): E.Either<string, string> => {
  if (!URL.canParse(text)) {
    return E.left('must be an address such as https://scim.example.com');
  }
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return E.left('must begin with https:// (or http://)');
  }
  if (url.username !== '' || url.password !== '') {
    return E.left('must not contain a user name or password; use the credential parameters');
  }
  if (url.search !== '' || url.hash !== '') {
    return E.left('must not contain a query (?) or fragment (#)');
  }
  return E.right(cutEnd(url.href, '/'));
};
