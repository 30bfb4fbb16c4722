import { isDictionary } from '../codec/combinators';
import type { Attributes } from './app-data';
import { elementsChange } from './list-elements';

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
    const list: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted];
    return list.every(isDictionary)
      ? elementsChange(Array.isArray(current) ? current : [], list, single)
      : scalarsChange(Array.isArray(current) ? current : [], list);
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

const scalarsChange = (
  current: readonly unknown[],
  wanted: readonly unknown[],
): readonly unknown[] | undefined => {
  const present = new Set(current.map((item) => JSON.stringify(item)));
  const same = wanted.length === current.length && wanted.every((item) => present.has(JSON.stringify(item)));
  return same ? undefined : wanted;
};
