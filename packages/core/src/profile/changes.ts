import { readBoolean } from '../codec/boolean-text';
import { isDictionary } from '../codec/combinators';
import type { Attributes } from './app-data';
import { withoutNulls } from './without-nulls';

/**
 * The part of `wanted` that differs from `current`; empty when nothing has to be written. Objects are compared key by
 * key, so that an update of the surname leaves the given name alone. Keys that are not in `wanted` are untouched. Of a
 * list that keeps one value, the wanted value takes the place of the present one.
 */
export const changesBetween = (
  current: Attributes,
  wanted: Attributes,
  singleValued: readonly string[] = [],
): Attributes =>
  Object.fromEntries(
    Object.entries(wanted).flatMap(([key, value]) => {
      const present = Object.hasOwn(current, key) ? current[key] : undefined;
      const change = changeOf(present, value, singleValued.includes(key));
      return change === undefined ? [] : [[key, change]];
    }),
  );

/** The value to write, or undefined when the current one will do. */
const changeOf = (current: unknown, wanted: unknown, single: boolean): unknown => {
  if (wanted === undefined) {
    return undefined;
  }
  if (wanted === null) {
    return isUnassigned(current) ? undefined : null;
  }
  // A single value stands for a list of one: mapper files unwrap such lists.
  if (Array.isArray(wanted) || Array.isArray(current)) {
    return listChange(Array.isArray(current) ? current : [], Array.isArray(wanted) ? wanted : [wanted], single);
  }
  if (isDictionary(wanted)) {
    const changes = changesBetween(isDictionary(current) ? current : {}, wanted);
    return Object.keys(changes).length === 0 ? undefined : changes;
  }
  return isScalar(current) && String(current) === String(wanted) ? undefined : wanted;
};

// RFC 7643 section 2.5: null and an empty list are the same as no value; vendors use '' likewise.
const isUnassigned = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

const isScalar = (value: unknown): boolean => typeof value !== 'object' && value !== undefined;

/**
 * Lists of `{ value, type, primary }` are changed element by element: an element that is asked for replaces the one of the
 * same type (or the primary one) and the others stay, so that changing the work address does not lose a private one.
 */
const listChange = (
  current: readonly unknown[],
  wanted: readonly unknown[],
  single: boolean,
): readonly unknown[] | undefined => {
  if (!wanted.every(isDictionary)) {
    const same = wanted.length === current.length && wanted.every((item) => current.some((other) => sameItem(other, item)));
    return same ? undefined : wanted;
  }
  const alone = single && current.length === 1 && wanted.length === 1;
  const merged = wanted.reduce<readonly unknown[]>(
    (list, element) => mergeElement(list, element, alone ? 0 : indexOfCounterpart(list, element)),
    current,
  );
  const same = merged.length === current.length && merged.every((item, index) => item === current[index]);
  return same ? undefined : merged;
};

const mergeElement = (list: readonly unknown[], element: Attributes, index: number): readonly unknown[] => {
  const found = list[index];
  if (isDictionary(found) && Object.keys(changesBetween(found, element)).length === 0) {
    return list;
  }
  const others = isTrue(element['primary']) ? list.map((other) => withoutPrimary(other, found)) : list;
  return isDictionary(found)
    ? others.map((other, place) => (place === index ? withoutNulls({ ...found, ...element }) : other))
    : [...others, withoutNulls(element)];
};

const indexOfCounterpart = (list: readonly unknown[], element: Attributes): number => {
  const by = (test: (other: Attributes) => boolean): number => list.findIndex((other) => isDictionary(other) && test(other));
  const candidates = [
    by((other) => element['type'] !== undefined && other['type'] === element['type']),
    by((other) => isTrue(element['primary']) && isTrue(other['primary'])),
    by((other) => element['value'] !== undefined && other['value'] === element['value']),
  ];
  return candidates.find((index) => index >= 0) ?? -1;
};

const withoutPrimary = (other: unknown, except: unknown): unknown =>
  other !== except && isDictionary(other) && isTrue(other['primary']) ? { ...other, primary: false } : other;

// Profiles and vendors have been seen to write the flag as text.
const isTrue = (flag: unknown): boolean => readBoolean(flag) === true;

const sameItem = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
