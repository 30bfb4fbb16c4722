import { isDictionary } from '../../codec/combinators';
import { isExactNumber } from '../../codec/exact-number';
import { trimEndChar } from '../../codec/trim-end-char';
import { isSecret, type Secret } from '../../config/secret';
import type { Connection } from '../connection/connection';
import { formsOf, MIN_SECRET } from './secret-forms';
import {
  beginOf,
  bytesOf,
  bytesPlaced,
  endOf,
  ESCAPES,
  isPlain,
  ON_ONE_LINE,
  undo,
  undoPlaced,
  UNWRAPPED,
  type Escape,
  type Placed,
} from './undo-escapes';

/**
 * Replaces every occurrence of an instance's secrets in a text: a vendor may echo what it was sent. With `atMost`, only so many
 * characters of the beginning are looked at and returned; a secret that the cut goes through is taken out as a whole.
 */
export type Redact = (text: string, atMost?: number) => string;

const MASK = '[secret]';

/** Maximum number of nested encodings to decode: JSON in JSON in a query in a web page. */
const MAX_LAYERS = 4;

/** A long text is searched in pieces of this many characters, so that memory does not grow with the text. */
const PIECE = 65_536;

/** Maximum encoded length per character of a secret; pieces overlap by it, so that a secret at the end of a piece is found. */
const MAX_EXPANSION = 32;

/**
 * Maximum number of masks per text: echoes repeat a secret a few times; a text with more is built to exhaust time and memory
 * and is masked as a whole.
 */
const MAX_MASKS = 1000;

/** Redacts the secrets of a connection, and further ones, in every encoding. */
export const createRedact = (
  { bearer, basic, authorization, headers = {} }: Connection,
  further: readonly Secret[] = [],
): Redact => {
  const values = [bearer, basic?.password, authorization?.credentials, ...Object.values(headers), ...further]
    .filter(isSecret)
    .filter((secret) => !isTooShortToHide(secret))
    .map((secret) => secret.reveal());
  const pair =
    basic === undefined
      ? []
      : [trimEndChar(Buffer.from(`${basic.username}:${basic.password.reveal()}`).toString('base64'), '=')];
  const forms = [...new Set([...values, ...pair].flatMap(formsOf).flatMap(searchForms))];
  if (forms.length === 0) {
    return (text, atMost) => text.slice(0, atMost);
  }
  const lengths = forms.map(({ length }) => length);
  const shortest = Math.min(...lengths);
  const reach = MAX_EXPANSION * Math.max(...lengths);
  const step = Math.max(PIECE, reach);
  return (text, atMost = text.length) => {
    const end = Math.min(text.length, atMost);
    const ranges: Range[] = [];
    for (let at = 0; at < end; at += step) {
      const piece = text.slice(at, Math.min(at + step, end) + reach);
      // A quick test first: nearly every text holds no secret, and searching is far cheaper than tracking positions.
      if (piece.length * MAX_BYTES >= shortest && holdsOne(piece, forms)) {
        for (const [from, to] of rangesIn(piece, forms)) {
          ranges.push([at + from, at + to]);
        }
      }
      if (ranges.length > MAX_MASKS) {
        return MASK;
      }
    }
    return ranges.length === 0 ? text.slice(0, end) : masked(text, ranges, end);
  };
};

/** A character of a text is at most so many bytes of UTF-8; undoing escapes only shortens. */
const MAX_BYTES = 3;

/** Whether a secret is so short that hiding it would black out ordinary words: it is not hidden. */
export const isTooShortToHide = (secret: Secret): boolean => secret.reveal().length < MIN_SECRET;

// A secret may itself contain escapes such as %41, so its decoded form is searched for in decoded texts.
const searchForms = (form: string): readonly string[] => {
  const bytes = bytesOf(form);
  let undone = bytes;
  for (let layer = 0; layer < MAX_LAYERS; layer += 1) {
    undone = ESCAPES.reduce(undo, undone);
  }
  return [bytes, undone, undo(undone, ON_ONE_LINE), undo(undone, UNWRAPPED)]
    .map(folded)
    .filter((text) => text !== '');
};

/** Case does not count: hosts are written in lower case, and so are addresses at some vendors. */
const folded = (bytes: string): string => bytes.toLowerCase();

