import { readBoolean } from '../../codec/boolean-text';
import { isDictionary } from '../../codec/combinators';
import { textOf } from '../../codec/id-text';
import type { Attributes } from '../app-data';
import { comparable, isSameValue } from './same-value';
import { isBare, withoutNulls } from './without-nulls';

/**
 * The list to write so that it holds the wanted elements; undefined when it does already, null when no element remains. Lists of
 * `{ value, type, primary }` (RFC 7643 section 2.4) are changed element by element, so that changing the work address does not
 * lose a private one. `attribute`: the list's name, which decides how values are compared. `single`: the vendor keeps one value,
 * which is then replaced.
 */
export const elementsChange = (
  attribute: string,
  current: readonly unknown[],
  wanted: readonly Attributes[],
  single: boolean,
): readonly unknown[] | null | undefined => {
  const several = wanted.filter(({ value }) => isGiven(value)).length > 1;
  const list = indexed(attribute, current, several);
  const theOnlyOne = single && current.length === 1 && wanted.length === 1;
  wanted.forEach((element) => layOver(list, element, theOnlyOne ? 0 : counterpartOf(list, element)));
  const left = list.items.filter((item) => item !== REMOVED);
  if (left.length === current.length && left.every((item, index) => item === current[index])) {
    return undefined;
  }
  return left.length === 0 ? null : left;
};

/**
 * A list with indexes of its elements. Both sides of a comparison are outside input and may be long: a linear search for every
 * element would take quadratic time.
 */
interface Indexed {
  readonly attribute: string;
  /** Whether more than one value is wanted. */
  readonly several: boolean;
  readonly items: unknown[];
  readonly byValue: Map<unknown, Set<number>>;
  readonly byType: Map<unknown, Set<number>>;
  readonly byPrimary: Map<unknown, Set<number>>;
  /** By their type those that hold none of the wanted values yet. */
  readonly unclaimed: Map<unknown, Set<number>>;
  readonly claimed: Set<number>;
  /** How many elements are not removed. */
  live: number;
}

const REMOVED = Symbol('removed');

const indexed = (attribute: string, items: readonly unknown[], several: boolean): Indexed => {
  const list: Indexed = {
    attribute,
    several,
    items: [...items],
    byValue: new Map(),
    byType: new Map(),
    byPrimary: new Map(),
    unclaimed: new Map(),
    claimed: new Set(),
    live: items.length,
  };
  items.forEach((item, index) => enter(list, item, index));
  return list;
};

/** The signs by which an element is found, each under its index. */
const keysOf = (list: Indexed, item: unknown, index: number): readonly Key[] =>
  isDictionary(item)
    ? [
        [list.byValue, valueKey(list, item)],
        [list.byType, typeOf(item)],
        [list.byPrimary, isTrue(item['primary'])],
        ...(list.claimed.has(index) ? [] : [[list.unclaimed, typeOf(item)] as const]),
      ]
    : [];

type Key = readonly [index: Map<unknown, Set<number>>, key: unknown];

/** Equal values are found as one. */
const valueKey = ({ attribute }: Indexed, { value }: Attributes): unknown => {
  const text = textOf(value);
  return text === undefined ? value : comparable(attribute, text);
};

const enter = (list: Indexed, item: unknown, index: number): void =>
  keysOf(list, item, index).forEach(([by, key]) => placesOf(by, key).add(index));

const put = (list: Indexed, item: unknown, index: number): void => {
  const after = keysOf(list, item, index);
  // An unchanged element keeps its place: of several equal ones the first is found.
  keysOf(list, list.items[index], index)
    .filter(([, key], at) => after[at] === undefined || after[at][1] !== key)
    .forEach(([by, key]) => by.get(key)?.delete(index));
  list.items[index] = item;
  enter(list, item, index);
};

const placesOf = (index: Map<unknown, Set<number>>, key: unknown): Set<number> => {
  const places = index.get(key) ?? new Set<number>();
  index.set(key, places);
  return places;
};

const first = (places: Iterable<number> = []): number | undefined => {
  for (const place of places) {
    return place;
  }
  return undefined;
};

