import type { Session } from '../database/session';
import { chain, type AttemptRecord } from './attempt';

/** The first row of a chain that is not what its writer wrote. */
export interface BrokenLink {
  readonly attempt: number;
  readonly writer: string;
  readonly problem: string;
}

interface AttemptRow {
  readonly id: number;
  readonly run: number;
  readonly n: number;
  readonly app: string;
  readonly person: string;
  readonly call: string;
  readonly kind: AttemptRecord['kind'];
  readonly at: Date;
  readonly worker: string;
  readonly actor: string;
  readonly vendor_id: string | null;
  readonly command: string;
  readonly outcome: string | null;
  readonly effect: 'none' | 'unknown' | null;
  readonly before_hash: Buffer | null;
  readonly after_hash: Buffer | null;
  readonly writer: string;
  readonly previous: Buffer | null;
  readonly hash: Buffer;
}

/**
 * Follows the chain of every writer from its first row. Values of people that were forgotten after their time break nothing; a row that
 * was changed, taken out or put in does. What was taken off the end of a chain cannot be seen here: reports carry the last hash.
 */
export const verifyChain = async (sql: Pick<Session, 'cursor'>): Promise<BrokenLink | undefined> => {
  let writer: string | undefined;
  let previous: Buffer | null = null;
  const rows = sql.cursor<AttemptRow & Record<string, unknown>>(
    `select id, run, n, app, person, call, kind, at, worker, actor, vendor_id, command, outcome, effect, before_hash, after_hash,
       writer, previous, hash
     from iam.attempt order by writer, id`,
  );
  for await (const row of rows) {
    if (row.writer !== writer) {
      writer = row.writer;
      previous = null;
    }
    if (!isSame(row.previous, previous)) {
      return {
        attempt: row.id,
        writer: row.writer,
        problem: 'the row before it is not the one that was there when it was written',
      };
    }
    if (!isSame(row.hash, linkOf(row, previous).hash)) {
      return { attempt: row.id, writer: row.writer, problem: 'it was changed after it was written' };
    }
    previous = row.hash;
  }
  return undefined;
};

const linkOf = (row: AttemptRow, previous: Buffer | null) =>
  chain(
    {
      ...row,
      vendorId: row.vendor_id,
      ...(row.outcome === null ? {} : { outcome: row.outcome }),
      ...(row.effect === null ? {} : { effect: row.effect }),
    } as AttemptRecord,
    row.at.toISOString(),
    previous,
    { before: row.before_hash, after: row.after_hash },
  );

const isSame = (one: Buffer | null, other: Buffer | null): boolean =>
  one === null || other === null ? one === other : one.equals(other);
