import { whoIsNamed, type CommandArguments } from '../commands/arguments';
import { COMMANDS, isCommandName } from '../commands/command';
import { writeEffect } from '../commands/write/write-effect';
import type { HttpSettings } from '../http/http-settings';
import type { RequestEvent } from '../http/request-event';
import type { GroupBefore } from '../commands/group/group-before';
import type { Rehearsal } from '../commands/write/rehearsal';
import type { AskedGate } from '../commands/write/write-gate';
import type { WriteJournal } from '../commands/write/write-journal';
import { auditTrail, type AuditRecord } from '../observe/audit';
import { reportRun, type RunEvent } from '../observe/channels';
import type { Observer } from '../observe/observer';
import { quietly } from './quietly';
import type { RunOptions } from './run-options';

/** The listeners of an instance. */
export interface RunListeners {
  /** Called after every request, without secrets. */
  readonly onRequest?: (
    event: RequestEvent & { readonly instanceName: string; readonly command: string },
  ) => void;
  /**
   * Receives a record of every write before it is sent, and of every command before `run` resolves, whether it wrote or not. If it throws
   * or rejects for a write, the write is not sent and the command fails (`not-recorded`); for an ended command, the result has a warning,
   * because what was written is written. Changes of groups cost one request more, for the group's former state.
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

/** The parts of one run that follow it, and what its caller asks for. */
export interface RunParticipants {
  readonly actor: string | undefined;
  readonly onAudit: RunOptions['onAudit'] | undefined;
  readonly meter: Observer;
  readonly journal: WriteJournal;
  readonly groupBefore: GroupBefore;
  /** Of a dry run. */
  readonly rehearsal: Rehearsal | undefined;
  /** Of a caller who wants to be asked before each write. */
  readonly asked: AskedGate | undefined;
}

/**
 * The observers of one run. Their order decides:
 *
 * 1. The meter counts a request before any other observer is called.
 * 2. A dry run says first of the result that it is one.
 * 3. The write effect is the outermost around a write, so it sees every failure; and its end corrects the effect of a failure
 *    before the failure is shown.
 * 4. The redaction removes secrets before the result reaches the observers below.
 * 5. The channels, which cannot fail, publish before the audit, which may be slow.
 * 6. The audit ends after them: its failure becomes a warning of a result that is complete otherwise.
 * 7. The caller's listener is called for a request after all other observers.
 * 8. The check of replies is next to the client: a reply that it rejects is a failed write to all others.
 * 9. The journal ends last: what it adds is worked out when it is read, and none of those above reads it.
 *
 * `args` are absent where the call could not be read. Observers of writes are left out of commands that do not write, and the effect of
 * writes and the check of replies out of a dry run, which has none.
 */
export const runObservers = (
  { listeners, http, redaction, replyCheck }: ObservedInstance,
  run: RunEvent,
  args: CommandArguments | undefined,
  { meter, journal, groupBefore, rehearsal, asked, actor, onAudit }: RunParticipants,
): readonly Observer[] => {
  const { instanceName, brand, command } = run;
  const writes = args !== undefined && isCommandName(command) && COMMANDS[command].writes;
  const isReal = writes && rehearsal === undefined;
  const keep = bothOf(listeners.onAudit, onAudit);
  const observers: readonly (Observer | undefined)[] = [
    meter,
    rehearsal === undefined ? undefined : { end: rehearsal.end },
    isReal ? writeEffect() : undefined,
    redaction,
    reportRun(run, http.clock.now),
    keep === undefined
      ? undefined
      : auditTrail(
          {
            run: run.run,
            actor: actor ?? listeners.actor ?? null,
            instance: instanceName,
            brand,
            command,
            who: args === undefined ? '' : whoIsNamed(args),
          },
          { keep, redact: http.redact, now: http.clock.date, groupBefore, writes: isReal },
        ),
    listeners.onRequest === undefined
      ? undefined
      : {
          onRequest: (event: RequestEvent) =>
            quietly(() => listeners.onRequest?.({ ...event, path: event.path, instanceName, command })),
        },
    isReal && asked !== undefined ? { watch: asked.watch } : undefined,
    isReal ? replyCheck : undefined,
    writes ? journal : undefined,
  ];
  return observers.filter((observer) => observer !== undefined);
};

type Keep = NonNullable<RunListeners['onAudit']>;

/** The instance's listener first; a record that one of them cannot keep is not kept. */
const bothOf = (own: Keep | undefined, ofRun: Keep | undefined): Keep | undefined =>
  own === undefined || ofRun === undefined
    ? (own ?? ofRun)
    : async (record) => {
        await own(record);
        await ofRun(record);
      };
