import type { Clock } from '@iam/core';

/** A clock that does not wait and takes the maximum jitter; real time is added with `advance`. */
export const measuringClock = () => {
  let now = 0;
  const clock: Clock = {
    now: () => now,
    date: () => new Date(Date.parse('2026-01-05T08:00:00Z') + now),
    random: () => 0.999999,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      now += ms;
    },
  };
  return { clock, advance: (ms: number) => (now += ms) };
};
