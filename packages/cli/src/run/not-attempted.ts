import type { AuditEnded, CommandResult } from '@iam/core';

/** The audit record of a command that did not reach its instance, because that could not be opened and records nothing itself. */
export const notAttempted = (result: CommandResult, actor: string, now: Date): AuditEnded => ({
  stage: 'ended',
  at: now.toISOString(),
  run: result.run,
  actor,
  instance: result.instanceName,
  brand: result.brand,
  command: result.command,
  who: result.who,
  id: null,
  before: null,
  changes: [],
  outcome: 'not-attempted',
  after: null,
  result: {
    status: result.status,
    ...(result.kind === 'user' ? { action: result.vendor.action } : {}),
    ...(result.failure === undefined
      ? {}
      : {
          failure: {
            kind: result.failure.kind,
            message: result.failure.message,
            effect: result.failure.effect,
          },
        }),
  },
  requestIds: [],
});
