import { afterPrerequisite } from './after-prerequisite';
import { isPossible, type Check } from '../kit/check';
import { checks } from '../checks/all-checks';
import { PREREQUISITE } from '../checks/prerequisite';
import { subjectAt, withFakeKit, type Conformance } from '../kit/fake-kit';
import { excused, reasonOf, refuseMistakenExceptions, withExceptions } from './exceptions';
import { timed, type CheckResult } from './run-check';

/** The parts of a test runner (jest, vitest, node:test, mocha) that the kit uses. It imports none itself. */
export interface TestRunner {
  readonly it: (name: string, run: () => Promise<void>) => unknown;
  /** Puts the checks under the integration's brand; without it they stand on their own. */
  readonly describe?: (name: string, define: () => void) => unknown;
  /** Not needed: a check that fails throws an Error. Taken so that `{ describe, it, expect }` can be handed over as it is. */
  readonly expect?: unknown;
}

/** Input of `describeIntegration`. */
export interface DescribeIntegration extends Conformance {
  readonly test: TestRunner;
}

/**
 * The conformance kit: one test for every rule that all integrations keep, as far as this one has the ability. Every test
 * gets a new fake, served on 127.0.0.1, and a new instance; no test waits. Failing ones say what to change in the vendor
 * package. When not even one person can be created and read back, that is said once, and the tests that stand on it fail
 * as not run. A check of `except` is run under a name with its reason, and fails when it holds after all. Throws an Error at once
 * when the parameters or the exceptions cannot be used.
 *
 * @example
 * describeIntegration({
 *   integration: acme,
 *   fake: () => restFake({ … }),
 *   params: (url) => ({ url, apiKey: 'acme-key' }),
 *   profile: { email: 'jane@example.com', givenname: 'Jane', surname: 'Doe', title: 'Engineer' },
 *   test: { describe, it, expect },
 * });
 */
export const describeIntegration = ({ test, ...conformance }: DescribeIntegration): void => {
  const { except = {} } = conformance;
  const define = (): void => {
    const run = runnerOf(conformance);
    for (const check of possibleChecks(conformance)) {
      const reason = reasonOf(except, check);
      test.it(reason === undefined ? check.name : `${check.name} (skipped: ${reason})`, () => run(check));
    }
  };
  if (test.describe === undefined) {
    define();
  } else {
    test.describe(`${conformance.integration.brand} conforms`, define);
  }
};

/** The same checks without a test runner, one result after the other. */
export async function* checkIntegration(conformance: Conformance): AsyncGenerator<CheckResult> {
  const run = runnerOf(conformance);
  for (const check of possibleChecks(conformance)) {
    const result = await timed(check.name, () => run(check));
    yield excused(result, reasonOf(conformance.except ?? {}, check));
  }
}

// Selects the checks by the integration's abilities, without a request. Throws for exceptions that cannot be ones.
const possibleChecks = (conformance: Conformance): readonly Check[] => {
  const { abilities } = subjectAt(conformance, 'http://127.0.0.1:9');
  refuseMistakenExceptions(conformance.except ?? {}, checks, abilities);
  return checks.filter((check) => isPossible(check, abilities));
};

const runnerOf = (conformance: Conformance): ((check: Check) => Promise<void>) =>
  afterPrerequisite<Check>(
    PREREQUISITE,
    withExceptions(conformance.except ?? {}, (check) => withFakeKit(conformance, (kit) => check.run(kit))),
  );
