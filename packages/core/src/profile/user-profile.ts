import type { Attributes } from './app-data';

/**
 * The employee record in the neutral vocabulary. Any further key is allowed: mappers decide which ones a vendor gets.
 */
export type IAMUserProfile = Attributes & {
  readonly email?: unknown;
  readonly username?: unknown;
  readonly givenname?: unknown;
  readonly surname?: unknown;
  readonly displayname?: unknown;
  /** The record as it was before the change; tells where to look for somebody whose identifiers changed. */
  readonly olduserdata?: unknown;
};

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
