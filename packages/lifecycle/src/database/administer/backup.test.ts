import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

import { openEmptyDatabase, openTestDatabase, type TestDatabase } from '../__fixtures__/test-database';
import { fillState } from '../__fixtures__/filled-state';
import { unlessStopped } from '../../commands/unless-stopped';
import { connect, type Database } from '../connect';
import { movedAway } from '../moved-away';
import { openMigrated } from '../open-database';
import { schemaVersion, SCHEMA_VERSION } from '../schema/migrate';
import type { Session } from '../session';
import { STATE_STAYS, takeLock, type LockedWork } from '../work-lock';
import { backupDatabase } from './backup';
import { databaseDoctor } from './doctor';
import { moveDatabase } from './move';
import { restoreDatabase } from './restore';
import { databaseStatus } from './status';
import { stateTables } from './tables';

let folder: string;
let source: TestDatabase;
let file: string;
const opened: TestDatabase[] = [];
const target = async (open = openTestDatabase): Promise<TestDatabase> => {
  const database = await open();
  opened.push(database);
  return database;
};

const contentOf = async (session: Session): Promise<Record<string, unknown[]>> => {
  const content: Record<string, unknown[]> = {};
  for (const { name } of await stateTables(session)) {
    content[name] = await session.query(`select * from iam."${name}" t order by t::text`);
  }
  return content;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'iam-backup-'));
  file = join(folder, 'state.gz');
  source = await openTestDatabase();
  await fillState(source);
  await backupDatabase(source, file);
});
afterAll(async () => {
  await source.drop();
  await rm(folder, { recursive: true });
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.drop()));
});

describe('a backup', () => {
  it('is one file that its owner alone can read, and nothing is left beside it', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['state.gz']);
    const [header] = gunzipSync(await readFile(file))
      .toString('utf8')
      .split('\n');
    expect(JSON.parse(header ?? '')).toMatchObject({
      format: 'iam-backup/1',
      schemaVersion: SCHEMA_VERSION,
      tables: expect.arrayContaining([expect.objectContaining({ name: 'person', rows: 3 })]),
    });
  });

  it('is restored with every row, the identity of the store, and numbers that go on', async () => {
    const database = await target();
    await restoreDatabase(database, file, 'jane');
    expect(await contentOf(database)).toEqual(await contentOf(source));
    const [run] = await database.query(
      `insert into iam.run (plan_id, plan_sha256, head, state, started_by) values ('02', '', '{}', 'done', 'joe') returning id`,
    );
    expect(run).toEqual({ id: 2 });
  });

  it('is restored into a database that has no tables yet', async () => {
    const database = await target(openEmptyDatabase);
    await restoreDatabase(database, file, 'jane');
    expect(await contentOf(database)).toEqual(await contentOf(source));
    expect(await schemaVersion(database)).toBe(SCHEMA_VERSION);
  });

  it('is not restored over anything', async () => {
    const database = await target();
    await database.execute(`insert into iam.application (name) values ('okta')`);
    await expect(restoreDatabase(database, file, 'jane')).rejects.toThrow(
      /not empty \(its table application has rows\)/,
    );
    expect(await database.query('select name from iam.application')).toEqual([{ name: 'okta' }]);
  });

  it.each<LockedWork>(['apply', 'plan'])('is not restored below another process (%s)', async (work) => {
    const database = await target();
    const lock = await takeLock(database, work, 'joe');
    await expect(restoreDatabase(database, file, 'jane')).rejects.toThrow(
      /^joe has been .* Nothing was done/,
    );
    expect(lock.tag === 'held' && (await lock.release())).toBeUndefined();
  });

  it('leaves no file of its name when the database fails', async () => {
    const database = await target(openEmptyDatabase);
    const unwritten = join(folder, 'unwritten.gz');
    await expect(backupDatabase(database, unwritten)).rejects.toThrow(/was not written/);
    expect(existsSync(unwritten)).toBe(false);
    expect(await readdir(folder)).toEqual(['state.gz']);
  });

  it('says that its folder does not exist', async () => {
    await expect(backupDatabase(source, join(folder, 'none', 'x.gz'))).rejects.toThrow(
      /The backup .* was not written: the folder .*none does not exist/,
    );
  });
});

