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
  const last = keys.length - 1;
  let parent = data;
  for (let index = 0; index < last; index += 1) {
    parent = childObject(parent, keys[index] ?? '');
  }
  setOwnValue(parent, keys[last] ?? '', value);
};

/** A list that rules reach into: what its elements were chosen by, and the elements, which are filled as values come. */
interface BuiltList {
  readonly chosenBy: ElementSegment[];
  readonly items: Record<string, unknown>[];
}

const addElement = (
  { chosenBy, items }: BuiltList,
  { below }: Target,
  element: ElementSegment,
  value: unknown,
): void => {
  const fields: Record<string, unknown> = {};
  writeKeys(fields, below, value);
  if (element.type !== undefined) {
    setOwnValue(fields, 'type', element.type);
  }
  if (element.primary) {
    setOwnValue(fields, 'primary', true);
  }
  chosenBy.push(element);
  items.push(fields);
};

/** Writes values at their targets into data, in the order in which they come. */
export const dataWriter = (data: Record<string, unknown>): ((target: Target, value: unknown) => void) => {
  const lists = new Map<string, BuiltList>();
  const listAt = ({ above, list }: Target): BuiltList => {
    const known = lists.get(list);
    if (known !== undefined) {
      return known;
    }
    const made = { chosenBy: [], items: [] };
    lists.set(list, made);
    writeKeys(data, above, made.items);
    return made;
  };
  return (target, value) => {
    const { element, above, below } = target;
    if (element === undefined) {
      writeKeys(data, above, value);
      return;
    }
    const list = listAt(target);
    const existing = list.items[list.chosenBy.findIndex((one) => sameElement(one, element))];
    if (existing === undefined) {
      addElement(list, target, element, value);
    } else {
      writeKeys(existing, below, value);
    }
  };
};
