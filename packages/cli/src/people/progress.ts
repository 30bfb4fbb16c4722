import type { Io } from '../terminal/io';

export interface Progress {
  readonly advance: () => void;
  readonly end: () => void;
}

/** Milliseconds between two lines: on a terminal progress is watched, a log is read afterwards. */
const ON_A_TERMINAL_MS = 2000;
const ELSEWHERE_MS = 10_000;

/** Tells from time to time how far a run over many people is, how fast it goes and how long it will take. */
export const showProgress = (
  total: number,
  io: Pick<Io, 'stderr' | 'after'>,
  now: () => number = Date.now,
): Progress => {
  const begin = now();
  let done = 0;
  let cancel: () => void = () => undefined;
  let told = -1;
  const plan = (): void => {
    cancel = io.after(io.stderr.isTTY ? ON_A_TERMINAL_MS : ELSEWHERE_MS, () => {
      // The same line is not written a second time.
      if (done !== told) {
        told = done;
        io.stderr.write(`${progressLine(done, total, now() - begin)}\n`);
      }
      plan();
    });
  };
  plan();
  return {
    advance: () => void (done += 1),
    end: () => cancel(),
  };
};

export const progressLine = (done: number, total: number, elapsedMs: number): string => {
  const rate = elapsedMs > 0 ? done / (elapsedMs / 1000) : 0;
  const facts = [
    ...(rate < 0.05 ? [] : [`${rate.toFixed(rate < 10 ? 1 : 0)} per second`]),
    ...(rate > 0 && done < total ? [`about ${duration((total - done) / rate)} left`] : []),
  ];
  return `${done} of ${total} people${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`;
};

const duration = (seconds: number): string =>
  seconds < 90
    ? `${Math.ceil(seconds)} s`
    : seconds < 5400
      ? `${Math.ceil(seconds / 60)} min`
      : `${(seconds / 3600).toFixed(1)} h`;
