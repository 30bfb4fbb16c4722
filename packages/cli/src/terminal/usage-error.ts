/** Exit codes of the command. */
export const EXIT = {
  /** Every result succeeded or was skipped. */
  ok: 0,
  /** A result failed, or `--strict` found a skipped one. */
  failed: 1,
  /** The call or the configuration is wrong; nothing was sent. */
  wrong: 2,
  /** A plan has changes. */
  changes: 3,
  /** A plan was refused, or stopped by a guard. */
  refused: 4,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends the command before anything was sent; only its problems are shown, one per line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly problems: readonly string[];

  constructor(problems: string | readonly string[]) {
    const lines = typeof problems === 'string' ? [problems] : problems;
    super(lines.join('\n'));
    this.problems = lines;
  }
}

/** Recognises the error of another file of the build as well, which has a class of its own. */
export const isUsageError = (thrown: unknown): thrown is UsageError =>
  thrown instanceof Error && thrown.name === 'UsageError' && 'problems' in thrown;
