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
  /** The record without the values of people, as they are in the chain: those are hashed, so that they can be erased later. */
  readonly text: string;
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
export const chain = (record: AttemptRecord, at: string, previous: Buffer | null): ChainedAttempt => {
  const { before, changes, after, ...rest } = record;
  const beforeHash = hashOf(before);
  const afterHash = hashOf(after);
  const text = JSON.stringify([
    at,
    rest.run,
    rest.n,
    rest.app,
    rest.person,
    rest.call,
    rest.kind,
    rest.worker,
    rest.actor,
    rest.vendorId,
    rest.command,
    rest.outcome ?? null,
    rest.effect ?? null,
    beforeHash?.toString('hex') ?? null,
    Object.keys(changes ?? {}).sort(),
    afterHash?.toString('hex') ?? null,
  ]);
  const hash = createHash('sha256')
    .update(previous ?? '')
    .update(text)
    .digest();
  return { text, beforeHash, afterHash, previous, hash };
};

const hashOf = (record: Attributes | undefined): Buffer | null =>
  record === undefined ? null : createHash('sha256').update(JSON.stringify(record)).digest();
