import { failedCall, type CommandResult } from '@iam/core';
import type { Call } from '../call/read-call';
import type { BrokenInstance } from '../config/open-instances';

/** The failed result of an instance that could not be set up; the other instances run without it. */
export const failedToOpen = (
  { args: { command, userProfile: profile, scim } }: Call,
  { config, brand, failure }: BrokenInstance,
): CommandResult =>
  failedCall(
    command,
    { brand, instanceName: config.name, warnings: [], requests: 0 },
    brand,
    { profile, scim },
    failure,
  );
