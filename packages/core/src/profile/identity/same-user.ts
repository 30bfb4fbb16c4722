import { isDictionary } from '../../codec/combinators';
import { textOf } from '../../codec/id-text';
import { attributeKind, valueAt } from '../attribute-path';
import type { IAMUserAppData } from '../app-data';
import type { UserIdentifier } from './identify';

/**
 * Whether the returned record matches the identifier. A vendor that ignores an unknown filter returns all users; taking the first
 * would disable the wrong person.
 */
export const isSameUser = (user: IAMUserAppData, { attribute, value }: UserIdentifier): boolean => {
  if (attribute === 'id') {
    return user.id === value;
  }
  const wanted = fold(attribute, value);
  return valuesOf(user, attribute).some((found) => fold(attribute, found) === wanted);
};

/** Whether the record has a different value for the identifier; a missing value does not contradict. */
export const contradicts = (user: IAMUserAppData, identifier: UserIdentifier): boolean =>
  valuesOf(user, identifier.attribute).some((value) => value !== '') && !isSameUser(user, identifier);

/**
 * Other spellings of the same identifier, for a vendor whose search compares bytes: composed (Unicode NFC), and in lower case
 * where the attribute is case-insensitive. A key (`externalId`, RFC 7643 section 3.1) is case exact, and an `id` is the vendor's
 * own text and stays unchanged.
 */
export const otherSpellings = ({ attribute, value }: UserIdentifier): readonly string[] =>
  attribute === 'id'
    ? []
    : [...new Set([value.normalize('NFC'), fold(attribute, value)])].filter((text) => text !== value);

/** The normal form of a value for comparisons in lookups and updates. */
export const fold = (attribute: string, value: string): string =>
  attributeKind(attribute).isCaseless ? foldName(value) : composed(value);

/**
 * Normalises case and composition, because vendors store names composed (Unicode NFC) and compare without case. Composes after
 * lower-casing as well: some letters are one character in lower case only (J and caron).
 */
export const foldName = (name: string): string => composed(composed(name).toLowerCase());

/** Unicode NFC; a text in ASCII is composed, which is told faster. */
const composed = (text: string): string => (BEYOND_ASCII.test(text) ? text.normalize('NFC') : text);

const BEYOND_ASCII = /[^\x00-\x7f]/; // eslint-disable-line no-control-regex

const valuesOf = (user: IAMUserAppData, attribute: string): readonly string[] => {
  if (attribute === 'id') {
    return [user.id];
  }
  const { isUserName, isEmail } = attributeKind(attribute);
  const known = isUserName ? user.username : isEmail ? user.email : null;
  const own = textsIn(valueAt(user.details, attribute));
  return [...own, ...textsIn(known)];
};

/** The texts of a value: its own, those of a list, and those of objects with a `value`. Numbers count as texts. */
export const textsIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) {
    return value.flatMap(textsIn);
  }
  if (isDictionary(value)) {
    return textsIn(value['value']);
  }
  const text = textOf(value);
  return text === undefined ? [] : [text];
};
