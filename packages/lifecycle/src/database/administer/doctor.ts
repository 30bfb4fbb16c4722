import { stat, statfs } from 'node:fs/promises';

import type { Database } from '../connect';
import { messageOf } from '../database-error';
import type { EmbeddedState } from '../embedded/embedded-server';
import { movedAway, movedWords, wayBack } from '../moved-away';
import { dataDirOf, type DatabaseOptions } from '../open-database';
import { schemaVersion, SCHEMA_VERSION } from '../schema/migrate';
import { followChains } from '../../ledger/verify-chain';
import { LOST_SECONDS } from '../../worker/heartbeat';
import { lookAt, urlWithoutStarting } from './status';

/** One thing that was looked at. */
export interface Check {
  readonly name: string;
  /** `warn`: works, and should be looked after; `fail`: iam does not work, or something is lost. */
  readonly verdict: 'ok' | 'warn' | 'fail';
  readonly text: string;
  /** What to do; only where something is to be done. */
  readonly next?: string;
}

const OLDEST_MAJOR = 13;

const version = async (database: Database): Promise<Check> => {
  const [row] = await database.query<{ version: string; number: number }>(
    `select current_setting('server_version') as version, current_setting('server_version_num')::int as number`,
  );
  const text = `PostgreSQL ${row?.version ?? '?'} answers at ${database.shownUrl}.`;
  return (row?.number ?? 0) >= OLDEST_MAJOR * 10_000
    ? { name: 'server', verdict: 'ok', text }
    : { name: 'server', verdict: 'fail', text, next: `Use PostgreSQL ${OLDEST_MAJOR} or newer.` };
};

const tables = async (database: Database): Promise<Check> => {
  const found = await schemaVersion(database);
  if (found === SCHEMA_VERSION) {
    const moved = await movedAway(database);
    return moved === undefined
      ? { name: 'tables', verdict: 'ok', text: `The tables are of version ${found}.` }
      : {
          name: 'tables',
          verdict: 'fail',
          text: `The state was ${movedWords(moved)}, and this database is not worked with any more.`,
          next: `Set IAM_DATABASE_URL to the new address. ${wayBack}`,
        };
  }
  const text = `The tables are of version ${found}; this iam works with version ${SCHEMA_VERSION}.`;
  return found > SCHEMA_VERSION
    ? { name: 'tables', verdict: 'fail', text, next: 'Update iam on this machine.' }
    : { name: 'tables', verdict: 'ok', text: `${text} The next command updates them.` };
};

/** More than this makes leases and heartbeats of several machines disagree. */
const CLOCK_SECONDS = 2;

const clock = async (database: Database): Promise<Check> => {
  const before = Date.now();
  const [row] = await database.query<{ now: Date }>('select clock_timestamp() as now');
  // The answer was made at some time between question and arrival.
  const difference = ((row?.now.getTime() ?? before) - (before + Date.now()) / 2) / 1000;
  const seconds = Math.abs(difference).toFixed(1);
  return Math.abs(difference) <= CLOCK_SECONDS
    ? { name: 'clock', verdict: 'ok', text: 'This machine and the database server have the same time.' }
    : {
        name: 'clock',
        verdict: 'warn',
        text: `The clock of the database server is ${seconds} s ${difference > 0 ? 'ahead of' : 'behind'} this machine's.`,
        next: 'Let both machines keep time by NTP: due dates and leases of the rate depend on it.',
      };
};

const connections = async (database: Database): Promise<Check> => {
  const [row] = await database.query<{ used: number; most: number }>(
    `select (select count(*) from pg_stat_activity where backend_type = 'client backend') as used, current_setting('max_connections')::int as most`,
  );
  const { used, most } = row ?? { used: 0, most: 0 };
  const text = `${used} of ${most} connections are in use.`;
  return used < most * 0.8
    ? { name: 'connections', verdict: 'ok', text }
    : {
        name: 'connections',
        verdict: 'warn',
        text,
        next: 'Run fewer workers, or let the server take more connections.',
      };
};

/** Seconds. A transaction of ours that does nothing for so long has lost its process. */
const IDLE_SECONDS = 300;

const locks = async (database: Database): Promise<Check> => {
  const rows = await database.query<{ name: string; since: Date }>(
    `select application_name as name, state_change as since from pg_stat_activity
      where datname = current_database() and state = 'idle in transaction' and state_change < now() - make_interval(secs => $1)`,
    [IDLE_SECONDS],
  );
  const [first] = rows;
  return first
    ? {
        name: 'locks',
        verdict: 'warn',
        text: `${rows.length} connection(s) have held locks without doing anything for more than ${IDLE_SECONDS / 60} minutes, one of them "${first.name}" since ${first.since.toISOString()}.`,
        next: 'End the process that it belongs to.',
      }
    : { name: 'locks', verdict: 'ok', text: 'No connection holds locks without doing anything.' };
};

const queue = async (database: Database): Promise<Check> => {
  const [row] = await database.query<{ there: boolean; may: boolean }>(
    `select exists (select from pg_tables where schemaname = 'pgboss' and tablename = 'version') as there,
            has_database_privilege(current_database(), 'create') as may`,
  );
  if (row?.there === true) {
    return { name: 'queue', verdict: 'ok', text: 'The queue (schema pgboss) is there.' };
  }
  return row?.may === true
    ? { name: 'queue', verdict: 'ok', text: 'The queue (schema pgboss) is made by the first "iam apply".' }
    : {
        name: 'queue',
        verdict: 'fail',
        text: 'The queue (schema pgboss) is not there, and the user of the address may not make it.',
        next: 'Let the owner of the database say: grant create on database … to …',
      };
};

