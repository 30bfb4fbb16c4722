import type { RequestLimit } from '@iam/core';

const PERIOD_MS = { second: 1000, minute: 60_000, hour: 3_600_000 } as const;

/** Milliseconds in which a limit lets its (burst of) requests through. */
export const periodOf = ({ requests, per, burst = requests }: RequestLimit): number => {
  const size = Math.max(1, Math.floor(Math.min(burst, requests)));
  return (PERIOD_MS[per] * size) / requests;
};

/** The name by which core's limiter calls a limit (RequestKind.limits). */
export const limitName = ({ of }: Pick<RequestLimit, 'of'>): string =>
  typeof of === 'object'
    ? [of.method, of.path].filter((part) => part !== undefined).join(' ')
    : (of ?? 'all');

/** The longest period of some limits: what one process gives up may be used by another only after it. */
export const longestPeriod = (limits: readonly RequestLimit[]): number =>
  Math.max(0, ...limits.map(periodOf));
