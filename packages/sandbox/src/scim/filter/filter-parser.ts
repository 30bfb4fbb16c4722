import { invalidFilter } from '../scim-problem';

/** A filter expression of RFC 7644 section 3.4.2.2. Paths are kept as written; matching resolves them. */
export type FilterNode =
  | {
      readonly kind: 'compare';
      readonly path: string;
      readonly operator: Comparison;
      readonly value: FilterValue;
    }
  | { readonly kind: 'present'; readonly path: string }
  | { readonly kind: 'and' | 'or'; readonly left: FilterNode; readonly right: FilterNode }
  | { readonly kind: 'not'; readonly inner: FilterNode }
  | { readonly kind: 'within'; readonly path: string; readonly inner: FilterNode };

export type FilterValue = string | number | boolean | null;

const COMPARISONS = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** A path of a PATCH operation: `emails[type eq "work"].value` has all three parts. */
export interface ValuePath {
  readonly attribute: string;
  readonly filter?: FilterNode;
  readonly sub?: string;
}

type Token =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'literal'; readonly value: string }
  | { readonly kind: '(' | ')' | '[' | ']' };

// Both bounds keep a hostile filter from exhausting the stack or the processor.
const MAX_LENGTH = 8192;
const MAX_FILTER_DEPTH = 32;

// A literal first: brackets and blanks inside quotes belong to the value.
const TOKEN = /\s*(?:("(?:[^"\\]|\\.)*")|([()[\]])|([^\s()[\]"]+))/y;
const ATTRIBUTE_PATH = /^[A-Za-z$][\w:.$-]*$/;

const tokenize = (text: string): readonly Token[] => {
  if (text.length > MAX_LENGTH) {
    throw invalidFilter('The filter is too long.');
  }
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  let at = 0;
  const end = text.trimEnd().length;
  while (at < end) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) {
      throw invalidFilter('The filter cannot be read.');
    }
    at = TOKEN.lastIndex;
    const [, literal, bracket, word] = match;
    if (literal !== undefined) {
      tokens.push({ kind: 'literal', value: stringLiteral(literal) });
    } else if (bracket !== undefined) {
      tokens.push({ kind: bracket as '(' | ')' | '[' | ']' });
    } else {
      tokens.push({ kind: 'word', text: word ?? '' });
    }
  }
  return tokens;
};

// compValue is a JSON value, so a quoted value is read as JSON reads it.
const stringLiteral = (text: string): string => {
  try {
    return String(JSON.parse(text));
  } catch {
    throw invalidFilter('A quoted value of the filter is not a JSON string.');
  }
};

interface Cursor {
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
  /** Whether a value may stand without quotes, or between single ones. */
  readonly bare: boolean;
}

const peekWord = (cursor: Cursor): string | undefined => {
  const token = cursor.tokens[cursor.at];
  return token?.kind === 'word' ? token.text.toLowerCase() : undefined;
};

const isAt = (cursor: Cursor, kind: Token['kind']): boolean => cursor.tokens[cursor.at]?.kind === kind;

const expect = (cursor: Cursor, kind: ')' | ']'): void => {
  if (!isAt(cursor, kind)) {
    throw invalidFilter(`The filter lacks a "${kind}".`);
  }
  cursor.at += 1;
};

const parseOr = (cursor: Cursor): FilterNode => {
  cursor.depth += 1;
  if (cursor.depth > MAX_FILTER_DEPTH) {
    throw invalidFilter('The filter is nested too deeply.');
  }
  let left = parseAnd(cursor);
  while (peekWord(cursor) === 'or') {
    cursor.at += 1;
    left = { kind: 'or', left, right: parseAnd(cursor) };
  }
  cursor.depth -= 1;
  return left;
};

const parseAnd = (cursor: Cursor): FilterNode => {
  let left = parseTerm(cursor);
  while (peekWord(cursor) === 'and') {
    cursor.at += 1;
    left = { kind: 'and', left, right: parseTerm(cursor) };
  }
  return left;
};

