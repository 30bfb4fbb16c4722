import { dictionary } from '@iam/core';
import { nearest } from '@iam/core/internal';
import * as E from 'fp-ts/Either';

/** A mistake of the file: where, and what. */
export interface Problem {
  readonly path: string;
  readonly text: string;
}

/**
 * What a value of the configuration has to be: how it is read, how a JSON Schema says it, and what the documentation tells. One
 * description for the three, so that they cannot differ.
 */
export interface Shape<A> {
  readonly read: (value: unknown, path: string) => E.Either<readonly Problem[], A>;
  /** JSON Schema, draft 7. */
  readonly schema: Schema;
  /** The keys inside, for the documentation. */
  readonly keys?: Readonly<Record<string, Key<unknown>>>;
  /** What a list or an object of names holds, and the step of a path to it. */
  readonly element?: { readonly shape: Pick<Shape<unknown>, 'keys' | 'element'>; readonly step: '[]' | '.*' };
}

export type Schema = Readonly<Record<string, unknown>>;

/** One key of an object. */
export interface Key<A> {
  readonly shape: Shape<A>;
  readonly about: string;
  readonly required: boolean;
  /** What an absent key is read as, in the words of the file. */
  readonly byDefault?: unknown;
}

export const problem = (path: string, text: string): readonly Problem[] => [{ path, text }];

const leaf =
  <A>(is: (value: unknown) => value is A, expected: string) =>
  (value: unknown, path: string): E.Either<readonly Problem[], A> =>
    is(value) ? E.right(value) : E.left(problem(path, `must be ${expected}`));

/** Text that is not empty. */
export const text: Shape<string> = {
  read: leaf(
    (value): value is string => typeof value === 'string' && value.trim() !== '',
    'text that is not empty',
  ),
  schema: { type: 'string', pattern: '\\S' },
};

export const flag: Shape<boolean> = {
  read: leaf((value): value is boolean => typeof value === 'boolean', 'true or false'),
  schema: { type: 'boolean' },
};

export const choice = <const A extends string>(...choices: readonly A[]): Shape<A> => ({
  read: (value, path) => {
    if (choices.some((one) => one === value)) {
      return E.right(value as A);
    }
    const like = typeof value === 'string' ? nearest(value, choices) : undefined;
    return E.left(
      problem(
        path,
        `must be ${choices.map((one) => JSON.stringify(one)).join(' or ')}${like === undefined ? '' : `; did you mean ${JSON.stringify(like)}?`}`,
      ),
    );
  },
  schema: { enum: choices },
});

/** A number within limits, both included. */
export const number = (limits: {
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
}): Shape<number> => ({
  read: leaf(
    (value): value is number =>
      typeof value === 'number' &&
      (limits.whole ? Number.isInteger(value) : Number.isFinite(value)) &&
      value >= limits.min &&
      value <= limits.max,
    `a ${limits.whole ? 'whole ' : ''}number from ${limits.min} to ${limits.max}`,
  ),
  schema: { type: limits.whole ? 'integer' : 'number', minimum: limits.min, maximum: limits.max },
});

export const listOf = <A>(element: Shape<A>, least = 0): Shape<readonly A[]> => ({
  read: (value, path) => {
    if (!Array.isArray(value)) {
      return E.left(problem(path, 'must be a list'));
    }
    if (value.length < least) {
      return E.left(problem(path, 'is empty'));
    }
    return all(value.map((one, index) => element.read(one, `${path}[${index}]`)));
  },
  element: { shape: element, step: '[]' },
  schema: { type: 'array', ...(least === 0 ? {} : { minItems: least }), items: element.schema },
});

/** An object whose keys are names of the reader's own. */
export const namesTo = <A>(element: Shape<A>): Shape<Readonly<Record<string, A>>> => ({
  read: (value, path) => {
    if (!dictionary.is(value)) {
      return E.left(problem(path, 'must be an object with names for keys: { "NAME": … }'));
    }
    const entries = Object.entries(value);
    return E.map((values: readonly A[]) =>
      Object.fromEntries(entries.map(([key], index) => [key, values[index] as A])),
    )(all(entries.map(([key, one]) => element.read(one, `${path}${step(key)}`))));
  },
  element: { shape: element, step: '.*' },
  schema: { type: 'object', additionalProperties: element.schema },
});

/** `.name`, or `["a name"]`. */
const step = (key: string): string =>
  /^[A-Za-z_][\w-]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;

