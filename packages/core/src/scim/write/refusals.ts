import { isDictionary } from '../../codec/combinators';
import type { Attributes } from '../../profile/app-data';
import { valueAt } from '../../profile/attribute-path';
import type { Refusal } from '../../contract/integration';

/** Multi-valued attributes of which the vendor keeps one value must not bring two. */
export const tooManyValues = (singleValued: readonly string[], data: Attributes): readonly Refusal[] =>
  singleValued
    .filter((attribute) => lengthOf(valueAt(data, attribute)) > 1)
    .map((attribute) => ({
      attribute,
      message: `has ${lengthOf(valueAt(data, attribute))} values, at most one is allowed`,
    }));

/** RFC 7643 section 2.4: `primary: true` appears no more than once; the vendor wants it exactly once. */
export const withoutOnePrimary = (attribute: string, data: Attributes): readonly Refusal[] => {
  const values: readonly unknown[] = Array.isArray(data[attribute]) ? data[attribute] : [];
  const primary = values.filter((value) => isDictionary(value) && String(value['primary']) === 'true').length;
  return values.length === 0 || primary === 1
    ? []
    : [{ attribute, message: 'needs exactly one value marked primary' }];
};

/**
 * Texts below `attribute`, in lists and objects too, in which the vendor refuses certain characters. The message names the
 * attribute and the character, not the text.
 */
export const forbiddenCharacters = (
  attribute: string,
  value: unknown,
  forbidden: RegExp,
): readonly Refusal[] => {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown) => forbiddenCharacters(attribute, item, forbidden));
  }
  if (isDictionary(value)) {
    return Object.entries(value).flatMap(([key, part]) =>
      forbiddenCharacters(`${attribute}.${key}`, part, forbidden),
    );
  }
  const found = typeof value === 'string' ? forbidden.exec(value)?.[0] : undefined;
  return found === undefined
    ? []
    : [{ attribute, message: `contains the character ${codePoint(found)}, which is refused` }];
};

const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : 0);
