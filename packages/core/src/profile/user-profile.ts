import type { Attributes } from './app-data';

/** Keys of a profile that steer the commands and are never written to a vendor. */
export const STEERING_KEYS: ReadonlySet<string> = new Set(['id', 'olduserdata']);

/** How messages name a person: the first of these that is there. */
const NAMING_KEYS = ['email', 'username', 'userName', 'displayname', 'id'] as const;

export const nameOf = (profile: Attributes): string => {
  const named = NAMING_KEYS.map((key) => profile[key]).find(
    (value) => typeof value === 'string' && value !== '',
  );
  return typeof named === 'string' ? named : '(nobody named)';
};

export const emailOf = (profile: Attributes): string | null =>
  typeof profile['email'] === 'string' && profile['email'] !== '' ? profile['email'] : null;
