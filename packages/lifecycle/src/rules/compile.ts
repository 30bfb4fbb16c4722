import { evaluate as evaluateConstant, type ASTNode } from '@marcbachmann/cel-js';
import { RE2JS } from 're2js';
import { isIsoDay, startOfDay, startOfDayOf } from '../calendar/zone-day';
import { FUNCTIONS } from './language';
import { textOfKey } from './text-of-key';

/** What an evaluation reads: the values by key, the instant, the zone that dates are in. */
export interface Reading {
  readonly profile: Readonly<Record<string, unknown>>;
  readonly now: number;
  readonly zone: string;
}

/** Dates are milliseconds, NaN where the person has none: every comparison with NaN is false. Durations are milliseconds too. */
type Value = string | number | boolean | readonly Value[];

type Evaluate = (reading: Reading) => Value;

type Kind = 'text' | 'date' | 'duration' | 'number' | 'truth' | 'list';

/** A part of a condition, ready to be evaluated. */
interface Part {
  readonly kind: Kind;
  readonly evaluate: Evaluate;
  /** Of dates: how the value follows `now`. */
  readonly followsNow?: boolean;
}

/** What a condition does beyond its value, gathered while it is compiled. */
interface Found {
  readonly keys: Set<string>;
  /** The instants at which a comparison with `now` may turn. */
  readonly turns: ((reading: Reading) => number)[];
}

export interface Compiled {
  readonly holds: (reading: Reading) => boolean;
  readonly keys: readonly string[];
  readonly turns: readonly ((reading: Reading) => number)[];
}

/** What the language could do and a condition may not, because it could fail for some row. */
export class NotInConditions extends Error {
  constructor(
    readonly problem: string,
    readonly at: number,
  ) {
    super(problem);
  }
}

/**
 * Makes a checked condition executable. Only what has an answer for every value is taken, so that a condition that could be read
 * can be evaluated for everybody; the library would throw for `int("abc")`, and its `matches` can take exponential time.
 */
export const compile = (ast: ASTNode, dateKeys: ReadonlySet<string>): Compiled => {
  const found: Found = { keys: new Set(), turns: [] };
  const { evaluate } = partOf(ast, { dateKeys, found, locals: new Map() });
  return { holds: (reading) => evaluate(reading) === true, keys: [...found.keys], turns: found.turns };
};

interface Scope {
  readonly dateKeys: ReadonlySet<string>;
  readonly found: Found;
  /** Variables of exists() and all(), each with the place of its present value. */
  readonly locals: ReadonlyMap<string, { value: Value; readonly kind: Kind }>;
}

const partOf = (node: ASTNode, scope: Scope): Part => {
  switch (node.op) {
    case 'value':
      return constant(node.args, node);
    case 'id':
      return variable(node.args, scope);
    case '&&':
    case '||': {
      const [left, right] = pair(node.args, scope);
      return node.op === '&&'
        ? truth((reading) => left(reading) === true && right(reading) === true)
        : truth((reading) => left(reading) === true || right(reading) === true);
    }
    case '!_': {
      const { evaluate } = partOf(node.args, scope);
      return truth((reading) => evaluate(reading) !== true);
    }
    case '-_': {
      const { kind, evaluate } = partOf(node.args, scope);
      return { kind, evaluate: (reading) => -(evaluate(reading) as number) };
    }
    case '?:': {
      const [condition, yes, no] = node.args.map((part) => partOf(part, scope)) as [Part, Part, Part];
      if (yes.kind === 'date') {
        throw refusal(node, 'a date that is chosen by ? : cannot be followed; compare each of them');
      }
      return {
        kind: yes.kind,
        evaluate: (reading) =>
          condition.evaluate(reading) === true ? yes.evaluate(reading) : no.evaluate(reading),
      };
    }
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return comparison(node.op, partOf(node.args[0], scope), partOf(node.args[1], scope), scope);
    case 'in': {
      const [value, list] = pair(node.args, scope);
      return truth((reading) => {
        const wanted = value(reading);
        return (list(reading) as readonly Value[]).some((element) => isEqual(element, wanted));
      });
    }
    case '+':
    case '-':
      return sum(node, partOf(node.args[0], scope), partOf(node.args[1], scope));
    case 'list': {
      const parts = node.args.map((part) => partOf(part, scope));
      if (parts.some(({ kind }) => kind === 'date')) {
        throw refusal(node, 'a list of dates cannot be followed; compare each of them');
      }
      return { kind: 'list', evaluate: listOf(node.args, parts) };
    }
    case 'call':
      return call(node, node.args[0], node.args[1], scope);
    case 'rcall':
      return method(node, node.args[0], node.args[1], node.args[2], scope);
    default:
      throw refusal(node, `${NAMES[node.op] ?? `"${node.op}"`} is not possible in a condition`);
  }
};