type ValueOf<K> = K extends Key<infer A> ? A : never;

/** What an object is read as: a key without a default may be absent. */
type Read<K extends Readonly<Record<string, Key<unknown>>>> = {
  readonly [N in keyof K as undefined extends ValueOf<K[N]> ? never : N]: ValueOf<K[N]>;
} & {
  readonly [N in keyof K as undefined extends ValueOf<K[N]> ? N : never]?: Exclude<ValueOf<K[N]>, undefined>;
};

export const required = <A>(shape: Shape<A>, about: string): Key<A> => ({ shape, about, required: true });

export const optional = <A>(shape: Shape<A>, about: string): Key<A | undefined> => ({
  shape,
  about,
  required: false,
});

export const withDefault = <A>(shape: Shape<A>, byDefault: unknown, about: string): Key<A> => ({
  shape,
  about,
  required: false,
  byDefault,
});

/** An object with these keys and no others. */
export const object = <const K extends Readonly<Record<string, Key<unknown>>>>(keys: K): Shape<Read<K>> => ({
  keys,
  read: (value, path) => {
    if (!dictionary.is(value)) {
      return E.left(problem(path, 'must be an object'));
    }
    const names = Object.keys(keys);
    const unknown = Object.keys(value)
      .filter((key) => !Object.hasOwn(keys, key))
      .map((key): E.Either<readonly Problem[], unknown> => {
        const like = nearest(key, names);
        return E.left(
          problem(
            `${path}${step(key)}`,
            `is not a key of ${path}${like === undefined ? ` (${names.join(', ')})` : `; did you mean ${like}?`}`,
          ),
        );
      });
    const read = Object.entries(keys).map(([name, key]): E.Either<readonly Problem[], unknown> => {
      const given: unknown = Object.hasOwn(value, name) ? value[name] : undefined;
      if (given === undefined) {
        return key.required
          ? E.left(problem(`${path}.${name}`, 'is missing'))
          : key.byDefault === undefined
            ? E.right(undefined)
            : key.shape.read(key.byDefault, `${path}.${name}`);
      }
      return key.shape.read(given, `${path}.${name}`);
    });
    return E.map((values: readonly unknown[]) =>
      Object.fromEntries(
        names.flatMap((name, index) => (values[index] === undefined ? [] : [[name, values[index]]])),
      ),
    )(all([...read, ...unknown])) as E.Either<readonly Problem[], Read<K>>;
  },
  schema: {
    type: 'object',
    additionalProperties: false,
    ...(Object.values(keys).some((key) => key.required)
      ? { required: Object.keys(keys).filter((name) => keys[name]?.required) }
      : {}),
    properties: Object.fromEntries(
      Object.entries(keys).map(([name, { shape, about, byDefault }]) => [
        name,
        { description: about, ...shape.schema, ...(byDefault === undefined ? {} : { default: byDefault }) },
      ]),
    ),
  },
});

/** Text, or an object: told apart by the type, so that mistakes are those of the form that was meant. */
export const textOr = <A, B>(plain: Shape<A>, otherwise: Shape<B>): Shape<A | B> => ({
  ...(otherwise.keys === undefined ? {} : { keys: otherwise.keys }),
  read: (value, path): E.Either<readonly Problem[], A | B> =>
    typeof value === 'string' ? plain.read(value, path) : otherwise.read(value, path),
  schema: { anyOf: [plain.schema, otherwise.schema] },
});

/** A value of a shape that has to satisfy more than a schema can say; the answer is what is wrong, and at which key inside. */
export const refined = <A>(
  shape: Shape<A>,
  check: (value: A) => string | readonly [inside: string, text: string] | undefined,
): Shape<A> => ({
  ...shape,
  read: (value, path) =>
    E.chain((read: A): E.Either<readonly Problem[], A> => {
      const wrong = check(read);
      if (wrong === undefined) {
        return E.right(read);
      }
      const [inside, said] = typeof wrong === 'string' ? ['', wrong] : wrong;
      return E.left(problem(`${path}${inside}`, said));
    })(shape.read(value, path)),
});

/** Everything that was read, or every mistake. */
export const all = <A>(
  read: readonly E.Either<readonly Problem[], A>[],
): E.Either<readonly Problem[], readonly A[]> => {
  const problems = read.flatMap((one) => (E.isLeft(one) ? one.left : []));
  return problems.length > 0
    ? E.left(problems)
    : E.right(read.flatMap((one) => (E.isRight(one) ? [one.right] : [])));
};
