import { EXIT, type ExitCode } from '../terminal/usage-error';

/** From the best to the worst: a plan that has changes is what was asked for. */
const ORDER: readonly ExitCode[] = [EXIT.ok, EXIT.changes, EXIT.failed, EXIT.wrong, EXIT.refused];

/** The worse of two exit codes. */
export const worse = (one: ExitCode, other: ExitCode): ExitCode =>
  ORDER.indexOf(other) > ORDER.indexOf(one) ? other : one;