const NAMES: Readonly<Record<string, string>> = {
  '[]': 'an element of a list by its number (a list may be shorter; use exists)',
  '.': 'a part of a value (.)',
  '*': 'multiplication',
  '/': 'division',
  '%': 'a remainder (%)',
  map: 'a map ({ })',
};

const refusal = (node: ASTNode, problem: string): NotInConditions =>
  new NotInConditions(problem, node.range.start);

const truth = (evaluate: Evaluate): Part => ({ kind: 'truth', evaluate });

const pair = (args: readonly [ASTNode, ASTNode], scope: Scope): readonly [Evaluate, Evaluate] => [
  partOf(args[0], scope).evaluate,
  partOf(args[1], scope).evaluate,
];

const constant = (value: unknown, node: ASTNode): Part => {
  switch (typeof value) {
    case 'string':
      return { kind: 'text', evaluate: () => value };
    case 'number':
    case 'bigint': {
      const number = Number(value);
      return { kind: 'number', evaluate: () => number };
    }
    case 'boolean':
      return truth(() => value);
    default:
      throw refusal(node, 'null and bytes are not possible in a condition; a key without a value is ""');
  }
};

const variable = (name: string, { dateKeys, found, locals }: Scope): Part => {
  const local = locals.get(name);
  if (local) {
    return { kind: local.kind, evaluate: () => local.value };
  }
  if (name === 'now') {
    return { kind: 'date', evaluate: ({ now }) => now, followsNow: true };
  }
  found.keys.add(name);
  return dateKeys.has(name)
    ? { kind: 'date', evaluate: ({ profile, zone }) => startOfDayOf(profile[name], zone) }
    : { kind: 'text', evaluate: ({ profile }) => textOfKey(profile[name]) };
};

const isEqual = (left: Value, right: Value): boolean =>
  Array.isArray(left) && Array.isArray(right)
    ? left.length === right.length &&
      left.every((element, index) => isEqual(element as Value, right[index] as Value))
    : left === right;

type Order = '<' | '<=' | '>' | '>=';

const ORDERS: Readonly<Record<Order, (left: Value, right: Value) => boolean>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

