import * as E from 'fp-ts/Either';
import { isDictionary } from '../codec/combinators';
import type { Attributes } from './app-data';
import { ownValue, setOwnValue } from './mapper/attributes';
import { keyNames, parsePath, type AttributePath, type Segment } from './mapper/path';
import { readPath } from './mapper/read-path';

/**
 * Paths of attributes, for everything that names one: `lookupBy`, `attributes` and the other lists of a definition, the targets of
 * mappers, the fields of fakes. Keys are separated by dots (`profile.login`), `\.` is a dot inside a key, a URN is one key, and
 * `[primary]` or `[work]` chooses an element of a list.
 */

/** The value at a path; undefined when there is none or an empty text. Throws for a path that cannot be parsed. */
export const valueAt = (data: Attributes, path: string): unknown => readPath(data, attributePath(path));

interface ParsedPath {
  readonly segments: AttributePath;
  /** A path begins with a key. */
  readonly keys: readonly [string, ...string[]];
  readonly name: string;
  readonly kind: AttributeKind;
}

/** What an attribute is by its name, and so how its values are compared. */
export interface AttributeKind {
  /** Holds addresses: `email`, `profile.email`, `emails.value`. */
  readonly isAddress: boolean;
  /** Holds what a record has as its `username`. */
  readonly isUserName: boolean;
  /** Holds what a record has as its `email`. */
  readonly isEmail: boolean;
  /** RFC 7643 section 4.1.1: userName is not case exact; addresses are compared as people write them. */
  readonly isCaseless: boolean;
}

/** Paths are those of mappers and definitions, so they are few, and every command reads some of them several times. */
const parsedPaths = new Map<string, ParsedPath>();

const parsedPath = (text: string): ParsedPath => {
  const known = parsedPaths.get(text);
  if (known !== undefined) {
    return known;
  }
  const segments = parsePath(text);
  if (E.isLeft(segments)) {
    throw new Error(`"${text}": ${segments.left}`);
  }
  const [first = text, ...below] = keyNames(segments.right);
  const keys: ParsedPath['keys'] = [first, ...below];
  const last = keys.at(-1) ?? first;
  const name = last === 'value' ? (keys.at(-2) ?? last) : last;
  const parsed = { segments: segments.right, keys, name, kind: kindOf(name) };
  parsedPaths.set(text, parsed);
  return parsed;
};

const CASELESS =
  /^(user_?name|login|upn|user_?principal_?name|(primary|work)?_?(e_?)?mails?(_?address(es)?)?)$/i;

const kindOf = (name: string): AttributeKind => ({
  isAddress: /^e-?mails?$/i.test(name),
  isUserName: /^(user_?name|login)$/i.test(name),
  isEmail: /^e_?mails?$/i.test(name),
  isCaseless: CASELESS.test(name),
});

/** What the attribute at a path is by its name. */
export const attributeKind = (path: string): AttributeKind => parsedPath(path).kind;

/** Throws for a path that cannot be parsed: paths come from mappers and definitions, where they were checked. */
export const attributePath = (text: string): AttributePath => parsedPath(text).segments;

/** The keys of a path, without the elements it chooses. */
export const keysOf = (path: string): readonly [string, ...string[]] => parsedPath(path).keys;

/** The path of these keys. */
export const pathOf = (keys: readonly string[]): string =>
  keys
    .map((key, index) =>
      index === 0 && /^urn:/i.test(key) ? key : key.replace(/[.[\]]|\\(?=[.[\]\\])/g, '\\$&'),
    )
    .join('.');

/**
 * The word that tells what an attribute is, and so how its values are compared: `login` of `profile.login`, `emails` of
 * `emails[primary].value`.
 */
export const attributeName = (path: string): string => parsedPath(path).name;

/**
 * Whether a target is the attribute or a part of it: `emails[primary work].value` is one of `emails` and of `emails.value`. Of two
 * paths that choose an element each, both must choose one of the same type.
 */
export const isPartOf = (target: string, attribute: string): boolean => {
  const parts = targetPath(target);
  let at = 0;
  for (const wanted of attributePath(attribute)) {
    let part = parts[at];
    while (part !== undefined && part.kind !== 'key' && wanted.kind === 'key') {
      at += 1;
      part = parts[at];
    }
    if (wanted.kind !== 'key' && part?.kind === 'key') {
      continue;
    }
    if (part === undefined || !isSameSegment(part, wanted)) {
      return false;
    }
    at += 1;
  }
  return true;
};

/** The targets of mapper files are single keys, whatever characters they have. */
const targetPath = (text: string): AttributePath =>
  E.getOrElse((): AttributePath => [{ kind: 'key', name: text }])(parsePath(text));

const isSameSegment = (part: Segment, wanted: Segment): boolean =>
  part.kind === 'key' && wanted.kind === 'key'
    ? part.name === wanted.name
    : part.kind !== 'element' ||
      wanted.kind !== 'element' ||
      part.type === undefined ||
      wanted.type === undefined ||
      part.type === wanted.type;

/** Whether the data have something under these keys, be it null. */
export const hasAt = (data: Attributes, keys: readonly string[]): boolean => {
  let value: unknown = data;
  for (const key of keys) {
    if (!isDictionary(value) || !Object.hasOwn(value, key)) {
      return false;
    }
    value = value[key];
  }
  return true;
};

/** The data with a value set under these keys; other values stay. */
export const withValueAt = (
  data: Attributes,
  [key, ...below]: readonly string[],
  value: unknown,
): Attributes => {
  if (key === undefined) {
    return data;
  }
  const inner = ownValue(data, key);
  const changed: Record<string, unknown> = { ...data };
  setOwnValue(
    changed,
    key,
    below.length === 0 ? value : withValueAt(isDictionary(inner) ? inner : {}, below, value),
  );
  return changed;
};

/** The data without the value under these keys, and without what would hold nothing then. */
export const withoutValueAt = (data: Attributes, [key, ...below]: readonly string[]): Attributes => {
  if (key === undefined || !Object.hasOwn(data, key)) {
    return data;
  }
  const inner = data[key];
  const left = below.length > 0 && isDictionary(inner) ? withoutValueAt(inner, below) : undefined;
  if (left === inner || (below.length > 0 && !isDictionary(inner))) {
    return data;
  }
  return left === undefined || Object.keys(left).length === 0
    ? Object.fromEntries(Object.entries(data).filter(([name]) => name !== key))
    : withValueAt(data, [key], left);
};

/** The data with the values under these keys changed, in every element of a list on the way. Creates nothing that is absent. */
export const changedAt = (
  data: Attributes,
  keys: readonly string[],
  change: (value: unknown) => unknown,
): Attributes => {
  const [key] = keys;
  if (key === undefined || !Object.hasOwn(data, key)) {
    return data;
  }
  const below = keys.slice(1);
  const inside = (value: unknown): unknown => {
    if (below.length === 0) {
      return change(value);
    }
    if (Array.isArray(value)) {
      return value.map(inside);
    }
    return isDictionary(value) ? changedAt(value, below, change) : value;
  };
  const changed = inside(data[key]);
  return changed === data[key] ? data : withValueAt(data, [key], changed);
};

/** The keys of every value that is not an object: the single changes of nested data. */
export const leavesOf = (data: Attributes, above: readonly string[] = []): readonly (readonly string[])[] =>
  Object.entries(data).flatMap(([key, value]) =>
    isDictionary(value) && Object.keys(value).length > 0
      ? leavesOf(value, [...above, key])
      : [[...above, key]],
  );
