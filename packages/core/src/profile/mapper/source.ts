import * as E from 'fp-ts/Either';
import { type Attributes, isAttributes, isList } from './attributes';
import { type Expression, constantExpression, copiesNothing, MAX_EXPRESSION_DEPTH } from './expression';
import { type OperatorName, toText } from './operators';
import { parsePath, topLevelKeys } from './path';
import { compilePipeline } from './pipeline';
import { readPath } from './read-path';

/** A transformer and its arguments: `['substring', { from: 0, to: 8 }]`. */
export type Transformer = readonly [operator: OperatorName, args?: Attributes];

/** Where a rule's value comes from. Text is a path in the data that are mapped. */
export type Source = string | FromSource | FirstOfSource | JoinSource | ConstantSource;

export interface FromSource {
  /** A path, or several that name the same thing: the first that is there counts. */
  readonly from: string | readonly string[];
  /** Transformers, applied in order. */
  readonly then?: readonly Transformer[];
}

/** The first source, else what the later ones derive: such a value is reported as derived. */
export interface FirstOfSource {
  readonly firstOf: readonly Source[];
}

/** The texts of all sources with a separator between them; nothing unless every one of them is there. */
export interface JoinSource {
  readonly join: readonly Source[];
  readonly with?: string;
}

export interface ConstantSource {
  readonly constant: string | number | boolean;
}

type Compiled = E.Either<readonly string[], Expression>;

/** Which keys each kind of source may have. */
const KEYS = {
  from: ['from', 'then'],
  firstOf: ['firstOf'],
  join: ['join', 'with'],
  constant: ['constant'],
} as const;

const compilePath = (text: string): Compiled => {
  const path = parsePath(text);
  if (E.isLeft(path)) {
    return E.left([`"${text}": ${path.left}`]);
  }
  return E.right({
    evaluate: (source) => E.right(readPath(source, path.right)),
    reads: topLevelKeys(path.right),
    copies: (source) => [readPath(source, path.right)],
  });
};

const all = (parts: readonly Compiled[]): E.Either<readonly string[], readonly Expression[]> => {
  const problems = parts.flatMap((part) => (E.isLeft(part) ? part.left : []));
  return problems.length > 0
    ? E.left(problems)
    : E.right(parts.flatMap((part) => (E.isRight(part) ? [part.right] : [])));
};

const readsOf = (parts: readonly Expression[]): readonly string[] => parts.flatMap((part) => part.reads);

/** The first present part; a null counts as present (it clears) only when `nullCounts`. */
const firstPresent = (parts: readonly Expression[], nullCounts: boolean): Expression => {
  const isPresent = (value: E.Either<string, unknown>): boolean =>
    E.isRight(value) && value.right !== undefined && (nullCounts || value.right !== null);
  return {
    evaluate: (source) => {
      for (const part of parts) {
        const value = part.evaluate(source);
        if (E.isLeft(value) || isPresent(value)) {
          return value;
        }
      }
      return ABSENT;
    },
    reads: readsOf(parts),
    copies: (source) => {
      for (const part of parts) {
        const value = part.evaluate(source);
        if (E.isLeft(value) || isPresent(value)) {
          return E.isRight(value) ? part.copies(source) : copiesNothing(source);
        }
      }
      return copiesNothing(source);
    },
  };
};

const ABSENT: E.Either<never, unknown> = E.right(undefined);

const compileFrom = ({ from, then = [] }: FromSource): Compiled => {
  const paths = typeof from === 'string' ? [from] : from;
  if (paths.length === 0) {
    return E.left(['from is empty']);
  }
  if (!isList(then) || !then.every((step) => isList(step) && typeof step[0] === 'string')) {
    return E.left(['then is a list of steps such as [["toLowerCase"]]']);
  }
  const compiled = all(paths.map(compilePath));
  const pipeline = compilePipeline(
    then.map(([operator, args = {}]) => ({
      operator,
      args: Object.fromEntries(Object.entries(args).map(([key, constant]) => [key, { constant }])),
    })),
  );
  if (E.isLeft(compiled)) {
    return compiled;
  }
  if (E.isLeft(pipeline)) {
    return pipeline;
  }
  const start = firstPresent(compiled.right, true);
  return E.right(
    then.length === 0
      ? start
      : {
          evaluate: (source) =>
            E.chain((value: unknown) => pipeline.right.run(value, source))(start.evaluate(source)),
          reads: start.reads,
          copies: (source) => pipeline.right.copies(start.copies(source), source),
        },
  );
};

