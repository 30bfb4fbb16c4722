import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { chown, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { Client } from 'pg';

import { connect, type Database } from '../connect';
import { codeOf } from '../database-error';
import { findBinaries, type Binaries } from '../embedded/binaries';
import { socketUrl } from '../embedded/embedded-server';
import { serverUser } from '../embedded/server-user';
import { migrate } from '../schema/migrate';
import { serverPlace } from './server-place';

/** A database of its own, with the tables of the newest version. */
export interface TestDatabase extends Database {
  readonly name: string;
  /** Closes it and removes it, also when another client is still connected. */
  readonly drop: () => Promise<void>;
}

/**
 * The programs that tests use: of IAM_TEST_POSTGRES (a folder, or `package` for the optional npm package, which is the newest
 * PostgreSQL), else as users find them.
 */
export const testBinaries = (): Promise<Binaries> => {
  const wanted = process.env['IAM_TEST_POSTGRES'] ?? '';
  return findBinaries({
    path: wanted === 'package' ? '' : (process.env['PATH'] ?? ''),
    // Copied once for all runs.
    hydrateInto: join(tmpdir(), `iam-test-binaries-${process.getuid?.() ?? 0}`),
    ...(wanted === '' || wanted === 'package' ? {} : { named: wanted }),
  });
};

/** The process that all workers of one run of jest belong to: one server serves them all, and ends with it. */
const owner = (): number => (process.argv[1]?.includes('jest-worker') === true ? process.ppid : process.pid);

const START_MS = 60_000;
const POLL_MS = 20;

const answers = async (url: string): Promise<boolean> => {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (thrown) {
    if (['ENOENT', 'ECONNREFUSED', '57P03'].includes(codeOf(thrown) ?? '')) {
      return false;
    }
    throw thrown;
  } finally {
    await client.end().catch(() => undefined);
  }
};

let server: Promise<string> | undefined;

/** The folder of the socket of the server for this run of jest, which the first who asks starts. */
export const testServer = (): Promise<string> => {
  server ??= startedServer();
  return server;
};

const startedServer = async (): Promise<string> => {
  const { bin } = await testBinaries();
  const digest = createHash('sha256').update(bin).digest('hex').slice(0, 6);
  const folder = join(serverPlace(), `iam-test-pg-${owner()}-${digest}`);
  const user = serverUser(undefined);
  try {
    await mkdir(folder, { mode: 0o700 });
    if (user) {
      await chown(folder, user.uid, user.gid);
    }
    const settings = { bin, folder, owner: owner(), user: user ?? null };
    spawn(process.execPath, [join(__dirname, 'test-server.cjs'), JSON.stringify(settings)], {
      detached: true,
      stdio: 'ignore',
      cwd: '/',
    }).unref();
  } catch (thrown) {
    if (codeOf(thrown) !== 'EEXIST') {
      throw thrown;
    }
  }
  const until = Date.now() + START_MS;
  while (!(await answers(socketUrl(folder, 'postgres')))) {
    const failed = join(folder, 'failed');
    if (existsSync(failed)) {
      throw new Error(`the PostgreSQL for the tests did not start: ${readFileSync(failed, 'utf8')}`);
    }
    if (Date.now() > until) {
      throw new Error(
        `the PostgreSQL for the tests did not start within ${START_MS / 1000} s; see ${folder}/server.log`,
      );
    }
    await wait(POLL_MS);
  }
  return folder;
};

const onServer = async <A>(socketFolder: string, work: (client: Client) => Promise<A>): Promise<A> => {
  const client = new Client({ connectionString: socketUrl(socketFolder, 'postgres') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** An empty database without any table, for what makes or fills one itself. */
export const openEmptyDatabase = (): Promise<TestDatabase> => openCopyOf('template1');

const openCopyOf = async (template: string): Promise<TestDatabase> => {
  const socketFolder = await testServer();
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(socketFolder, (client) => client.query(`create database ${name} template ${template}`));
  const database = connect(socketUrl(socketFolder, name), 'embedded');
  return {
    ...database,
    name,
    drop: async () => {
      await database.close();
      await onServer(socketFolder, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
};

const TEMPLATE = 'with_tables';

/** Any number, the same in all workers of jest: one of them makes the template. */
const TEMPLATE_LOCK = 1;

let template: Promise<string> | undefined;

/** A database with the tables: copying it takes less than half of the time that making them takes. */
const templateWithTables = async (): Promise<string> => {
  const socketFolder = await testServer();
  return onServer(socketFolder, async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [TEMPLATE]);
    if (rowCount === 0) {
      const made = `${TEMPLATE}_${randomBytes(8).toString('hex')}`;
      await client.query(`create database ${made}`);
      const database = connect(socketUrl(socketFolder, made), 'embedded');
      try {
        await migrate(database);
      } finally {
        await database.close();
      }
      // Under its name when it is whole: a worker that ends before leaves no half of a template.
      await client.query(`alter database ${made} rename to ${TEMPLATE}`);
    }
    return TEMPLATE;
  });
};

/**
 * A database for one test file: `beforeAll(async () => { database = await openTestDatabase() })` and
 * `afterAll(() => database.drop())`.
 */
export const openTestDatabase = async (): Promise<TestDatabase> => {
  template ??= templateWithTables();
  const database = await openCopyOf(await template);
  // Each database is one of its own: a plan of one is refused by another.
  await database.execute('update iam.store set id = gen_random_uuid()');
  return database;
};
