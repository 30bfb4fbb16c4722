import type { RateLimit } from './token-bucket';

/** A rate limit that admits so many requests in any second, wherever that begins: stricter than a token bucket. */
export const createSlidingWindow = (perSecond: number, now: () => Date): RateLimit => {
  /** When the last ones were admitted, oldest first. */
  const admitted: number[] = [];
  const forget = (): number => {
    const time = now().getTime();
    while (admitted[0] !== undefined && admitted[0] <= time - 1000) {
      admitted.shift();
    }
    return time;
  };
  return {
    take: () => {
      const time = forget();
      if (admitted.length >= perSecond) {
        return false;
      }
      admitted.push(time);
      return true;
    },
    // The oldest is always less than a second old.
    secondsToNext: () => 1,
    reset: () => void admitted.splice(0),
  };
};
