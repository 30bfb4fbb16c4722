/** What came of a check. */
export interface CheckResult {
  readonly name: string;
  readonly ok: boolean;
  /** The reason of the exception by which the check is left out: it does not hold, and that does not count. */
  readonly skipped?: string;
  /** What was seen and what the vendor's author should change; present when the check failed. */
  readonly message?: string;
  readonly durationMs: number;
}

/** Runs one check; whatever it throws is its message. */
export const timed = async (name: string, run: () => Promise<void>): Promise<CheckResult> => {
  const started = performance.now();
  try {
    await run();
    return { name, ok: true, durationMs: performance.now() - started };
  } catch (thrown) {
    return {
      name,
      ok: false,
      message: thrown instanceof Error ? thrown.message : String(thrown),
      durationMs: performance.now() - started,
    };
  }
};
