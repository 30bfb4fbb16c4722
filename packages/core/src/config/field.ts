import * as E from 'fp-ts/Either';
import { readBoolean } from '../codec/boolean-text';
import { trimEndChar } from '../codec/trim-end-char';
import { readPrivateKey } from './private-key';
import { urlOf } from '../codec/url-of';
import { Secret } from './secret';

/** The kind of a parameter's value. Determines what `params` may hold, and its description in help and editors. */
export type FieldType = 'text' | 'url' | 'secret' | 'flag' | 'choice' | 'number';

/** One configuration parameter of an integration: how it is read, and what help, tables and editors say of it. */
export interface Field<A, T extends FieldType = FieldType, Required extends boolean = boolean> {
  readonly type: T;
  readonly label: string;
  readonly help?: string;
  /** Whether `params` must have it: it has neither a default nor a meaning when absent. */
  readonly required: Required;
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

/** A reference to a value kept in an environment variable or a file. */
export type Reference = `env:${string}` | `file:${string}`;

/**
 * The parameters of an integration as its user writes them: texts, numbers and switches, or references to where they stand
 * (`env:NAME`, `file:path`). Of an integration whose parameters are not known to the compiler, any object.
 */
export type ParamsOf<F extends Fields> = string extends keyof F
  ? Readonly<Record<string, unknown>>
  : Flatten<
      { readonly [K in RequiredKeys<F>]: Given<F[K]> } & {
        readonly [K in Exclude<keyof F, RequiredKeys<F>>]?: Given<F[K]> | undefined;
      }
    >;

type RequiredKeys<F extends Fields> = {
  [K in keyof F]: F[K]['required'] extends true ? K : never;
}[keyof F];

type Given<T extends Field<unknown>> =
  T extends Field<infer A, 'choice'>
    ? A | Reference
    : T['type'] extends 'flag'
      ? boolean | 'true' | 'false' | 'yes' | 'no' | Reference
      : T['type'] extends 'number'
        ? number | `${number}` | Reference
        : string;

/** One object type instead of an intersection: what editors show stays readable. */
type Flatten<A> = { readonly [K in keyof A]: A[K] };

interface Options<A> {
  readonly help?: string;
  readonly env?: string;
  readonly default?: A;
}

/** Options of a parameter with a default, which therefore may be left out. */
interface WithDefault<A> extends Options<A> {
  readonly default: A;
}

type WithoutDefault = Omit<Options<never>, 'default'>;

/** A parameter of a type that may have a default. */
interface Builder<A, T extends FieldType> {
  (label: string, options: WithDefault<A>): Field<A, T, false>;
  (label: string, options?: WithoutDefault): Field<A, T, true>;
}

const define = <A, T extends FieldType>(
  type: T,
  label: string,
  options: Options<A>,
  read: Field<A>['read'],
  extra: Partial<Field<A, T>> = {},
): Field<A, T> => ({ type, label, required: options.default === undefined, ...options, read, ...extra });

/** The overloads of a builder say whether the parameter is required; the value has it from the same options. */
const builder = <A, T extends FieldType>(type: T, read: Field<A>['read']): Builder<A, T> =>
  ((label: string, options: Options<A> = {}) => define(type, label, options, read)) as Builder<A, T>;

const optional =
  <A, T extends FieldType>(type: T, read: Field<A | undefined>['read']) =>
  (label: string, options: WithoutDefault = {}): Field<A | undefined, T, false> => ({
    ...define<A | undefined, T>(type, label, options, read),
    required: false,
  });

const readText = (raw: unknown): E.Either<string, string> => {
  if (typeof raw !== 'string') {
    return E.left('must be text');
  }
  return raw.trim() === '' ? E.left('must not be empty') : E.right(raw);
};

const readSecret = (raw: unknown): E.Either<string, Secret> =>
  E.chain((text: string) =>
    text.trim() === text && !CONTROL.test(text)
      ? E.right(new Secret(text))
      : E.left('must not begin or end with a space or contain line breaks or control characters'),
  )(readText(raw));

/** Accepts line breaks, because a key is never part of a header. */
const readKey = (raw: unknown): E.Either<string, Secret> =>
  E.chain((text: string) => E.map(() => new Secret(text))(readPrivateKey(text)))(readText(raw));

const CONTROL = /\p{Cc}/u;

const readNumber = (raw: unknown): E.Either<string, number> => {
  const value = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
  return typeof value === 'number' && Number.isFinite(value) && value > 0
    ? E.right(value)
    : E.left('must be a number greater than 0');
};

const readUrl = (text: string): E.Either<string, string> => {
  const url = urlOf(text);
  if (url === undefined) {
    return E.left('must be an address such as https://scim.example.com');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return E.left('must begin with https:// (or http://)');
  }
  if (url.username !== '' || url.password !== '') {
    return E.left('must not contain a user name or password; use the credential parameters');
  }
  if (url.search !== '' || url.hash !== '') {
    return E.left('must not contain a query (?) or fragment (#)');
  }
  return E.right(trimEndChar(url.href, '/'));
};

const readFlag = (raw: unknown): E.Either<string, boolean> => {
  const value = readBoolean(raw);
  return value === undefined ? E.left('must be true or false') : E.right(value);
};

/** One of a few texts, which are the type of the value. */
function choice<const C extends string>(
  label: string,
  choices: readonly C[],
  options: WithDefault<NoInfer<C>>,
): Field<C, 'choice', false>;
function choice<const C extends string>(
  label: string,
  choices: readonly C[],
  options?: WithoutDefault,
): Field<C, 'choice', true>;
function choice(
  label: string,
  choices: readonly string[],
  options: Options<string> = {},
): Field<string, 'choice'> {
  const read = (raw: unknown): E.Either<string, string> =>
    typeof raw === 'string' && choices.includes(raw)
      ? E.right(raw)
      : E.left(`must be one of ${choices.join(', ')}`);
  return define('choice', label, options, read, { choices });
}

/** Builders of configuration parameters. */
export const field = {
  text: builder<string, 'text'>('text', readText),

  /** A parameter that may be left out. */
  optionalText: optional<string, 'text'>('text', readText),

  /** An http(s) address without credentials, query or fragment; trailing slashes are cut. */
  url: builder<string, 'url'>('url', (raw) => E.chain(readUrl)(readText(raw))),

  /** A value that is never shown. Must be valid in an HTTP header. */
  secret: (label: string, options: WithoutDefault = {}): Field<Secret, 'secret', true> => ({
    ...define<Secret, 'secret'>('secret', label, options, readSecret),
    required: true,
  }),

  optionalSecret: optional<Secret, 'secret'>('secret', readSecret),

  /** A private key without a passphrase, PEM or JWK, which signs and is never sent. */
  privateKey: (label: string, options: WithoutDefault = {}): Field<Secret, 'secret', true> => ({
    ...define<Secret, 'secret'>('secret', label, options, readKey),
    required: true,
  }),
  optionalPrivateKey: optional<Secret, 'secret'>('secret', readKey),
  flag: builder<boolean, 'flag'>('flag', readFlag),

  choice,

  /** A positive number. */
  number: builder<number, 'number'>('number', readNumber),

  optionalNumber: optional<number, 'number'>('number', readNumber),
};
