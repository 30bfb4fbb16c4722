import type { Failure } from '@iam/core';

/** What became of a group at one application. */
export interface GroupOutcome {
  readonly application: string;
  readonly group: string;
  /** `absent`: no such group there. `unknown`: the application could not be asked. */
  readonly state: 'there' | 'absent' | 'unknown';
  readonly did?: 'created' | 'deleted' | 'changed' | 'unchanged';
  readonly ok: boolean;
  readonly id?: string;
  /** Who is in it, where it was asked. */
  readonly members?: readonly string[];
  readonly added?: readonly string[];
  readonly removed?: readonly string[];
  readonly notes: readonly string[];
  readonly failure?: Failure;
}
