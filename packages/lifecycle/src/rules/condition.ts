import type { Attributes } from '@iam/core';

/** What a condition is asked about. */
export interface Subject {
  readonly profile: Attributes;
  readonly now: Date;
  /** IANA time zone of the person's dates; the feed's zone when absent. */
  readonly zone?: string;
}

/** A condition of the configuration (CEL), checked when the file was read. */
export interface Condition {
  /** As it stands in the file. */
  readonly text: string;
  /** Where it stands, for example `lifecycle.applications[0].who`. */
  readonly path: string;
  /** Whether it holds. A key that the profile does not have is '' (text) in it; never throws. */
  readonly holds: (subject: Subject) => boolean;
  /** The profile keys that it reads, in the order of the text; absent where that is not known. */
  readonly keys?: readonly string[];
  /** Every instant (in milliseconds) at which it may hold otherwise for the same profile: where `now` meets one of the dates. Absent where time changes nothing. */
  readonly turns?: (subject: Subject) => readonly number[];
}