describe('a damaged backup changes nothing', () => {
  const text = async (): Promise<string> => gunzipSync(await readFile(file)).toString('utf8');
  const tried = async (content: Buffer): Promise<string> => {
    const broken = join(folder, 'broken.gz');
    await writeFile(broken, content);
    const database = await target();
    const before = await contentOf(database);
    const said = await restoreDatabase(database, broken, 'jane').then(
      () => 'restored',
      (thrown: Error) => thrown.message,
    );
    expect(await contentOf(database)).toEqual(before);
    await rm(broken);
    return said;
  };

  it('when the file is cut off', async () => {
    const whole = await readFile(file);
    expect(await tried(whole.subarray(0, whole.length - 20))).toMatch(
      /is damaged: it is cut off\. Nothing was changed/,
    );
  });

  it('when it was cut off before it was packed', async () => {
    const whole = await text();
    expect(await tried(gzipSync(whole.slice(0, whole.lastIndexOf('{"end"'))))).toMatch(
      /damaged: it is cut off/,
    );
  });

  it('when a value is another', async () => {
    const whole = await text();
    expect(await tried(gzipSync(whole.replace('Europe/Berlin', 'Europe/Madrid')))).toMatch(/sha256/);
  });

  it('when a row is gone', async () => {
    const whole = await text();
    expect(await tried(gzipSync(whole.replace(/^E1\t.*\n/m, '')))).toMatch(/person has 2 rows instead of 3/);
  });

  it('when it is no backup', async () => {
    expect(await tried(gzipSync('hello\n'))).toMatch(/is no backup of iam/);
    expect(await tried(gzipSync('x'.repeat(3_000_000)))).toMatch(/is no backup of iam/);
    expect(await tried(Buffer.from('no gzip at all'))).toMatch(/cannot be unpacked/);
    expect(await tried(Buffer.alloc(0))).toMatch(/is no backup of iam|cut off/);
  });

  it('when a newer iam made it', async () => {
    const whole = await text();
    expect(await tried(gzipSync(whole.replace(/"schemaVersion":\d+/, '"schemaVersion":99')))).toMatch(
      /^The backup .*broken.gz has tables of version 99, made by a newer iam; .* Nothing was changed\. Update iam on this machine/,
    );
  });

  it('when the file is not there', async () => {
    await expect(restoreDatabase(await target(), join(folder, 'none.gz'), 'jane')).rejects.toThrow(
      /none.gz does not exist/,
    );
  });
});

describe('move', () => {
  const filled = async (): Promise<TestDatabase> => {
    const database = await target();
    await fillState(database);
    return database;
  };
  const NEXT =
    /moved to .* at 20.*, and is not worked with any more\. Nothing was done\. Set IAM_DATABASE_URL/;

  it('copies everything to the other database', async () => {
    const old = await filled();
    const before = await contentOf(old);
    const database = await target(openEmptyDatabase);
    const { to } = await moveDatabase(old, database.url, 'jane');
    expect(to).toBe(database.shownUrl);
    expect(await contentOf(database)).toEqual(before);
  });

  it('leaves a database that is not worked with any more, and says where the state is', async () => {
    const old = await filled();
    const [one, other] = [await target(openEmptyDatabase), await target(openEmptyDatabase)];
    await moveDatabase(old, one.url, 'jane');
    await expect(moveDatabase(old, other.url, 'jane')).rejects.toThrow(NEXT);
    expect(await schemaVersion(other)).toBe(0);
    for (const work of ['plan', 'schedule', 'apply', 'use'] as const) {
      await expect(takeLock(old, work, 'joe')).rejects.toThrow(NEXT);
    }
    expect(await old.query(`select 1 where ${STATE_STAYS}`)).toEqual([]);
    await expect(openMigrated(connect(old.url, 'server'))).rejects.toThrow(NEXT);
    expect((await databaseStatus({ env: { IAM_DATABASE_URL: old.url } })).facts?.moved?.to).toBe(
      one.shownUrl,
    );
    expect(await databaseDoctor({ env: { IAM_DATABASE_URL: old.url } })).toContainEqual(
      expect.objectContaining({
        name: 'tables',
        verdict: 'fail',
        text: expect.stringMatching(/was moved to/),
      }),
    );
    const lock = await takeLock(one, 'apply', 'joe');
    expect(lock.tag === 'held' && (await lock.release())).toBeUndefined();
  });

  it('is taken back by a backup of the old one', async () => {
    const old = await filled();
    const before = await contentOf(old);
    await moveDatabase(old, (await target(openEmptyDatabase)).url, 'jane');
    const kept = join(folder, 'moved.gz');
    await backupDatabase(old, kept);
    const again = await target(openEmptyDatabase);
    await restoreDatabase(again, kept, 'jane');
    expect(await contentOf(again)).toEqual(before);
    await rm(kept);
  });

  it('does not mark a database whose state did not arrive', async () => {
    const old = await filled();
    const full = await filled();
    await expect(moveDatabase(old, full.url, 'jane')).rejects.toThrow(
      /only an empty one is filled\. Nothing was changed\. Give the address of an empty one/,
    );
    expect(await movedAway(old)).toBeUndefined();
  });

  it('leaves a schema of that name alone that another program made', async () => {
    const old = await filled();
    const foreign = await target(openEmptyDatabase);
    await foreign.execute('create schema iam');
    await foreign.execute('create table iam.mine (n int)');
    await expect(moveDatabase(old, foreign.url, 'jane')).rejects.toThrow(
      /has a schema "iam" that is of another program \(its table mine\)\. Nothing was changed/,
    );
    expect(await foreign.query('select n from iam.mine')).toEqual([]);
    expect(await movedAway(old)).toBeUndefined();
  });

  it.each<[LockedWork, string]>([
    ['apply', 'applying a plan'],
    ['plan', 'making a plan'],
    ['use', 'working'],
  ])('is refused while another process is at work (%s)', async (work, words) => {
    const database = await target(openEmptyDatabase);
    const lock = await takeLock(source, work, 'joe');
    await expect(moveDatabase(source, database.url, 'jane')).rejects.toThrow(
      new RegExp(`^joe has been ${words} with this database since .*Nothing was done`),
    );
    expect(lock.tag === 'held' && (await lock.release())).toBeUndefined();
    expect(await schemaVersion(database)).toBe(0);
  });

  it('refuses the database itself, empty or not', async () => {
    await expect(moveDatabase(source, source.url, 'jane')).rejects.toThrow(/is not empty/);
    const empty = await target();
    await expect(moveDatabase(empty, empty.url, 'jane')).rejects.toThrow(/is the database that is used now/);
  });

  it('says what is wrong with an address, without its password', async () => {
    const away = 'postgres://jane:secret@127.0.0.1:1/iam';
    await expect(moveDatabase(source, away, 'jane')).rejects.toThrow(
      'The database postgres://jane@127.0.0.1:1/iam cannot be used: no server answers there.',
    );
    await expect(moveDatabase(source, 'mysql://jane:secret@db/iam', 'jane')).rejects.toThrow(
      /^(?!.*secret).*no address of PostgreSQL/,
    );
  });
});

