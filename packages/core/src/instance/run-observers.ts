import { whoIsNamed, type CommandArguments } from '../commands/arguments';
import { COMMANDS, isCommandName } from '../commands/command';
import { writeEffect } from '../commands/write/write-effect';
import type { HttpSettings, RequestEvent } from '../http/http-client';
import { auditTrail, type AuditRecord } from '../observe/audit';
import { reportRun, type RunEvent } from '../observe/channels';
import type { Observer } from '../observe/observer';
import { quietly } from './quietly';

/** Who hears of the commands of an instance. */
export interface RunListeners {
  /** Hears of every request that was sent, without secrets. */
  readonly onRequest?: (
    event: RequestEvent & { readonly instanceName: string; readonly command: string },
  ) => void;
  /**
   * Receives a record of every write before it is sent, and of every command that wrote before `run` resolves. When it throws
   * or rejects the first, the write is not sent and the command fails (`not-recorded`); when the second, the result says so
   * in a warning: what was written is written. Changes of groups cost one request more, for what the group was before.
   */
  readonly onAudit?: (record: AuditRecord) => void | Promise<void>;
  /** Who runs the commands, for audit records. */
  readonly actor?: string;
}

/** What is the same for every run of an instance. */
export interface ObservedInstance {
  readonly listeners: RunListeners;
  readonly http: HttpSettings;
  readonly redaction: Observer;
  readonly replyCheck: Observer;
}

/**
 * The observers of one run. Their order decides:
 *
 * 1. The meter counts a request before anything else hears of it.
 * 2. The write effect is the outermost around a write, so it hears of every failure; and its end corrects the effect of a failure
 *    before the failure is shown.
 * 3. The redaction takes out secrets before the result reaches those below.
 * 4. The channels, which cannot fail, are told before the audit, which may take its time.
 * 5. The audit ends last: its failure becomes a warning of a result that is complete otherwise.
 * 6. The caller's listener hears of a request when everything else has noted it.
 * 7. The check of replies is next to the client: a reply that it rejects is a failed write to all others.
 *
 * `args` are absent where the call could not be read. Observers of writes are left out of commands that do not write.
 */
export const runObservers = (
  { listeners, http, redaction, replyCheck }: ObservedInstance,
  run: RunEvent,
  args: CommandArguments | undefined,
  meter: Observer,
): readonly Observer[] => {
  const { onAudit, actor = null } = listeners;
  const { instanceName, brand, command } = run;
  const writes = args !== undefined && isCommandName(command) && COMMANDS[command].writes;
  const observers: readonly (Observer | undefined)[] = [
    meter,
    writes ? writeEffect() : undefined,
    redaction,
    reportRun(run, http.clock.now),
    writes && onAudit !== undefined
      ? auditTrail(
          { run: run.run, actor, instance: instanceName, brand, command, who: whoIsNamed(args) },
          { keep: onAudit, redact: http.redact, now: http.clock.date },
        )
      : undefined,
    listeners.onRequest === undefined
      ? undefined
      : {
          onRequest: (event: RequestEvent) =>
            quietly(() => listeners.onRequest?.({ ...event, instanceName, command })),
        },
    writes ? replyCheck : undefined,
  ];
  return observers.filter((observer) => observer !== undefined);
};
