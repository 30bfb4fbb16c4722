/** A rate limit over an injected clock. */
export interface RateLimit {
  /** Takes one token; false when there is none left. */
  readonly take: () => boolean;
  /** Whole seconds until there is one, at least 1: what a Retry-After says. */
  readonly secondsToNext: () => number;
  readonly reset: () => void;
}

/**
 * @param perSecond tokens added per second
 * @param burst the most that can be saved up; as many as a second adds when absent
 */
export const createTokenBucket = (
  perSecond: number,
  now: () => Date,
  burst: number = perSecond,
): RateLimit => {
  let tokens = burst;
  let last = now().getTime();
  const refill = (): void => {
    const time = now().getTime();
    tokens = Math.min(burst, tokens + (Math.max(0, time - last) / 1000) * perSecond);
    last = time;
  };
  return {
    take: () => {
      refill();
      if (tokens < 1) {
        return false;
      }
      tokens -= 1;
      return true;
    },
    secondsToNext: () => {
      refill();
      return Math.max(1, Math.ceil((1 - tokens) / perSecond));
    },
    reset: () => {
      tokens = burst;
      last = now().getTime();
    },
  };
};
