import * as E from 'fp-ts/Either';
import type { Attributes } from './attributes';

/** Computes a value from a person's data. */
export interface Expression {
  /** Right(undefined): absent. Right(null): to be cleared. Left: what is wrong, without the value. */
  readonly evaluate: (source: Attributes) => E.Either<string, unknown>;
  /** Top-level keys it reads. */
  readonly reads: readonly string[];
  /** The values of the source that may pass unchanged. A value composed of several keys, or of a part of one, is none of them. */
  readonly copies: (source: Attributes) => readonly unknown[];
}

export const copiesNothing: Expression['copies'] = () => [];

export const constantExpression = (value: unknown): Expression => ({
  evaluate: () => E.right(value),
  reads: [],
  copies: copiesNothing,
});

/** Maximum nesting of sources. */
export const MAX_EXPRESSION_DEPTH = 16;
