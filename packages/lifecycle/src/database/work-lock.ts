import { Client, type ClientBase, type QueryResultRow } from 'pg';

import type { Database } from './connect';
import { DatabaseError } from './database-error';
import { keepSockets } from './keep-sockets';
import { refuseMoved } from './moved-away';
import type { Session } from './session';

/** Work that keeps other work from a database, on whatever machines they are. */
export type LockedWork = 'plan' | 'schedule' | 'apply' | 'use' | 'move' | 'restore';

export type WorkLock =
  | {
      readonly tag: 'held';
      /** Aborted when the connection broke: the lock is lost then, and another may have it. */
      readonly lost: AbortSignal;
      readonly release: () => Promise<void>;
    }
  /** The sentence says who has it and since when. */
  | { readonly tag: 'busy'; readonly sentence: string };

/** Another process is at work that cannot go beside what was asked for. */
export class DatabaseBusy extends DatabaseError {}

/** Any number of ours; the second one tells what is locked. */
const LOCK_CLASS = 4_715_370;
const PLANNING = 1;
const STATE = 2;
const SCHEDULE = 3;

interface Lock {
  readonly number: number;
  /** Several may have it at once, when all of them share it. */
  readonly isShared: boolean;
}

const alone = (number: number): Lock => ({ number, isShared: false });
const shared = (number: number): Lock => ({ number, isShared: true });

/** One plan at a time, one process for the schedule, any number that apply; who moves the state or fills it is alone with it. */
const LOCKS: Readonly<Record<LockedWork, readonly Lock[]>> = {
  plan: [alone(PLANNING)],
  schedule: [alone(SCHEDULE)],
  apply: [shared(STATE)],
  use: [shared(STATE)],
  move: [alone(PLANNING), alone(STATE)],
  restore: [alone(PLANNING), alone(STATE)],
};

const DOING: Readonly<Record<LockedWork, string>> = {
  plan: 'making a plan with this database',
  schedule: 'making the plan that is due with this database',
  apply: 'applying a plan with this database',
  use: 'working with this database',
  move: 'moving this database to another',
  restore: 'restoring a backup into this database',
};

/** PostgreSQL keeps 63 bytes of it, and of characters beyond ASCII only question marks. */
const holderName = (work: LockedWork, who: string): string =>
  `iam ${work}: ${who.replace(/[^\x20-\x7e]/g, '?')}`.slice(0, 63);

/** What is not answered by then is not answered: the server is away, or the link to it is silent. */
const ANSWER_MS = 20_000;

/** How many have a lock, with the name of the first of them and since when. */
interface Holder {
  readonly name: string | null;
  readonly since: Date | null;
}

/** What a statement is asked with: a client of its own, or the session of a transaction. */
type Ask = <Row extends object>(text: string, values: readonly unknown[]) => Promise<readonly Row[]>;

const askOf =
  (client: ClientBase): Ask =>
  async <Row extends object>(text: string, values: readonly unknown[]) =>
    (await client.query<Row>(text, [...values])).rows;

const holdersOf = (ask: Ask, { number }: Lock): Promise<readonly Holder[]> =>
  ask<Holder>(
    `select a.application_name as name, a.backend_start as since
       from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.granted and l.objsubid = 2 and l.classid = $1 and l.objid = $2
        and l.database = (select oid from pg_database where datname = current_database()) and l.pid <> pg_backend_pid()
      order by a.backend_start`,
    [LOCK_CLASS, number],
  );

const NAME = /^iam (plan|schedule|apply|use|move|restore): (.*)$/;

const busySentence = (work: LockedWork, holders: readonly Holder[]): string => {
  const [holder] = holders;
  const [, doing = work, who = ''] = NAME.exec(holder?.name ?? '') ?? [];
  const others = holders.length > 1 ? ` and ${holders.length - 1} more` : '';
  const since = holder?.since ? ` since ${holder.since.toISOString()}` : '';
  return (
    `${who === '' ? 'Another process' : who}${others} has been ${DOING[doing as LockedWork]}${since}. ` +
    'Nothing was done. Wait until it ends, or ask them to stop it.'
  );
};

/** The sentence about who has one of the locks of a work; undefined when all were free, and are taken now. Of a state that was moved away there is none. */
const taken = async (
  ask: Ask,
  work: LockedWork,
  of: 'session' | 'transaction',
): Promise<string | undefined> => {
  for (const lock of LOCKS[work]) {
    const [row] = await ask<{ readonly taken: boolean }>(
      `select pg_try_advisory_${of === 'session' ? '' : 'xact_'}lock${lock.isShared ? '_shared' : ''}($1, $2) as taken`,
      [LOCK_CLASS, lock.number],
    );
    if (row?.taken !== true) {
      return busySentence(work, await holdersOf(ask, lock));
    }
  }
  if (work !== 'restore') {
    // Only now: a move marks the state under the same locks.
    await refuseMoved({
      query: async <Row extends QueryResultRow>(text: string) => [...(await ask<Row>(text, []))],
    });
  }
  return undefined;
};

/**
 * Takes the locks of a work, or says who has them; never waits. They are a session's advisory locks, so they end with the process that
 * holds them, however that ends; a connection through a pooler that gives each transaction another session does not hold them.
 * `who` is shown to others, for example `jane@laptop`.
 */
export const takeLock = async (database: Database, work: LockedWork, who: string): Promise<WorkLock> => {
  const sockets = keepSockets();
  const client = new Client({
    stream: sockets.open,
    connectionString: database.url,
    application_name: holderName(work, who),
    keepAlive: true,
    connectionTimeoutMillis: ANSWER_MS,
    query_timeout: ANSWER_MS,
  });
  // A server that does not answer any more is not waited for.
  const end = (): Promise<void> => sockets.closeAfter(client.end());
  const lost = new AbortController();
  client.on('error', () => undefined);
  client.on('end', () => lost.abort(new Error('a lock of the database was lost with its connection')));
  try {
    await client.connect();
    // The server finds out within a minute that a machine is gone, instead of two hours; of a socket it knows at once.
    await client.query(
      'set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3',
    );
    const sentence = await taken(askOf(client), work, 'session');
    if (sentence === undefined) {
      return { tag: 'held', lost: lost.signal, release: end };
    }
    await end();
    return { tag: 'busy', sentence };
  } catch (thrown) {
    await end().catch(() => undefined);
    throw thrown;
  }
};

/** Does a work under its locks; refused with a DatabaseBusy while another has them. */
export const underLock = async <A>(
  database: Database,
  work: LockedWork,
  who: string,
  action: (lost: AbortSignal) => Promise<A>,
): Promise<A> => {
  const lock = await takeLock(database, work, who);
  if (lock.tag === 'busy') {
    throw new DatabaseBusy(lock.sentence);
  }
  try {
    return await action(lock.lost);
  } finally {
    await lock.release();
  }
};

/** Takes the locks of a work for a transaction, which then cannot outlive them; refused with a DatabaseBusy while another has them. */
export const lockTransaction = async (session: Session, work: LockedWork, who: string): Promise<void> => {
  await session.query(`select set_config('application_name', $1, true)`, [holderName(work, who)]);
  const sentence = await taken((text, values) => session.query(text, values), work, 'transaction');
  if (sentence !== undefined) {
    throw new DatabaseBusy(sentence);
  }
};

/** A condition of SQL that holds while the state is neither being moved away nor was, for a statement that stands alone. */
export const STATE_STAYS = `pg_try_advisory_xact_lock_shared(${LOCK_CLASS}, ${STATE}) and exists (select from iam.store where moved_to is null)`;
