import { isDictionary } from '../codec/combinators';
import { perKeys } from '../codec/per-keys';
import { perText } from '../codec/per-text';
import type { Attributes } from './app-data';

/**
 * Attributes whose values are secrets of the person: passwords, however vendors spell them, and what is kept with them. They are sent
 * and never shown: vendors do not return them (RFC 7643 section 4.1.1), so nothing shows what they were either.
 */
const SECRET = /^(?:user|new|old|current|initial)?[-_ ]?(?:password|passwd|pwd|passphrase|credentials?)$/i;

const isSecretAttribute = perText(
  (key) => SECRET.test(key) || (key.includes(':') && SECRET.test(key.slice(key.lastIndexOf(':') + 1))),
);

const MASK = '[secret]';

/** The data with a mask for each value that is a secret. Data without one are returned as they are. */
export const withSecretsMasked = <A>(data: A): A => changed(data, () => MASK) as A;

/** The data without the attributes that are secrets. Data without one are returned as they are. */
export const withoutSecretAttributes = (data: Attributes): Attributes =>
  changed(data, () => undefined) as Attributes;

const changed = (value: unknown, instead: () => string | undefined): unknown => {
  if (!holdsSecretAttribute(value)) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown) => changed(item, instead));
  }
  return isDictionary(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([key, item]): readonly (readonly [string, unknown])[] => {
          const put = isSecretAttribute(key) ? instead() : changed(item, instead);
          return put === undefined && isSecretAttribute(key) ? [] : [[key, put]];
        }),
      )
    : value;
};

const namesSecret = perKeys((keys) => keys.some(isSecretAttribute));

const holdsSecretAttribute = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  if (Array.isArray(value)) {
    return value.some(holdsSecretAttribute);
  }
  if (isDictionary(value)) {
    if (namesSecret(value)) {
      return true;
    }
    for (const key of Object.keys(value)) {
      if (holdsSecretAttribute(value[key])) {
        return true;
      }
    }
  }
  return false;
};