const workers = async (database: Database): Promise<Check> => {
  // Tables of an older version have no workers.
  const known =
    (await schemaVersion(database)) < SCHEMA_VERSION
      ? []
      : await database.query<{ name: string; seen: Date; alive: boolean }>(
          `select name, seen, seen > now() - make_interval(secs => $1) as alive from iam.worker order by seen desc, name`,
          [LOST_SECONDS],
        );
  const alive = known.filter((one) => one.alive);
  const lost = known.find((one) => !one.alive);
  const text =
    alive.length === 0
      ? 'No iam worker is at work.'
      : `${alive.length} iam worker(s) at work: ${alive.map(({ name }) => name).join(', ')}.`;
  return lost === undefined
    ? { name: 'workers', verdict: 'ok', text }
    : {
        name: 'workers',
        verdict: 'warn',
        text: `${text} ${lost.name} was heard of at ${lost.seen.toISOString()} last, and did not say that it ends.`,
        next: 'Look on its machine whether it runs and reaches the database; what it was at, others go on with.',
      };
};

const ledger = async (database: Database): Promise<Check> => {
  if ((await schemaVersion(database)) === 0) {
    return { name: 'ledger', verdict: 'ok', text: 'The ledger is empty.' };
  }
  const { attempts, broken } = await followChains(database);
  return broken === undefined
    ? { name: 'ledger', verdict: 'ok', text: `The chain of ${attempts} records in the ledger is whole.` }
    : {
        name: 'ledger',
        verdict: 'fail',
        text: `The chain of the ledger is broken at the record ${broken.attempt}: ${broken.problem}.`,
        next: 'Keep this database as it is, compare it with the latest backup, and find out who can write to it.',
      };
};

/** Bytes; a plan for a million people writes about this much. */
const FREE_BYTES = 2 * 1024 ** 3;

const disk = async (folder: string): Promise<Check> => {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const text = `${(free / 1024 ** 3).toFixed(1)} GiB are free on the disk of ${folder}.`;
  return free >= FREE_BYTES
    ? { name: 'disk', verdict: 'ok', text }
    : {
        name: 'disk',
        verdict: 'warn',
        text,
        next: 'Make room: a server without any stops in the middle of its work.',
      };
};

const permissions = async (folder: string): Promise<Check> => {
  const { mode } = await stat(folder);
  const text = `The folder ${folder} has mode ${(mode & 0o777).toString(8).padStart(4, '0')}.`;
  return (mode & 0o077) === 0
    ? { name: 'permissions', verdict: 'ok', text }
    : {
        name: 'permissions',
        verdict: 'fail',
        text,
        next: `Others can read the data of people: chmod 700 ${folder}`,
      };
};

const started = (server: EmbeddedState): Check =>
  server.tag === 'none'
    ? {
        name: 'server',
        verdict: 'ok',
        text: `There is no database yet; the first command that needs one makes it in ${server.folder}.`,
      }
    : {
        name: 'server',
        verdict: 'warn',
        text: `The database server of ${server.folder} (PostgreSQL ${server.major}) does not answer.`,
        next: 'Start it: iam db start',
      };

/** A check that cannot be made is a finding, and the others go on. */
const attempted = async (name: string, check: () => Promise<Check>): Promise<Check> => {
  try {
    return await check();
  } catch (thrown) {
    return { name, verdict: 'fail', text: `This could not be checked: ${messageOf(thrown)}` };
  }
};

const databaseChecks: readonly (readonly [string, (database: Database) => Promise<Check>])[] = [
  ['server', version],
  ['tables', tables],
  ['clock', clock],
  ['connections', connections],
  ['locks', locks],
  ['queue', queue],
  ['workers', workers],
  ['ledger', ledger],
];

const allOf = async (database: Database): Promise<Check[]> => {
  const checks: Check[] = [];
  for (const [name, check] of databaseChecks) {
    checks.push(await attempted(name, () => check(database)));
  }
  return checks;
};

/** Looks at everything that the database depends on; starts and changes nothing. */
export const databaseDoctor = async (options: DatabaseOptions): Promise<Check[]> => {
  let place;
  try {
    place = await urlWithoutStarting(options);
  } catch (thrown) {
    return [{ name: 'server', verdict: 'fail', text: messageOf(thrown) }];
  }
  const { kind, url, server } = place;
  const folder = server?.folder;
  const there = server !== undefined && server.tag !== 'none';
  const local =
    folder !== undefined && there
      ? [
          await attempted('permissions', () => permissions(folder)),
          await attempted('disk', () => disk(dataDirOf(options))),
        ]
      : [];
  if (url === undefined) {
    return [started(server ?? { tag: 'none', folder: dataDirOf(options) }), ...local];
  }
  const checks = await lookAt(url, kind, allOf).catch((thrown: unknown): Check[] => [
    { name: 'server', verdict: 'fail', text: messageOf(thrown) },
  ]);
  return [...checks, ...local];
};
