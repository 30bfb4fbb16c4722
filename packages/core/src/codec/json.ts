import * as E from 'fp-ts/Either';
import { withExactNumbers } from './number-literals';
import type { Literals } from './number-literals';

/** Maximum nesting of JSON, parsed or written: recursive walks must not exhaust the stack, and no real record comes near it. */
export const MAX_JSON_DEPTH = 100;

/** Why a text is no usable JSON, in words that do not quote it. */
export interface JsonProblem {
  readonly what: 'too-deep' | 'broken';
  /** 1-based, when the parser tells. */
  readonly position?: number;
}

/**
 * Parses JSON that nests at most 100 deep. A byte order mark at the beginning is ignored. Numbers that JavaScript's would
 * change are `ExactNumber`s; `literals` says what counts as a change.
 */
export const parseJson = (given: string, literals: Literals = 'value'): E.Either<JsonProblem, unknown> => {
  const text = given.replace(/^\ufeff/, '');
  if (nestsTooDeeply(text)) {
    return E.left({ what: 'too-deep' });
  }
  try {
    return E.right(withExactNumbers(text, JSON.parse(text), literals));
  } catch (thrown) {
    // Only the position is used: the engine's message quotes the text, which may be personal data.
    const position = / at position (\d+)(?: \(line \d+ column \d+\))?$/.exec(
      thrown instanceof Error ? thrown.message : '',
    )?.[1];
    return E.left({ what: 'broken', ...(position === undefined ? {} : { position: Number(position) + 1 }) });
  }
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

const nestsTooDeeply = (text: string): boolean => {
  if (!hasManyBrackets(text)) {
    return false;
  }
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index];
    if (quoted) {
      if (char === '\\') {
        index += 1;
      } else if (char === '"') {
        quoted = false;
      }
    } else if (char === '"') {
      quoted = true;
    } else if (char === '{' || char === '[') {
      depth += 1;
      if (depth > MAX_JSON_DEPTH) {
        return true;
      }
    } else if (char === '}' || char === ']') {
      depth -= 1;
    }
  }
  return false;
};
