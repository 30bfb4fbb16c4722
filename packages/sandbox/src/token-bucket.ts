/** A rate limit over an injected clock. */
export interface TokenBucket {
  /** Takes one token; false when there is none left. */
  readonly take: () => boolean;
  readonly reset: () => void;
}

/** @param perSecond tokens added per second, and the most that can be saved up */
export const createTokenBucket = (perSecond: number, now: () => Date): TokenBucket => {
  let tokens = perSecond;
  let last = now().getTime();
  return {
    take: () => {
      const time = now().getTime();
      tokens = Math.min(perSecond, tokens + (Math.max(0, time - last) / 1000) * perSecond);
      last = time;
      if (tokens < 1) {
        return false;
      }
      tokens -= 1;
      return true;
    },
    reset: () => {
      tokens = perSecond;
      last = now().getTime();
    },
  };
};
