import { chmod } from 'node:fs/promises';

import { makeDataDir, type TestDataDir } from '../__fixtures__/data-dir';
import { fillState } from '../__fixtures__/filled-state';
import { openTestDatabase, type TestDatabase } from '../__fixtures__/test-database';
import { SCHEMA_VERSION } from '../schema/migrate';
import { doctorScreen, statusScreen, stopScreen } from '../../screen/database-screen';
import { databaseDoctor, type Check } from './doctor';
import { databaseStatus, startDatabase, stopDatabase } from './status';

const found = (checks: readonly Check[], name: string): Check | undefined =>
  checks.find((check) => check.name === name);

describe('a database of others', () => {
  let database: TestDatabase;
  const options = () => ({ env: { IAM_DATABASE_URL: database.url } });
  beforeEach(async () => {
    database = await openTestDatabase();
    await fillState(database);
  });
  afterEach(() => database.drop());

  it('is in order', async () => {
    const checks = await databaseDoctor(options());
    expect(checks.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['server', 'ok'],
      ['tables', 'ok'],
      ['clock', 'ok'],
      ['connections', 'ok'],
      ['locks', 'ok'],
      ['queue', 'ok'],
      ['ledger', 'ok'],
    ]);
    expect(found(checks, 'ledger')?.text).toBe('The chain of 3 records in the ledger is whole.');
  });

  it('finds the record before which the ledger was tampered with', async () => {
    await database.execute('alter table iam.attempt disable trigger all');
    await database.execute('delete from iam.attempt where id = 2');
    const ledger = found(await databaseDoctor(options()), 'ledger');
    expect(ledger).toMatchObject({
      verdict: 'fail',
      text: expect.stringContaining('broken at the record 3: the row before it is not the one'),
    });
    expect(ledger?.next).toMatch(/compare it with the latest backup/);
  });

  it('finds that the first records are gone', async () => {
    await database.execute('alter table iam.attempt disable trigger all');
    await database.execute('delete from iam.attempt where id = 1');
    expect(found(await databaseDoctor(options()), 'ledger')).toMatchObject({ verdict: 'fail' });
  });

  it('finds the tables of a newer version', async () => {
    await database.execute('insert into iam.schema_version (version) values ($1)', [SCHEMA_VERSION + 1]);
    expect(found(await databaseDoctor(options()), 'tables')).toMatchObject({
      verdict: 'fail',
      next: 'Update iam on this machine.',
    });
  });

  it('says what is wrong with the connection, without a password', async () => {
    const url = 'postgres://jane:secret@127.0.0.1:1/iam';
    expect(await databaseDoctor({ env: { IAM_DATABASE_URL: url } })).toEqual([
      {
        name: 'server',
        verdict: 'fail',
        text: 'The database postgres://jane@127.0.0.1:1/iam cannot be used: no server answers there.',
      },
    ]);
  });

  it('says that a database is not there', async () => {
    const url = database.url.replace(database.name, 'nowhere');
    const [check] = await databaseDoctor({ env: { IAM_DATABASE_URL: url } });
    expect(check?.text).toMatch(/cannot be used: the server has no such database/);
  });

  it('tells its state, and is neither started nor stopped', async () => {
    const screen = statusScreen(await databaseStatus(options())).join('\n');
    expect(screen).toMatch(/^server {7}of IAM_DATABASE_URL, running\ndatabase {5}postgres:/);
    expect(screen).toMatch(/serial 41\n/);
    expect(await stopDatabase(options())).toBe('foreign');
    expect(stopScreen('foreign')[0]).toMatch(/neither starts nor stops/);
  });
});

describe('a database of our own', () => {
  let place: TestDataDir;
  beforeAll(async () => {
    place = await makeDataDir();
  });
  afterAll(() => place.remove());

  it('is told of before it is made, while it runs and after it was stopped', async () => {
    expect(statusScreen(await databaseStatus(place.options))).toEqual([
      expect.stringMatching(/^There is no database yet\./),
    ]);
    expect(doctorScreen(await databaseDoctor(place.options))).toEqual([
      expect.stringMatching(/^ok {4}server {7}There is no database yet;/),
    ]);

    const status = await startDatabase(place.options);
    expect(statusScreen(status).slice(0, 1)).toEqual([expect.stringMatching(/running as process \d+$/)]);
    const folder = status.kind === 'embedded' ? status.server.folder : '';
    await chmod(folder, 0o755);
    const open = await databaseDoctor(place.options);
    expect(found(open, 'permissions')).toMatchObject({
      verdict: 'fail',
      next: expect.stringContaining(`chmod 700 ${folder}`),
    });
    expect(doctorScreen(open)).toContainEqual(
      expect.stringMatching(/^FAIL {2}permissions {2}The folder .* has mode 0755\.$/),
    );

    expect(await stopDatabase(place.options)).toBe('stopped');
    expect(await stopDatabase(place.options)).toBe('not-running');
    expect(statusScreen(await databaseStatus(place.options))[0]).toMatch(/does not run\.$/);
    expect(found(await databaseDoctor(place.options), 'server')).toMatchObject({
      verdict: 'warn',
      next: 'Start it: iam db start',
    });
    // The next start closes the folder again.
    await startDatabase(place.options);
    expect(found(await databaseDoctor(place.options), 'permissions')).toMatchObject({ verdict: 'ok' });
    await stopDatabase(place.options);
  });
});
