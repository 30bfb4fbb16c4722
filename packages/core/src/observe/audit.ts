import type { CommandResult, GroupResult } from '../commands/result';
import type { GroupBefore } from '../commands/group/group-before';
import type { Happened, SkipCause } from '../commands/user/outcome';
import { recordIn } from '../commands/write/reply-record';
import type { Around, Write, Written } from '../contract/around-writes';
import type { UserClient } from '../contract/user-client';
import { failure, type Failure } from '../errors/failure';
import { IAMError, reasonOf, toFailure } from '../errors/iam-error';
import type { RequestEvent } from '../http/request-event';
import { redactData, type Redact } from '../http/redaction/redact';
import type { Attributes } from '../profile/app-data';
import { withSecretsMasked } from '../profile/secret-attributes';

/**
 * One entry of the audit: data that JSON can carry, without secrets. It holds personal data, because an audit is about people.
 * Every write has a `begun` before it is sent, and every command an `ended`, whatever came of it: a `begun` without its `ended` means
 * that the process died in between, and the effect at the vendor is unknown.
 */
export type AuditRecord = AuditBegun | AuditEnded;

interface AuditEntry {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Unique for every run of a command: joins its entries, and those of the diagnostics channels. */
  readonly run: string;
  /** The actor, as the caller of the library names it; null when it names none. */
  readonly actor: string | null;
  readonly instance: string;
  readonly brand: string;
  readonly command: string;
  /** The user or group, as the caller named it. */
  readonly who: string;
  /** The vendor's id of the user or group; null when it is not known. */
  readonly id: string | null;
  /** The vendor's record before it was written to; null when there was none. */
  readonly before: Attributes | null;
  /** The requested changes in the vendor's vocabulary: those of one write in a `begun`, those of all writes in an `ended`. */
  readonly changes: readonly Attributes[];
}

/** A write that is about to be sent. */
export interface AuditBegun extends AuditEntry {
  readonly stage: 'begun';
}

/** How a command ended, in one word. */
export type AuditOutcome =
  | Happened
  | SkipCause
  /** It ended well, and is about no user or group. */
  | 'done'
  /** Kept back by the caller's `beforeWrite`. */
  | 'refused'
  /** Stopped before anything could be changed. */
  | 'not-attempted'
  /** Stopped when something may have been changed. */
  | 'interrupted'
  | 'failed'
  /** It was to write nothing; `changes` are empty. */
  | 'dry-run';

