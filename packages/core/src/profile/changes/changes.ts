import { isDictionary } from '../../codec/combinators';
import { textOf } from '../../codec/id-text';
import type { Attributes } from '../app-data';
import { keysOf } from '../attribute-path';
import { elementsOf } from './elements';
import { elementsChange } from './list-elements';
import { comparable, isSameValue } from './same-value';

/**
 * The part of `wanted` that differs from `current`; empty when nothing has to be written. Objects are compared key by
 * key, so that an update of the surname leaves the given name alone. Keys that are not in `wanted` are untouched. Of a
 * list that keeps one value, the wanted value takes the place of the present one.
 */
export const changesBetween = (
  current: Attributes,
  wanted: Attributes,
  singleValued: readonly string[] = [],
): Attributes => changesWithin(current, wanted, singleValued.map(keysOf));

/** Keys below an attribute that keeps one value; none at all for itself. */
type KeyPaths = readonly (readonly string[])[];

const changesWithin = (current: Attributes, wanted: Attributes, single: KeyPaths): Attributes =>
  Object.fromEntries(
    Object.entries(wanted).flatMap(([key, value]) => {
      const present = Object.hasOwn(current, key) ? current[key] : undefined;
      const below = single.filter(([first]) => first === key).map(([, ...rest]) => rest);
      const change = changeOf(key, present, value, below);
      return change === undefined ? [] : [[key, change]];
    }),
  );

/** The value to write; undefined when the current one is equal. */
const changeOf = (key: string, current: unknown, wanted: unknown, single: KeyPaths): unknown => {
  if (wanted === undefined) {
    return undefined;
  }
  if (wanted === null) {
    return isUnassigned(current) ? undefined : null;
  }
  // Treats a single value as a list of one, because mapper files unwrap such lists.
  if (Array.isArray(wanted) || Array.isArray(current)) {
    const list: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted];
    const present: readonly unknown[] = Array.isArray(current)
      ? current
      : isUnassigned(current)
        ? []
        : [current];
    const elements = present.some(isDictionary) ? elementsOf(list) : list.filter(isDictionary);
    return elements.length === list.length
      ? elementsChange(
          key,
          present,
          elements,
          single.some(({ length }) => length === 0),
        )
      : scalarsChange(key, present, list);
  }
  if (isDictionary(wanted)) {
    const changes = changesWithin(isDictionary(current) ? current : {}, wanted, single);
    return Object.keys(changes).length === 0 ? undefined : changes;
  }
  return isSameValue(key, current, wanted) ? undefined : wanted;
};

// RFC 7643 section 2.5: null and an empty list are the same as no value; vendors use '' likewise, and objects of nothing else.
const isUnassigned = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (isDictionary(value) && Object.values(value).every(isUnassigned));

/** Ignores the order of values, which means nothing (RFC 7643 section 2.4). */
const scalarsChange = (
  key: string,
  current: readonly unknown[],
  wanted: readonly unknown[],
): readonly unknown[] | undefined => {
  const present = formsOf(key, current);
  const wantedForms = formsOf(key, wanted);
  const same = wantedForms.size === present.size && [...wantedForms].every((form) => present.has(form));
  return same ? undefined : wanted;
};

const formsOf = (key: string, items: readonly unknown[]): ReadonlySet<string> =>
  new Set(
    items.map((item) => {
      const text = textOf(item);
      return text === undefined ? JSON.stringify(item) : comparable(key, text);
    }),
  );
