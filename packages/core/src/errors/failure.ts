/**
 * Why something did not work. A plain value inside core; thrown as an IAMError where a vendor's
 * async code is in between.
 */

import type { ScimType } from './scim-type';

/** What went wrong, from the point of view of the person who has to act on it. */
export type FailureKind =
  /** The caller's input cannot be used; nothing was sent. */
  | 'invalid-input'
  /** The instance's configuration cannot be used; nothing was sent. */
  | 'invalid-config'
  /** Several records answer to the identifier; nothing was written. */
  | 'ambiguous'
  /** A lookup found no such user or group. */
  | 'not-found'
  /** The vendor answered 404 to something other than a lookup of one record, which says nothing about the user. */
  | 'no-such-resource'
  | 'conflict'
  /** The record is in a state in which the vendor does not do this, for example a change of a deactivated user. */
  | 'wrong-state'
  /** The record was changed after it was read, so it was not overwritten (412). */
  | 'changed-meanwhile'
  /** The vendor replaces records only under a version that it did not tell (428). */
  | 'version-required'
  /** The vendor refused the request as wrong (4xx other than the ones below). */
  | 'bad-request'
  | 'unauthorized'
  | 'forbidden'
  | 'rate-limited'
  /** The vendor failed (5xx). */
  | 'vendor-error'
  /** No reply in time. */
  | 'timeout'
  /** The vendor could not be reached, or the connection broke. */
  | 'network'
  | 'tls'
  | 'proxy'
  /** A reply that is not what the vendor documents. */
  | 'malformed-reply'
  /** The vendor accepted the request and did not do it. */
  | 'not-applied'
  /** The change could not be recorded for the audit; it was not sent. */
  | 'not-recorded'
  /** The limiter that `createInstance` was given did not let the request through; it was not sent. */
  | 'not-admitted'
  /** The caller's `beforeWrite` did not let the write through; it was not sent. */
  | 'refused'
  /** The integration cannot do this. */
  | 'unsupported'
  /** The caller stopped the command. */
  | 'interrupted'
  /** A defect in this software or in a vendor package. */
  | 'defect';

export interface Failure {
  readonly kind: FailureKind;
  /** One line or more, without secrets; the vendor's own words where there are any. */
  readonly message: string;
  /** The HTTP status, or null when there was no reply (or the failure is not about a reply). */
  readonly status: number | null;
  /** The request that failed, for example `POST /users`. */
  readonly step?: string;
  /** The vendor's id of the request, for its support. */
  readonly requestId?: string;
  /** How long the vendor asked to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /**
   * Whether the same command may succeed later without a change of its input or of the instance. Commands about users look before they
   * write, so repeating one is safe whatever its `effect`; a creation of a group whose effect is unknown is looked up first.
   */
  readonly retryable: boolean;
  /**
   * What the failed request may have done at the vendor: `none` when it certainly changed nothing,
   * `unknown` when the reply was lost or says nothing. Decides whether a write is looked up before
   * anything is sent again.
   */
  readonly effect: 'none' | 'unknown';
  /** The reply had the vendor's own error shape, so the vendor sent it and not a gateway. */
  readonly recognised?: boolean;
  /** A failure only because the caller asked for strict mode. */
  readonly strict?: true;
  /** The `scimType` of the reply's error. */
  readonly scimType?: ScimType;
  /** What to do next, as a sentence. */
  readonly next?: string;
  /** Several findings at once, for example all mistakes of a configuration. */
  readonly problems?: readonly string[];
}

export type FailureDetails = Partial<Omit<Failure, 'kind' | 'message' | 'retryable' | 'next'>> & {
  readonly next?: string | undefined;
};

/** Builds a failure; the next action of its kind is filled in unless one is given. */
export const failure = (kind: FailureKind, message: string, details: FailureDetails = {}): Failure => {
  const { next = nextAction[kind], ...rest } = details;
  return {
    kind,
    message,
    status: null,
    effect: 'none',
    retryable: RETRYABLE.has(kind),
    ...rest,
    ...(next === undefined ? {} : { next }),
  };
};

