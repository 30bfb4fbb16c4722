import { complain } from '../claims/expectations';
import { isPossible, type Check } from '../kit/check';
import type { Ability } from '../kit/ability';
import type { Exceptions } from '../kit/fake-kit';
import { PREREQUISITE } from '../checks/prerequisite';
import type { CheckResult } from './run-check';

/** Throws an Error that names every exception that cannot be one. */
export const refuseMistakenExceptions = (
  except: Exceptions,
  known: readonly Check[],
  abilities: ReadonlySet<Ability>,
): void => {
  const mistakes = Object.entries(except).flatMap(([name, reason]) => {
    const mistake = mistakeIn(
      reason,
      known.find((check) => check.name === name),
      abilities,
    );
    return mistake === undefined ? [] : [`${JSON.stringify(name)} ${mistake}`];
  });
  if (mistakes.length > 0) {
    throw new Error(`The exceptions cannot be used: ${mistakes.join('; ')}`);
  }
};

const mistakeIn = (
  reason: unknown,
  check: Check | undefined,
  abilities: ReadonlySet<Ability>,
): string | undefined => {
  if (check === undefined) {
    return 'is the name of no check';
  }
  if (check === PREREQUISITE) {
    return 'cannot be left out: the other checks stand on it';
  }
  if (!isPossible(check, abilities)) {
    return 'is left out already, because the integration does not have what the check needs; take the exception away';
  }
  return typeof reason !== 'string' || reason.trim() === '' ? 'has no reason' : undefined;
};

/** The reason why a check is left out; undefined when it is not. */
export const reasonOf = (except: Exceptions, { name }: Pick<Check, 'name'>): string | undefined =>
  Object.hasOwn(except, name) ? except[name]?.trim() : undefined;

/** Runs checks. One that is left out must fail: when it holds, its exception is out of date. */
export const withExceptions =
  <C extends Check>(except: Exceptions, run: (check: C) => Promise<void>): ((check: C) => Promise<void>) =>
  async (check) => {
    if (reasonOf(except, check) === undefined) {
      return run(check);
    }
    const holds = await run(check).then(
      () => true,
      () => false,
    );
    if (holds) {
      complain(
        'The check is left out by an exception, but it passes.',
        'except: take the check away from it; the integration can do what the exception says it cannot.',
      );
    }
  };

/** The result of a check with the reason why its failure does not count. */
export const excused = <R extends CheckResult>(result: R, reason: string | undefined): R =>
  reason === undefined || !result.ok ? result : { ...result, skipped: reason };
