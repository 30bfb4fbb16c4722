import type { ASTNode } from '@marcbachmann/cel-js';
import { RE2JS } from 're2js';
import { noFunction, sizeOf, textIn } from './functions';
import { refusal, truth, type Kind, type Part, type Value } from './part';

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

/** `email.startsWith("a")`: a method of a text or a list; both it and the argument are compiled by `partOf`. */
export const methodCall = (
  node: ASTNode,
  name: string,
  receiver: ASTNode,
  [first, second]: readonly ASTNode[],
  partOf: (node: ASTNode) => Part,
): Part => {
  const { evaluate } = partOf(receiver);
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
    const other = partOf(first).evaluate;
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