describe('a person who stops it', () => {
  const stopped = AbortSignal.abort(new Error('Interrupted.'));

  it('gets no backup', async () => {
    await expect(backupDatabase(source, join(folder, 'stopped.gz'), stopped)).rejects.toThrow(/Interrupted/);
    expect(await readdir(folder)).toEqual(['state.gz']);
  });

  it('has nothing restored, and nothing moved', async () => {
    const database = await target(openEmptyDatabase);
    await expect(restoreDatabase(database, file, 'jane', stopped)).rejects.toThrow(/Interrupted/);
    await expect(moveDatabase(source, database.url, 'jane', stopped)).rejects.toThrow(/Interrupted/);
    expect(await schemaVersion(database)).toBe(0);
    expect(await movedAway(source)).toBeUndefined();
  });

  it('is told that everything was copied where only the mark could not be made', async () => {
    const database = await target(openEmptyDatabase);
    const pressed = new AbortController();
    const failing: Database = {
      ...source,
      execute: () => {
        pressed.abort(new Error('Interrupted.'));
        return Promise.reject(new Error('terminating connection'));
      },
    };
    const { unmarked } = await unlessStopped({ signal: pressed.signal }, 'nothing was moved.', () =>
      moveDatabase(failing, database.url, 'jane', pressed.signal),
    );
    expect(unmarked).toMatch(/^Everything was copied to .* could not be marked .*terminating connection/);
    expect(await contentOf(database)).toEqual(await contentOf(source));
  });
});

it('reads one instant while others write', async () => {
  const database = await target();
  await fillState(database, 2000);
  const writer = connect(database.url, 'server');
  let going = true;
  const writing = (async () => {
    for (let n = 0; going; n += 1) {
      await writer.execute(`insert into iam.application (name) values ($1)`, [`app${n}`]);
    }
  })();
  const busy = join(folder, 'busy.gz');
  const { header } = await backupDatabase(database, busy);
  going = false;
  await writing;
  await writer.close();
  const copy = await target();
  await restoreDatabase(copy, busy, 'jane');
  const [count] = await copy.query('select count(*) as rows from iam.application');
  expect(count).toEqual({ rows: header.tables.find(({ name }) => name === 'application')?.rows });
  await rm(busy);
});
