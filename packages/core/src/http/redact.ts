import { isDictionary } from '../codec/combinators';
import { isExactNumber } from '../codec/exact-number';
import { cutEnd } from '../codec/cut-end';
import { isSecret } from '../config/secret';
import type { Secret } from '../config/secret';
import type { Connection } from './connection';
import { formsOf, MIN_SECRET } from './secret-forms';
import { bytesOf, bytesPlaced, mayHaveEscapes, undoEscapes, undoEscapesPlaced } from './undo-escapes';
import type { Placed } from './undo-escapes';

/** Replaces every occurrence of an instance's secrets in a text: a vendor may echo what it was sent. */
export type Redact = (text: string) => string;

const MASK = '[secret]';

/** JSON in JSON in a query in a web page: deeper than that nobody quotes. */
const MAX_LAYERS = 4;

/** Takes out the secrets of a connection, and further ones, however they are written. */
export const createRedact = (
  { bearer, basic, headers = {} }: Connection,
  further: readonly Secret[] = [],
): Redact => {
  const values = [bearer, basic?.password, ...Object.values(headers), ...further]
    .filter(isSecret)
    .filter((secret) => !isTooShortToHide(secret))
    .map((secret) => secret.reveal());
  const pair =
    basic === undefined
      ? []
      : [cutEnd(Buffer.from(`${basic.username}:${basic.password.reveal()}`).toString('base64'), '=')];
  const forms = [...new Set([...values, ...pair].flatMap(formsOf))];
  // With its escapes undone, a text shows a secret with its own escapes undone: %41 may be what a secret is made of.
  const undone = [...new Set(forms.map(bytesOf).flatMap((form) => [form, allUndone(form)]))];
  if (forms.length === 0) {
    return (text) => text;
  }
  const shortest = Math.min(...[...forms, ...undone].map(({ length }) => length));
  // Nearly every text holds none, and most are short and without an escape: looking is far cheaper than replacing.
  return (text) =>
    text.length * MAX_BYTES >= shortest && holdsOne(text, forms, undone)
      ? replaced(text, forms, undone)
      : text;
};

/** A character of a text is at most so many bytes of UTF-8; undoing escapes only shortens. */
const MAX_BYTES = 3;

/** Whether a secret is so short that hiding it would black out ordinary words: it is not hidden. */
export const isTooShortToHide = (secret: Secret): boolean => secret.reveal().length < MIN_SECRET;

const allUndone = (bytes: string): string => {
  let text = bytes;
  for (let layer = 0; layer < MAX_LAYERS; layer += 1) {
    text = undoEscapes(text);
  }
  return text;
};

const holdsOne = (text: string, forms: readonly string[], undone: readonly string[]): boolean => {
  if (forms.some((form) => text.includes(form))) {
    return true;
  }
  if (!mayHaveEscapes(text)) {
    return false;
  }
  let before = text;
  let now = undoEscapes(bytesOf(text));
  for (let layer = 1; layer <= MAX_LAYERS && now !== before; layer += 1) {
    const seen = now;
    if (undone.some((form) => seen.includes(form))) {
      return true;
    }
    before = now;
    now = undoEscapes(now);
  }
  return false;
};

/** Where something is in a text: from, and up to but not including to. */
type Range = readonly [from: number, to: number];

const replaced = (text: string, forms: readonly string[], undone: readonly string[]): string => {
  const ranges: Range[] = forms.flatMap((form) => rangesOf(text, form));
  let placed = bytesPlaced(text);
  for (let layer = 1; layer <= MAX_LAYERS; layer += 1) {
    const layered: Placed = undoEscapesPlaced(placed);
    for (const form of undone) {
      for (const [from, to] of rangesOf(layered.text, form)) {
        ranges.push([layered.from[from] ?? 0, layered.to[to - 1] ?? 0]);
      }
    }
    placed = layered;
  }
  const parts: string[] = [];
  let end = 0;
  for (const [from, to] of joined(ranges)) {
    parts.push(text.slice(end, from), MASK);
    end = to;
  }
  return parts.join('') + text.slice(end);
};

const rangesOf = (text: string, form: string): readonly Range[] => {
  const found: Range[] = [];
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) {
    found.push([at, at + form.length]);
  }
  return found;
};

/** Ranges in order, those that overlap as one, so that no part of a longer form is left standing. */
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
export const redactData = (redact: Redact, value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) {
    return redactInside(redact, value);
  }
  // One look at all of it: escapes of JSON hide nothing.
  const text = JSON.stringify(value);
  return redact(text) === text ? value : redactInside(redact, value);
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
