import { isDictionary } from '../codec/combinators';
import { textOf } from '../codec/id-text';
import { isAboutPerson } from './activity';
import type { Attributes } from './app-data';

/** Keys of a profile that control commands and are never sent to a vendor. */
export const STEERING_KEYS: ReadonlySet<string> = new Set(['id', 'olduserdata']);

/** The name of a person in messages: the first of these keys that has a value. */
const NAMING_KEYS = ['email', 'username', 'userName', 'displayname', 'id'] as const;

/** The objects in a profile with a vendor's data about the user. */
const partsOf = (profile: Attributes): readonly Attributes[] =>
  Object.keys(profile)
    .filter((key) => isDictionary(profile[key]) && isAboutPerson(key))
    .map((key) => profile[key])
    .filter(isDictionary);

export const nameOf = (profile: Attributes): string => {
  for (const key of NAMING_KEYS) {
    const value = profile[key];
    if (typeof value === 'string' && value !== '') {
      return value;
    }
  }
  const values = [
    ...NAMING_KEYS.map((key) => profile[key]),
    ...partsOf(profile).flatMap((part) => [...NAMING_KEYS, 'login'].map((key) => part[key])),
  ].filter((value) => value !== '');
  const named = values.find((value) => typeof value === 'string') ?? values.map(textOf).find(Boolean);
  return textOf(named) ?? '(nobody named)';
};

export const emailOf = (profile: Attributes): string | null =>
  isAddress(profile['email'])
    ? profile['email']
    : (partsOf(profile)
        .map(({ email }) => email)
        .find(isAddress) ?? null);

const isAddress = (email: unknown): email is string => typeof email === 'string' && email !== '';
