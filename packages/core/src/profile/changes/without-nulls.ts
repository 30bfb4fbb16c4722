import { isDictionary } from '../../codec/combinators';
import type { Attributes } from '../app-data';

/**
 * The data without its nulls, in lists and objects too; an object that held nothing else goes with them. For places where
 * there is nothing to clear: a new user, an element of a list that is written as a whole.
 */
export const withoutNulls = (data: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries(data).flatMap(([key, value]) => {
      const kept = keep(value);
      return kept === undefined ? [] : [[key, kept]];
    }),
  );

const keep = (value: unknown): unknown => {
  if (value === null || value === undefined) {
    return undefined;
  }
  if (Array.isArray(value)) {
    const items = value
      .map(keep)
      .filter((item, index) => item !== undefined && !isEmptied(item, value[index]));
    return items.length === 0 && value.length > 0 ? undefined : items;
  }
  if (isDictionary(value)) {
    const kept = withoutNulls(value);
    return Object.keys(kept).length === 0 && Object.keys(value).length > 0 ? undefined : kept;
  }
  return value;
};

/** Fields that only label an element; one without other fields is left out. */
const LABELS: ReadonlySet<string> = new Set(['type', 'primary', 'display']);

export const isBare = (element: Attributes): boolean => Object.keys(element).every((key) => LABELS.has(key));

const isEmptied = (kept: unknown, element: unknown): boolean =>
  isDictionary(kept) && isBare(kept) && isDictionary(element) && !isBare(element);