const comparison = (op: Order | '==' | '!=', left: Part, right: Part, { found }: Scope): Part => {
  const [one, other] = [left.evaluate, right.evaluate];
  if (left.kind === 'date' && left.followsNow !== right.followsNow) {
    const [moving, still] = left.followsNow ? [one, other] : [other, one];
    // The instant at which both sides are the same, and the one after it, where `<=` and `==` turn.
    const meet = (reading: Reading): number =>
      (still(reading) as number) - (moving(reading) as number) + reading.now;
    found.turns.push(meet, (reading) => meet(reading) + 1);
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

const sum = (node: ASTNode & { readonly op: '+' | '-' }, left: Part, right: Part): Part => {
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
const listOf = (nodes: readonly ASTNode[], parts: readonly Part[]): Evaluate => {
  const evaluates = parts.map(({ evaluate }) => evaluate);
  if (nodes.every(({ op }) => op === 'value')) {
    const once = evaluates.map((evaluate) => evaluate(EMPTY_READING));
    return () => once;
  }
  return (reading) => evaluates.map((evaluate) => evaluate(reading));
};

const EMPTY_READING: Reading = { profile: {}, now: 0, zone: 'UTC' };

const call = (node: ASTNode, name: string, args: readonly ASTNode[], scope: Scope): Part => {
  const [argument] = args;
  switch (name) {
    case 'duration':
    case 'timestamp': {
      const value = constantOf(node, name, textIn(node, name, argument));
      return { kind: name === 'duration' ? 'duration' : 'date', evaluate: () => value };
    }
    case 'date': {
      const day = textIn(node, name, argument);
      if (!isIsoDay(day)) {
        throw refusal(node, 'date() takes a day of the calendar such as date("2026-11-30")');
      }
      return { kind: 'date', evaluate: ({ zone }) => startOfDay(day, zone) };
    }
    default:
      break;
  }
  const given = argument === undefined ? undefined : partOf(argument, scope).evaluate;
  if (given !== undefined) {
    switch (name) {
      case 'number':
        return { kind: 'number', evaluate: (reading) => numberOf(given(reading) as string) };
      case 'known':
        return truth((reading) => !Number.isNaN(given(reading)));
      case 'size':
        return { kind: 'number', evaluate: (reading) => sizeOf(given(reading)) };
      default:
        break;
    }
  }
  throw noFunction(node, name);
};

/** A number as people and systems write it; NaN for anything else, '' included. */
const numberOf = (text: string): number =>
  /^\s*[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?\s*$/.test(text) ? Number(text) : Number.NaN;

const sizeOf = (value: Value): number =>
  typeof value === 'string' ? [...value].length : (value as readonly Value[]).length;

const noFunction = (node: ASTNode, name: string): NotInConditions =>
  refusal(
    node,
    `${name}() is not possible in a condition, because it can fail for some row; there are: ${Object.keys(FUNCTIONS).join(', ')}`,
  );

/** The text of an argument that must stand in the condition itself, so that it is checked when the file is read. */
const textIn = (node: ASTNode, name: string, argument: ASTNode | undefined): string => {
  if (argument?.op === 'value' && typeof argument.args === 'string') {
    return argument.args;
  }
  throw refusal(
    argument ?? node,
    `${name}() takes a text that stands in the condition itself, such as ${FUNCTIONS[name]?.form ?? name}`,
  );
};

/** The library reads these forms; `valueOf` of what it makes is in milliseconds. */
const constantOf = (node: ASTNode, name: string, text: string): number => {
  try {
    return Number(evaluateConstant(`${name}(${JSON.stringify(text)})`));
  } catch {
    throw refusal(
      node,
      `${name}() cannot read ${JSON.stringify(text)}; it takes a text such as ${FUNCTIONS[name]?.form ?? name}`,
    );
  }
};

const TEXT_METHODS: Readonly<Record<string, (text: string, other: string) => Value>> = {
  startsWith: (text, other) => text.startsWith(other),
  endsWith: (text, other) => text.endsWith(other),
  contains: (text, other) => text.includes(other),
  split: (text, other) => text.split(other),
};

const PLAIN_METHODS: Readonly<Record<string, (text: string) => Value>> = {
  lowerAscii: (text) => text.toLowerCase(),
  upperAscii: (text) => text.toUpperCase(),
  trim: (text) => text.trim(),
};

const KINDS: Readonly<Record<string, Kind>> = {
  split: 'list',
  lowerAscii: 'text',
  upperAscii: 'text',
  trim: 'text',
};

const method = (
  node: ASTNode,
  name: string,
  receiver: ASTNode,
  args: readonly ASTNode[],
  scope: Scope,
): Part => {
  const [first, second] = args;
  if ((name === 'exists' || name === 'all') && first?.op === 'id' && second) {
    return quantifier(name, receiver, first.args, second, scope);
  }
  const { evaluate } = partOf(receiver, scope);
  const kind = KINDS[name] ?? 'truth';
  const plain = PLAIN_METHODS[name];
  if (plain && !first) {
    return { kind, evaluate: (reading) => plain(evaluate(reading) as string) };
  }
  if (name === 'size' && !first) {
    return { kind: 'number', evaluate: (reading) => sizeOf(evaluate(reading)) };
  }
  if (name === 'matches' && first) {
    const pattern = patternIn(node, textIn(node, name, first));
    return truth((reading) => pattern.test(evaluate(reading) as string));
  }
  const withText = TEXT_METHODS[name];
  if (withText && first && !second) {
    const other = partOf(first, scope).evaluate;
    return { kind, evaluate: (reading) => withText(evaluate(reading) as string, other(reading) as string) };
  }
  throw noFunction(node, name);
};

/** RE2 does without what makes backtracking exponential: its time is linear in the length of the text. */
const patternIn = (node: ASTNode, pattern: string): RE2JS => {
  try {
    return RE2JS.compile(pattern);
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message.replace(/^error parsing regexp: /, '') : 'unknown';
    throw refusal(node, `the pattern ${JSON.stringify(pattern)} cannot be read (RE2 syntax): ${why}`);
  }
};

const quantifier = (
  name: 'exists' | 'all',
  receiver: ASTNode,
  variableName: string,
  predicate: ASTNode,
  scope: Scope,
): Part => {
  const list = partOf(receiver, scope).evaluate;
  const place: { value: Value; readonly kind: Kind } = { value: '', kind: elementKind(receiver, scope) };
  const { evaluate } = partOf(predicate, {
    ...scope,
    locals: new Map([...scope.locals, [variableName, place]]),
  });
  const wanted = name === 'exists';
  return truth((reading) => {
    for (const element of list(reading) as readonly Value[]) {
      place.value = element;
      if ((evaluate(reading) === true) === wanted) {
        return wanted;
      }
    }
    return !wanted;
  });
};

const elementKind = (list: ASTNode, scope: Scope): Kind => {
  const [first] = list.op === 'list' ? list.args : [];
  return first ? partOf(first, { ...scope, found: { keys: new Set(), turns: [] } }).kind : 'text';
};
