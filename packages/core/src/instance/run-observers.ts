import { whoIsNamed, type CommandArguments } from '../commands/arguments';
import { COMMANDS, isCommandName } from '../commands/command';
import { writeEffect } from '../commands/write/write-effect';
import type { HttpSettings } from '../http/http-settings';
import type { RequestEvent } from '../http/request-event';
import { auditTrail, type AuditRecord } from '../observe/audit';
import { reportRun, type RunEvent } from '../observe/channels';
import type { Observer } from '../observe/observer';
import { quietly } from './quietly';

/** The listeners of an instance. */
export interface RunListeners {
  /** Called after every request, without secrets. */
  readonly onRequest?: (
    event: RequestEvent & { readonly instanceName: string; readonly command: string },
  ) => void;
  /**
   * Receives a record of every write before it is sent, and of every command that wrote before `run` resolves. If it throws or
   * rejects for a write, the write is not sent and the command fails (`not-recorded`); for an ended command, the result has a
   * warning, because the write was carried out. Changes of groups cost one request more, for the group's former state.
   */
  readonly onAudit?: (record: AuditRecord) => void | Promise<void>;
  /** The actor of audit records. */
  readonly actor?: string;
}

/** The context that all runs of an instance share. */
export interface ObservedInstance {
  readonly listeners: RunListeners;
  readonly http: HttpSettings;
  readonly redaction: Observer;
  readonly replyCheck: Observer;
}

/**
 * The observers of one run. Their order decides:
 *
 * 1. The meter counts a request before any other observer is called.
 * 2. The write effect is the outermost around a write, so it sees every failure; and its end corrects the effect of a failure
 *    before the failure is shown.
 * 3. The redaction removes secrets before the result reaches the observers below.
 * 4. The channels, which cannot fail, publish before the audit, which may be slow.
 * 5. The audit ends last: its failure becomes a warning of a result that is complete otherwise.
 * 6. The caller's listener is called for a request after all other observers.
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
            quietly(() => listeners.onRequest?.({ ...event, path: event.path, instanceName, command })),
        },
    writes ? replyCheck : undefined,
  ];
  return observers.filter((observer) => observer !== undefined);
};
