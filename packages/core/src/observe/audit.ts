import type { CommandResult } from '../commands/result';
import type { UserClient } from '../contract/user-client';
import { failure } from '../errors/failure';
import { IAMError, reasonOf } from '../errors/iam-error';
import type { RequestEvent } from '../http/http-client';
import { redactData } from '../http/redact';
import type { Redact } from '../http/redact';
import type { Attributes } from '../profile/app-data';
import { watchWrites } from './watch-writes';
import type { Write } from './watch-writes';

/**
 * One entry of the audit: data that JSON can carry, without secrets. It does hold personal data, because that is what an
 * audit is about. Every write has a `begun` before it is sent, and the command an `ended`: a `begun` without its `ended`
 * means that the process died in between, and that nobody knows what the vendor did.
 */
export type AuditRecord = AuditBegun | AuditEnded;

interface AuditEntry {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Unique for every run of a command: joins its entries, and those of the diagnostics channels. */
  readonly run: string;
  /** Who ran the command, as the caller of the library says; null when it says nothing. */
  readonly actor: string | null;
  readonly instance: string;
  readonly brand: string;
  readonly command: string;
  /** Whom or what the command was about, as the caller named it. */
  readonly who: string;
  /** The vendor's id of the user or group; null when it is not known. */
  readonly id: string | null;
  /** The vendor's record before it was written to; null when there was none. */
  readonly before: Attributes | null;
  /** What was to be changed, in the vendor's vocabulary: of a `begun` the one write, of an `ended` all of them. */
  readonly changes: readonly Attributes[];
}

/** A write that is about to be sent. */
export interface AuditBegun extends AuditEntry {
  readonly stage: 'begun';
}

/** A command that has sent a write, and how it ended. */
export interface AuditEnded extends AuditEntry {
  readonly stage: 'ended';
  /** The vendor's record after the last write; null when the command failed, when nothing is left, or when it is not told. */
  readonly after: unknown;
  readonly result: {
    readonly status: CommandResult['status'];
    /** For users: create, update, enable, disable. */
    readonly action?: string;
    readonly happened?: string;
    /** Kind, message and effect of the failure: `unknown` means that the change may have been made. */
    readonly failure?: {
      readonly kind: string;
      readonly message: string;
      readonly effect: 'none' | 'unknown';
    };
  };
  /** The vendor's ids of the requests that wrote, oldest first. */
  readonly requestIds: readonly string[];
}

/** Whose audit it is: what all entries of one run share. */
export type AuditSubject = Pick<AuditEntry, 'run' | 'actor' | 'instance' | 'brand' | 'command' | 'who'>;

export interface AuditMeans {
  /** Keeps an entry; a `begun` that cannot be kept keeps its write from being sent. */
  readonly keep: (record: AuditRecord) => void | Promise<void>;
  readonly redact: Redact;
  readonly now: () => Date;
}

/** Follows one command. */
export interface AuditTrail {
  readonly watch: (client: UserClient) => UserClient;
  readonly request: (event: RequestEvent) => void;
  /** Keeps how the command ended, when it has begun a write. Rejects when that cannot be kept. */
  readonly end: (result: CommandResult) => Promise<void>;
}

export const auditTrail = (subject: AuditSubject, { keep, redact, now }: AuditMeans): AuditTrail => {
  const writes: Write[] = [];
  const requestIds: string[] = [];
  let group: Attributes | null = null;
  const clean = <A>(value: A): A => redactData(redact, value) as A;
  const entry = (id: string | null, changes: readonly Write[]): AuditEntry => ({
    at: now().toISOString(),
    ...subject,
    id,
    before: clean(writes.find(({ before }) => before !== null)?.before ?? null),
    changes: changes.map(({ change }) => clean(change)),
  });
  return {
    watch: (client) =>
      watchWrites(client, {
        begun: async (write) => {
          writes.push(write);
          try {
            await keep({ stage: 'begun', ...entry(write.id, [write]) });
          } catch (thrown) {
            writes.pop();
            throw new IAMError(
              failure(
                'not-recorded',
                `The change could not be recorded for the audit, so it was not sent: ${reasonOf(thrown)}`,
              ),
            );
          }
        },
        membersChanged: (record) => (group = record),
      }),
    request: ({ method, requestId }) => {
      if (method !== 'GET' && requestId !== undefined) {
        requestIds.push(redact(requestId));
      }
    },
    end: async (result) => {
      if (writes.length > 0) {
        await keep({
          stage: 'ended',
          ...entry(idOf(result), writes),
          after: afterOf(result, clean(group)),
          result: verdictOf(result),
          requestIds,
        });
      }
    },
  };
};

const idOf = (result: CommandResult): string | null =>
  result.kind === 'user' ? result.vendor.id : result.kind === 'group' ? result.group.id : null;

/** `details` of a reply without a body are its headers: they are no record. */
const afterOf = (result: CommandResult, group: Attributes | null): unknown => {
  if (result.status === 'failed') {
    return null;
  }
  if (result.kind === 'user') {
    return result.happened === 'deleted' ? null : result.vendor.details;
  }
  return result.kind === 'group' && result.contextKey === 'CreateGroup'
    ? (group ?? result.group.details)
    : group;
};

const verdictOf = (result: CommandResult): AuditEnded['result'] => ({
  status: result.status,
  ...(result.kind === 'user' ? { action: result.vendor.action } : {}),
  ...(result.kind === 'user' && result.happened !== undefined ? { happened: result.happened } : {}),
  ...(result.failure === undefined
    ? {}
    : {
        failure: {
          kind: result.failure.kind,
          message: result.failure.message,
          effect: result.failure.effect,
        },
      }),
});
