/** The middle of some numbers. */
export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
};

export const round = (value, digits = 2) => value.toFixed(digits);

/** Milliseconds that `count` calls take with at most `width` of them under way. */
export const timeOf = async (call, count, width) => {
  let left = count;
  const started = performance.now();
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await call();
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return performance.now() - started;
};

/**
 * Milliseconds per call of each contender (a function that makes `count` calls and tells how long it took): the median of several rounds, in which they take turns so that a busy moment of the
 * machine hits all of them.
 */
export const compare = async (contenders, { count, width, rounds }) => {
  const times = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (const time of Object.values(contenders)) {
    await time({ count, width });
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, time] of Object.entries(contenders)) {
      times[name].push((await time({ count, width })) / count);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
};

/**
 * How many requests certainly arrived within one second. Each is given as the span of time, in milliseconds, in which it must
 * have come: one that was handled late counts where it may have come, never where it need not.
 */
export const fullestSecond = (spans) =>
  Math.max(
    0,
    ...spans.map(([start]) => spans.filter(([from, to]) => from >= start && to < start + 1000).length),
  );
