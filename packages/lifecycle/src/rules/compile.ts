import type { ASTNode } from '@marcbachmann/cel-js';
import { startOfDayOf } from '../calendar/zone-day';
import { functionCall } from './functions';
import { methodCall } from './methods';
import { comparison, isEqual, listOf, sum } from './operators';
import { refusal, truth, type Evaluate, type Kind, type Part, type Reading, type Value } from './part';
import { textOfKey } from './text-of-key';

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
      return comparison(node.op, partOf(node.args[0], scope), partOf(node.args[1], scope), scope.found.turns);
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
      return functionCall(node, node.args[0], node.args[1], (part) => partOf(part, scope));
    case 'rcall': {
      const [name, receiver, args] = node.args;
      return (
        quantifier(name, receiver, args, scope) ??
        methodCall(node, name, receiver, args, (part) => partOf(part, scope))
      );
    }
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

/** `roles.exists(role, role == "admin")`; undefined for other methods. */
const quantifier = (
  name: string,
  receiver: ASTNode,
  [variable, predicate]: readonly ASTNode[],
  scope: Scope,
): Part | undefined => {
  if ((name !== 'exists' && name !== 'all') || variable?.op !== 'id' || predicate === undefined) {
    return undefined;
  }
  const list = partOf(receiver, scope).evaluate;
  const place: { value: Value; readonly kind: Kind } = { value: '', kind: elementKind(receiver, scope) };
  const { evaluate } = partOf(predicate, {
    ...scope,
    locals: new Map([...scope.locals, [variable.args, place]]),
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
