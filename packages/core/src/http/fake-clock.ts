import type { Clock } from './clock';

/** A clock for tests: sleeping advances the clock and takes no time. */
export interface FakeClock extends Clock {
  /** Every wait so far, in milliseconds, oldest first. */
  readonly slept: () => readonly number[];
}

const BEGINNING = Date.UTC(2026, 0, 5, 8, 0, 0);

export const createFakeClock = (): FakeClock => {
  const slept: number[] = [];
  let now = 0;
  return {
    now: () => now,
    date: () => new Date(BEGINNING + now),
    random: () => 0.5,
    slept: () => [...slept],
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      slept.push(ms);
      now += ms;
    },
  };
};
