import type { Check } from './check';
import { checks } from './checks/all-checks';
import { PREREQUISITE } from './checks/prerequisite';
import { withoutStack } from './without-stack';

/** Whether a check stands behind the basis in the list, and so says nothing of its own when the basis fails. */
const needsPrerequisite = (check: Check): boolean => checks.indexOf(check) > checks.indexOf(PREREQUISITE);

/**
 * Runs checks, the basis once and before the first one that needs it, in whatever order they are asked for. When it
 * failed, those fail as not run: a test runner has no other mark that is not green.
 */
export const afterPrerequisite = <C extends Check>(
  prerequisite: C,
  run: (check: C) => Promise<void>,
): ((check: C) => Promise<void>) => {
  let outcome: Promise<void> | undefined;
  const runPrerequisite = (): Promise<void> => (outcome ??= run(prerequisite));
  return async (check) => {
    if (check === prerequisite) {
      return runPrerequisite();
    }
    if (needsPrerequisite(check)) {
      await runPrerequisite().catch(() => {
        throw withoutStack(new Error(`Not run: "${prerequisite.name}" failed.`));
      });
    }
    return run(check);
  };
};
