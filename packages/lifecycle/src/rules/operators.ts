import type { ASTNode } from '@marcbachmann/cel-js';
import { refusal, truth, type Evaluate, type Part, type Reading, type Value } from './part';

export const isEqual = (left: Value, right: Value): boolean =>
  Array.isArray(left) && Array.isArray(right)
    ? left.length === right.length &&
      left.every((element, index) => isEqual(element as Value, right[index] as Value))
    : left === right;

export type Order = '<' | '<=' | '>' | '>=';

const ORDERS: Readonly<Record<Order, (left: Value, right: Value) => boolean>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

/**
 * @param turns gets the instants at which a comparison with `now` may turn
 */
export const comparison = (
  op: Order | '==' | '!=',
  left: Part,
  right: Part,
  turns: ((reading: Reading) => number)[],
): Part => {
  const [one, other] = [left.evaluate, right.evaluate];
  if (left.kind === 'date' && left.followsNow !== right.followsNow) {
    const [moving, still] = left.followsNow ? [one, other] : [other, one];
    // The instant at which both sides are the same, and the one after it, where `<=` and `==` turn.
    const meet = (reading: Reading): number =>
      (still(reading) as number) - (moving(reading) as number) + reading.now;
    turns.push(meet, (reading) => meet(reading) + 1);
  }
  switch (op) {
    case '==':
      return truth((reading) => isEqual(one(reading), other(reading)));
    case '!=':
      return truth((reading) => !isEqual(one(reading), other(reading)));
    default: {
      const holds = ORDERS[op];
      return truth((reading) => holds(one(reading), other(reading)));
    }
  }
};

export const sum = (node: ASTNode & { readonly op: '+' | '-' }, left: Part, right: Part): Part => {
  const [one, other] = [left.evaluate, right.evaluate];
  if (node.op === '+' && left.kind === 'text') {
    return { kind: 'text', evaluate: (reading) => `${one(reading) as string}${other(reading) as string}` };
  }
  if (node.op === '-' && left.kind === 'date' && right.kind === 'date') {
    throw refusal(
      node,
      'one date minus another is not possible: compare them, as in hiredate < now - duration("720h")',
    );
  }
  const isOfTime = left.kind === 'date' || left.kind === 'duration';
  if (!isOfTime) {
    throw refusal(node, 'arithmetic is not possible in a condition');
  }
  const kind = left.kind === 'date' || right.kind === 'date' ? 'date' : 'duration';
  const sign = node.op === '+' ? 1 : -1;
  return {
    kind,
    evaluate: (reading) => (one(reading) as number) + sign * (other(reading) as number),
    ...(left.followsNow === true || right.followsNow === true ? { followsNow: true } : {}),
  };
};

/** A list of constants is made once. */
export const listOf = (nodes: readonly ASTNode[], parts: readonly Part[]): Evaluate => {
  const evaluates = parts.map(({ evaluate }) => evaluate);
  if (nodes.every(({ op }) => op === 'value')) {
    const once = evaluates.map((evaluate) => evaluate(EMPTY_READING));
    return () => once;
  }
  return (reading) => evaluates.map((evaluate) => evaluate(reading));
};

const EMPTY_READING: Reading = { profile: {}, now: 0, zone: 'UTC' };
