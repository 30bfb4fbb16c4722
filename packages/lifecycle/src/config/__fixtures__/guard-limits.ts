import { GUARD_NAMES, type GuardLimit, type GuardLimits } from '../lifecycle-config';

/** One limit for every guard. */
export const allGuards = (limit: GuardLimit): GuardLimits =>
  Object.fromEntries(GUARD_NAMES.map((name) => [name, limit])) as unknown as GuardLimits;
