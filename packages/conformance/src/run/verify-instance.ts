import { afterPrerequisite } from './after-prerequisite';
import { isPossible, type LiveCheck } from '../kit/check';
import { checks } from '../checks/all-checks';
import { PREREQUISITE } from '../checks/prerequisite';
import { complain } from '../claims/expectations';
import type { Exceptions } from '../kit/fake-kit';
import { openLiveKit, type LiveKit, type LiveKitOptions } from '../kit/live-kit';
import { excused, reasonOf, refuseMistakenExceptions, withExceptions } from './exceptions';
import { timed, type CheckResult } from './run-check';

export interface VerifyOptions extends LiveKitOptions {
  /**
   * Runs the checks that write, too. They make people and groups of their own, whose names no one else has, and put them
   * away after each check: groups are deleted, people too where the vendor can, else they are disabled.
   */
  readonly write?: boolean;
  /**
   * Checks that the vendor cannot pass, by their names, each with the reason. Names of checks that only a fake can be put to are
   * taken, and nothing is done with them.
   */
  readonly except?: Exceptions;
  /** Stops between two checks. */
  readonly signal?: AbortSignal;
}

/** A check's result on a running server. */
export interface VerifyResult extends CheckResult {
  /** People whom the check made and who are disabled now, because the vendor cannot delete. */
  readonly disabled?: readonly string[];
}

const SWITCHES = [
  'createUserEnabled',
  'updateUserEnabled',
  'enableUserEnabled',
  'disableUserEnabled',
] as const;

/**
 * The conformance checks against a running server, as a configured instance reaches it: those that need neither faults nor
 * a look into the vendor's data. Only reads unless `write` is set. Yields each result as soon as it is there. Throws an
 * Error when the parameters or the exceptions cannot be used.
 */
export async function* verifyInstance(options: VerifyOptions): AsyncGenerator<VerifyResult> {
  const live = openLiveKit(options);
  const { except = {} } = options;
  refuseMistakenExceptions(except, checks, live.subject.abilities);
  const possible = liveChecks().filter((check) => isPossible(check, live.subject.abilities));
  const attempt = withExceptions<LiveCheck>(except, (check) => check.run(live.kit));
  for (const check of possible.filter(({ writes }) => !writes)) {
    if (options.signal?.aborted === true) {
      return;
    }
    const result = await timed(check.name, () => attempt(check));
    yield excused(result, reasonOf(except, check));
  }
  if (options.write !== true) {
    return;
  }
  const allowed = await timed(
    'instance: allows creating, updating, enabling and disabling users',
    async () => {
      const off = SWITCHES.filter((name) => live.subject.config[name] === false);
      if (off.length > 0) {
        complain(
          `${off.join(' and ')} ${off.length === 1 ? 'is' : 'are'} off.`,
          'nothing is written where the configuration forbids it; verify with an instance that allows all four.',
        );
      }
    },
  );
  yield allowed;
  const run = afterPrerequisite<LiveCheck>(PREREQUISITE, attempt);
  for (const check of allowed.ok ? possible.filter(({ writes }) => writes) : []) {
    if (options.signal?.aborted === true) {
      return;
    }
    const result = await verifyWriting(check.name, () => run(check), live);
    yield excused(result, reasonOf(except, check));
  }
}

/** The checks that a running server can be put to. */
export const liveChecks = (): readonly LiveCheck[] => checks.filter((check) => check.where === 'both');

const verifyWriting = async (
  name: string,
  run: () => Promise<void>,
  live: LiveKit,
): Promise<VerifyResult> => {
  const result = await timed(name, run);
  const { disabled, left } = await live.cleanUp();
  const found = disabled.length === 0 ? result : { ...result, disabled };
  if (left.length === 0) {
    return found;
  }
  const remains = `Remove by hand what the check could not: ${left.join('; ')}`;
  return {
    ...found,
    ok: false,
    message: result.message === undefined ? remains : `${result.message}\n${remains}`,
  };
};
