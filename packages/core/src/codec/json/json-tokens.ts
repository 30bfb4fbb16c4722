/**
 * Reads a text as JSON, token by token. The tokens are those of jsonc-parser's scanner; the grammar is kept here, because its
 * parser calls itself for every level, so that deep nesting would exhaust the stack, and reads on after a mistake.
 */
import { createScanner, type JSONScanner, type ScanError, type SyntaxKind } from 'jsonc-parser';

/** A token of a JSON text; offsets count from 0. A `wrong` token is the last one. */
export type JsonToken =
  | { readonly kind: 'open'; readonly what: Bracket; readonly depth: number }
  | { readonly kind: 'close' }
  | { readonly kind: 'key'; readonly text: string }
  | { readonly kind: 'number'; readonly from: number; readonly to: number }
  | { readonly kind: 'wrong'; readonly at: number; readonly unclosed?: Opened };

export interface Opened {
  readonly what: Bracket | '"';
  readonly at: number;
}

type Bracket = '{' | '[';

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma or close';

/** The tokens up to the first one that JSON does not allow. */
export function* jsonTokens(text: string): Generator<JsonToken, void> {
  const scanner = createScanner(text);
  const open: (Opened & { readonly what: Bracket })[] = [];
  let expected: Expected = 'value';
  for (;;) {
    const kind = nextOf(scanner);
    const at = scanner.getTokenOffset();
    const inside = open.at(-1);
    if (kind === KIND.end && inside === undefined && expected === 'comma or close') {
      return;
    }
    const what = isWhole(scanner, text) ? text[at] : undefined;
    if (what === ',' && inside !== undefined && expected === 'comma or close') {
      expected = inside.what === '{' ? 'key' : 'value';
    } else if (what === ':' && expected === 'colon') {
      expected = 'value';
    } else if (what !== undefined && inside !== undefined && what === closerOf(inside.what, expected)) {
      open.pop();
      expected = 'comma or close';
      yield { kind: 'close' };
    } else if (what === '"' && (expected === 'key' || expected === 'key or }')) {
      expected = 'colon';
      yield { kind: 'key', text: scanner.getTokenValue() };
    } else if ((what === '{' || what === '[') && isForValue(expected)) {
      open.push({ what, at });
      expected = what === '{' ? 'key or }' : 'value or ]';
      yield { kind: 'open', what, depth: open.length };
    } else if (what !== undefined && SCALARS.has(kind) && isForValue(expected)) {
      expected = 'comma or close';
      if (kind === KIND.number) {
        yield { kind: 'number', from: at, to: scanner.getPosition() };
      }
    } else {
      const unclosed = isOpenString(scanner, text) ? ({ what: '"', at } as const) : inside;
      const endsEarly = kind === KIND.end || unclosed?.what === '"';
      yield { kind: 'wrong', at, ...(endsEarly && unclosed !== undefined ? { unclosed } : {}) };
      return;
    }
  }
}

const isForValue = (expected: Expected): boolean => expected === 'value' || expected === 'value or ]';

/** The bracket that closes the innermost object or list. */
const closerOf = (what: Bracket, expected: Expected): string | undefined => {
  const closer = what === '{' ? '}' : ']';
  return expected === 'comma or close' || expected.endsWith(closer) ? closer : undefined;
};

/** Skips white space. Comments become tokens, because JSON has none. */
const nextOf = (scanner: JSONScanner): SyntaxKind => {
  let kind = scanner.scan();
  while (kind === KIND.space || kind === KIND.lineBreak) {
    kind = scanner.scan();
  }
  return kind;
};

/** The scanner takes 01 and 1x for two tokens that stand together. */
const isWhole = (scanner: JSONScanner, text: string): boolean =>
  scanner.getTokenError() === NO_ERROR &&
  !(scanner.getToken() === KIND.number && /[\w.+-]/.test(text[scanner.getPosition()] ?? ''));

const isOpenString = (scanner: JSONScanner, text: string): boolean =>
  scanner.getTokenError() === END_OF_STRING && scanner.getPosition() >= text.length;

// Its enumerations are declared as constant ones, which cannot be imported into modules that are compiled one by one.
const NO_ERROR: ScanError.None = 0;
const END_OF_STRING: ScanError.UnexpectedEndOfString = 2;

interface Kinds {
  readonly null: SyntaxKind.NullKeyword;
  readonly true: SyntaxKind.TrueKeyword;
  readonly false: SyntaxKind.FalseKeyword;
  readonly text: SyntaxKind.StringLiteral;
  readonly number: SyntaxKind.NumericLiteral;
  readonly lineBreak: SyntaxKind.LineBreakTrivia;
  readonly space: SyntaxKind.Trivia;
  readonly end: SyntaxKind.EOF;
}

const KIND: Kinds = { null: 7, true: 8, false: 9, text: 10, number: 11, lineBreak: 14, space: 15, end: 17 };

const SCALARS: ReadonlySet<SyntaxKind> = new Set([KIND.null, KIND.true, KIND.false, KIND.text, KIND.number]);