/** The element that a wanted one changes; undefined for a new one. */
const counterpartOf = (list: Indexed, element: Attributes): number | undefined => {
  if (!isGiven(element['value'])) {
    return matchByType(list, element, list.byType, true) ?? showing(list, element);
  }
  return (
    first(list.byValue.get(valueKey(list, element))) ??
    // Several values without a type match no present element: which of them would replace it is undefined.
    matchByType(list, element, list.unclaimed, !list.several || typeOf(element) !== undefined)
  );
};

/** Finds an element without value and type by all its fields; otherwise every update would add it once more. */
const showing = (list: Indexed, element: Attributes): number | undefined => {
  const place =
    typeOf(element) === undefined
      ? list.items.findIndex(
          (item) =>
            isDictionary(item) &&
            Object.entries(element).every(([key, value]) => isSame(list, item, key, value)),
        )
      : -1;
  return place < 0 ? undefined : place;
};

const matchByType = (
  list: Indexed,
  element: Attributes,
  byType: Indexed['byType'],
  mayBeAlone: boolean,
): number | undefined =>
  // The primary value is what profiles are filled from, whatever type it has.
  (isTrue(element['primary']) ? first(list.byPrimary.get(true)) : undefined) ??
  (typeOf(element) === undefined ? undefined : first(byType.get(typeOf(element)))) ??
  (mayBeAlone && list.live === 1 ? first(byType.get(undefined)) : undefined);

const layOver = (list: Indexed, element: Attributes, index: number | undefined): void => {
  const found = index === undefined ? undefined : list.items[index];
  if (index === undefined || !isDictionary(found)) {
    const added = withoutNulls(element);
    if (!isBare(added)) {
      leaveOnePrimary(list, element);
      list.live += 1;
      put(list, added, list.items.length);
      claim(list, element, list.items.length - 1);
    }
    return;
  }
  // A type selects the element; it is no reason to write one that was found by another sign.
  const { type, ...content } = element;
  const changed = Object.entries(content).filter(([key, value]) => !isSame(list, found, key, value));
  if (changed.length === 0) {
    claim(list, element, index);
    return;
  }
  const ofType = list.byType.get(typeOf(element));
  const taken = (ofType?.size ?? 0) > (ofType?.has(index) === true ? 1 : 0);
  const merged = withoutNulls({
    ...found,
    ...(isTrue(content['primary']) ? { primary: true } : {}),
    ...Object.fromEntries(changed),
    ...(type === undefined || taken ? {} : { type }),
  });
  leaveOnePrimary(list, element);
  if (isBare(merged)) {
    list.live -= 1;
  }
  put(list, isBare(merged) ? REMOVED : merged, index);
  claim(list, element, index);
};

/** Marks an element as matched, so that the next wanted value does not overwrite it. */
const claim = (list: Indexed, { value }: Attributes, index: number): void => {
  const held = list.items[index];
  if (isGiven(value) && isDictionary(held)) {
    list.claimed.add(index);
    list.unclaimed.get(typeOf(held))?.delete(index);
  }
};

/** RFC 7643 section 2.4: `primary: true` appears no more than once, so the flag of the others is cleared before one is set. */
const leaveOnePrimary = (list: Indexed, element: Attributes): void => {
  if (isTrue(element['primary'])) {
    [...(list.byPrimary.get(true) ?? [])].forEach((index) =>
      put(list, { ...(list.items[index] as Attributes), primary: false }, index),
    );
  }
};

const isSame = (list: Indexed, present: Attributes, key: string, wanted: unknown): boolean => {
  if (wanted === null) {
    return !isGiven(present[key]);
  }
  if (key === 'primary') {
    // RFC 7643 section 2.4: what has no flag is not primary; but where there is one value only, nothing else could be.
    const isOnlyOne = list.live === 1 && !list.several && !isGiven(present['primary']);
    return isTrue(wanted) ? isTrue(present['primary']) || isOnlyOne : !isTrue(present['primary']);
  }
  return isSameValue(key === 'value' ? list.attribute : key, present[key], wanted);
};

// RFC 7643 section 2.4 leaves the case of types open; vendors write "Work" as well.
const typeOf = (element: Attributes): string | undefined =>
  typeof element['type'] === 'string' ? element['type'].toLowerCase() : undefined;

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

// Profiles and vendors have been seen to write the flag as text.
const isTrue = (flag: unknown): boolean => readBoolean(flag) === true;
