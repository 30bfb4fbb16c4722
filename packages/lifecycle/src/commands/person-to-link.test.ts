import { Readable } from 'node:stream';
import { openTestDatabase, type TestDatabase } from '../database/__fixtures__/test-database';
import { openFeed } from '../feed/open-feed';
import { configOf } from '../plan/__fixtures__/company';
import { personToLink } from './person-to-link';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
  const add = (key: string, email: string, username = key) =>
    database.execute(
      `insert into iam.person (key, profile, profile_hash, zone, state, since) values ($1, $2, '', 'UTC', 'active', now())`,
      [key, JSON.stringify({ email, username })],
    );
  await add('E1', 'Ann@example.com', 'ann');
  await add('E2', 'team@example.com');
  await add('E3', 'team@example.com');
});
afterEach(() => database.drop());

const feedOfText = (text: string) => () =>
  openFeed(configOf({}, ['App']).feed, { baseDir: '/', stdin: Readable.from([text]), env: {} });
const NONE = () => undefined;

it.each([
  ['E1', 'E1'],
  ['ann@EXAMPLE.com', 'E1'],
  ['ann', 'E1'],
])('%s is known to the database as %s', async (name, key) => {
  expect(await personToLink(database, name, NONE)).toBe(key);
});

it('who is new is known to the feed', async () => {
  const feed = feedOfText(
    'employeeid,email,hiredate\nE9,new@example.com,2020-01-01\nE8,x@example.com,never\n',
  );
  expect(await personToLink(database, 'E9', feed)).toBe('E9');
  expect(await personToLink(database, 'new@example.com', feed)).toBe('E9');
  // The row is in error; whose it is, is known.
  expect(await personToLink(database, 'E8', feed)).toBe('E8');
});

it('gives an account to nobody who is not known, and to none of two', async () => {
  await expect(
    personToLink(database, 'E10', feedOfText('employeeid,email\nE9,a@example.com\n')),
  ).rejects.toThrow('Neither the feed nor the database knows "E10", so no account was given away.');
  await expect(personToLink(database, 'E10', feedOfText(''))).rejects.toThrow('knows "E10"');
  await expect(personToLink(database, 'team@example.com', NONE)).rejects.toThrow(
    '"team@example.com" is the address of E2 and E3: name one by the key.',
  );
});
