/** How long one test may take without a mutant, in ms: ends only one that hangs, on however busy a machine. */
export const UNMUTATED_LIMIT = 20 * 60_000;

/** How long one test of a file may take with a mutant, in ms, when all tests that run from the file took `ms` without one. */
export const limitFor = (ms) => 10_000 + 10 * ms;

/**
 * Runs the tests of a file with the mutant and tells which of them notice it. A failure that came late may be due to a busy machine:
 * it counts only when the same tests pass now without the mutant, and, where these have become slower than they were
 * (`ms`), fails again within a limit that is measured by that.
 */
export const noticing = async ({ ms, withMutant, withoutMutant }) => {
  const first = await withMutant(limitFor(ms));
  if (!isLate(first, ms)) {
    return first;
  }
  const now = await withoutMutant(UNMUTATED_LIMIT);
  if (failed(now).length > 0 || now.testExecError) {
    return { ...first, testExecError: undefined, testResults: now.testResults.map(passed) };
  }
  return now.ms <= ms ? first : await withMutant(limitFor(now.ms));
};

/** Whether a failure may have to do with time: it took much longer than the tests of the file did without a mutant. */
const isLate = (run, ms) => failed(run).some(({ duration }) => (duration ?? 0) > 1000 + 2 * ms);

export const failed = ({ testResults }) => testResults.filter(({ status }) => status === 'failed');

const passed = (test) => ({ ...test, status: 'passed' });
