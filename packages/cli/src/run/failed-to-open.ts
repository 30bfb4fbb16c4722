import { randomUUID } from 'node:crypto';
import { failedCall, type CommandResult } from '@iam/core';
import { failedExtra } from '@iam/core/internal';
import type { Call } from '../call/read-call';
import type { BrokenInstance } from '../config/open-instances';

/** The failed result of an instance that could not be set up; the other instances run without it. */
export const failedToOpen = (
  { args: { command, userProfile: profile, scim }, extra }: Call,
  { config, brand, failure }: BrokenInstance,
): CommandResult => {
  const frame = { run: randomUUID(), brand, instanceName: config.name, warnings: [], requests: 0 };
  return extra === undefined
    ? failedCall(command, frame, brand, { profile, scim }, failure)
    : failedExtra(extra, (name) => ({ command: name, ...frame }), failure);
};