/** A command that has ended, whether it wrote or not. */
export interface AuditEnded extends AuditEntry {
  readonly stage: 'ended';
  readonly outcome: AuditOutcome;
  /**
   * The vendor's record after the last write; null when nothing was written, the command failed, the record was deleted, or the vendor did
   * not return it.
   */
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

/** The fields that all entries of one run share. */
export type AuditSubject = Pick<AuditEntry, 'run' | 'actor' | 'instance' | 'brand' | 'command' | 'who'>;

export interface AuditMeans {
  /** Records an entry; the write of a `begun` that cannot be recorded is not sent. */
  readonly keep: (record: AuditRecord) => void | Promise<void>;
  readonly redact: Redact;
  readonly now: () => Date;
  readonly groupBefore: GroupBefore;
  /** Whether the command may write. Of one that may not, its end alone is recorded. */
  readonly writes: boolean;
}

/** Follows one command: an observer of it. */
export interface AuditTrail {
  /** Records each write. A group is read before its first write, which costs one request, because no policy reads it. */
  readonly watch?: (client: UserClient) => Around;
  readonly onRequest: (event: RequestEvent) => void;
  /** Records the end of the command. Rejects when that cannot be recorded. */
  readonly end: (result: CommandResult) => Promise<void>;
  readonly whenEndFails: (reason: string) => string;
}

/** A write with the record before it. */
interface KnownWrite extends Write {
  readonly before: Attributes | null;
  /** It had no effect: refused, or never sent. */
  isVoid: boolean;
  /** Kept back before it was sent. */
  isUnsent: boolean;
  /** The vendor accepted a request of it. */
  isCarriedOutInPart: boolean;
}

export const auditTrail = (
  subject: AuditSubject,
  { keep, redact, now, groupBefore, writes: mayWrite }: AuditMeans,
): AuditTrail => {
  const writes: KnownWrite[] = [];
  const requestIds: string[] = [];
  /** The reply to the latest write. */
  let answer: Written;
  let underWay = 0;
  const clean = <A>(value: A): A => redactData(redact, value) as A;
  // Skips a refused creation: the former state is that of the record which is updated instead.
  const before = (): Attributes | null => (writes.find(({ isVoid }) => !isVoid) ?? writes[0])?.before ?? null;
  const entry = (id: string | null, some: readonly KnownWrite[]): AuditEntry => ({
    at: now().toISOString(),
    ...subject,
    // An id is the vendor's text and may echo a secret, as a record may.
    id: id === null ? null : redact(id),
    before: clean(before()),
    changes: some.map(({ change }) => clean(withSecretsMasked(change))),
  });
  const begin = async (write: KnownWrite): Promise<void> => {
    writes.push(write);
    answer = undefined;
    try {
      await keep({ stage: 'begun', ...entry(write.id, [write]) });
    } catch (thrown) {
      writes.pop();
      throw new IAMError(notRecorded(thrown));
    }
  };
  const watch = (client: UserClient): Around => {
    const isOwnNew = (): boolean => writes.some(({ id, isVoid }) => id === null && !isVoid);
    const recordBefore = async ({ id, before: read }: Write): Promise<Attributes | null> =>
      read === undefined ? (isOwnNew() ? null : groupBefore.read(client.groups, id)) : read;
    return async (write, send) => {
      const known: KnownWrite = {
        ...write,
        before: await recordBefore(write),
        isVoid: false,
        isUnsent: false,
        isCarriedOutInPart: false,
      };
      await begin(known);
      underWay += 1;
      try {
        const answered = await send();
        answer = answered ?? undefined;
        return answered;
      } catch (thrown) {
        const { kind, effect } = toFailure(thrown);
        known.isVoid = effect === 'none' && !known.isCarriedOutInPart;
        known.isUnsent = known.isVoid && KEPT_BACK.has(kind);
        throw thrown;
      } finally {
        underWay -= 1;
      }
    };
  };
  return {
    ...(mayWrite ? { watch } : {}),
    // Some vendors search by POST, so only requests sent during a write count as writing.
    onRequest: ({ method, requestId, failure: refusal, signIn }) => {
      const latest = writes.at(-1);
      if (underWay > 0 && method !== 'GET' && latest !== undefined) {
        latest.isCarriedOutInPart ||= refusal === undefined && signIn === undefined;
      }
      if (underWay > 0 && method !== 'GET' && requestId !== undefined) {
        requestIds.push(redact(requestId));
      }
    },
    end: async (result) => {
      await keep({
        stage: 'ended',
        ...entry(
          idOf(result),
          writes.filter(({ isUnsent }) => !isUnsent),
        ),
        // Of a call that could not be read, the result knows more than the arguments.
        who: subject.who === '' ? result.who : subject.who,
        outcome: outcomeOf(result),
        after: writes.length === 0 ? null : afterOf(result, writes.length, clean(recordIn(answer))),
        result: verdictOf(result),
        requestIds,
      });
    },
    whenEndFails: (reason) => `The audit record of this command could not be kept: ${reason}`,
  };
};

/** Failures of requests that never left, of all those whose effect is none. */
const KEPT_BACK: ReadonlySet<Failure['kind']> = new Set<Failure['kind']>([
  'interrupted',
  'refused',
  'not-admitted',
]);

const notRecorded = (thrown: unknown): Failure =>
  failure(
    'not-recorded',
    `The change could not be recorded for the audit, so it was not sent: ${reasonOf(thrown)}`,
  );

const idOf = (result: CommandResult): string | null =>
  result.kind === 'user' ? result.vendor.id : result.kind === 'group' ? result.group.id : null;

/**
 * Ignores `details` of a reply without a body: they are its headers. After several writes, the last reply is the group's record,
 * if it had one.
 */
const afterOf = (result: CommandResult, writes: number, answer: Attributes | null): unknown => {
  if (result.status === 'failed') {
    return null;
  }
  if (result.kind === 'user') {
    return result.happened === 'deleted' ? null : result.vendor.details;
  }
  return result.kind === 'group' && result.contextKey === 'CreateGroup' && writes === 1
    ? result.group.details
    : answer;
};

const GROUP_OUTCOMES: Readonly<Record<GroupResult['contextKey'], AuditOutcome>> = {
  GetGroup: 'found',
  CreateGroup: 'created',
  UpdateGroup: 'updated',
  DeleteGroup: 'deleted',
};

const outcomeOf = (result: CommandResult): AuditOutcome => {
  if (result.dryRun === true) {
    return 'dry-run';
  }
  if (result.failure !== undefined) {
    return failedOutcome(result.failure);
  }
  switch (result.kind) {
    case 'user':
      return result.happened ?? result.skipCause ?? 'done';
    case 'group':
      return GROUP_OUTCOMES[result.contextKey];
    default:
      return 'done';
  }
};

const failedOutcome = ({ kind, effect }: Failure): AuditOutcome => {
  switch (kind) {
    case 'interrupted':
      return effect === 'none' ? 'not-attempted' : 'interrupted';
    case 'not-found':
    case 'refused':
      return kind;
    default:
      return 'failed';
  }
};

/** What a dry run would do reads like a deed, so it is left out. */
const verdictOf = (result: CommandResult): AuditEnded['result'] => ({
  status: result.status,
  ...(result.kind === 'user' ? { action: result.vendor.action } : {}),
  ...(result.kind === 'user' && result.dryRun !== true && result.happened !== undefined
    ? { happened: result.happened }
    : {}),
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