/** The same failure understood as one of another kind. */
export const ofKind = (failed: Failure, kind: FailureKind): Failure => ({
  ...failed,
  kind,
  retryable: RETRYABLE.has(kind),
});

const RETRYABLE: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'rate-limited',
  'vendor-error',
  'timeout',
  'network',
  'proxy',
  'interrupted',
  'malformed-reply',
  'not-applied',
  'not-recorded',
  'not-admitted',
  'changed-meanwhile',
]);

/**
 * Whether a failure concerns the whole instance and not the person: every further command would end likewise, so that work
 * on many people stops at this instance and says so, instead of failing each of them.
 */
export const pausesInstance = ({ kind }: Pick<Failure, 'kind'>): boolean => PAUSING.has(kind);

const PAUSING: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'unauthorized',
  'forbidden',
  'tls',
  'invalid-config',
]);

/** What to do next about a failure of a kind, where nothing more particular is known. */
export const usualNext = (kind: FailureKind): string | undefined => nextAction[kind];

const nextAction: Partial<Record<FailureKind, string>> = {
  ambiguous: 'Name the user by id, or make the attribute unique at the vendor.',
  'no-such-resource':
    'Check the URL and the tenant or directory of this instance; if they are right, the record vanished meanwhile.',
  conflict: 'Find the record that already has this user name, email or external id.',
  'wrong-state':
    'Look at the state of the record at the vendor; bring it into one in which this is possible, and run the command again.',
  'changed-meanwhile':
    'Run the command again: it reads the record as it is now. If that ends likewise, something changes it all the time, or the vendor does not accept the version it tells.',
  'version-required':
    'Have the vendor tell versions (ETag or meta.version), or change users by PATCH where it can (SCIM: update=patch).',
  'bad-request': 'Correct the value the vendor names and run the command again.',
  unauthorized: 'Check the credentials of this instance: they may be wrong, expired or of another tenant.',
  forbidden: 'Give the credentials of this instance the right to manage users.',
  'rate-limited': 'Wait and run the command again, or lower rateLimit in the configuration.',
  'vendor-error': 'Run the command again later; it is safe to repeat.',
  timeout: 'Run the command again; raise timeout in the configuration if the vendor is slow.',
  network: 'Check the URL of this instance and that this machine can reach it.',
  tls: "Check the URL, or install the vendor's certificate authority; insecure=true skips the check.",
  proxy: 'Check the proxy variables, or turn proxy off in the configuration.',
  'malformed-reply': 'Check the URL of this instance: it may not be the API, or a gateway is in between.',
  'not-applied': 'Look at the user in the vendor’s console; do not assume that it worked.',
  'not-admitted': 'Make the limiter work that createInstance is given, and run the command again.',
  refused: 'Look at why the program that runs this command did not let the write through.',
  'not-recorded': 'Make sure that audit records can be kept, then run the command again.',
  interrupted: 'Run the command again; it is safe to repeat.',
  defect: 'Report this with the command and the version.',
};

/**
 * `[instance] command user: 409 conflict: "text" (POST /users, request id 1). Next: …`: a failure in one line. Without `where` it begins with the command, for callers that name several instances at once.
 */
export const describeFailure = (
  found: Failure,
  context: { readonly where?: string; readonly command: string; readonly who?: string },
): string => {
  const place = context.where === undefined ? '' : `[${context.where}] `;
  const subject = context.who === undefined ? context.command : `${context.command} ${context.who}`;
  const kind = found.status === null ? found.kind : `${found.status} ${found.kind}`;
  const message = oneLine(found.message);
  const origin = [found.step, found.requestId === undefined ? undefined : `request id ${found.requestId}`]
    .filter((part) => part !== undefined)
    .join(', ');
  return [
    `${place}${subject}: ${kind}: "${message}"`,
    // A message that ends as a sentence needs no second full stop after its quote.
    origin === '' ? (/[.!?…]$/.test(message) ? '' : '.') : ` (${origin}).`,
    found.next === undefined ? '' : ` Next: ${found.next}`,
  ].join('');
};

/** A vendor's text may have several lines and control characters that would move a terminal's cursor. */
const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
