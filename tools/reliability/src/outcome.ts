import type { FailureKind } from '@iam/core';

/** How a command ended under a fault. */
export interface Outcome {
  readonly ends: string;
  /** Set when the failure says that it is not known whether the vendor was changed. */
  readonly effect?: 'unknown';
  /** How often the request that the fault hits was sent. */
  readonly sent: number;
  /** At most, where a time-out costs the default 30 s. */
  readonly seconds: number;
}

export const done = (sent: number, seconds = 0): Outcome => ({ ends: 'done', sent, seconds });

export const failed = (ends: FailureKind, sent: number, seconds = 0): Outcome => ({ ends, sent, seconds });

/** Failed, and it is not known whether the vendor was changed. */
export const open = (ends: FailureKind, sent: number, seconds = 0): Outcome => ({
  ...failed(ends, sent, seconds),
  effect: 'unknown',
});

/** As the tables of docs/reliability.md show it: `network (open), 2×, 0 s`. */
export const outcomeText = ({ ends, effect, sent, seconds }: Outcome): string =>
  `${ends}${effect === 'unknown' ? ' (open)' : ''}, ${sent}×, ${seconds} s`;
