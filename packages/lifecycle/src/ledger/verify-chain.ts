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

/** The last row of a writer: what comes off the end of a chain is seen by nothing else. */
export interface ChainEnd {
  readonly writer: string;
  readonly attempt: number;
  /** In hexadecimal digits. */
  readonly hash: string;
}

export interface Chains {
  readonly attempts: number;
  /** Of every writer, in the order of their names; up to the broken link, when there is one. */
  readonly ends: readonly ChainEnd[];
  readonly broken?: BrokenLink;
}

/**
 * Follows the chain of every writer from its first row. Values of people that were forgotten after their time break nothing; a row that
 * was changed, taken out or put in does. What was taken off the end of a chain cannot be seen here: reports carry the last hash.
 */
export const followChains = async (sql: Pick<Session, 'cursor'>): Promise<Chains> => {
  const ends: ChainEnd[] = [];
  let attempts = 0;
  let last: AttemptRow | undefined;
  const end = (): void => {
    if (last !== undefined) {
      ends.push({ writer: last.writer, attempt: last.id, hash: last.hash.toString('hex') });
    }
  };
  const rows = sql.cursor<AttemptRow & Record<string, unknown>>(
    `select id, run, n, app, person, call, kind, at, worker, actor, vendor_id, command, outcome, effect, before_hash, after_hash,
       writer, previous, hash
     from iam.attempt order by writer, id`,
  );
  for await (const row of rows) {
    if (row.writer !== last?.writer) {
      end();
      last = undefined;
    }
    const problem = problemOf(row, last?.hash ?? null);
    if (problem !== undefined) {
      return { attempts, ends, broken: { attempt: row.id, writer: row.writer, problem } };
    }
    attempts += 1;
    last = row;
  }
  end();
  return { attempts, ends };
};

/** The first row that is not what its writer wrote; undefined when the ledger is whole. */
export const verifyChain = async (sql: Pick<Session, 'cursor'>): Promise<BrokenLink | undefined> =>
  (await followChains(sql)).broken;

const problemOf = (row: AttemptRow, previous: Buffer | null): string | undefined => {
  if (!isSame(row.previous, previous)) {
    return 'the row before it is not the one that was there when it was written';
  }
  return isSame(row.hash, linkOf(row, previous).hash) ? undefined : 'it was changed after it was written';
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
