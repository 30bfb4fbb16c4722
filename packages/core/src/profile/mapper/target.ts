import * as E from 'fp-ts/Either';
import { isAttributes, ownValue, setOwnValue } from './attributes';
import { type ElementSegment, type AttributePath, type Segment, keyNames, parsePath } from './path';

/** Where a rule puts its value: `text` as the author wrote it, `keys` above and below at most one list element. */
export interface Target {
  readonly text: string;
  readonly path: AttributePath;
  readonly above: readonly string[];
  readonly element: ElementSegment | undefined;
  readonly below: readonly string[];
  /** The list that the element is in: the same text for all targets in one list. */
  readonly list: string;
}

/** A target that is one key whatever characters it has: the labels of incoming mappers, the targets of files. */
export const literalTarget = (text: string): Target => ({
  text,
  path: [{ kind: 'key', name: text }],
  above: [text],
  element: undefined,
  below: [],
  list: '',
});

/** A structured target such as `emails[primary work].value`. Left: what is wrong with it. */
export const parseTarget = (text: string): E.Either<string, Target> => {
  const parsed = parsePath(text);
  if (E.isLeft(parsed)) {
    return parsed;
  }
  const path = parsed.right;
  const selectors = path.filter(
    (segment): segment is Exclude<Segment, { kind: 'key' }> => segment.kind !== 'key',
  );
  const element = selectors[0];
  if (element === undefined) {
    return E.right({ text, path, above: keyNames(path), element, below: [], list: '' });
  }
  if (selectors.length > 1) {
    return E.left('a target may choose one list element only');
  }
  if (element.kind !== 'element') {
    return E.left('a target names a list element by type or primary, not by position');
  }
  if (element.first) {
    return E.left('"first" is for reading only');
  }
  const at = path.indexOf(element);
  const below = keyNames(path.slice(at + 1));
  if (below.length === 0) {
    return E.left('a target inside a list needs a field, such as .value');
  }
  const above = keyNames(path.slice(0, at));
  return E.right({ text, path, above, element, below, list: JSON.stringify(above) });
};

const startsWith = (keys: readonly string[], start: readonly string[]): boolean =>
  start.length <= keys.length && start.every((key, i) => keys[i] === key);

const sameElement = (a: ElementSegment, b: ElementSegment): boolean =>
  a.type === b.type && a.primary === b.primary;

const inSameList = (a: Target, b: Target): boolean =>
  a.above.length === b.above.length && startsWith(a.above, b.above);

/** Why both targets cannot be written by one mapper, or undefined. */
const conflict = (a: Target, b: Target): string | undefined => {
  // All pairs of a mapper are compared when a program starts, and most have no key in common.
  if (a.above[0] !== b.above[0] && a.above.length > 0 && b.above.length > 0) {
    return undefined;
  }
  if (a.element !== undefined && b.element !== undefined && inSameList(a, b)) {
    if (!sameElement(a.element, b.element)) {
      if (a.element.type === b.element.type) {
        return `"${a.text}" and "${b.text}" choose one element in two ways`;
      }
      return a.element.primary && b.element.primary
        ? `"${a.text}" and "${b.text}" are both primary`
        : undefined;
    }
    return startsWith(a.below, b.below) || startsWith(b.below, a.below)
      ? `"${a.text}" and "${b.text}" overwrite each other`
      : undefined;
  }
  const overlaps =
    (a.element === undefined && startsWith(b.above, a.above)) ||
    (b.element === undefined && startsWith(a.above, b.above));
  return overlaps ? `"${a.text}" and "${b.text}" overwrite each other` : undefined;
};

/** A message for every pair of conflicting targets. */
export const targetConflicts = (targets: readonly Target[]): readonly string[] =>
  targets.flatMap((a, i) => targets.slice(i + 1).flatMap((b) => conflict(a, b) ?? []));

const childObject = (parent: Record<string, unknown>, key: string): Record<string, unknown> => {
  const existing = ownValue(parent, key);
  if (isAttributes(existing)) {
    return existing as Record<string, unknown>;
  }
  const created: Record<string, unknown> = {};
  setOwnValue(parent, key, created);
  return created;
};

const writeKeys = (data: Record<string, unknown>, keys: readonly string[], value: unknown): void => {
  let parent = data;
  keys.forEach((key, index) => {
    if (index < keys.length - 1) {
      parent = childObject(parent, key);
    } else {
      setOwnValue(parent, key, value);
    }
  });
};

/** The elements built so far of the lists that rules reach into, by list. */
type BuiltElements = Map<
  string,
  { readonly element: ElementSegment; readonly fields: Record<string, unknown> }[]
>;

const writeElement = (
  data: Record<string, unknown>,
  built: BuiltElements,
  target: Target,
  value: unknown,
): void => {
  const { element, above, below, list } = target;
  if (element === undefined) {
    return;
  }
  const elements = built.get(list) ?? [];
  const existing = elements.find((candidate) => sameElement(candidate.element, element));
  if (existing !== undefined) {
    writeKeys(existing.fields, below, value);
    return;
  }
  const fields: Record<string, unknown> = {};
  writeKeys(fields, below, value);
  if (element.type !== undefined) {
    setOwnValue(fields, 'type', element.type);
  }
  if (element.primary) {
    setOwnValue(fields, 'primary', true);
  }
  built.set(list, [...elements, { element, fields }]);
  writeKeys(data, above, [...elements.map((other) => other.fields), fields]);
};

/** Writes values at their targets into data, in the order in which they come. */
export const dataWriter = (data: Record<string, unknown>): ((target: Target, value: unknown) => void) => {
  const built: BuiltElements = new Map();
  return (target, value) => {
    if (target.element === undefined) {
      writeKeys(data, target.above, value);
    } else {
      writeElement(data, built, target, value);
    }
  };
};
