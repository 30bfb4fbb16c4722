import { isDictionary } from '../codec/combinators';
import { textOf } from '../codec/id-text';
import type { IAMUserAppData } from './app-data';
import type { UserIdentifier } from './identify';

/**
 * Whether a record that came back is the one that was asked for. A vendor that ignores a filter it does not know returns
 * everybody; taking the first of them would lock the wrong person out.
 */
export const isSameUser = (user: IAMUserAppData, { attribute, value }: UserIdentifier): boolean => {
  if (attribute === 'id') {
    return user.id === value;
  }
  const wanted = fold(attribute, value);
  return valuesOf(user, attribute).some((found) => fold(attribute, found) === wanted);
};

/** Whether a record has another value than the one that was asked for; one that has none speaks neither for nor against. */
export const contradicts = (user: IAMUserAppData, identifier: UserIdentifier): boolean =>
  identifier.attribute !== 'id' &&
  valuesOf(user, identifier.attribute).some((value) => value !== '') &&
  !isSameUser(user, identifier);

// RFC 7643 section 4.1.1: userName is not case exact; addresses are compared as people write them.
const CASELESS = new Set(['username', 'user_name', 'login', 'email', 'emails']);

/** A value as it is compared where it is looked for, and where an update asks whether it is another one. */
export const fold = (attribute: string, value: string): string =>
  CASELESS.has(attribute.toLowerCase()) ? foldName(value) : value.normalize('NFC');

/** Vendors keep names composed (Unicode NFC) whatever they are sent, and compare without case. */
export const foldName = (name: string): string => name.normalize('NFC').toLowerCase();

const valuesOf = (user: IAMUserAppData, attribute: string): readonly string[] => {
  const own = user.details[attribute];
  const known = /^(user_?name|login)$/i.test(attribute)
    ? user.username
    : /^emails?$/i.test(attribute)
      ? user.email
      : null;
  return [own, known].flatMap(texts);
};

const texts = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) {
    return value.flatMap(texts);
  }
  if (isDictionary(value)) {
    return texts(value['value']);
  }
  const text = textOf(value);
  return text === undefined ? [] : [text];
};
