import type { CommandResult } from '../commands/result';
import type { UserClient } from '../contract/user-client';
import type { RequestEvent } from '../http/http-client';
import { redactData } from '../http/redact';
import type { Redact } from '../http/redact';
import type { Attributes } from '../profile/app-data';
import { watchWrites } from './watch-writes';
import type { Write } from './watch-writes';

/**
 * What one command changed, or may have changed, at a vendor. Data that JSON can carry, without secrets; it does hold
 * personal data, because that is what an audit is about.
 */
export interface AuditRecord {
  /** When the command ended: ISO 8601, UTC. */
  readonly at: string;
  /** Who ran the command, as the caller of the library says; null when it says nothing. */
  readonly actor: string | null;
  readonly instance: string;
  readonly brand: string;
  readonly command: string;
  /** Whom or what the command was about, as the caller named it. */
  readonly who: string;
  /** The vendor's id of the user or group; null when it is not known. */
  readonly id: string | null;
  /** The vendor's record before the first write; null when there was none, or (groups) when it was not read. */
  readonly before: Attributes | null;
  /** The writes that were sent, in the vendor's vocabulary. */
  readonly changes: readonly Attributes[];
  /** The vendor's record after the last write, as the result shows it; null when the command failed. */
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

/** Follows one command; knows at its end whether anything was written. */
export interface AuditTrail {
  readonly watch: (client: UserClient) => UserClient;
  readonly request: (event: RequestEvent) => void;
  /** Undefined when the command sent no write. */
  readonly record: (result: CommandResult, at: Date) => AuditRecord | undefined;
}

export const auditTrail = (actor: string | undefined, redact: Redact): AuditTrail => {
  const writes: Write[] = [];
  const requestIds: string[] = [];
  let sent = false;
  return {
    watch: (client) =>
      watchWrites(client, {
        begun: (write) => writes.push(write),
        // A client may reach its vendor by other means than the HTTP it is given.
        succeeded: () => {
          sent = true;
        },
      }),
    request: ({ method, requestId }) => {
      if (method !== 'GET') {
        sent = true;
        requestIds.push(...(requestId === undefined ? [] : [requestId]));
      }
    },
    record: (result, at) => {
      if (!sent) {
        return undefined;
      }
      const clean = <A>(value: A): A => redactData(redact, value) as A;
      return {
        at: at.toISOString(),
        actor: actor ?? null,
        instance: result.instanceName,
        brand: result.brand,
        command: result.command,
        who: result.who,
        ...subjectOf(result),
        before: clean(writes[0]?.before ?? null),
        changes: writes.map(({ change }) => clean(change)),
        after: afterOf(result),
        result: verdictOf(result),
        requestIds: requestIds.map(redact),
      };
    },
  };
};

const subjectOf = (result: CommandResult): { readonly id: string | null } => ({
  id: result.kind === 'user' ? result.vendor.id : result.kind === 'group' ? result.group.id : null,
});

const afterOf = (result: CommandResult): unknown => {
  if (result.status === 'failed') {
    return null;
  }
  return result.kind === 'user'
    ? result.vendor.details
    : result.kind === 'group'
      ? result.group.details
      : null;
};

const verdictOf = (result: CommandResult): AuditRecord['result'] => ({
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