const parseTerm = (cursor: Cursor): FilterNode => {
  if (isAt(cursor, '(')) {
    return parseGroup(cursor);
  }
  if (peekWord(cursor) === 'not' && cursor.tokens[cursor.at + 1]?.kind === '(') {
    cursor.at += 1;
    return { kind: 'not', inner: parseGroup(cursor) };
  }
  const path = parseAttribute(cursor);
  if (isAt(cursor, '[')) {
    cursor.at += 1;
    const inner = parseOr(cursor);
    expect(cursor, ']');
    return { kind: 'within', path, inner };
  }
  return parseComparison(cursor, path);
};

const parseGroup = (cursor: Cursor): FilterNode => {
  cursor.at += 1;
  const inner = parseOr(cursor);
  expect(cursor, ')');
  return inner;
};

const parseAttribute = (cursor: Cursor): string => {
  const token = cursor.tokens[cursor.at];
  if (token?.kind !== 'word' || !ATTRIBUTE_PATH.test(token.text)) {
    throw invalidFilter('The filter lacks an attribute.');
  }
  cursor.at += 1;
  return token.text;
};

const parseComparison = (cursor: Cursor, path: string): FilterNode => {
  const word = peekWord(cursor);
  cursor.at += 1;
  if (word === 'pr') {
    return { kind: 'present', path };
  }
  const operator = COMPARISONS.find((one) => one === word);
  if (operator === undefined) {
    throw invalidFilter('The filter lacks an operator.');
  }
  return { kind: 'compare', path, operator, value: parseValue(cursor) };
};

const parseValue = (cursor: Cursor): FilterValue => {
  const token = cursor.tokens[cursor.at];
  cursor.at += 1;
  if (token?.kind === 'literal') {
    return token.value;
  }
  if (token?.kind === 'word') {
    const text = token.text.toLowerCase();
    if (text === 'true' || text === 'false') {
      return text === 'true';
    }
    if (text === 'null') {
      return null;
    }
    if (/^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text)) {
      return Number(text);
    }
    if (cursor.bare) {
      return token.text.replace(/^'(.*)'$/, '$1');
    }
  }
  throw invalidFilter('The filter lacks a value.');
};

/**
 * Reads a filter.
 *
 * @param values `bare` takes values without quotes too, which the grammar does not have but some servers accept
 * @throws ScimProblem 400 invalidFilter
 */
export const parseFilter = (text: string, values: 'quoted' | 'bare' = 'quoted'): FilterNode => {
  const cursor: Cursor = { tokens: tokenize(text), at: 0, depth: 0, bare: values === 'bare' };
  const filter = parseOr(cursor);
  if (cursor.at < cursor.tokens.length) {
    throw invalidFilter('The filter goes on after its end.');
  }
  return filter;
};

/** Reads the path of a PATCH operation (RFC 7644 section 3.5.2). @throws ScimProblem 400 */
export const parseValuePath = (text: string, values: 'quoted' | 'bare' = 'quoted'): ValuePath => {
  const cursor: Cursor = { tokens: tokenize(text), at: 0, depth: 0, bare: values === 'bare' };
  const attribute = parseAttribute(cursor);
  if (!isAt(cursor, '[')) {
    if (cursor.at < cursor.tokens.length) {
      throw invalidFilter('The path goes on after its end.');
    }
    return { attribute };
  }
  cursor.at += 1;
  const filter = parseOr(cursor);
  expect(cursor, ']');
  const rest = cursor.tokens[cursor.at];
  if (rest === undefined) {
    return { attribute, filter };
  }
  if (rest.kind !== 'word' || !/^\.[\w$-]+$/.test(rest.text) || cursor.at + 1 < cursor.tokens.length) {
    throw invalidFilter('The path goes on after its end.');
  }
  return { attribute, filter, sub: rest.text.slice(1) };
};
