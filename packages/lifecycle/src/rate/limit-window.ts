import type { RequestLimit } from '@iam/core';
import { PERIOD_MS } from '@iam/core/internal';

/** Milliseconds in which a limit lets its (burst of) requests through. */
export const periodOf = ({ requests, per, burst = requests }: RequestLimit): number => {
  const size = Math.max(1, Math.floor(Math.min(burst, requests)));
  return (PERIOD_MS[per] * size) / requests;
};

/** The longest period of some limits: what one process gives up may be used by another only after it. */
export const longestPeriod = (limits: readonly RequestLimit[]): number =>
  Math.max(0, ...limits.map(periodOf));
