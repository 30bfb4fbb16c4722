/** How long one test may take without a mutant, in ms: ends only one that hangs, on however busy a machine. */
export const UNMUTATED_LIMIT = 20 * 60_000;

/** How long one test may take with a mutant, in ms, when the longest of its file took `ms` without one. */
export const limitFor = (ms) => 10_000 + 10 * ms;

/**
 * Runs the tests of a file with the mutant and returns those that notice it. A failure that came late may be due to a busy machine:
 * it counts only when the same tests pass now without the mutant, and, where these have become slower than they were
 * (`longest`), fails again within a limit that is measured by that.
 */
export const noticing = async ({ longest, withMutant, withoutMutant }) => {
  const limit = limitFor(longest);
  const first = await withMutant(limit);
  if (!isLate(first, longest)) {
    return first;
  }
  const now = await steady(withoutMutant);
  if (now === undefined) {
    return { ...first, testExecError: undefined, testResults: first.testResults.map(passed) };
  }
  const longestNow = Math.max(0, ...now.testResults.map(({ duration }) => duration ?? 0));
  return limit >= ENOUGH_TIMES * longestNow ? first : await withMutant(limitFor(longestNow));
};

/** The tests without the mutant; undefined when they fail again and again, so that they prove nothing. */
const steady = async (withoutMutant) => {
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const now = await withoutMutant(UNMUTATED_LIMIT);
    if (failed(now).length === 0 && !now.testExecError) {
      return now;
    }
  }
  return undefined;
};

/** A failure within this multiple of the test's time without the mutant is not due to a busy machine. */
const ENOUGH_TIMES = 5;

/** Whether a failure may have to do with time: it took much longer than any test of the file did without a mutant. */
const isLate = (run, longest) => failed(run).some(({ duration }) => (duration ?? 0) > 1000 + 2 * longest);

export const failed = ({ testResults }) => testResults.filter(({ status }) => status === 'failed');

const passed = (test) => ({ ...test, status: 'passed' });
