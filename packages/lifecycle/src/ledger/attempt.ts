import { createHash } from 'node:crypto';
import type { Attributes } from '@iam/core';

/** What happened to a person's account, or was about to. `begun` is durable before the request is sent. */
export interface AttemptRecord {
  readonly run: number;
  readonly n: number;
  readonly app: string;
  readonly person: string;
  /** Joins begun and ended; the `run` of core's results. */
  readonly call: string;
  readonly kind: 'begun' | 'ended';
  readonly worker: string;
  readonly actor: string;
  readonly vendorId: string | null;
  readonly command: string;
  readonly outcome?: string;
  readonly effect?: 'none' | 'unknown';
  readonly before?: Attributes;
  readonly changes?: Attributes;
  readonly after?: Attributes;
  readonly requests?: readonly Attributes[];
  readonly failure?: Attributes;
}

/** A record with its place in the chain of its writer. */
export interface ChainedAttempt {
  readonly beforeHash: Buffer | null;
  readonly afterHash: Buffer | null;
  readonly previous: Buffer | null;
  readonly hash: Buffer;
}

/**
 * Hash chain (as in RFC 6962's idea of a log that can only be appended to): each row's hash covers the hash of the row before it by
 * the same writer, so that a row that is changed or taken out is seen. Values of people go in as hashes only: erasing them after
 * their time breaks nothing.
 */
export const chain = (
  record: AttemptRecord,
  at: string,
  previous: Buffer | null,
  hashes: { readonly before: Buffer | null; readonly after: Buffer | null } = {
    before: hashOf(record.before),
    after: hashOf(record.after),
  },
): ChainedAttempt => {
  const text = JSON.stringify([
    at,
    record.run,
    record.n,
    record.app,
    record.person,
    record.call,
    record.kind,
    record.worker,
    record.actor,
    record.vendorId,
    record.command,
    record.outcome ?? null,
    record.effect ?? null,
    hashes.before?.toString('hex') ?? null,
    hashes.after?.toString('hex') ?? null,
  ]);
  const hash = createHash('sha256')
    .update(previous ?? '')
    .update(text)
    .digest();
  return { beforeHash: hashes.before, afterHash: hashes.after, previous, hash };
};

function hashOf(record: Attributes | undefined): Buffer | null {
  return record === undefined ? null : createHash('sha256').update(JSON.stringify(record)).digest();
}
