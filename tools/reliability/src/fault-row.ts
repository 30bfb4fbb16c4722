import type { Strike } from './fault-server';

/** One thing that goes wrong with a request. */
export interface FaultRow {
  readonly group: string;
  /** In words; unique. */
  readonly fault: string;
  readonly strike: Strike;
  /** Set when only a time-out ends it. */
  readonly stalls?: true;
}
