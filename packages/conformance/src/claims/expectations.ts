import { type CommandResult, describeFailure, type FailureKind, type SkipCause } from '@iam/core';
import type { Costed } from '../kit/check';
import { withoutStack } from './without-stack';

/** Ends a check as failed: what was seen, and what the vendor's author should change. */
export const complain = (seen: string, change: string): never => {
  throw withoutStack(new Error(`${seen}\nWhat to change: ${change}`));
};

/** Goes on when something holds. */
export const claim = (holds: boolean, seen: string, change: string): void => {
  if (!holds) {
    complain(seen, change);
  }
};

/** Two values that must be the same, compared as JSON so that the order of keys counts too. */
export const claimSame = (actual: unknown, expected: unknown, what: string, change: string): void =>
  claim(
    JSON.stringify(actual) === JSON.stringify(expected),
    `${what} is ${shown(actual)} instead of ${shown(expected)}.`,
    change,
  );

export const claimDone = (result: CommandResult, change: string): void =>
  claim(result.status === 'done', `${result.command} should be done but ${ending(result)}.`, change);

export const claimSkipped = (
  result: CommandResult,
  cause: SkipCause,
  reason: string,
  change: string,
): void => {
  const skipped = result.kind === 'user' && result.status === 'skipped' ? result : undefined;
  claim(
    skipped?.skipCause === cause &&
      skipped.vendor.reason === reason &&
      skipped.vendor.success &&
      skipped.vendor.skipped,
    `${result.command} should be skipped with the reason "${reason}" but ${ending(result)}.`,
    change,
  );
};

/** What a failure must be; what is left out may be anything. */
export interface ExpectedFailure {
  readonly status?: number | null;
  readonly kinds?: readonly FailureKind[];
  /** A part of errorMessage. */
  readonly says?: string;
}

export const claimFailed = (result: CommandResult, expected: ExpectedFailure, change: string): void => {
  const { status, kinds, says } = expected;
  const message =
    result.kind === 'user'
      ? result.vendor.errorMessage
      : result.kind === 'group'
        ? result.group.errorMessage
        : result.failure?.message;
  const wanted = [
    ...(status === undefined ? [] : [`errorCode ${status}`]),
    ...(kinds === undefined ? [] : [`the kind ${kinds.join(' or ')}`]),
    ...(says === undefined ? [] : [`"${says}" in its message`]),
  ];
  claim(
    result.status === 'failed' &&
      (status === undefined || result.failure?.status === status) &&
      (kinds === undefined || (result.failure !== undefined && kinds.includes(result.failure.kind))) &&
      (says === undefined || (message ?? '').includes(says)),
    `${result.command} should fail${wanted.length === 0 ? '' : ` with ${wanted.join(', ')}`} but ${ending(result)}.`,
    change,
  );
};

export const claimCost = (result: Costed, requests: number, change: string): void =>
  claim(
    result.cost === requests,
    `${result.command} took ${result.cost} requests instead of ${requests}.`,
    change,
  );

/** Lookups are not counted: a row of membership is looked up before it is deleted. */
export const claimWrites = (result: Costed, writes: number, change: string): void =>
  claim(
    result.writes === writes,
    `${result.command} sent ${result.writes} writes instead of ${writes}.`,
    change,
  );

/** How a command ended, in a few words. */
export const ending = (result: CommandResult): string => {
  if (result.failure !== undefined) {
    const told = describeFailure(result.failure, { where: result.instanceName, command: result.command });
    // The sentence goes on, or ends with a stop of its own.
    return `failed: ${told.replace(/\.$/, '')}`;
  }
  return result.kind === 'user' && result.status === 'skipped'
    ? `was skipped: "${result.vendor.reason}"`
    : `was ${result.status}`;
};

const MAX_SHOWN = 200;

/** A value for a message; a missing one is named, a long one cut. */
export const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'missing';
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
};
