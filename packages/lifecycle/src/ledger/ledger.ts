import { randomUUID } from 'node:crypto';
import { chain, type AttemptRecord } from './attempt';
import type { Session } from '../database/session';

export interface Ledger {
  /** Resolves when the record is durable; rejects when it could not be written, and then nothing may be sent. */
  readonly append: (record: AttemptRecord) => Promise<void>;
}

interface Waiting {
  readonly record: AttemptRecord;
  readonly written: () => void;
  readonly failed: (reason: unknown) => void;
}

/**
 * The ledger of one process. Records that are appended while a write is under way go together in the next one: one commit for many,
 * in the order in which they came, so that the chain of the process is unbroken.
 */
export const createLedger = (sql: Pick<Session, 'query'>, now: () => Date): Ledger => {
  let writer = randomUUID();
  let previous: Buffer | null = null;
  let waiting: Waiting[] = [];
  let isWriting = false;

  const writeAll = async (): Promise<void> => {
    isWriting = true;
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        previous = await insert(
          sql,
          writer,
          batch.map(({ record }) => record),
          now().toISOString(),
          previous,
        );
        batch.forEach(({ written }) => written());
      } catch (thrown) {
        // The commit may have happened although its answer was lost, so nothing may follow it: a new chain begins.
        writer = randomUUID();
        previous = null;
        batch.forEach(({ failed }) => failed(thrown));
      }
    }
    isWriting = false;
  };

  return {
    append: (record) =>
      new Promise((written, failed) => {
        waiting.push({ record, written, failed });
        if (!isWriting) {
          void writeAll();
        }
      }),
  };
};

/** Returns the hash of the last row. */
const insert = async (
  sql: Pick<Session, 'query'>,
  writer: string,
  records: readonly AttemptRecord[],
  at: string,
  previous: Buffer | null,
): Promise<Buffer | null> => {
  let last = previous;
  const rows = records.map((record) => {
    const link = chain(record, at, last);
    last = link.hash;
    return {
      run: record.run,
      n: record.n,
      app: record.app,
      person: record.person,
      call: record.call,
      kind: record.kind,
      at,
      worker: record.worker,
      actor: record.actor,
      vendor_id: record.vendorId,
      command: record.command,
      outcome: record.outcome ?? null,
      effect: record.effect ?? null,
      before: record.before ?? null,
      changes: record.changes ?? null,
      after: record.after ?? null,
      before_hash: hex(link.beforeHash),
      after_hash: hex(link.afterHash),
      requests: record.requests ?? null,
      failure: record.failure ?? null,
      writer,
      previous: hex(link.previous),
      hash: hex(link.hash),
    };
  });
  await sql.query(INSERT, [JSON.stringify(rows)]);
  return last;
};

const hex = (bytes: Buffer | null): string | null => (bytes === null ? null : `\\x${bytes.toString('hex')}`);

const INSERT = `
insert into iam.attempt (run, n, app, person, call, kind, at, worker, actor, vendor_id, command, outcome, effect,
  before, changes, after, before_hash, after_hash, requests, failure, writer, previous, hash)
select run, n, app, person, call, kind, at, worker, actor, vendor_id, command, outcome, effect,
  before, changes, after, before_hash, after_hash, requests, failure, writer, previous, hash
from jsonb_populate_recordset(null::iam.attempt, $1::jsonb) with ordinality
order by ordinality`;