/**
 * The states of a text while its escapes are decoded, without repetitions: every kind of escape in turn, in several layers, then white
 * space.
 */
const statesOf = function* <A>(given: A, undone: (state: A, escape: Escape) => A): Generator<A> {
  yield given;
  let state = given;
  for (let layer = 1; layer <= MAX_LAYERS; layer += 1) {
    const before = state;
    for (const escape of ESCAPES) {
      const next = undone(state, escape);
      if (next !== state) {
        yield next;
      }
      state = next;
    }
    if (state === before) {
      break;
    }
  }
  for (const escape of [ON_ONE_LINE, UNWRAPPED]) {
    const next = undone(state, escape);
    if (next === state) {
      // One test serves both, because both replace the same white space.
      return;
    }
    yield next;
  }
};

const holdsOne = (text: string, forms: readonly string[]): boolean => {
  if (isPlain(text)) {
    const seen = folded(text);
    return forms.some((form) => seen.includes(form));
  }
  for (const state of statesOf(bytesOf(text), undo)) {
    const seen = folded(state);
    if (forms.some((form) => seen.includes(form))) {
      return true;
    }
  }
  return false;
};

/** Where something is in a text: from, and up to but not including to. */
type Range = readonly [from: number, to: number];

const rangesIn = (text: string, forms: readonly string[]): readonly Range[] => {
  const ranges: Range[] = [];
  for (const state of statesOf<Placed>(bytesPlaced(text), undoPlaced)) {
    const seen = folded(state.text);
    for (const form of forms) {
      for (const [from, to] of rangesOf(seen, form)) {
        ranges.push([beginOf(state, from), endOf(state, to - 1)]);
      }
    }
  }
  return joined(ranges);
};

/** The text up to `end` with a mask for every range that begins in it. */
const masked = (text: string, ranges: readonly Range[], end: number): string => {
  const parts: string[] = [];
  let done = 0;
  for (const [from, to] of joined(ranges)) {
    if (from < end) {
      parts.push(text.slice(done, from), MASK);
      done = to;
    }
  }
  return parts.join('') + text.slice(done, Math.max(done, end));
};

const rangesOf = (text: string, form: string): readonly Range[] => {
  const found: Range[] = [];
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) {
    found.push([at, at + form.length]);
  }
  return found;
};

/** Sorts and merges overlapping ranges, so that no part of a longer form remains. */
const joined = (ranges: readonly Range[]): readonly Range[] => {
  const result: [number, number][] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last === undefined || from >= last[1]) {
      result.push([from, to]);
    } else {
      last[1] = Math.max(last[1], to);
    }
  }
  return result;
};

/**
 * Redacts every text inside a vendor's data, keys included, and numbers whose digits are a secret; data without a secret is
 * returned as it is.
 */
export const redactData = (redact: Redact, value: unknown): unknown =>
  holdsSecret(redact, value) ? redactInside(redact, value) : value;

/**
 * One search through all texts of some data: hardly any hold a secret. Data that no JSON can hold (they contain themselves, say) are
 * refused.
 */
export const holdsSecret = (redact: Redact, value: unknown): boolean => {
  // JSON has every text as it is, unless it must escape a character of one.
  const json = JSON.stringify(value) ?? '';
  const text = json.includes('\\') ? textsIn(value).join(BETWEEN) : json;
  return redact(text) !== text;
};

/**
 * A separator without white space, which could join two values, and without parts of an escape. A secret that contains it may match across
 * two values: then the values are searched one by one.
 */
const BETWEEN = '"';

const textsIn = (value: unknown): readonly string[] => {
  const texts: string[] = [];
  JSON.stringify(value, (key, part: unknown) => {
    texts.push(key);
    if (typeof part === 'string' || typeof part === 'number') {
      texts.push(String(part));
    }
    return part;
  });
  return texts;
};

const redactInside = (redact: Redact, value: unknown): unknown => {
  if (typeof value === 'string') {
    return redact(value);
  }
  if (typeof value === 'number' || isExactNumber(value)) {
    return redact(String(value)) === MASK ? MASK : value;
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown) => redactInside(redact, item));
  }
  if (!isDictionary(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [redact(key), redactInside(redact, item)]),
  );
};
