import type { Attributes } from '@iam/core';

/** What a condition is asked about. */
export interface Subject {
  readonly profile: Attributes;
  readonly now: Date;
}

/** A condition of the configuration (CEL), checked when the file was read. */
export interface Condition {
  /** As it stands in the file. */
  readonly text: string;
  /** Where it stands, for example `lifecycle.applications[0].who`. */
  readonly path: string;
  /** Whether it holds. A key that the profile does not have is '' (text) in it; never throws. */
  readonly holds: (subject: Subject) => boolean;
}
