import { openEmptyDatabase, type TestDatabase } from './__fixtures__/test-database';
import { openDatabase } from './open-database';
import { raiseSerial, readStore } from './store';

let given: TestDatabase;
beforeAll(async () => {
  given = await openEmptyDatabase();
});
afterAll(() => given.drop());

it('opens the database that IAM_DATABASE_URL names, with its tables', async () => {
  const database = await openDatabase({ env: { IAM_DATABASE_URL: given.url } });
  expect(database.kind).toBe('server');
  const { id, serial } = await readStore(database);
  expect(await database.transaction(raiseSerial)).toBe(serial + 1);
  await database.close();
  const again = await openDatabase({ env: { IAM_DATABASE_URL: given.url } });
  expect(await readStore(again)).toEqual({ id, serial: serial + 1 });
  await again.close();
});

it('finds its tables by their schema only, so that no statement works in one place and fails in another', async () => {
  await expect(given.query('select * from store')).rejects.toThrow('does not exist');
});

it.each([
  [
    'postgres://jane:secret@127.0.0.1:1/iam',
    'The database postgres://jane@127.0.0.1:1/iam cannot be used: no server answers there.',
  ],
  [
    'mysql://jane:secret@db/iam',
    'IAM_DATABASE_URL is no address of PostgreSQL. It looks like postgres://user:password@host:5432/database.',
  ],
])('says what is wrong with %s, without the password', async (url, sentence) => {
  await expect(openDatabase({ env: { IAM_DATABASE_URL: url } })).rejects.toThrow(sentence);
});

it('says that the user may not make the tables', async () => {
  const role = `guest_${given.name}`;
  await given.execute(`create role ${role} login`);
  const other = await openEmptyDatabase();
  const url = other.url.replace('postgres@', `${role}@`);
  await expect(openDatabase({ env: { IAM_DATABASE_URL: url } })).rejects.toThrow(
    /the user may not make the schema "iam" there, or that of the queue; the owner of the database can: grant create/,
  );
  await other.drop();
  await given.execute(`drop role ${role}`);
});

it('makes no tables in a database that does not have the letters of every name', async () => {
  const name = `latin_${given.name}`;
  await given.execute(
    `create database ${name} encoding 'LATIN1' template template0 lc_collate 'C' lc_ctype 'C'`,
  );
  const url = given.url.replace(given.name, name);
  await expect(openDatabase({ env: { IAM_DATABASE_URL: url } })).rejects.toThrow(
    `The database ${name} has the encoding LATIN1, which does not have the letters of every name.`,
  );
  await given.execute(`drop database ${name} with (force)`);
});
