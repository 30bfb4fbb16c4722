import { onAbort } from './transport/on-abort';

/** Time and randomness, injected so that tests neither wait nor depend on chance. */
export interface Clock {
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
  /** The wall clock, for dates of the calendar. */
  readonly date: () => Date;
  /** Waits; rejects with the signal's reason when it is aborted first. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** A number from 0 up to but not including 1. */
  readonly random: () => number;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => new Date(),
  random: () => Math.random(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason as Error);
        return;
      }
      const timer = setTimeout(() => {
        leave();
        resolve();
      }, ms);
      const leave = onAbort(signal, () => {
        clearTimeout(timer);
        leave();
        reject(signal?.reason as Error);
      });
    }),
};
