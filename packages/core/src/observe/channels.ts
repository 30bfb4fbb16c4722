import { channel } from 'node:diagnostics_channel';
import type { CommandResult, UserResult } from '../commands/result';
import type { FailureKind } from '../errors/failure';
import type { RequestEvent } from '../http/request-event';

/**
 * Names of the `node:diagnostics_channel` channels this package publishes to. Payloads hold no secrets and no personal data,
 * because traces are commonly handed to a third party. The person a command was about is in the audit record.
 */
export const CHANNELS = {
  commandStart: 'iam:command:start',
  commandEnd: 'iam:command:end',
  request: 'iam:request',
} as const;

/** The fields of all events of one command. */
export interface RunEvent {
  /** Unique for every run of a command: joins its events. */
  readonly run: string;
  readonly instanceName: string;
  readonly brand: string;
  readonly command: string;
}

/** Published on `iam:command:start`. */
export interface CommandStartEvent extends RunEvent {}

/** Published on `iam:command:end`, exactly once for every start. */
export interface CommandEndEvent extends RunEvent {
  readonly status: CommandResult['status'];
  /** Milliseconds from start to end, waits included. */
  readonly durationMs: number;
  /** HTTP requests that were sent, repeats included. */
  readonly requests: number;
  /** What a user command did, or why it was skipped; `dry-run` when it was to write nothing. */
  readonly outcome?: string;
  /** Present when and only when the status is failed. */
  readonly failure?: FailureKind;
  /** The vendor's id of the request that failed. */
  readonly requestId?: string;
}

/** Published on `iam:request` when a request has ended, one event for each attempt. */
export interface RequestEndEvent extends RunEvent {
  readonly method: RequestEvent['method'];
  /** The path below the base URL with `{}` for every id, and without the query: both name people. */
  readonly path: string;
  /** 1 for the first. */
  readonly attempt: number;
  readonly durationMs: number;
  /** Null when there was no reply. */
  readonly status: number | null;
  readonly requestId?: string;
  readonly failure?: FailureKind;
}

/** Reports one run of a command: an observer of it. */
export interface RunReporter {
  /** Takes the template of the request's path, which identifies no person. */
  readonly onRequest: (event: RequestEvent, template: string) => void;
  readonly end: (result: CommandResult) => void;
}

const commandStart = channel(CHANNELS.commandStart);
const commandEnd = channel(CHANNELS.commandEnd);
const request = channel(CHANNELS.request);

/** Publishes the start of a run; undefined, at the cost of three comparisons, when no channel has a subscriber. */
export const reportRun = (run: RunEvent, now: () => number): RunReporter | undefined => {
  if (!commandStart.hasSubscribers && !commandEnd.hasSubscribers && !request.hasSubscribers) {
    return undefined;
  }
  const started = now();
  commandStart.publish({ ...run } satisfies CommandStartEvent);
  return {
    onRequest: (event, template) => request.publish(requestEnd(run, event, template)),
    end: (result) => commandEnd.publish(commandEndOf(run, result, now() - started)),
  };
};

const requestEnd = (run: RunEvent, event: RequestEvent, template: string): RequestEndEvent => ({
  ...run,
  method: event.method,
  path: template,
  attempt: event.attempt,
  durationMs: event.durationMs,
  status: event.status,
  ...(event.requestId === undefined ? {} : { requestId: event.requestId }),
  ...(event.failure === undefined ? {} : { failure: event.failure.kind }),
});

/** What a dry run would do is not counted with what was done. */
const outcomeOf = ({ dryRun, happened, skipCause }: UserResult): string | undefined =>
  dryRun === true ? 'dry-run' : (happened ?? skipCause);

const commandEndOf = (run: RunEvent, result: CommandResult, durationMs: number): CommandEndEvent => {
  const outcome = result.kind === 'user' ? outcomeOf(result) : undefined;
  const requestId = result.failure?.requestId;
  return {
    ...run,
    status: result.status,
    durationMs,
    requests: result.requests,
    ...(outcome === undefined ? {} : { outcome }),
    ...(result.failure === undefined ? {} : { failure: result.failure.kind }),
    ...(requestId === undefined ? {} : { requestId }),
  };
};
