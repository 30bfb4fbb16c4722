import { isDictionary } from '../../codec/combinators';
import { textOf } from '../../codec/id-text';
import type { Attributes } from '../app-data';

/**
 * The elements of a multi-valued attribute (RFC 7643 section 2.4) in whatever form it came: a list or one value alone, each an
 * object with a `value` or the value itself. Any other value is left out.
 */
export const elementsOf = (value: unknown): readonly Attributes[] =>
  (Array.isArray(value) ? value : [value]).map(asElement).filter((element) => element !== undefined);

/** A plain value as an element; undefined for what cannot be one. */
export const asElement = (item: unknown): Attributes | undefined => {
  if (isDictionary(item)) {
    return item;
  }
  const value = textOf(item);
  return value === undefined || value === '' ? undefined : { value };
};
