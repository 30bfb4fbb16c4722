import { readBoolean } from '../codec/boolean-text';
import type { Attributes } from './app-data';

/** Keys of a profile that steer the commands and are never written to a vendor. */
export const STEERING_KEYS: ReadonlySet<string> = new Set(['id', 'olduserdata']);

/** The commands own activity: only enable, disable and allow-enable change it. */
export const ACTIVITY_KEYS: ReadonlySet<string> = new Set(['active', 'is_active']);

/** Whether a profile says that the person cannot sign in; it is not written, and it lets nobody in. */
export const saysInactive = (profile: Attributes): boolean =>
  [...ACTIVITY_KEYS].some((key) => readBoolean(profile[key]) === false);

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