const joinTexts =
  (parts: readonly Expression[], separator: string): Expression['evaluate'] =>
  (source) => {
    const texts: string[] = [];
    for (const part of parts) {
      const value = part.evaluate(source);
      if (E.isLeft(value)) {
        return value;
      }
      if (value.right === undefined || value.right === null) {
        return E.right(undefined);
      }
      const text = toText(value.right);
      if (E.isLeft(text)) {
        return E.left(`join: ${text.left}`);
      }
      texts.push(text.right);
    }
    return E.right(texts.join(separator));
  };

/** A source; one with alternatives also has them apart. */
export interface CompiledSource extends Expression {
  readonly alternatives: { readonly first: Expression; readonly later: Expression } | undefined;
  /** The key it copies, when it does nothing else: such a rule can be read backwards. */
  readonly plainKey: string | undefined;
}

const plainKeyOf = (source: Source | undefined): string | undefined => {
  if (typeof source === 'object' && 'from' in source) {
    const [name] = typeof source.from === 'string' ? [source.from] : source.from;
    return source.then === undefined ? plainKeyOf(name) : undefined;
  }
  if (typeof source !== 'string') {
    return undefined;
  }
  const path = parsePath(source);
  return E.isRight(path) && path.right.length === 1 ? topLevelKeys(path.right)[0] : undefined;
};

const kindOfSource = (source: object): keyof typeof KEYS | undefined =>
  (Object.keys(KEYS) as (keyof typeof KEYS)[]).find((kind) => Object.hasOwn(source, kind));

/** Checks a source and makes it ready to be evaluated. Left: everything that is wrong with it. */
export const compileSource = (source: Source, depth = 0): E.Either<readonly string[], CompiledSource> => {
  const plain = (compiled: Compiled): E.Either<readonly string[], CompiledSource> =>
    E.map((expression: Expression) => ({
      ...expression,
      alternatives: undefined,
      plainKey: plainKeyOf(source),
    }))(compiled);
  if (depth > MAX_EXPRESSION_DEPTH) {
    return E.left(['sources stand too deep inside each other']);
  }
  if (typeof source === 'string') {
    return plain(compilePath(source));
  }
  const kind = isAttributes(source) ? kindOfSource(source) : undefined;
  if (kind === undefined) {
    return E.left(['a source is a path, { from }, { firstOf }, { join } or { constant }']);
  }
  const unknown = Object.keys(source).filter((key) => !(KEYS[kind] as readonly string[]).includes(key));
  if (unknown.length > 0) {
    return E.left(unknown.map((key) => `${kind} does not go with "${key}"`));
  }
  if ('from' in source) {
    return plain(compileFrom(source));
  }
  if ('constant' in source) {
    return plain(E.right(constantExpression(source.constant)));
  }
  const sources = 'join' in source ? source.join : source.firstOf;
  const wrong = E.left([`${kind} is a list of sources`]);
  if (!isList(sources)) {
    return wrong;
  }
  const parts = all((sources as readonly Source[]).map((part) => compileSource(part, depth + 1)));
  if (E.isLeft(parts)) {
    return parts;
  }
  const [first, ...rest] = parts.right;
  if (first === undefined) {
    return wrong;
  }
  if ('join' in source) {
    return plain(
      E.right({
        evaluate: joinTexts(parts.right, source.with ?? ''),
        reads: readsOf(parts.right),
        copies: copiesNothing,
      }),
    );
  }
  const later = firstPresent(rest, false);
  return E.right({
    ...firstPresent([first, later], true),
    alternatives: { first, later },
    plainKey: plainKeyOf(source.firstOf[0]),
  });
};
