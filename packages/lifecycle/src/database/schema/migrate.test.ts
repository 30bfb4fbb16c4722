import { openEmptyDatabase, type TestDatabase } from '../__fixtures__/test-database';
import { readStore } from '../store';
import { migrate, migrateTo, SCHEMA_VERSION, schemaVersion } from './migrate';

let database: TestDatabase;
beforeEach(async () => {
  database = await openEmptyDatabase();
});
afterEach(() => database.drop());

it('makes the tables once, also when several processes start at the same time', async () => {
  expect(await schemaVersion(database)).toBe(0);
  await Promise.all([migrate(database), migrate(database), migrate(database)]);
  expect(await schemaVersion(database)).toBe(SCHEMA_VERSION);
  const { id } = await readStore(database);
  await migrate(database);
  expect((await readStore(database)).id).toBe(id);
});

it('adds to the tables of an older version, and keeps what is in them', async () => {
  await database.transaction((session) => migrateTo(session, 1));
  const { id } = await readStore(database);
  await migrate(database);
  expect(await schemaVersion(database)).toBe(SCHEMA_VERSION);
  expect((await readStore(database)).id).toBe(id);
  expect(await database.query('select 1 from iam.worker')).toEqual([]);
});

it('refuses the tables of a newer version and leaves them as they are', async () => {
  await migrate(database);
  await database.execute('insert into iam.schema_version (version) values ($1)', [SCHEMA_VERSION + 1]);
  await expect(migrate(database)).rejects.toThrow(/made by a newer iam.*Update iam/s);
  expect(await schemaVersion(database)).toBe(SCHEMA_VERSION + 1);
});

it('makes nothing when a statement fails', async () => {
  // A table of that name in the way, in a schema that another program made.
  await database.execute('create schema iam');
  await database.execute('create table iam.lease (mine text)');
  await expect(migrate(database)).rejects.toThrow('already exists');
  expect(await schemaVersion(database)).toBe(0);
});
