import type { Profile } from '../config/lifecycle-config';

/** Where a person stands in the company. `missing`: was in the feed and is not any more. */
export type State = 'future' | 'active' | 'leave' | 'left' | 'missing';

/** What changed, and the reason of everything that follows. */
export type Event =
  'joiner' | 'mover' | 'leaver' | 'rehire' | 'postponed' | 'reappeared' | 'leave' | 'returned' | 'missing';

/** What was known of the person after the last plan that no guard stopped. */
export interface PreviousPerson {
  readonly profile: Profile;
  readonly state: State;
  /** When the feed began to lack the person, ISO instant; absent when it has the person. */
  readonly missingSince?: string | undefined;
}

export interface Decision {
  readonly state: State;
  /** Absent when nothing changed. A missing person has the event as long as that lasts. */
  readonly event?: Event | undefined;
  /** What the decision rests on, for example `terminationdate=2026-11-30`, `employmentstatus=Terminated`, `title`. */
  readonly because: readonly string[];
  /** The next instant (ISO) at which the same row would be decided otherwise; absent when none is known. */
  readonly due?: string | undefined;
  /** Changes nothing until a person approves it. */
  readonly hold?: string | undefined;
  /** Of a leaver: when the next employment begins (ISO), so that nothing is deleted meanwhile. */
  readonly returns?: string | undefined;
  /** The profile keys whose values differ from the previous ones. */
  readonly changed: readonly string[];
}
