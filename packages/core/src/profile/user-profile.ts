import { readBoolean } from '../codec/boolean-text';
import { textOf } from '../codec/id-text';
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

/** The commands own activity: only enable, disable and allow-enable change it. */
export const ACTIVITY_KEYS: ReadonlySet<string> = new Set(['active', 'is_active']);

/** Whether a profile says that the person cannot sign in; it is not written, and it lets nobody in. */
export const saysInactive = (profile: Attributes): boolean =>
  [...ACTIVITY_KEYS].some((key) => readBoolean(profile[key]) === false);

/** How messages name a person: the first of these that is there. */
const NAMING_KEYS = ['email', 'username', 'userName', 'displayname', 'id'] as const;

export const nameOf = (profile: Attributes): string => {
  const values = NAMING_KEYS.map((key) => profile[key]).filter((value) => value !== '');
  const named = values.find((value) => typeof value === 'string') ?? values.map(textOf).find(Boolean);
  return textOf(named) ?? '(nobody named)';
};

export const emailOf = (profile: Attributes): string | null =>
  typeof profile['email'] === 'string' && profile['email'] !== '' ? profile['email'] : null;
