import type { Check } from '../kit/check';
import { checks } from '../checks/all-checks';
import { PREREQUISITE } from '../checks/prerequisite';
import { withoutStack } from '../claims/without-stack';

/** Whether a check comes after the prerequisite in the list, so that it is inconclusive when the prerequisite fails. */
const needsPrerequisite = (check: Check): boolean => checks.indexOf(check) > checks.indexOf(PREREQUISITE);

/**
 * Runs checks in any order, the prerequisite once before the first that needs it. When it failed, those fail as not run,
 * because a test runner has no other result that is not green.
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
