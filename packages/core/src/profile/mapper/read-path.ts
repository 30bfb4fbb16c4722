import { type Attributes, isAttributes, isList, ownValue } from './attributes';
import type { ElementSegment, AttributePath, Segment } from './path';

/**
 * A key applied to a list is applied to its elements; a list found under it is taken as part of the result. Walks with
 * its own stack and without spreading, so that neither deep nor long lists can exhaust the call stack.
 */
const keyOfEach = (list: readonly unknown[], name: string): unknown => {
  const found: unknown[] = [];
  const open: unknown[] = list.toReversed();
  while (open.length > 0) {
    const item = open.pop();
    if (isList(item)) {
      for (const inner of item.toReversed()) {
        open.push(inner);
      }
    } else if (isAttributes(item)) {
      const value = ownValue(item, name);
      for (const single of isList(value) ? value : [value]) {
        if (single !== undefined && single !== null && single !== '') {
          found.push(single);
        }
      }
    }
  }
  return found.length === 0 ? undefined : found;
};

/** Reads a flag sent as text too, as some vendors do. */
const isPrimary = (element: Attributes): boolean => {
  const primary = ownValue(element, 'primary');
  return primary === true || (typeof primary === 'string' && primary.toLowerCase() === 'true');
};

/** Canonical types are compared without case (RFC 7643 section 2.4). */
const hasType = (element: Attributes, type: string): boolean => {
  const value = ownValue(element, 'type');
  return typeof value === 'string' && value.toLowerCase() === type;
};

/** The element that a selector chooses: the exact one, otherwise for `primary` the primary one, then the type, then the first. */
const chooseElement = (value: unknown, segment: ElementSegment): unknown => {
  const elements = (isList(value) ? value : [value]).filter(isAttributes);
  const { type, primary, first } = segment;
  const typed = type === undefined ? [] : elements.filter((element) => hasType(element, type));
  if (!primary) {
    return typed[0] ?? (first ? elements[0] : undefined);
  }
  const exact = type === undefined ? undefined : typed.find(isPrimary);
  return exact ?? elements.find(isPrimary) ?? typed[0] ?? elements[0];
};

const step = (value: unknown, segment: Segment): unknown => {
  if (segment.kind === 'key') {
    if (isList(value)) {
      return keyOfEach(value, segment.name);
    }
    return isAttributes(value) ? ownValue(value, segment.name) : undefined;
  }
  if (segment.kind === 'element') {
    return chooseElement(value, segment);
  }
  // Treats one value as a list of one, because vendors send both.
  const list = isList(value) ? value : [value];
  if (segment.kind === 'index') {
    return list[segment.at];
  }
  const part = list.slice(segment.from, segment.to + 1);
  return part.length === 0 ? undefined : part;
};

/**
 * The value at `path`: undefined when there is none or an empty text (both mean absent), null when the value or
 * something above it is null (which means: clear).
 */
export const readPath = (source: unknown, path: AttributePath): unknown => {
  let value: unknown = source;
  for (const segment of path) {
    value = step(value, segment);
    if (value === undefined || value === null) {
      return value;
    }
  }
  return value === '' ? undefined : value;
};
