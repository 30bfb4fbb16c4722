import type { ASTNode } from '@marcbachmann/cel-js';

/** What an evaluation reads: the values by key, the instant, the zone that dates are in. */
export interface Reading {
  readonly profile: Readonly<Record<string, unknown>>;
  readonly now: number;
  readonly zone: string;
}

/** Dates are milliseconds, NaN where the person has none: every comparison with NaN is false. Durations are milliseconds too. */
export type Value = string | number | boolean | readonly Value[];

export type Evaluate = (reading: Reading) => Value;

export type Kind = 'text' | 'date' | 'duration' | 'number' | 'truth' | 'list';

/** A part of a condition, ready to be evaluated. */
export interface Part {
  readonly kind: Kind;
  readonly evaluate: Evaluate;
  /** Of dates: how the value follows `now`. */
  readonly followsNow?: boolean;
}

export const truth = (evaluate: Evaluate): Part => ({ kind: 'truth', evaluate });

/** What the language could do and a condition may not, because it could fail for some row. */
export class NotInConditions extends Error {
  constructor(
    readonly problem: string,
    readonly at: number,
  ) {
    super(problem);
  }
}

export const refusal = (node: ASTNode, problem: string): NotInConditions =>
  new NotInConditions(problem, node.range.start);
