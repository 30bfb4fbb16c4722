import { isDictionary } from '../codec/combinators';
import { textOf } from '../codec/id-text';
import { isAboutPerson } from './activity';
import type { Attributes } from './app-data';

/** Keys of a profile that control commands and are never sent to a vendor. */
export const STEERING_KEYS: ReadonlySet<string> = new Set(['id', 'olduserdata']);

/** The name of a person in messages: the first of these keys that has a value. */
const NAMING_KEYS = ['email', 'username', 'userName', 'displayname', 'id'] as const;

/** The profile, and the objects in it with a vendor's data about the user. */
const partsOf = (profile: Attributes): readonly Attributes[] => [
  profile,
  ...Object.entries(profile).flatMap(([key, value]) =>
    isDictionary(value) && isAboutPerson(key) ? [value] : [],
  ),
];

export const nameOf = (profile: Attributes): string => {
  const [own = {}, ...inside] = partsOf(profile);
  const values = [
    ...NAMING_KEYS.map((key) => own[key]),
    ...inside.flatMap((part) => [...NAMING_KEYS, 'login'].map((key) => part[key])),
  ].filter((value) => value !== '');
  const named = values.find((value) => typeof value === 'string') ?? values.map(textOf).find(Boolean);
  return textOf(named) ?? '(nobody named)';
};

export const emailOf = (profile: Attributes): string | null =>
  partsOf(profile)
    .map(({ email }) => email)
    .find((email): email is string => typeof email === 'string' && email !== '') ?? null;
