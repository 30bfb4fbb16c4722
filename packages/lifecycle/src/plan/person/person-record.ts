import type { Profile } from '../../config/lifecycle-config';
import type { Event, State } from '../../decide/decision';

/** What is kept of a person: how the last plan that no guard stopped saw them. */
export interface PersonRecord {
  readonly key: string;
  /** The row, with null for every key that it had once and has not any more: what the feed said once, the feed owns. */
  readonly profile: Profile;
  readonly zone: string;
  readonly state: State;
  /** The last event, which stays the reason until nothing is left to do. */
  readonly event: Event | null;
  readonly because: readonly string[];
  /** When the event was decided, ISO instant, as all times here. */
  readonly since: string;
  readonly missingSince: string | null;
  /** The next instant at which the same row means something else. */
  readonly due: string | null;
  /** Nothing is to be done while row, rules and accounts stay as they are. */
  readonly settled: boolean;
}

/** A profile as the feed had it: without the keys that are there to be cleared. */
export const rowOf = (profile: Profile): Profile => {
  for (const key of Object.keys(profile)) {
    if (profile[key] === null) {
      return Object.fromEntries(Object.entries(profile).filter(([, value]) => value !== null));
    }
  }
  // Nearly everybody: nothing is copied.
  return profile;
};

/** A row with null for what the person had before and has no more. */
export const withCleared = (row: Profile, before: Profile | undefined): Profile =>
  before === undefined
    ? row
    : { ...Object.fromEntries(Object.keys(before).map((key) => [key, null])), ...row };
