import { evaluate as evaluateConstant, type ASTNode } from '@marcbachmann/cel-js';
import { isIsoDay, startOfDay } from '../calendar/zone-day';
import { FUNCTIONS } from './language';
import { refusal, truth, type NotInConditions, type Part, type Value } from './part';

/** `duration("24h")`, `date("2026-11-30")`, `number(costcenter)`: a function with its argument, which is compiled by `partOf`. */
export const functionCall = (
  node: ASTNode,
  name: string,
  [argument]: readonly ASTNode[],
  partOf: (node: ASTNode) => Part,
): Part => {
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
  const given = argument === undefined ? undefined : partOf(argument).evaluate;
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

export const sizeOf = (value: Value): number =>
  typeof value === 'string' ? [...value].length : (value as readonly Value[]).length;

export const noFunction = (node: ASTNode, name: string): NotInConditions =>
  refusal(
    node,
    `${name}() is not possible in a condition, because it can fail for some row; there are: ${Object.keys(FUNCTIONS).join(', ')}`,
  );

/** The text of an argument that must stand in the condition itself, so that it is checked when the file is read. */
export const textIn = (node: ASTNode, name: string, argument: ASTNode | undefined): string => {
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
