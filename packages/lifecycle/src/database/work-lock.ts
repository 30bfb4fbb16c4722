import { Client } from 'pg';

import type { Database } from './connect';

/** What only one process may do at a time, on whatever machines they are. */
export type LockedWork = 'plan' | 'apply';

export type WorkLock =
  | {
      readonly tag: 'held';
      /** Aborted when the connection broke: the lock is lost then, and another may have it. */
      readonly lost: AbortSignal;
      readonly release: () => Promise<void>;
    }
  /** The sentence says who has it and since when. */
  | { readonly tag: 'busy'; readonly sentence: string };

/** Any number of ours; the second one tells what is locked. */
const LOCK_CLASS = 4_715_370;
const lockNumber: Readonly<Record<LockedWork, number>> = { plan: 1, apply: 2 };

const doing: Readonly<Record<LockedWork, string>> = {
  plan: 'making a plan',
  apply: 'applying a plan',
};

/** PostgreSQL keeps 63 bytes of it, and of characters beyond ASCII only question marks. */
const holderName = (who: string): string => `iam: ${who.replace(/[^\x20-\x7e]/g, '?')}`.slice(0, 63);

interface Holder {
  readonly name: string | null;
  readonly since: Date | null;
}

const holderOf = async (client: Client, work: LockedWork): Promise<Holder | undefined> => {
  const { rows } = await client.query<Holder>(
    `select a.application_name as name, a.backend_start as since
       from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.granted and l.objsubid = 2 and l.classid = $1 and l.objid = $2
        and l.database = (select oid from pg_database where datname = current_database())`,
    [LOCK_CLASS, lockNumber[work]],
  );
  return rows[0];
};

const busySentence = (work: LockedWork, holder: Holder | undefined): string => {
  const who = holder?.name?.replace(/^iam: /, '') ?? '';
  const since = holder?.since ? ` since ${holder.since.toISOString()}` : '';
  return (
    `${who === '' ? 'Somebody else' : who} has been ${doing[work]} with this database${since}. ` +
    'Nothing was done. Wait until it ends, or ask them to stop it.'
  );
};

/**
 * Takes the lock, or says who has it; never waits. The lock is a session's advisory lock, so it ends with the process that holds it,
 * however that ends; a connection through a pooler that gives each transaction another session does not hold it.
 * `who` is shown to others, for example `jane@laptop`.
 */
export const takeLock = async (database: Database, work: LockedWork, who: string): Promise<WorkLock> => {
  const client = new Client({
    connectionString: database.url,
    application_name: holderName(who),
    keepAlive: true,
  });
  const lost = new AbortController();
  client.on('error', () => undefined);
  client.on('end', () => lost.abort(new Error(`the lock for ${doing[work]} was lost with its connection`)));
  try {
    await client.connect();
    // The server finds out within a minute that a machine is gone, instead of two hours; of a socket it knows at once.
    await client.query(
      'set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3',
    );
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1, $2) as taken', [
      LOCK_CLASS,
      lockNumber[work],
    ]);
    if (rows[0]?.taken === true) {
      return { tag: 'held', lost: lost.signal, release: () => client.end() };
    }
    const sentence = busySentence(work, await holderOf(client, work));
    await client.end();
    return { tag: 'busy', sentence };
  } catch (thrown) {
    await client.end().catch(() => undefined);
    throw thrown;
  }
};

export const planLock = (database: Database, who: string): Promise<WorkLock> =>
  takeLock(database, 'plan', who);

export const applyLock = (database: Database, who: string): Promise<WorkLock> =>
  takeLock(database, 'apply', who);
