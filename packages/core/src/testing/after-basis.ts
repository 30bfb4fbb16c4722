import type { Check } from './check';
import { checks } from './checks/all-checks';
import { BASIS } from './checks/basis';
import { withoutStack } from './without-stack';

/** Whether a check stands behind the basis in the list, and so says nothing of its own when the basis fails. */
const needsBasis = (check: Check): boolean => checks.indexOf(check) > checks.indexOf(BASIS);

/**
 * Runs checks, the basis once and before the first one that needs it, in whatever order they are asked for. When it
 * failed, those fail as not run: a test runner has no other mark that is not green.
 */
export const afterBasis = <C extends Check>(
  basis: C,
  run: (check: C) => Promise<void>,
): ((check: C) => Promise<void>) => {
  let outcome: Promise<void> | undefined;
  const runBasis = (): Promise<void> => (outcome ??= run(basis));
  return async (check) => {
    if (check === basis) {
      return runBasis();
    }
    if (needsBasis(check)) {
      await runBasis().catch(() => {
        throw withoutStack(new Error(`Not run: "${basis.name}" failed.`));
      });
    }
    return run(check);
  };
};
