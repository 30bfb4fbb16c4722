import { readBoolean } from '../codec/boolean-text';
import { isDictionary } from '../codec/combinators';
import type { Attributes } from './app-data';
import { isBare, withoutNulls } from './without-nulls';

/**
 * The list to write so that it holds the wanted elements; undefined when it does already, null when nothing is left of it.
 * Lists of `{ value, type, primary }` (RFC 7643 section 2.4) are changed element by element: the others stay, so that
 * changing the work address does not lose a private one. `single`: the vendor keeps one value, which is then the one meant.
 */
export const elementsChange = (
  current: readonly unknown[],
  wanted: readonly Attributes[],
  single: boolean,
): readonly unknown[] | null | undefined => {
  const theOnlyOne = single && current.length === 1 && wanted.length === 1;
  const merged = wanted.reduce<readonly unknown[]>(
    (list, element) => withElement(list, element, theOnlyOne ? 0 : counterpartOf(list, element)),
    current,
  );
  if (merged.length === current.length && merged.every((item, index) => item === current[index])) {
    return undefined;
  }
  return merged.length === 0 ? null : merged;
};

/** Which element of the list a wanted one is about; -1 when it is a new one. */
const counterpartOf = (list: readonly unknown[], element: Attributes): number => {
  const by = (test: (other: Attributes) => boolean): number =>
    list.findIndex((other) => isDictionary(other) && test(other));
  const candidates = [
    by((other) => isGiven(element['value']) && other['value'] === element['value']),
    // The primary value is what profiles are filled from, whatever type it has.
    by((other) => isTrue(element['primary']) && isTrue(other['primary'])),
    by((other) => typeOf(element) !== undefined && typeOf(other) === typeOf(element)),
    by((other) => list.length === 1 && typeOf(other) === undefined),
  ];
  return candidates.find((index) => index >= 0) ?? -1;
};

const withElement = (list: readonly unknown[], element: Attributes, index: number): readonly unknown[] => {
  const found = list[index];
  if (!isDictionary(found)) {
    const added = withoutNulls(element);
    return isBare(added) ? list : [...withOnePrimary(list, element, undefined), added];
  }
  // The type says which element is meant; it is no reason to write one that was found by another sign.
  const { type, ...content } = element;
  if (Object.entries(content).every(([key, value]) => isSame(found[key], value))) {
    return list;
  }
  const taken = list.some(
    (other) => other !== found && isDictionary(other) && typeOf(other) === typeOf(element),
  );
  const merged = withoutNulls({ ...found, ...content, ...(type === undefined || taken ? {} : { type }) });
  return withOnePrimary(list, element, found).flatMap((other, place) => {
    if (place !== index) {
      return [other];
    }
    return isBare(merged) ? [] : [merged];
  });
};

const isSame = (present: unknown, wanted: unknown): boolean =>
  wanted === null ? !isGiven(present) : isTrue(wanted) ? isTrue(present) : String(present) === String(wanted);

/** RFC 7643 section 2.4: `primary: true` appears no more than once. */
const withOnePrimary = (
  list: readonly unknown[],
  element: Attributes,
  except: unknown,
): readonly unknown[] =>
  isTrue(element['primary'])
    ? list.map((other) =>
        other !== except && isDictionary(other) && isTrue(other['primary'])
          ? { ...other, primary: false }
          : other,
      )
    : list;

// RFC 7643 section 2.4 leaves the case of types open; vendors write "Work" as well.
const typeOf = (element: Attributes): string | undefined =>
  typeof element['type'] === 'string' ? element['type'].toLowerCase() : undefined;

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

// Profiles and vendors have been seen to write the flag as text.
const isTrue = (flag: unknown): boolean => readBoolean(flag) === true;
