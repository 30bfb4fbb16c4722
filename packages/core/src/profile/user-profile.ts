import { textOf } from '../codec/id-text';
import type { Attributes } from './app-data';

/** Keys of a profile that control commands and are never sent to a vendor. */
export const STEERING_KEYS: ReadonlySet<string> = new Set(['id', 'olduserdata']);

/** The name of a person in messages: the first of these keys that has a value. */
const NAMING_KEYS = ['email', 'username', 'userName', 'displayname', 'id'] as const;

export const nameOf = (profile: Attributes): string => {
  const values = NAMING_KEYS.map((key) => profile[key]).filter((value) => value !== '');
  const named = values.find((value) => typeof value === 'string') ?? values.map(textOf).find(Boolean);
  return textOf(named) ?? '(nobody named)';
};

export const emailOf = (profile: Attributes): string | null =>
  typeof profile['email'] === 'string' && profile['email'] !== '' ? profile['email'] : null;
