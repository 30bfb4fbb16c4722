import * as E from 'fp-ts/Either';
import { jsonTokens } from './json-tokens';
import { withExactNumbers, type Literals } from './number-literals';

/** Maximum nesting of JSON, parsed or written: recursive walks must not exhaust the stack, and no real record comes near it. */
export const MAX_JSON_DEPTH = 100;

/** Why a text is no usable JSON, in words that do not quote it. */
export interface JsonProblem {
  readonly what: 'too-deep' | 'broken';
  /** In characters from 1, of a text that begins as JSON. */
  readonly position?: number;
}

/**
 * Parses JSON that nests at most 100 deep. A byte order mark at the beginning is ignored. Numbers that JavaScript's would
 * change are `ExactNumber`s; `literals` says what counts as a change.
 */
export const parseJson = (given: string, literals: Literals = 'value'): E.Either<JsonProblem, unknown> => {
  const text = given.startsWith('\ufeff') ? given.slice(1) : given;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return E.left(problemIn(text));
  }
  return hasManyBrackets(text) && nestsTooDeeply(parsed)
    ? E.left({ what: 'too-deep' })
    : E.right(withExactNumbers(text, parsed, literals));
};

/** The engine's message is not used: it quotes the text, which may be personal data. */
const problemIn = (text: string): JsonProblem => {
  for (const token of jsonTokens(text)) {
    if (token.kind === 'open' && token.depth > MAX_JSON_DEPTH) {
      return { what: 'too-deep' };
    }
    if (token.kind === 'wrong' && token.at > 0) {
      return { what: 'broken', position: [...text.slice(0, token.at)].length + 1 };
    }
  }
  // Omits the position of a text that fails at its first character, because it is no JSON at all.
  return { what: 'broken' };
};

export const describeJsonProblem = ({ what, position }: JsonProblem): string =>
  what === 'too-deep'
    ? `nests more than ${MAX_JSON_DEPTH} levels deep`
    : `is not valid JSON${position === undefined ? '' : ` (at character ${position})`}`;

/** A quick test before the scan: nearly every text has fewer brackets than the limit. */
const hasManyBrackets = (text: string): boolean => {
  let count = 0;
  for (const bracket of ['{', '[']) {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) {
      count += 1;
      if (count > MAX_JSON_DEPTH) {
        return true;
      }
    }
  }
  return false;
};

/** Recurses at most as deep as data may nest. */
const nestsTooDeeply = (value: unknown, levelsLeft = MAX_JSON_DEPTH): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levelsLeft === 0 || Object.values(value).some((member) => nestsTooDeeply(member, levelsLeft - 1)));
